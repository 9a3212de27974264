"""Characters with their places on a page, and the lines they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

SPACE = 0.3
"""A gap of so many ems beside a Latin letter or digit is a space."""
WIDE_SPACE = 0.7
"""A gap of so many ems between Chinese characters is a space."""
SAME_LINE = 0.42
"""Baselines closer than so many ems are one line: exponents, digits of another font."""
_SAME_PLACE = 0.22
"""The same character printed again this close, in ems, is bold print, not a second character."""
_APART = 0.6
"""Letters and digits begin at least this share of their width apart, or lie on each other."""
_MARKS_APART = 0.25
UNREADABLE = "\ufffd"


class Glyph(NamedTuple):
    """One printed character; the page's upper left corner is (0, 0), units are points.

    Attributes:
        text: The character.
        x0: Left edge.
        x1: Right edge, its advance included.
        base: The line it stands on.
        em: Size of the print.
        run: Number of the text object it was printed with.
        sure: How sure its recognition is, 0 to 1; 1 for print that is text.
    """

    text: str
    x0: float
    x1: float
    base: float
    em: float
    run: int
    sure: float = 1.0

    @property
    def y(self) -> float:
        """Half its height."""
        return self.base - 0.38 * self.em

    @property
    def x(self) -> float:
        """Half its width."""
        return (self.x0 + self.x1) / 2


_BASE, _LEFT = attrgetter("base"), attrgetter("x0")


@dataclass(slots=True)
class TextLine:
    """Characters on one line, left to right."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(g.x1 for g in self.glyphs)

    @property
    def base(self) -> float:
        """The baseline of its largest characters."""
        return max(self.glyphs, key=lambda g: g.em).base

    @property
    def em(self) -> float:
        """Size of its largest characters."""
        return max(g.em for g in self.glyphs)

    @property
    def y(self) -> float:
        """Half its height."""
        return self.base - 0.38 * self.em

    @property
    def sure(self) -> float:
        """How sure its least sure character is."""
        return min((g.sure for g in self.glyphs), default=1.0)

    @property
    def text(self) -> str:
        """Its characters, with spaces where gaps are."""
        return spaced(self.glyphs)


def spaced(glyphs: Sequence[Glyph]) -> str:
    """Return the characters of one line with a space for each gap."""
    if len(glyphs) < 2:
        return glyphs[0].text if glyphs else ""
    parts = [glyphs[0].text]
    for left, right in pairwise(glyphs):
        parts += (" ", right.text) if _parted(left, right) else (right.text,)
    return "".join(parts)


def _parted(left: Glyph, right: Glyph) -> bool:
    """Tell whether a space stands between two neighbours."""
    room = right.x0 - left.x1
    if room <= 0:
        return False
    latin = left.text.isascii() or right.text.isascii()
    return room / min(left.em, right.em) > (SPACE if latin else WIDE_SPACE)


def gap(left: Glyph, right: Glyph) -> float:
    """Return the white space between two neighbours, in ems of the smaller."""
    return (right.x0 - left.x1) / min(left.em, right.em)


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Gather characters into lines, top to bottom."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=_BASE):
        first = lines[-1][0] if lines else None
        near = first is not None and glyph.base - first.base <= SAME_LINE * min(first.em, glyph.em)
        if near:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [TextLine(sorted(line, key=_LEFT)) for line in lines]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Characters without double prints.

    Attributes:
        glyphs: What can be read; of characters on top of each other one stands as U+FFFD.
        overlapping: How many characters lie on others and cannot be read.
    """

    glyphs: list[Glyph]
    overlapping: int


def cleaned(glyphs: Iterable[Glyph]) -> Cleaned:
    """Print each character once, and none of two that lie on each other."""
    kept: list[Glyph] = []
    overlapping = 0
    for line in lines_of(glyphs):
        own: list[Glyph] = []
        reach = 0.0
        for glyph in line.glyphs:
            free = glyph.x0 >= reach
            reach = max(reach, glyph.x1)
            if free:
                own.append(glyph)
                continue
            # Sorted by their left edges, so only the last few can lie below.
            near = range(len(own) - 1, max(-1, len(own) - 4), -1)
            below = next((n for n in near if _overlap(own[n], glyph)), None)
            if below is None:
                own.append(glyph)
            elif not _twice(own[below], glyph):
                own[below] = own[below]._replace(text=UNREADABLE)
                overlapping += 1
        kept += own
    return Cleaned(kept, overlapping)


def _overlap(a: Glyph, b: Glyph) -> bool:
    """Tell whether `b` is printed on `a`; full-width marks may be set half width."""
    share = _APART if a.text.isalnum() and b.text.isalnum() else _MARKS_APART
    return b.x0 - a.x0 < share * min(a.x1 - a.x0, b.x1 - b.x0)


def _twice(a: Glyph, b: Glyph) -> bool:
    near = _SAME_PLACE * min(a.em, b.em)
    return a.text == b.text and abs(a.x0 - b.x0) < near and abs(a.base - b.base) < near
