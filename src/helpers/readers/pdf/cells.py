"""Cells of ruled tables and what is printed in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.readers.pdf.glyphs import UNREADABLE, Glyph, TextLine, gap, lines_of, spaced
from helpers.readers.pdf.strokes import NEAR

_CUT = 0.3
"""A number that reaches so many ems into the next cell belongs to neither for certain."""
_CLOSE = 0.2
_HALF = 0.35
"""Half a wide digit, in ems: so far before a stroke may end what the next digit, whose middle lies
behind it, goes on with."""
_PADDING = 11.5
"""Left and right of the words of a full line there is at most so much room, in points."""
_NEXT_LINE = 1.8
NEW_LINE, NEW_COLUMN = "⏎", "␣"
"""Shown between two numbers in one cell, which must not be taken for one number."""


@dataclass(slots=True)
class Cell:
    """A cell of a ruled table.

    Attributes:
        x0: Left side.
        y0: Upper side.
        x1: Right side.
        y1: Lower side.
        lines: What is printed in it.
        cut: Whether a number reaches over its side.
        beside_single: Whether another cell of its row prints one line.
        recognised: Whether it was read from a picture.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    lines: list[TextLine] = field(default_factory=list)
    cut: bool = False
    beside_single: bool = False
    recognised: bool = False

    @property
    def confidence(self) -> float | None:
        """How sure the reading is, 0 to 1, or None where the print is text."""
        if not self.recognised:
            return None
        # Two decimals: processors differ in the last digits of a recognition.
        return 0.0 if self.cut else round(min((line.sure for line in self.lines), default=1.0), 2)

    @property
    def text(self) -> str:
        """Its text, a line feed for each line that ends in it."""
        text = ""
        for n, line in enumerate(self.lines):
            words = _words(line)
            between = "" if not n else self._between(self.lines[n - 1], text, words, line)
            text += between + words
        return UNREADABLE + text if self.cut else text

    def _between(self, before: TextLine, text: str, words: str, line: TextLine) -> str:
        """Join two lines; a number goes on only in a row of one line whose first line is full."""
        if not (text[-1].isdigit() and words[0].isdigit()):
            return "\n"
        room = self.x1 - self.x0 - (before.x1 - before.x0)
        full = len(before.glyphs) > 1 and room < _PADDING + 0.5 * before.em
        near = line.base - before.base < _NEXT_LINE * before.em
        return "" if full and near and self.beside_single else NEW_LINE


def _words(line: TextLine) -> str:
    """Return a line of a cell; digits that stand apart are no one number."""
    if len(line.glyphs) == 1:
        return line.glyphs[0].text
    if not any(glyph.text.isdigit() for glyph in line.glyphs):
        return spaced(line.glyphs)
    text = line.glyphs[0].text
    for left, right in pairwise(line.glyphs):
        if left.text.isdigit() and right.text.isdigit():
            text += (NEW_COLUMN if gap(left, right) > _CLOSE else "") + right.text
        else:
            text += spaced((left, right))[len(left.text) :]
    return text


@dataclass(slots=True)
class Table:
    """A ruled table on one page.

    Attributes:
        page: Number of the page.
        rows: The cells that begin in each row.
        xs: Positions of its vertical strokes.
        ys: Positions of its horizontal strokes.
        broken: How many areas were no rectangles and were cut into rows.
        open_top: Whether its upper side is not drawn, as where a page break cut a row.
        open_bottom: Whether its lower side is not drawn.
    """

    page: int
    rows: list[list[Cell]]
    xs: list[float]
    ys: list[float]
    broken: int = 0
    open_top: bool = False
    open_bottom: bool = False

    @property
    def cells(self) -> list[Cell]:
        """All cells."""
        return [cell for row in self.rows for cell in row]


def fill(tables: Sequence[Table], glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Put characters into the cells they stand in.

    A table inside a cell of another takes its own characters.

    Returns:
        The characters outside all tables.
    """
    inner_first = sorted(tables, key=lambda t: (t.xs[-1] - t.xs[0]) * (t.ys[-1] - t.ys[0]))
    seekers = [_Seeker(table) for table in inner_first]
    outside: list[Glyph] = []
    own: dict[int, tuple[Cell, list[Glyph]]] = {}
    for glyph in glyphs:
        x, y = glyph.x, glyph.y
        for seeker in seekers:
            if seeker.top <= y < seeker.bottom and (cell := seeker.cell(x, y)) is not None:
                own.setdefault(id(cell), (cell, []))[1].append(glyph)
                break
        else:
            outside.append(glyph)
    for cell, inside in own.values():
        cell.lines = lines_of(inside)
    beyond: dict[int, list[Glyph]] = {}
    for glyph in outside:
        if glyph.text.isdigit():
            beyond.setdefault(glyph.run, []).append(glyph)
    for table in tables:
        _mark_cut(table, beyond)
        for row in table.rows:
            _mark_single(row)
    return outside


def _mark_single(row: Sequence[Cell]) -> None:
    for cell in row:
        cell.beside_single = any(
            len(other.lines) == 1 and abs(other.y1 - cell.y1) < NEAR
            for other in row
            if other is not cell
        )


class _Seeker:
    """Finds the cell of a table at a place."""

    def __init__(self, table: Table) -> None:
        self._xs, self._ys = table.xs, table.ys
        self.top, self.bottom = table.ys[0], table.ys[-1]
        self._at = {
            (y, x): cell
            for cell in table.cells
            for y in range(table.ys.index(cell.y0), table.ys.index(cell.y1))
            for x in range(table.xs.index(cell.x0), table.xs.index(cell.x1))
        }

    def cell(self, x: float, y: float) -> Cell | None:
        """Return the cell in which a point lies, or None."""
        return self._at.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))


def _mark_cut(table: Table, beyond: Mapping[int, Sequence[Glyph]]) -> None:
    """Mark the cells between which, or at whose outer side, a number stands on the stroke.

    `beyond` are the digits outside all tables, by the run that they are printed in.
    """
    begins: dict[float, list[Cell]] = {}
    ends: dict[float, list[Cell]] = {}
    for cell in table.cells:
        begins.setdefault(cell.x0, []).append(cell)
        ends.setdefault(cell.x1, []).append(cell)
    for cell in table.cells:
        before, after = ends.get(cell.x0, []), begins.get(cell.x1, [])
        for line in cell.lines:
            first, last = line.glyphs[0], line.glyphs[-1]
            over_left = first.text.isdigit() and first.x0 < cell.x0 - _CUT * first.em
            over_right = last.text.isdigit() and last.x1 > cell.x1 + _CUT * last.em
            firsts = [line.glyphs[0] for other in after for line in other.lines]
            goes_on = _goes_on(last, cell, [*firsts, *beyond.get(last.run, ())])
            cell.cut = cell.cut or over_left or over_right or goes_on
            beside = (before if over_left else []) + (after if over_right or goes_on else [])
            for other in beside:
                other.cut = other.cut or other.y0 < line.y < other.y1


def _goes_on(last: Glyph, cell: Cell, firsts: Iterable[Glyph]) -> bool:
    """Tell whether a number printed in one go is continued by one of `firsts`, beyond the cell."""
    if not last.text.isdigit() or last.x1 < cell.x1 - _HALF * last.em:
        return False
    return any(
        g.run == last.run and g.text.isdigit() and abs(g.base - last.base) < 0.1
        and gap(last, g) < _CLOSE
        for g in firsts
    )  # fmt: skip
