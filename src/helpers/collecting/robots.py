"""What a site allows: its robots.txt. The door to protego.

RFC 9309: without a robots.txt (status 400 to 499) everything is allowed; if it cannot be had now,
nothing is. 429 asks for patience and is taken as the second, not the first.
"""

from __future__ import annotations

from protego import Protego

from helpers.collecting.addresses import Address
from helpers.collecting.limits import ROBOTS_BYTES

TOKEN = "ogi-audit"
"""The name by which a robots.txt may speak to the collector."""


class Robots:
    """The rules of one origin.

    Args:
        data: The file as it came; what lies beyond the limit is not read. Empty: all is allowed.
    """

    def __init__(self, data: bytes) -> None:
        text = data[:ROBOTS_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff")
        self._rules = Protego.parse(text)

    def allows(self, address: Address) -> bool:
        """Tell whether an address may be asked."""
        return bool(self._rules.can_fetch(str(address), TOKEN))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 if it names none."""
        return max(0.0, float(self._rules.crawl_delay(TOKEN) or 0.0))
