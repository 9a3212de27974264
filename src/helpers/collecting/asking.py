"""From an address to its file: hosts checked, robots.txt kept, redirects followed, all bounded."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from helpers.collecting.addresses import Address, parse
from helpers.collecting.clock import Clock
from helpers.collecting.failures import BROWSER, LATER, FetchError
from helpers.collecting.hosts import Hosts
from helpers.collecting.limits import (
    LONGEST_CRAWL_DELAY,
    LONGEST_PAUSE,
    MOST_ADDRESSES_TRIED,
    ROBOTS_BYTES,
    Limits,
)
from helpers.collecting.robots import Robots
from helpers.collecting.safety import Resolver, checked
from helpers.collecting.transfer import body
from helpers.collecting.watch import Watch
from helpers.collecting.wire import Reply, ask
from helpers.messages import Text

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Statuses after which asking again may help."""
MOST_HEADERS = 60
LONGEST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class Got:
    """A reply, read to its end.

    Attributes:
        final: Address after redirects.
        hops: Addresses that redirected.
        status: 200, or 304 if a version that is there is still the current one.
        headers: As the journal keeps them: cut in number and length, without cookies.
        data: The body.
        downgraded: A redirect led from https to http.
    """

    final: Address
    hops: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    downgraded: bool


class Asker:
    """Asks one address at a time.

    Args:
        agent: The User-Agent.
        hosts: Keeps the pauses.
        limits: The bounds.
        clock: The clock.
        resolver: Looks hosts up.
        context: What certificates are checked against.
        allow_private: Ask hosts that are not on the open internet, too.
    """

    def __init__(
        self,
        agent: str,
        hosts: Hosts,
        limits: Limits,
        clock: Clock,
        resolver: Resolver,
        context: ssl.SSLContext,
        allow_private: bool,
    ) -> None:
        self._headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._hosts, self._limits, self._clock = hosts, limits, clock
        self._resolver, self._context = resolver, context
        self._allow_private = allow_private
        self._robots: dict[str, Robots] = {}

    def get(self, address: Address, headers: Mapping[str, str]) -> Got:
        """Return what an address gives, redirects followed.

        Args:
            address: The address.
            headers: Further ones, such as ``If-None-Match``.

        Raises:
            FetchError: it is forbidden, unsafe, gone, too slow, too large or broken.
        """
        return self._follow(address, headers, self._limits.bytes, self._permitted)

    def _follow(
        self,
        start: Address,
        headers: Mapping[str, str],
        most: int,
        permitted: Callable[[Address], None],
    ) -> Got:
        address, downgraded = start, False
        hops: list[str] = []
        while True:
            permitted(address)
            reply = self._ask(address, headers)
            try:
                if reply.status not in _REDIRECTS:
                    data = body(reply, most) if reply.status == 200 else b""
                    if reply.status != 200 and not (reply.status == 304 and headers):
                        raise self._refusal(reply)
                    kept = _kept(reply.headers)
                    return Got(address, tuple(hops), reply.status, kept, data, downgraded)
                target = parse(_location(reply), address)
            finally:
                reply.close()
                self._hosts.asked(address.host)
            hops.append(str(address))
            if len(hops) > self._limits.redirects or str(target) in hops:
                raise FetchError(
                    "redirects",
                    Text("It redirects without end.", "重定向没有尽头。"),
                    BROWSER,
                    str(start),
                )
            downgraded = downgraded or (address.scheme, target.scheme) == ("https", "http")
            address = target

    def _ask(self, address: Address, headers: Mapping[str, str]) -> Reply:
        self._hosts.wait(address.host)
        try:
            ips = checked(address, self._resolver, self._allow_private)[:MOST_ADDRESSES_TRIED]
            watch = Watch(self._limits, self._clock)
            for i, ip in enumerate(ips):
                try:
                    reply = ask(address, ip, {**self._headers, **headers}, watch, self._context)
                except FetchError as error:
                    if error.code != "no-connection" or i + 1 == len(ips):
                        raise
                else:
                    self._hosts.reached(address.host)
                    return reply
        except FetchError as error:
            self._hosts.asked(address.host)
            if not error.reached:
                self._hosts.missed(address.host)
            raise
        raise AssertionError("a checked host has an address")

    def _permitted(self, address: Address) -> None:
        robots = self._robots.get(address.origin)
        if robots is None:
            robots = self._robots[address.origin] = self._read_robots(address)
            if robots.delay > LONGEST_CRAWL_DELAY:
                self._hosts.slow_down(address.host, 0.0)
            else:
                self._hosts.slow_down(address.host, robots.delay)
        if robots.delay > LONGEST_CRAWL_DELAY:
            raise FetchError(
                "crawl-delay",
                Text(
                    f"The site asks for {robots.delay:.0f} seconds between two requests.",
                    f"该网站要求两次访问间隔 {robots.delay:.0f} 秒。",
                ),
                Text("Fetch these pages by hand.", "请手工保存这些网页。"),
                str(address),
            )
        if not robots.allows(address):
            raise FetchError(
                "robots",
                Text("The robots.txt of the site forbids it.", "该网站的 robots.txt 禁止访问。"),
                Text(
                    "Ask the site for leave, or save the page by hand and use ogi-audit add.",
                    "请征得网站同意，或手工保存网页后使用 ogi-audit add。",
                ),
                str(address),
            )

    def _read_robots(self, address: Address) -> Robots:
        place = Address(address.scheme, address.host, address.port, "/robots.txt")
        try:
            got = self._follow(place, {}, ROBOTS_BYTES * 20, lambda _: None)
        except FetchError as error:
            if error.code in ("gone", "forbidden", "status-4", "redirects"):
                return Robots(b"")
            if error.code in ("private-address", "certificate", "no-host", "no-connection"):
                raise
            raise FetchError(
                "robots-unknown",
                Text(
                    "The robots.txt of the site cannot be had now, so nothing is asked. {w}",
                    "目前无法取得该网站的 robots.txt，故不予访问。{w}",
                ).format(w=error.what),
                LATER,
                str(address),
                again=error.again,
                wait=error.wait,
                reached=error.reached,
            ) from error
        return Robots(got.data)

    def _refusal(self, reply: Reply) -> FetchError:
        status, place = reply.status, str(reply.address)
        if status in (404, 410):
            words = Text(f"There is nothing there ({status}).", f"该处没有内容（{status}）。")
            return FetchError("gone", words, BROWSER, place)
        if status in (401, 403):
            words = Text(f"The server refuses ({status}).", f"服务器拒绝访问（{status}）。")
            return FetchError("forbidden", words, BROWSER, place)
        words = Text(f"The server replied {status}.", f"服务器回复 {status}。")
        if status not in _PASSING:
            return FetchError(
                "status-4" if 400 <= status < 500 else "status", words, BROWSER, place
            )
        wait = self._retry_after(reply.header("retry-after"))
        late = wait is not None and wait > LONGEST_PAUSE
        return FetchError("busy", words, LATER, place, again=not late, wait=wait)

    def _retry_after(self, value: str) -> float | None:
        """Return the seconds that a Retry-After header asks for, in either of its forms."""
        text = value.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            return max(0.0, (parsedate_to_datetime(text) - self._clock.now()).total_seconds())
        except (TypeError, ValueError, OverflowError, IndexError):
            return None


def _location(reply: Reply) -> str:
    """Return where a reply redirects to; sites send Chinese paths as bare UTF-8 or GBK."""
    data = reply.header("location").encode("latin-1", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _kept(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    own = [(k[:100], v[:LONGEST_HEADER]) for k, v in headers if not k.startswith("set-cookie")]
    return tuple(own[:MOST_HEADERS])
