"""One page that is a picture: its ruled tables and the lines outside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from helpers.readers.pdf.cells import Cell, Table
from helpers.readers.pdf.glyphs import Glyph, TextLine, gap, lines_of
from helpers.readers.pdf.grids import tables_of
from helpers.readers.pictures.engine import engine
from helpers.readers.pictures.ink import Box, InkLine, em_of, ink_of
from helpers.readers.pictures.kinds import Grey, Mask
from helpers.readers.pictures.lines import Cut, read_lines
from helpers.readers.pictures.rules import rules_of
from helpers.readers.pictures.turning import legible, quarter_turns, runs_across, runs_down
from helpers.readers.pictures.upright import PAGE_WIDTH, Sheet, prepared
from helpers.wording import has_chinese

MOST_LINES = 2000
"""Pages with more lines of print in tables, or outside, are refused: each is read twice, and the
three tables of a report have some 250."""
_INSET = 0.5
"""A cell begins so far, in points, inside the middle of its ruled lines."""
_SAME_SIZE = 0.2
_APART = 1.5
"""So far, in ems, a figure stands from the label in the cell before it."""
_LOWEST = 2.0
"""Lower marks outside tables, in points, are no line of print."""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """What was recognised on a page, in points.

    Attributes:
        height: Of the page.
        lines: The lines outside its tables, top to bottom.
        tables: Its ruled tables with what their cells print; None for too many ruled lines,
            or more print than can be read in some seconds.
        turns: By how many quarter turns to the left it was set upright; places are on the page
            as turned.
        upended: Whether more of its lines run down the page than across.
    """

    height: float
    lines: list[TextLine]
    tables: list[Table] | None
    turns: int = 0
    upended: bool = False


def read_page(
    grey: Grey,
    number: int,
    before: Table | None,
    width: float | None = None,
    own_scale: float | None = None,
) -> PicturePage:
    """Read a page, which may lie on its side or stand on its head.

    Args:
        grey: Its picture.
        number: Of the page.
        before: The last table of the page before, or None.
        width: Of the page as it lies, in points; None for a loose picture.
        own_scale: Pixels for a point before it was drawn larger or smaller.
    """
    found, ink = _read(grey, number, before, width or PAGE_WIDTH, own_scale)
    if found.tables is None or (legible(_glyphs(found)) and not found.upended):
        return found
    turns = quarter_turns(ink, engine())
    if not turns:
        return found
    across = width or PAGE_WIDTH
    if width is not None and turns != 2:
        across = width * grey.shape[0] / max(grey.shape[1], 1)
    upright: Grey = np.ascontiguousarray(np.rot90(grey, turns))
    again, _ = _read(upright, number, before, across, own_scale)
    return replace(again, turns=turns)


def shows_words(page: PicturePage) -> bool:
    """Tell whether a page shows legible words, and is no photograph."""
    return page.tables is not None and legible(_glyphs(page))


def _glyphs(page: PicturePage) -> Iterator[Glyph]:
    inside = (line for t in page.tables or () for cell in t.cells for line in cell.lines)
    return (glyph for line in (*page.lines, *inside) for glyph in line.glyphs)


def _read(
    grey: Grey, number: int, before: Table | None, width: float, own_scale: float | None
) -> tuple[PicturePage, Grey]:
    """Read a page as it lies; return its ink without ruled lines, too."""
    sheet = prepared(grey, width, own_scale)
    strokes, rules = rules_of(sheet)
    page: Grey = np.where(rules, 0, sheet.ink).astype(np.uint8)
    found = tables_of(strokes, number, before)
    height = sheet.ink.shape[0] / sheet.scale
    if found is None:
        return PicturePage(height, [], None), page
    tables = [table for table in found if len(table.xs) > 2]
    outside = _outside(sheet, page, tables) if _fill(sheet, page, rules, tables) else None
    if outside is None:
        return PicturePage(height, [], None), page
    lines, upended = outside
    return PicturePage(height, lines, tables, upended=upended), page


def _fill(sheet: Sheet, page: Grey, rules: Mask, tables: list[Table]) -> bool:
    """Read the cells of tables; return whether they are few enough to be read."""
    cells = [cell for table in tables for cell in table.cells]
    boxes = [_inside(sheet, cell) for cell in cells]
    first = [line for box in boxes for line in ink_of(sheet, rules, box).lines]
    em = em_of([line.height for line in first if line.counts[0][0] > 2], sheet.scale)
    inks = [ink_of(sheet, rules, box, em) for box in boxes]
    cuts, owners = [], []
    for cell, ink in zip(cells, inks, strict=True):
        cell.recognised = True
        cell.cut = ink.faint
        for line in ink.lines:
            # Larger print than usual is read at its own size; a dash is not blown up.
            cuts.append(Cut(line, max(em, 1.05 * line.height)))
            owners.append(cell)
    if len(cuts) > MOST_LINES:
        return False
    lines = read_lines(sheet, page, cuts, engine())
    for cell, read in zip(owners, lines, strict=True):
        cell.lines.append(read)
    for table in tables:
        _doubt_rows(table)
    return True


def _doubt_rows(table: Table) -> None:
    """Doubt rows in which a side of a cell was overlooked: a label and a figure apart in one."""
    cells = table.cells
    for odd in [cell for cell in cells if any(map(_label_and_figure, cell.lines))]:
        for cell in cells:
            if min(cell.y1, odd.y1) - max(cell.y0, odd.y0) > _INSET:
                cell.cut = True


def _label_and_figure(line: TextLine) -> bool:
    return any(
        has_chinese(left.text) and right.text.isdigit() and gap(left, right) > _APART
        for left, right in pairwise(line.glyphs)
    )


def _inside(sheet: Sheet, cell: Cell) -> Box:
    s, height, width = sheet.scale, *sheet.ink.shape
    return (
        max(0, round((cell.x0 + _INSET) * s)),
        max(0, round((cell.y0 + _INSET) * s)),
        min(width, round((cell.x1 - _INSET) * s)),
        min(height, round((cell.y1 - _INSET) * s)),
    )


def _outside(sheet: Sheet, page: Grey, tables: list[Table]) -> tuple[list[TextLine], bool] | None:
    """Return the lines outside tables, and whether most run down; None for too many."""
    rest = page.copy()
    s = sheet.scale
    for table in tables:
        x0, x1 = round(table.xs[0] * s) - 2, round(table.xs[-1] * s) + 3
        y0, y1 = round(table.ys[0] * s) - 2, round(table.ys[-1] * s) + 3
        rest[max(y0, 0) : y1, max(x0, 0) : x1] = 0
    cuts = []
    boxes = engine().find(rest)
    upended = sum(runs_down(box) for box in boxes) > sum(runs_across(box) for box in boxes)
    for x0, y0, x1, y1 in boxes:
        ink = InkLine(*_tight(rest, x0, y0, x1, y1))
        if ink.height > _LOWEST * s:
            cuts.append(Cut(ink, 1.05 * ink.height))
    if len(cuts) > MOST_LINES:
        return None
    usual = median(cut.em for cut in cuts) if cuts else 0.0
    cuts = [Cut(c.ink, usual) if abs(c.em / usual - 1) < _SAME_SIZE else c for c in cuts]
    lines = read_lines(sheet, rest, cuts, engine())
    return lines_of(glyph for line in lines for glyph in line.glyphs), upended


def _tight(page: Grey, x0: int, y0: int, x1: int, y1: int) -> Box:
    """Return the box around the ink inside a box."""
    dark = page[y0:y1, x0:x1] > 60
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.any(axis=0))
    if not rows.size or not columns.size:
        return x0, y0, x0, y0
    return (
        x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1,
    )  # fmt: skip
