"""Lines and tables of all pages in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpers.model import Grid, GridCell, Line, Place
from helpers.readers.pdf import columns, pieces
from helpers.readers.pdf.cells import Table
from helpers.readers.pdf.glyphs import TextLine
from helpers.readers.pdf.grids import levels
from helpers.readers.pdf.joining import Row, agree, joined_rows, part
from helpers.readers.pdf.lanes import Lane, blocks_of
from helpers.readers.pdf.prose import Margins, goes_on, margins_of, together
from helpers.readers.pdf.stacks import find_level
from helpers.readers.pdf.strokes import nearest

PROSE_CELL = 300
"""A table with a cell of more characters in a row of its own lays out the page."""


@dataclass(slots=True)
class Sheet:
    """A page with its tables found.

    Attributes:
        number: From 1.
        height: In points.
        lines: The lines outside its tables, top to bottom.
        tables: Its ruled tables, top to bottom.
        recognised: Whether it is a picture, read by OCR.
        turned: Whether it was set upright by quarter turns.
    """

    number: int
    height: float
    lines: list[TextLine]
    tables: list[Table]
    recognised: bool = False
    turned: bool = False


@dataclass(slots=True)
class Assembly:
    """Puts lines and tables into one order over all pages."""

    margins: Margins
    items: list[Line | Grid] = field(default_factory=list)
    paragraph: list[TextLine] = field(default_factory=list)
    begun: int = 0
    page: int = 0
    parts: list[Table] = field(default_factory=list)
    paragraphs: int = 0
    grids: int = 0
    lanes: tuple[Lane, ...] | None = None
    recognised: set[int] = field(default_factory=set)

    def add(self, sheet: Sheet) -> None:
        """Add a page."""
        if sheet.recognised:
            self.recognised.add(sheet.number)
        lines = sheet.lines
        for table in sheet.tables:
            before = [line for line in lines if line.y < table.ys[0]]
            lines = lines[len(before) :]
            self._lines(before, sheet.number)
            self._table(table)
        self._lines(lines, sheet.number)

    def finished(self) -> list[Line | Grid]:
        """Return all items."""
        self._end_paragraph()
        self._end_table()
        return self.items

    def _table(self, table: Table) -> None:
        self._end_paragraph()
        last = self.parts[-1] if self.parts else None
        follows = last is not None and last.page + 1 == table.page
        if last is not None and not (follows and agree(last, table)):
            if follows:
                part(last, table)
            self._end_table()
        self.parts.append(table)

    def _lines(self, lines: list[TextLine], page: int) -> None:
        if not lines:
            return
        self._end_table()
        if page in self.recognised:
            # A figure that was overlooked would be a blank in a table without ruled lines.
            for line in lines:
                self._prose(line, page)
            return
        rows = pieces.rows_of(lines)
        before, self.lanes = self.lanes, None
        at = 0
        for stretch in columns.stretches(rows, self.margins):
            for line in lines[at : stretch.start]:
                self._prose(line, page)
            self._end_paragraph()
            inside = rows[stretch.start : stretch.stop]
            find_level(inside)
            blocks = blocks_of(inside, before if not stretch.start else None)
            for _, text in columns.written(inside, blocks):
                self._emit(text, page)
            self.lanes = blocks[-1].lanes if stretch.stop == len(rows) else None
            at = stretch.stop
        for line in lines[at:]:
            self._prose(line, page)

    def _prose(self, line: TextLine, page: int, margins: Margins | None = None) -> None:
        if self.paragraph and not goes_on(
            self.paragraph[-1], line, margins or self.margins, new_page=page != self.page
        ):
            self._end_paragraph()
        if not self.paragraph:
            self.begun = page
        self.paragraph.append(line)
        self.page = page

    def _end_paragraph(self) -> None:
        if self.paragraph:
            sure = round(min(line.sure for line in self.paragraph), 2)
            self._emit(together(self.paragraph), self.begun, sure)
            self.paragraph = []

    def _emit(self, text: str, page: int, sure: float = 1.0) -> None:
        self.paragraphs += 1
        place = Place(page=page, paragraph=self.paragraphs)
        self.items.append(Line(text, place, sure if page in self.recognised else None))

    def _end_table(self) -> None:
        rows = joined_rows(self.parts)
        self.parts = []
        xs = levels(x for row in rows for cell in row.cells for x in (cell.x0, cell.x1))
        layout = any(_is_prose(row) for row in rows)
        begin = 0
        for n, row in enumerate(rows):
            if layout and len(row.cells) == 1 and row.spans[0] == 1:
                self._grid(rows[begin:n], xs)
                lines = row.cells[0].lines
                for line in lines:
                    self._prose(line, row.page, margins_of([lines]))
                self._end_paragraph()
                begin = n + 1
        self._grid(rows[begin:], xs)

    def _grid(self, rows: Sequence[Row], xs: Sequence[float]) -> None:
        if not any(cell.lines for row in rows for cell in row.cells):
            return
        self.grids += 1
        number = self.grids
        edges = {x for row in rows for cell in row.cells for x in (cell.x0, cell.x1)}
        columns = {x: nearest(xs, x) for x in edges}
        cells = tuple(_cells(row, n, number, columns) for n, row in enumerate(rows, start=1))
        self.items.append(Grid(cells, Place(page=rows[0].page, table=number)))


def _is_prose(row: Row) -> bool:
    return len(row.cells) == 1 and len(row.cells[0].text) > PROSE_CELL


def _cells(row: Row, n: int, table: int, columns: Mapping[float, int]) -> tuple[GridCell, ...]:
    """Return the cells of a row with the columns they cover; `columns` tells those of edges."""
    found = []
    for k, (cell, span) in enumerate(zip(row.cells, row.spans, strict=True), start=1):
        first, after = columns[cell.x0], columns[cell.x1]
        box = (round(cell.x0, 1), round(cell.y0, 1), round(cell.x1, 1), round(cell.y1, 1))
        place = Place(row.page, 0, 0, 0, table, n, k, box)
        width = max(1, after - first)
        found.append(GridCell(cell.text, place, first, width, span, cell.confidence))
    return tuple(found)
