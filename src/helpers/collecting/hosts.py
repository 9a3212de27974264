"""When each host may be asked again, and which one is next."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.collecting.clock import Clock
from helpers.collecting.limits import STRIKES


class Hosts:
    """Pauses between the requests to one host, counted from the end of the last.

    Args:
        delay: Seconds between two requests to one host, at least.
        clock: The clock.
    """

    def __init__(self, delay: float, clock: Clock) -> None:
        self._delay = delay
        self._clock = clock
        self._own: dict[str, float] = {}
        self._ready: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between two requests to a host."""
        self._own[host] = max(seconds, self._own.get(host, 0.0))
        if host in self._ready:
            self._ready[host] = max(self._ready[host], self._clock.monotonic() + self._own[host])

    def pause(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so many seconds."""
        until = self._clock.monotonic() + seconds
        self._ready[host] = max(until, self._ready.get(host, 0.0))

    def wait(self, host: str) -> None:
        """Wait until a host may be asked."""
        left = self._ready.get(host, 0.0) - self._clock.monotonic()
        if host in self._ready and left > 0:
            self._clock.sleep(left)

    def asked(self, host: str) -> None:
        """Take note that a request to a host has just ended."""
        self.pause(host, max(self._delay, self._own.get(host, 0.0)))

    def next(self, hosts: Iterable[str]) -> str:
        """Return the host that may be asked first; of several, the one given first."""
        now = self._clock.monotonic()
        return min(hosts, key=lambda host: max(now, self._ready.get(host, now)))

    def reached(self, host: str) -> None:
        """Take note that a host replied."""
        self._strikes.pop(host, None)

    def missed(self, host: str) -> None:
        """Take note that a host did not reply."""
        self._strikes[host] = self._strikes.get(host, 0) + 1

    def is_down(self, host: str) -> bool:
        """Tell whether a host failed to reply so often that it is left alone."""
        return self._strikes.get(host, 0) >= STRIKES
