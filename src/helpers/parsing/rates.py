"""Percentages of the prose with the numbers they come from: 占15.5%, 同比下降30%, 办结率100%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from helpers.model import Breakdown, Claim, Rate
from helpers.parsing.claims import Spot
from helpers.parsing.paragraph import Paragraph

_STOP = re.compile("[。!?]")
_GROWTH = re.compile("(?:增长|上升|增加|上涨|提高|提升|增幅|增)[^#~,;:。%]{0,6}$")
_FALL = re.compile("(?:下降|减少|降低|下滑|降幅|回落|降)[^#~,;:。%]{0,6}$")
_COMPARED = re.compile("同比|[较比与](?:上|去|前|同)|[较比与](?:19|20)\\d\\d年|同期")
_CHANGED = re.compile("(?:增长|上升|增加|上涨|增|多|下降|减少|降低|少)了?$")
_LAST_YEAR = re.compile("(?:上一?年|去年)(?:度|同期)?[^,;。]{0,8}$")
_CARRIED_OVER = re.compile("结转|转结|接转|转入|转来|遗留|留转|延续|顺延|跨年|未办|未结")
"""What came over from last year is a part of this year's number and not last year's."""
_ANY_YEAR = re.compile(r"((?:19|20)\d\d)年")
_SHARE_BEFORE = re.compile("占[^,;。%]{0,14}(?:的|为|达)?$|占比[^,;。%]{0,6}$")
_RATE = re.compile("率(?:均|都|为|是|达到?|保持|约)*$")
_NAMED_RATE = re.compile("[,;、:(]([\\u4e00-\\u9fff]{2})率(?:均|都|为|是|达到?|保持|约)*$")
_NAME_ENDS = 5
"""Between whole and part stand a comma and the name of the rate, and hardly more: ,满意的有."""
NEAR = 40
"""Words that say what a percentage is stand at most so far before it."""
LEAD = 24
"""Words that say whose number it is stand at most so far before it."""
MOST = 12
"""So many numbers of a sentence are looked at."""


def rates(
    paragraph: Paragraph, found: Sequence[Spot], lists: Sequence[Breakdown]
) -> Iterator[Rate]:
    """Yield the percentages of a paragraph that are a share, a change or a rate of handling."""
    percents = [n for n, spot in enumerate(found) if spot.claim.unit == "%"]
    if not percents:
        return
    starts = [spot.start for spot in found]
    wholes = {id(part): b.whole for b in lists for part in b.parts}
    for n in percents:
        spot = found[n]
        before = paragraph.folded[max(0, spot.start - NEAR) : spot.start]
        near = _sentence(paragraph, found, starts, n)
        if _SHARE_BEFORE.search(before):
            yield _share(paragraph, spot, near, wholes)
        elif (falls := bool(_FALL.search(before))) or _GROWTH.search(before):
            yield _growth(paragraph, spot, near, falls)
        elif _RATE.search(before):
            yield _handled(paragraph, spot, near)


def _sentence(
    paragraph: Paragraph, found: Sequence[Spot], starts: Sequence[int], n: int
) -> list[Spot]:
    """Return the counts of the sentence of a number, at most :data:`MOST` to either side."""
    here = found[n]
    floor = here.start
    for mark in _STOP.finditer(paragraph.folded, max(0, here.start - 400), here.start):
        floor = mark.end()
    if floor == here.start:
        floor = max(0, here.start - 400)
    stop = _STOP.search(paragraph.folded, here.end, here.end + 200)
    ceiling = stop.start() if stop else min(len(paragraph.folded), here.end + 200)
    first = max(n - MOST, bisect_left(starts, floor))
    last = min(n + MOST, bisect_left(starts, ceiling))
    return [s for s in found[first:last] if s.claim.unit != "%"]


def _share(
    paragraph: Paragraph, spot: Spot, near: Sequence[Spot], wholes: dict[int, Claim]
) -> Rate:
    before = [s for s in near if s.end <= spot.start]
    part = before[-1] if before else None
    if part is None:
        return Rate(spot.claim, "share")
    whole = wholes.get(id(part.claim))
    same = [s.claim for s in before[:-1] if s.claim.unit == part.claim.unit]
    larger = tuple(c for c in same if c.value >= part.claim.value)
    return Rate(spot.claim, "share", now=part.claim, base=whole, others=larger)


def _handled(paragraph: Paragraph, spot: Spot, near: Sequence[Spot]) -> Rate:
    """Find what a rate is of: in 发放N份,满意M份,满意率P% the number after 满意, and the other."""
    others = tuple(s.claim for s in near if s is not spot)
    named = _NAMED_RATE.search(paragraph.folded[max(0, spot.start - NEAR) : spot.start])
    before = [s for s in near if s.end <= spot.start]
    if named is None or len(before) != 2:
        return Rate(spot.claim, "handled", others=others)
    whole, part = before
    lead = paragraph.folded[whole.end : part.start]
    same = part.claim.unit == whole.claim.unit and part.claim.value <= whole.claim.value
    if not same or not lead.lstrip(",;、:(").startswith(named[1]) or len(lead) > _NAME_ENDS:
        return Rate(spot.claim, "handled", others=others)
    return Rate(spot.claim, "handled", now=part.claim, base=whole.claim, others=others)


def _growth(paragraph: Paragraph, spot: Spot, near: Sequence[Spot], falls: bool) -> Rate:
    """Find this year's number, last year's, and the change, as far as the sentence has them."""
    base = delta = None
    candidates: list[Claim] = []
    for other in near:
        lead = paragraph.folded[max(0, other.start - LEAD) : other.start]
        if other.end <= spot.start and _CHANGED.search(lead):
            delta = other.claim
        elif _of_last_year(lead, paragraph.year):
            base = other.claim
        elif other.end <= spot.start or not candidates:
            candidates.append(other.claim)
    last = paragraph.folded[max(0, spot.start - 60) : spot.start]
    return Rate(
        spot.claim,
        "growth",
        now=candidates[-1] if candidates else None,
        base=base,
        delta=delta,
        falls=falls,
        compared=bool(_COMPARED.search(last)),
        others=tuple(candidates[:-1]),
    )


def _of_last_year(lead: str, year: int | None) -> bool:
    """Tell whether the words before a number say that it is last year's: 比2021年的41件."""
    if found := _LAST_YEAR.search(lead):
        return not _CARRIED_OVER.search(found[0])
    years = list(_ANY_YEAR.finditer(lead))
    if not years or year is None or int(years[-1][1]) != year - 1:
        return False
    return not re.search("[,;。]", lead[years[-1].end() :])
