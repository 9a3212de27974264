"""Addresses on the web: which ones are asked at all, and in what spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from helpers.collecting.failures import CORRECT, FetchError, visible
from helpers.messages import Text

LONGEST = 2000
"""Longer addresses are refused."""
PORTS = {"http": 80, "https": 443}
LOWEST_OTHER_PORT = 1024
"""Below it only the two usual ports are asked: the others belong to other services."""

_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_KEPT = "/%:@!$&'()*+,;=~-._"
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked.

    Attributes:
        scheme: ``http`` or ``https``.
        host: Lower-case ASCII name (Chinese names in Punycode), or an IP address without brackets.
        port: Number of the port.
        target: Path and query, all ASCII, beginning with a slash.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, unless it is the usual one, port; the value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    def __str__(self) -> str:
        return self.origin + self.target


def parse(text: str, base: Address | None = None) -> Address:
    """Return the address that `text` gives, seen from `base`.

    White space around it and line breaks inside are dropped and a backslash is a slash, as in
    browsers. What stands after ``#`` is for the browser alone and is dropped, too.

    Raises:
        FetchError: it is no address, or none that the collector asks.
    """
    cleaned = re.sub(r"[\t\r\n]", "", text.strip().strip("\u3000\ufeff")).replace("\\", "/")
    if len(cleaned) > LONGEST or any(ord(c) < 32 or ord(c) == 127 for c in cleaned):
        raise _refused(text, Text("It is too long or holds controls.", "地址过长或含控制字符。"))
    try:
        parts = urlsplit(urljoin(str(base), cleaned) if base else cleaned)
        port = parts.port
        scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    except ValueError:
        raise _refused(text, Text("It is malformed.", "地址格式有误。")) from None
    if scheme not in PORTS:
        raise _refused(
            text, Text("Only http:// and https:// are asked.", "只访问 http:// 和 https:// 地址。")
        )
    if "@" in parts.netloc:
        raise _refused(text, Text("It holds a user name or password.", "地址中含用户名或密码。"))
    number = PORTS[scheme] if port is None else port
    if number not in PORTS.values() and number < LOWEST_OTHER_PORT:
        raise _refused(text, Text(f"Port {number} is not asked.", f"不访问端口 {number}。"))
    path = _quoted(parts.path or "/")
    target = path + (f"?{_quoted(parts.query, '?')}" if parts.query else "")
    result = Address(scheme, _host(host, text), number, target)
    if len(str(result)) > 3 * LONGEST:
        raise _refused(text, Text("It is too long.", "地址过长。"))
    return result


def _host(host: str, text: str) -> str:
    """Return a host in ASCII; a name that is an IP address in other digits becomes one here."""
    wrong = _refused(text, Text("Its host is no name of one.", "其中的主机名无效。"))
    if ":" in host:
        try:
            return str(IPv6Address(host)) if "%" not in host else _raise(wrong)
        except ValueError:
            raise wrong from None
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise wrong from None
    if not _HOST.fullmatch(name) or ".." in name or len(name) > 253:
        raise wrong
    return name


def _raise(error: FetchError) -> str:
    raise error


def _quoted(text: str, more: str = "") -> str:
    return quote(_BROKEN_PERCENT.sub("%25", text), safe=_KEPT + more)


def _refused(text: str, why: Text) -> FetchError:
    return FetchError(
        "address-refused",
        Text("This address is not asked. {w}", "不访问该地址。{w}").format(w=why),
        CORRECT,
        visible(text),
    )
