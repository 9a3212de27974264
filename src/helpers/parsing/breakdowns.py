"""Wholes and their listed parts in the prose: 208条，其中…108条、…102条."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from helpers.concepts import vocabulary
from helpers.model import Breakdown
from helpers.parsing.claims import Spot
from helpers.parsing.paragraph import Paragraph

_BARE_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])\d+(?=[\u4e00-\u9fff,;、])(?![年月日号时个])")
_FULL_STOP = re.compile("[。!?]")
_SENTENCE_END = re.compile("[。;!?]")
LONGEST_CLAUSE = 300
LONGEST_LIST = 1500
REACH = 30
"""A whole stands at most this many characters before the word that opens its list."""


def breakdowns(paragraph: Paragraph, found: Sequence[Spot]) -> Iterator[Breakdown]:
    """Yield the wholes with their parts.

    A list ends with its sentence or half-sentence (。；, but not at ； between its parts), at a second opener (the list inside a
    list), at another unit, and at words that begin something else (收到, 举办, 累计 …).
    """
    words = vocabulary()
    folded = paragraph.folded
    ends = {spot.end for spot in found}
    # 171条：…124条、…34条 lists its parts without a word.
    colons = [m for m in re.finditer(":", folded) if m.start() in ends]
    named = [
        m
        for m in words.openers.finditer(folded)
        if m.group() not in words.adjacent_openers or m.start() in ends
    ]
    openers = sorted([*named, *colons], key=lambda m: m.start())
    for number, opener in enumerate(openers):
        whole = _whole(folded, opener.start(), found)
        if whole is None or (
            opener.group() in words.adjacent_openers and whole.end < opener.start()
        ):
            continue
        limit = _list_end(folded, opener.end(), found)
        if number + 1 < len(openers):
            limit = min(limit, openers[number + 1].start())
        if "(" in folded[whole.end : opener.end()]:
            # 13件(含新制定5件,修改4件),…42件: the list ends with its bracket.
            closing = folded.find(")", opener.end(), limit)
            limit = closing if closing >= 0 else limit
        parts, complete = _parts(folded, opener.end(), limit, whole, found)
        bare_list = opener.group() == ":"
        if not parts or (bare_list and len(parts) < 2):
            continue
        words_used = folded[whole.start : parts[-1].end + 3]
        claims = (whole.claim, *(p.claim for p in parts))
        closed = (
            len(parts) > 1
            and complete
            and not _goes_on(folded, limit, whole, found)
            and not _lost_unit(folded, opener.end(), parts[-1].start, found)
            and opener.group() not in words.partial_openers
            and all(c.precision == "exact" for c in claims)
            and not any(mark in words_used for mark in words.open_marks)
        )
        yield Breakdown(
            whole=whole.claim,
            parts=tuple(p.claim for p in parts),
            listed_as="" if bare_list else opener.group(),
            closed=closed,
            may_overlap=bool(words.overlap.search(folded[max(0, whole.start - 40) : limit])),
            text=paragraph.quote(_clause_start(folded, whole.start), parts[-1].end),
            place=whole.claim.place,
        )


def _list_end(folded: str, begin: int, found: Sequence[Spot]) -> int:
    """Return where a list ends: with its half-sentence, or with its sentence if ； parts it."""
    first = bisect_left(found, begin, key=lambda spot: spot.start)
    # 其中A4条,占7%;B2条,…: where ； stands between the first two parts it parts them all.
    same = [s for s in found[first : first + 4] if s.claim.unit != "%"][:2]
    between = folded[same[0].end : same[1].start] if len(same) == 2 else ""
    parted = ";" in between and not re.search("[。!?]", between)
    end = min(len(folded), begin + LONGEST_LIST)
    stop = (_FULL_STOP if parted else _SENTENCE_END).search(folded, begin, end)
    return stop.start() if stop else end


def _goes_on(folded: str, limit: int, whole: Spot, found: Sequence[Spot]) -> bool:
    """Tell whether what may be further parts stands behind the ； at which a list was ended."""
    if folded[limit : limit + 1] != ";":
        return False
    stop = _FULL_STOP.search(folded, limit)
    end = stop.start() if stop else len(folded)
    after = found[bisect_left(found, limit, key=lambda spot: spot.start) :]
    more = next((s for s in after if s.start < end and s.claim.unit == whole.claim.unit), None)
    return more is not None and not vocabulary().breaks.search(folded[limit : more.start])


def _lost_unit(folded: str, begin: int, end: int, found: Sequence[Spot]) -> bool:
    """Tell whether a number without a unit stands in a list: 通知公告200政务要闻150条."""
    for match in _BARE_NUMBER.finditer(folded, begin, end):
        before = bisect_right(found, match.start(), key=lambda spot: spot.start) - 1
        if before < 0 or found[before].end <= match.start():
            return True
    return False


def _clause_start(folded: str, offset: int) -> int:
    floor = max(0, offset - LONGEST_CLAUSE)
    ends = [folded.rfind(mark, floor, offset) + 1 for mark in "。;,!?:"]
    return max(floor, *ends)


def _whole(folded: str, opener: int, found: Sequence[Spot]) -> Spot | None:
    """Return the count that stands right before a list: the nearest that is no percentage."""
    for n in range(bisect_right(found, opener, key=lambda spot: spot.end) - 1, -1, -1):
        spot = found[n]
        if spot.claim.unit == "%":
            continue
        between = folded[spot.end : opener]
        if len(between) > REACH or _SENTENCE_END.search(between):
            return None
        return spot
    return None


def _parts(
    folded: str, begin: int, limit: int, whole: Spot, found: Sequence[Spot]
) -> tuple[list[Spot], bool]:
    """Return the parts, and whether the list ends where they end.

    In A1105条;B2896条;C共计2004条 the word 共计 may begin a sum or the last part: nobody can tell.
    """
    parts: list[Spot] = []
    at = begin
    for n in range(bisect_left(found, begin, key=lambda spot: spot.start), len(found)):
        spot = found[n]
        if spot.claim.unit == "%" and spot.start < limit:
            continue
        if spot.start >= limit or spot.claim.unit != whole.claim.unit:
            break
        if parts and (stop := vocabulary().breaks.search(folded[at : spot.start])):
            return parts, not stop.group().endswith("计")
        parts.append(spot)
        at = spot.end
    return parts, True
