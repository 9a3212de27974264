"""Where a name leads: only to addresses on the open internet, unless private ones are asked for.

A name is looked up once; every address it has is checked, and the connection goes to an address
that was checked. A name server that answers otherwise the next time gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from helpers.collecting.addresses import Address
from helpers.collecting.failures import LATER, FetchError
from helpers.messages import Text

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host; raises OSError if there are none."""

_NOT_PUBLIC_4 = tuple(
    map(
        ip_network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4".split(),
    )
)
_PUBLIC_6 = ip_network("2000::/3")
"""All of IPv6 that is given out; loopback, local, multicast and mapped addresses lie outside."""
_NOT_PUBLIC_6 = tuple(map(ip_network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split()))
_TRANSLATED = ip_network("64:ff9b::/96")
"""An IPv4 address as networks without IPv4 reach it (RFC 6052)."""


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the name server of this machine."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(text: str) -> bool:
    """Tell whether an IP address lies on the open internet."""
    try:
        ip = ip_address(text)
    except ValueError:
        return False  # with a zone, or no address at all
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_4)
    return _is_public_6(ip)


def _is_public_6(ip: IPv6Address) -> bool:
    if ip in _TRANSLATED:
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip in _PUBLIC_6 and not any(ip in network for network in _NOT_PUBLIC_6)


def checked(address: Address, resolver: Resolver, allow_private: bool) -> tuple[str, ...]:
    """Return the IP addresses to connect to.

    Args:
        address: Whose host is looked up, once.
        resolver: Looks it up.
        allow_private: Take addresses that are not on the open internet, too.

    Raises:
        FetchError: the host has no address, or any of its addresses is not public.
    """
    try:
        found = tuple(resolver(address.host, address.port))
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise FetchError(
            "no-host",
            Text(f"The host {address.host} was not found.", f"找不到主机 {address.host}。"),
            Text("Check the spelling and the connection.", "请检查拼写和网络连接。"),
            str(address),
            again=True,
            reached=False,
        )
    private = [ip for ip in found if not is_public(ip)]
    if private and not allow_private:
        raise FetchError(
            "private-address",
            Text(
                f"{address.host} leads to {private[0]}, which is not on the open internet.",
                f"{address.host} 指向 {private[0]}，不在公共互联网上。",
            ),
            Text(
                "If it is your own network, use --allow-private.",
                "如确为您自己的网络，请使用 --allow-private。",
            ),
            str(address),
        )
    return found


def unreachable(address: Address, error: OSError) -> FetchError:
    """Return the failure to connect."""
    words = error.strerror or type(error).__name__
    return FetchError(
        "no-connection",
        Text(f"The server cannot be reached ({words}).", f"无法连接服务器（{words}）。"),
        LATER,
        str(address),
        again=True,
        reached=False,
    )
