"""Tables of figures with their spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from helpers.model import Grid, GridCell, Place
from helpers.readers.html.visible import BLOCKS, SKIPPED, is_hidden

MAX_SPAN = 100
"""Larger rowspan or colspan values are errors of the page (or attacks) and are cut to this."""
MAX_COLUMNS = 300
"""Spans that begin further to the right push no cell below them: no such table is a form."""
MAX_DEPTH = 150
"""Elements nested deeper are read as flat text."""
PROSE_CELL = 300
"""A table with a cell of more characters lays out the page and is no table of figures."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class TableRead:
    """A table as read.

    Attributes:
        grid: Its cells.
        pictures: The pictures in it.
        hidden: How many hidden elements with words it holds.
    """

    grid: Grid
    pictures: list[LexborNode] = field(default_factory=list)
    hidden: int = 0

    @classmethod
    def nothing(cls) -> TableRead:
        """Return one without cells, to count with."""
        return cls(Grid((), Place()))


def lays_out(table: LexborNode) -> bool:
    """Tell whether a table holds the page, or a part of it, rather than figures."""
    # A selector such as "td table" would also match this table itself by a cell around it.
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    cells = table.css("td, th")
    if len(table.text()) <= PROSE_CELL:
        return not cells
    for cell in cells:
        if len(words := cell.text()) > PROSE_CELL and len(words.strip()) > PROSE_CELL:
            return True
    return not cells


def read_table(table: LexborNode, number: int, *, may_hide: bool) -> TableRead:
    """Read a table that holds no other.

    Hidden rows and cells take no room, as on the screen; rows are counted as written.

    Args:
        table: The element.
        number: Its number on the page, from 1.
        may_hide: Whether anything on the page is hidden.
    """
    read = TableRead(Grid((), Place(table=number)))
    taken: dict[int, int] = {}  # grid column -> rows it is still covered from above
    rows: list[tuple[GridCell, ...]] = []
    for row_number, tr in enumerate(table.css("tr"), start=1):
        if may_hide and is_hidden(tr):
            read.hidden += bool(tr.text().strip())
            continue
        cells: list[GridCell] = []
        column = index = 0
        covered: dict[int, int] = {}
        td = tr.child
        while td is not None:
            this, td = td, td.next
            if this.tag not in _CELLS:
                continue
            index += 1
            if may_hide and is_hidden(this):
                read.hidden += bool(this.text().strip())
                continue
            while taken and taken.get(column, 0):
                column += 1
            colspan = rowspan = 1
            if attributes := this.attributes:
                colspan, rowspan = _span(attributes, "colspan"), _span(attributes, "rowspan")
            only = this.child
            if only is not None and only.tag == "-text" and only.next is None:
                text = collapsed(only.text_content or "").strip(" ")
            else:
                text = cell_text(this, read, may_hide=may_hide)
            place = Place(0, 0, 0, 0, number, row_number, index)
            cells.append(GridCell(text, place, column, colspan, rowspan))
            if rowspan > 1 and column < MAX_COLUMNS:
                covered.update(dict.fromkeys(range(column, column + colspan), rowspan))
            column += colspan
        if taken or covered:
            taken = {c: n - 1 for c, n in taken.items() if n > 1}
            taken |= {c: n - 1 for c, n in covered.items()}
        rows.append(tuple(cells))
    read.grid = Grid(tuple(rows), read.grid.place)
    return read


def _span(attributes: dict[str, str | None], name: str) -> int:
    value = (attributes.get(name) or "").strip()
    if not value:
        return 1
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(1, min(int(value), MAX_SPAN)) if len(value) < 6 else MAX_SPAN


def collapsed(text: str) -> str:
    """Collapse white space as a browser does, no-break spaces kept."""
    return text if text.isalnum() else _SPACE.sub(" ", text)


def cell_text(cell: LexborNode, read: TableRead, *, may_hide: bool) -> str:
    """Return the text of a cell; paragraphs and breaks inside become line feeds."""
    if cell.child is None:
        return ""
    parts: list[str] = []

    def gather(node: LexborNode, depth: int) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                parts.append(collapsed(child.text_content or ""))
            elif tag == "br":
                parts.append("\n")
            elif tag == "img":
                read.pictures.append(child)
            elif tag in SKIPPED:
                pass
            elif depth >= MAX_DEPTH:
                parts.append(collapsed(child.text()))
            elif may_hide and is_hidden(child):
                read.hidden += bool(child.text().strip())
            elif tag == "sup":
                parts.append(f"^{child.text()}")  # a footnote mark is no digit of the number
            else:
                block = tag in BLOCKS
                parts.append("\n" * block)
                gather(child, depth + 1)
                parts.append("\n" * block)
            child = child.next

    gather(cell, 0)
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
