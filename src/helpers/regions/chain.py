"""The places that a name begins with: 江西省丰城市上塘镇 is two divisions and a rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.regions.divisions import Division, gazetteer, meant
from helpers.wording import plain

_CENTRAL = re.compile(
    "(?:中华人民共和国|国家税务总局|国家统计局|国家金融监督管理总局|国家外汇管理局|中国人民银行|中国气象局"
    "|中国共产党|中共|共青团)"
)
"""What goes before the place in names of organs under central administration."""
_NO_DIVISION = re.compile("街道|街|镇|乡|社区|村|路")
"""After a division's name, these make it a part of a smaller place's: 城区街道, 高县镇."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The places that a name begins with.

    Attributes:
        divisions: What the last of them can be; more than one where the name does not decide.
        rest: What follows.
        known: Whether the name begins with a place at all.
    """

    divisions: tuple[Division, ...]
    rest: str

    @property
    def known(self) -> bool:
        """Whether the name begins with a place."""
        return bool(self.divisions)


def chain_of(name: str, year: int | None = None) -> Chain:
    """Return the places at the beginning of a name, each inside the one before.

    Args:
        name: The name of an organ.
        year: The year whose names count; None for any.
    """
    text = plain(name)
    central = _CENTRAL.match(text)
    text = text[central.end() :] if central else text
    at = 0
    last: tuple[Division, ...] = ()
    while step := _step(text, at, last, year):
        end, last = step
        at = end
    return Chain(last, text[at:])


_Step = tuple[int, tuple[Division, ...]]


def _step(text: str, at: int, outer: tuple[Division, ...], year: int | None) -> _Step | None:
    """Return where the next place ends and what it can be, or None."""
    known = gazetteer()
    for end in range(min(len(text), at + known.longest), at + 1, -1):
        divisions = known.named.get(text[at:end])
        inside = _inside(meant(divisions, year), outer) if divisions else ()
        # 唐山市 in 唐山市路南区 is a place all the same: another one in it follows.
        if inside and (not _NO_DIVISION.match(text, end) or _step(text, end, inside, year)):
            return end, inside
    for end in range(min(len(text), at + 6), at + 1, -1):
        # A short name counts only before a place in it: 徐州 in 徐州鼓楼区, never by itself.
        divisions = known.short.get(text[at:end])
        if divisions is None:
            continue
        short = _inside(meant(divisions, year), outer)
        after = _step(text, end, short, year) if short else None
        if after is not None:
            return after
    return None


def _inside(divisions: tuple[Division, ...], outer: tuple[Division, ...]) -> tuple[Division, ...]:
    if not outer:
        return divisions
    return tuple(d for d in divisions if any(o.level < d.level and o.holds(d) for o in outer))
