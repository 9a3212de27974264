"""Wholes and their listed parts in the prose: 208条，其中…108条、…102条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.concepts import vocabulary
from helpers.model import Breakdown
from helpers.parsing.claims import Paragraph, Spot

_SENTENCE_END = re.compile("[。;!?]")
REACH = 30
"""A whole stands at most this many characters before the word that opens its list."""


def breakdowns(paragraph: Paragraph, found: Sequence[Spot]) -> Iterator[Breakdown]:
    """Yield the wholes with their parts.

    A list ends with its sentence or half-sentence (。；), at a second opener (the list inside a
    list), at another unit, and at words that begin something else (收到, 举办, 累计 …).
    """
    words = vocabulary()
    folded = paragraph.folded
    openers = list(words.openers.finditer(folded))
    for number, opener in enumerate(openers):
        whole = _whole(folded, opener.start(), found)
        if whole is None:
            continue
        stop = _SENTENCE_END.search(folded, opener.end())
        limit = stop.start() if stop else len(folded)
        if number + 1 < len(openers):
            limit = min(limit, openers[number + 1].start())
        parts = _parts(folded, opener.end(), limit, whole, found)
        if not parts:
            continue
        words_used = folded[whole.start : parts[-1].end + 3]
        claims = (whole.claim, *(p.claim for p in parts))
        closed = (
            len(parts) > 1
            and opener.group() not in words.partial_openers
            and all(c.precision == "exact" for c in claims)
            and not any(mark in words_used for mark in words.open_marks)
        )
        yield Breakdown(
            whole=whole.claim,
            parts=tuple(p.claim for p in parts),
            listed_as=opener.group(),
            closed=closed,
            may_overlap=bool(words.overlap.search(folded[max(0, whole.start - 40) : limit])),
            text=paragraph.quote(_clause_start(folded, whole.start), parts[-1].end),
            place=whole.claim.place,
        )


def _clause_start(folded: str, offset: int) -> int:
    return max((folded.rfind(mark, 0, offset) + 1 for mark in "。;,!?:"), default=0)


def _whole(folded: str, opener: int, found: Sequence[Spot]) -> Spot | None:
    """Return the count that stands right before a list: the nearest that is no percentage."""
    for spot in reversed(found):
        if spot.end > opener or spot.claim.unit == "%":
            continue
        between = folded[spot.end : opener]
        if len(between) > REACH or _SENTENCE_END.search(between):
            return None
        return spot
    return None


def _parts(folded: str, begin: int, limit: int, whole: Spot, found: Sequence[Spot]) -> list[Spot]:
    parts: list[Spot] = []
    at = begin
    for spot in found:
        if spot.start < begin or spot.claim.unit == "%":
            continue
        if spot.start >= limit or spot.claim.unit != whole.claim.unit:
            break
        if parts and vocabulary().breaks.search(folded[at : spot.start]):
            break
        parts.append(spot)
        at = spot.end
    return parts
