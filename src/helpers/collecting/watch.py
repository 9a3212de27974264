"""Sockets that watch the limits of a request.

However a server spaces its bytes, in headers, in marks of chunks or in the body, each wait is cut
to what is left of the time and each byte is counted.
"""

from __future__ import annotations

import socket
import ssl
from typing import Any

from helpers.collecting.clock import Clock
from helpers.collecting.limits import HEAD_BYTES, Limits


class Watch:
    """What is left of time and bytes for one request."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self.limits = limits
        self.clock = clock
        self.end = clock.monotonic() + limits.seconds
        self.received = 0

    def wait(self) -> float:
        """Return the seconds that the next step may take.

        Raises:
            TimeIsUpError: none are left.
        """
        left = self.end - self.clock.monotonic()
        if left <= 0:
            raise TimeIsUpError
        return min(left, self.limits.stall)

    def count(self, number: int) -> None:
        """Count bytes that came.

        Raises:
            TooMuchError: there were too many.
        """
        self.received += number
        if self.received > self.limits.bytes + HEAD_BYTES:
            raise TooMuchError


class TimeIsUpError(Exception):
    """The whole request took too long."""


class TooMuchError(Exception):
    """More bytes came than are taken."""


class WatchedSocket(socket.socket):
    """A socket that keeps to a :class:`Watch`."""

    watch: Watch

    def recv_into(self, *args: Any) -> int:
        """Wait no longer than is left, and count what came."""
        self.settimeout(self.watch.wait())
        number = super().recv_into(*args)
        self.watch.count(number)
        return number


class WatchedTls(ssl.SSLSocket):
    """The same, encrypted."""

    watch: Watch

    def recv_into(self, *args: Any) -> int:
        """Wait no longer than is left, and count what came."""
        self.settimeout(self.watch.wait())
        number = super().recv_into(*args)
        self.watch.count(number)
        return number


def trust() -> ssl.SSLContext:
    """Return what certificates are checked against: the store of the system, names included."""
    context = ssl.create_default_context()
    context.sslsocket_class = WatchedTls
    return context
