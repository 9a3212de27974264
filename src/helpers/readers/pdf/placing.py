"""From pages of characters and strokes, or of pictures, to lines and grids in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from helpers.errors import InputError
from helpers.model import Grid, Line
from helpers.readers.pdf.assembly import Assembly, Sheet
from helpers.readers.pdf.cells import Table, fill
from helpers.readers.pdf.glyphs import cleaned, lines_of
from helpers.readers.pdf.grids import MOST_STROKES, tables_of
from helpers.readers.pdf.heads import without_heads
from helpers.readers.pdf.page import Page
from helpers.readers.pdf.prose import margins_of
from helpers.readers.pdf.refusals import too_large

if TYPE_CHECKING:
    from helpers.readers.pictures.kinds import Grey

MOST_SCANNED = 60
"""Files with more pages that are pictures are refused: each takes about two seconds."""

Shown = Callable[[Sequence[int]], Iterator[tuple[int, float, "Grey", float]]]
"""Numbers of pages → ``(number, width in points, grey values, pixels for a point of the scan)``."""


def placed(
    pages: Sequence[Page], scanned: Mapping[int, Sheet], remarks: Counter[str], path: str
) -> tuple[Line | Grid, ...]:
    """Return what all pages print, running heads left out.

    Args:
        pages: In order.
        scanned: Pages that were read by OCR, by their number.
        remarks: Where what is left out, or cannot be read, is counted.
        path: The file as errors show it.
    """
    sheets: list[Sheet] = []
    for page in pages:
        if page.number in scanned:
            sheets.append(scanned[page.number])
            continue
        last = sheets[-1].tables[-1:] if sheets else []
        sheets.append(_sheet(page, last[0] if last else None, remarks, path))
    kept, heads = without_heads([(s.height, s.lines) for s in sheets])
    for sheet, lines in zip(sheets, kept, strict=True):
        sheet.lines = lines
    remarks["running-heads"] = heads
    assembly = Assembly(margins_of(kept))
    for sheet in sheets:
        assembly.add(sheet)
    return tuple(assembly.finished())


def recognised(pictures: Sequence[Page], shown: Shown, path: str) -> dict[int, Sheet]:
    """Return the pages that are pictures, by their number, as OCR reads them."""
    if not pictures:
        return {}
    from helpers.readers.pictures.page import read_page  # large, and may not be installed

    heights = {page.number: page.height for page in pictures}
    if len(heights) > MOST_SCANNED:
        n = len(heights)
        raise too_large(path, f"{n} scanned pages", f"有 {n} 页扫描件", MOST_SCANNED)
    found: dict[int, Sheet] = {}
    for number, width, grey, own in shown(list(heights)):
        above = found.get(number - 1)
        before = above.tables[-1] if above is not None and above.tables else None
        page = read_page(grey, number, before, width, own)
        if page.tables is None:
            raise _too_many_strokes(number, path)
        height = page.height if page.turns else heights[number]
        found[number] = Sheet(
            number, height, page.lines, page.tables, recognised=True, turned=page.turns > 0
        )
    return found


def _sheet(page: Page, before: Table | None, remarks: Counter[str], path: str) -> Sheet:
    ruled = tables_of(page.strokes, page.number, before)
    if ruled is None:
        raise _too_many_strokes(page.number, path)
    clean = cleaned(page.glyphs)
    # Strokes around one column are boxes around prose, not a table.
    tables = [table for table in ruled if len(table.xs) > 2]
    outside = fill(tables, clean.glyphs)
    remarks["overlapping-text"] += clean.overlapping
    remarks["damaged-characters"] += page.counts["damaged"]
    remarks["hidden-text"] += page.counts["hidden"]
    remarks["slanted-text"] += page.counts["slanted"]
    remarks["recognised-text"] += page.counts["invisible"]
    remarks["broken-cells"] += sum(t.broken for t in tables)
    remarks["pictures"] += page.pictures if page.glyphs else 0
    return Sheet(page.number, page.height, lines_of(outside), tables)


def _too_many_strokes(n: int, path: str) -> InputError:
    return too_large(path, f"too many lines on page {n}", f"第{n}页线条过多", MOST_STROKES)
