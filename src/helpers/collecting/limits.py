"""What the collector asks for at most. Every number a server could stretch has its bound here."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.readers import MAX_BYTES

ROBOTS_BYTES = 500 * 1024
"""So much of a robots.txt is read (RFC 9309, section 2.5)."""
HEAD_BYTES = 1024 * 1024
"""Status line, headers and chunk marks of a reply have at most so many bytes beside its body."""
LONGEST_PAUSE = 600.0
"""Seconds. A server that asks for a longer pause is left alone until the next run."""
LONGEST_CRAWL_DELAY = 120.0
"""Seconds. A robots.txt that asks for more between two requests leaves the host to the user."""
MOST_ADDRESSES_TRIED = 3
"""Of the addresses a host has, so many are tried."""
STRIKES = 5
"""After so many failures in a row to get any reply, a host is left alone until the next run."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one run.

    Attributes:
        bytes: Of one file, on the wire and again after decompression.
        seconds: For one request, from its first byte to the last byte of the reply.
        stall: Seconds without a byte after which a request is given up.
        redirects: Followed one after another.
        attempts: For one address in one run.
        back_off: Seconds before the second attempt; four times as many before the third.
        attachments: Of one page.
    """

    bytes: int = MAX_BYTES
    seconds: float = 180.0
    stall: float = 30.0
    redirects: int = 5
    attempts: int = 3
    back_off: float = 10.0
    attachments: int = 12
