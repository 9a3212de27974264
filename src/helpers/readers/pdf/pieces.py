"""Words of one cell on one line, and lines cut into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from helpers.readers.pdf.glyphs import UNREADABLE, Glyph, TextLine, gap, spaced

APART = 0.8
"""A gap of so many ems parts two cells."""
LINE_PITCH = 1.52
"""The lines of one cell are at most so many ems apart."""
FEWEST_VALUES = 3
"""A line of so many numbers and nothing else is a row of figures."""
PART = re.compile(
    r"[+\-－减增]?[\d,，.]+[^\d\s]{0,2}|[/／\-—－无]{1,4}|[万亿元件条项个份篇起宗例次]{1,2}"
)
"""What can be a number, or a part of one broken over lines."""
NUMERIC_END = re.compile(r"[\d/／\-—－无]$")
"""A label that ends so may have swallowed the number in the cell behind it."""
_DIGITS_APART = 0.2
_TOUCH = 0.03
_VALUE = re.compile(
    r"(?:[+\-－]|[增减]|增加|减少)?\d(?:[\d,，.]*|[\d,，.]*\d[^\d\s,，.．、]{1,2}|[^\d\s,，.．、]{1,2})"
    r"|[/／\-—－无]{1,4}"
)
"""A number with its unit; a label such as ``3.其他`` is none."""


class Span(Protocol):
    """What has a left and a right edge."""

    @property
    def x0(self) -> float:
        """Left edge."""

    @property
    def x1(self) -> float:
        """Right edge."""


@dataclass(slots=True)
class Piece:
    """Words of one cell on one line."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.glyphs[-1].x1

    @property
    def text(self) -> str:
        """The words."""
        return spaced(self.glyphs)

    @property
    def is_value(self) -> bool:
        """Whether it is a number or a slash."""
        return bool(_VALUE.fullmatch(self.text))

    @property
    def shown(self) -> str:
        """The words; a number printed in two goes may be two numbers that touch."""
        numeric = [g for g in self.glyphs if g.text in "+-－—,，." or g.text.isdigit()]
        in_one_go = all(a.run == b.run or abs(gap(a, b)) < _TOUCH for a, b in pairwise(numeric))
        return self.text if in_one_go or not self.is_value else UNREADABLE + self.text


@dataclass(slots=True)
class Row:
    """A line of a table without strokes, or a line of prose.

    Attributes:
        line: The line.
        pieces: Its words, cell by cell.
        level: Whether it is level with a label of several lines, none of which it stands on.
    """

    line: TextLine
    pieces: list[Piece]
    level: bool = False

    @property
    def values(self) -> list[Piece]:
        """The numbers it ends in."""
        count = 0
        while count < len(self.pieces) and self.pieces[-1 - count].is_value:
            count += 1
        return self.pieces[len(self.pieces) - count :]

    @property
    def labels(self) -> list[Piece]:
        """What stands before its numbers."""
        return self.pieces[: len(self.pieces) - len(self.values)]

    @property
    def holds_values(self) -> bool:
        """Whether it is a row of figures rather than a line of words."""
        values = len(self.values)
        return values >= FEWEST_VALUES or (0 < values < len(self.pieces)) or self.level


def rows_of(lines: Sequence[TextLine]) -> list[Row]:
    """Cut lines where cells part."""
    return [Row(line, list(_pieces(line.glyphs))) for line in lines]


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[Piece]:
    begin = 0
    for n, (left, right) in enumerate(pairwise(glyphs), start=1):
        digits = left.text.isdigit() and right.text.isdigit()
        if gap(left, right) > (_DIGITS_APART if digits else APART):
            yield from _with_number(list(glyphs[begin:n]))
            begin = n
    yield from _with_number(list(glyphs[begin:]))


def _with_number(glyphs: list[Glyph]) -> Iterator[Piece]:
    """Part a label from a number that stands close behind it."""
    for n in range(len(glyphs) - 1, 0, -1):
        if gap(glyphs[n - 1], glyphs[n]) > _DIGITS_APART:
            if Piece(glyphs[n:]).is_value:
                yield Piece(glyphs[:n])
                yield Piece(glyphs[n:])
                return
            break
    yield Piece(glyphs)


def overlap(a: Span, b: Span) -> float:
    """Return how far two things stand above each other; less than 0 if they do not."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def under(columns: Sequence[Span], values: Sequence[Span]) -> list[int] | None:
    """Return the column each value stands in, or None where that is not plain."""
    under = [[m for m, c in enumerate(columns) if overlap(c, v) > 0] for v in values]
    plain = all(len(u) == 1 for u in under) and len({u[0] for u in under}) == len(values)
    return [u[0] for u in under] if plain else None
