"""Word documents (DOCX): the text as accepted, tables with merged cells, text boxes.

Read straight from the XML of the package: rows and cells come once each, where a general
library builds an object for every covered grid position.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from helpers.model import Document, Grid, GridCell, Line, Place, Source
from helpers.readers.drawings import DRAWN, Drawings
from helpers.readers.package import Package
from helpers.readers.refusals import damaged

MAX_SPAN = 200
"""Wider spans are errors of the document (or attacks) and are cut to this."""
MAX_DEPTH = 60
"""Tables and boxes nested deeper are refused as damaged."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_RUN, _RUN_PROPERTIES, _PARAGRAPH_PROPERTIES = f"{_W}r", f"{_W}rPr", f"{_W}pPr"
_ROW_PROPERTIES, _BEFORE, _DELETED = f"{_W}trPr", f"{_W}gridBefore", f"{_W}del"
_TEXT, _TAB, _BREAKS = f"{_W}t", f"{_W}tab", frozenset({f"{_W}br", f"{_W}cr"})
_BOX, _VALUE = f"{_W}txbxContent", f"{_W}val"
_CELL_PROPERTIES, _SPAN, _MERGE = f"{_W}tcPr", f"{_W}gridSpan", f"{_W}vMerge"
# Deleted and moved-away text is what a reader of the accepted document does not see.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
# Tab stops in the properties of a paragraph are no tabs; a fallback repeats a drawing for old
# programs.
_LEFT_OUT = _GONE | {f"{_W}pPr", f"{_MC}Fallback"}
_AROUND = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"})
_TRACKED = frozenset({f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"})


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a Word document by the package and the name of its main part."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read(data: bytes, path: str, sha256: str, own: Callable[[bytes], bool] = bool) -> Document:
    """Read a Word document.

    Args:
        data: The file.
        path: Shown in errors.
        sha256: Of the file.
        own: Tells of the bytes of a picture whether they may be read as part of the report.

    Returns:
        Lines (a paragraph, cut at line breaks) and grids in document order. Text of boxes
        follows the paragraph the box is anchored in. Tracked changes are taken as accepted,
        and the document says that there were some. Pictures that show a table are read by OCR
        where the extra is installed; the others are named with their place.

    Raises:
        InputError: the file is damaged, encrypted, or unpacks to too much.
    """
    package = Package(data, path)
    root = package.xml("word/document.xml")
    if root is None:
        raise damaged(path)
    body = root.find(f"{_W}body")
    drawings = Drawings(package, root, own)
    walker = _Walker(path, drawings)
    if body is not None:
        walker.blocks(body, 0)
    remarks = []
    if walker.tracked:
        remarks.append(("tracked-changes", str(walker.tracked)))
    if drawings.shown:
        remarks.append(("pictures", str(drawings.shown)))
    if drawings.recognised:
        remarks.append(("read-by-ocr", str(drawings.recognised)))
    core = package.xml("docProps/core.xml")
    title = core.findtext(f"{_DC}title") if core is not None else None
    return Document(
        Source(path, sha256, "docx", None),
        tuple(walker.items),
        title=" ".join((title or "").split()),
        remarks=tuple(remarks),
        pictures=tuple(drawings.pictures),
    )


@dataclass
class _Walker:
    """Walks the body once, in document order."""

    path: str
    drawings: Drawings
    items: list[Line | Grid] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    tracked: int = 0

    def blocks(self, parent: Element, depth: int) -> None:
        """Read the paragraphs and tables of a body, a cell or a box."""
        if depth > MAX_DEPTH:
            raise damaged(self.path)
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._paragraph(child, depth)
            elif child.tag == _TABLE:
                self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
                self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        boxes: list[Element] = []
        for text in self._text(paragraph, boxes).split("\n"):
            if text.strip():
                self.paragraphs += 1
                self.items.append(Line(text, Place(paragraph=self.paragraphs)))
        self._pictures(read=True)
        for box in boxes:
            self.blocks(box, depth + 1)

    def _pictures(self, *, read: bool) -> None:
        """Read the pictures met since the last time, or name them."""
        if self.drawings.waiting:
            after = self.items[-1].place if self.items else Place()
            found = self.drawings.taken(after, self.paragraphs, self.tables, read=read)
            new, self.paragraphs, self.tables = found
            self.items += new

    def _text(self, node: Element, boxes: list[Element]) -> str:
        """Return the accepted text under `node`; text boxes are handed back, not mixed in."""
        parts: list[str] = []
        stack = [node]
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag == _TEXT:
                parts.append(element.text or "")
                continue
            if tag in _TRACKED:
                self.tracked += 1
            if tag in _LEFT_OUT:
                continue
            if tag == _TAB and element is not node:
                parts.append("\t")
            elif tag in _BREAKS:
                parts.append("\n")
            elif tag == _BOX:
                boxes.append(element)
            else:
                if tag.endswith(DRAWN):
                    self.drawings.note(element)
                stack += element[::-1]
        return "".join(parts)

    def _table(self, table: Element, depth: int) -> None:
        """Read a table; one that holds tables or prose lays out the page and is read as text."""
        self.tables += 1
        number = self.tables
        nested = any(inner is not table for inner in table.iter(_TABLE))
        if nested and table.find(f".//{_CELL}//{_TABLE}") is not None:
            for row in _rows(table):
                for cell in _children(row, _CELL):
                    self.blocks(cell, depth + 1)
            return
        rows: list[list[GridCell]] = []
        above: dict[int, GridCell] = {}
        boxes: list[Element] = []
        for row_number, row in enumerate(_rows(table), start=1):
            cells: list[GridCell] = []
            column = _skipped(row)
            for cell_number, cell in enumerate(_children(row, _CELL), start=1):
                span, merge = _spans(cell)
                if merge == "continue" and column in above:
                    _lengthen(rows, above, column)
                else:
                    place = Place(0, 0, 0, 0, number, row_number, cell_number)
                    made = GridCell(self._cell_text(cell, boxes), place, column, span)
                    cells.append(made)
                    above[column] = made
                column += span
            rows.append(cells)
        if any(cell.text.strip() for row in rows for cell in row):
            self.items.append(Grid(tuple(tuple(row) for row in rows), Place(table=number)))
        self._pictures(read=False)
        for box in boxes:
            self.blocks(box, depth + 1)

    def _cell_text(self, cell: Element, boxes: list[Element]) -> str:
        if (text := _plain_text(cell)) is not None:
            return text if text.strip() else ""
        lines = (self._text(p, boxes).strip(" ") for p in cell.iter(_PARAGRAPH))
        return "\n".join(line for line in lines if line.strip())


def _plain_text(cell: Element) -> str | None:
    """Return the text of a cell that holds one paragraph of plain runs, as most do, else None."""
    inner = cell[-1] if len(cell) else None
    if inner is None or inner.tag != _PARAGRAPH or (len(cell) > 1 and not _is_styled(cell)):
        return None
    words = []
    for run in inner:
        if run.tag != _RUN:
            if run.tag == _PARAGRAPH_PROPERTIES:
                continue
            return None
        for part in run:
            if part.tag == _TEXT:
                words.append(part.text or "")
            elif part.tag != _RUN_PROPERTIES or any(p.tag in _TRACKED or len(p) for p in part):
                return None
    return "".join(words).strip(" ")


def _is_styled(cell: Element) -> bool:
    return len(cell) == 2 and cell[0].tag == _CELL_PROPERTIES


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table, those inside content controls included, deleted ones not."""
    rows: list[Element] = []
    for row in _children(table, _ROW):
        properties = row.find(_ROW_PROPERTIES)
        if properties is None or properties.find(_DELETED) is None:
            rows.append(row)
    return rows


def _children(parent: Element, wanted: str) -> list[Element]:
    """Return the children of one tag, those inside controls and insertions included."""
    if not any(child.tag in _AROUND for child in parent):
        return parent.findall(wanted)
    found: list[Element] = []
    stack = [parent]
    while stack:
        element = stack.pop()
        if element.tag == wanted and element is not parent:
            found.append(element)
        elif element is parent or element.tag in _AROUND:
            stack += element[::-1]
    return found


def _skipped(row: Element) -> int:
    """Return how many grid columns a row leaves out before its first cell."""
    properties = row.find(_ROW_PROPERTIES)
    value = properties.find(_BEFORE) if properties is not None else None
    return _number(value.get(_VALUE)) if value is not None else 0


def _number(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text is not None and text.isascii() and text.isdigit() else 0


def _spans(cell: Element) -> tuple[int, str]:
    """Return how many grid columns a cell covers, and whether it goes on with the one above."""
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None or not len(properties):
        return 1, ""
    span = properties.find(_SPAN)
    merge = properties.find(_MERGE)
    width = max(1, _number(span.get(_VALUE))) if span is not None else 1
    if merge is None:
        return width, ""
    return width, merge.get(_VALUE) or "continue"


def _lengthen(rows: list[list[GridCell]], above: dict[int, GridCell], column: int) -> None:
    """Let the cell above a continued one cover one more row."""
    old = above[column]
    new = GridCell(old.text, old.place, old.column, old.colspan, old.rowspan + 1)
    above[column] = new
    row = rows[old.place.row - 1] if old.place.row <= len(rows) else None
    if row is not None:
        row[row.index(old)] = new
