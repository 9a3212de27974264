"""Web pages. The door to selectolax.

Every visible word of the page becomes a line or a cell of a grid; which of them belong to the
report is decided later, by the form. Nothing the page names is ever fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Document, Grid, GridCell, Line, Place, Source
from helpers.readers.encoding import decode

MAX_SPAN = 100
"""Larger rowspan or colspan values are errors of the page (or attacks) and are cut to this."""
MAX_COLUMNS = 300
"""Spans that begin further to the right push no cell below them: no such table is a form."""
MAX_DEPTH = 150
"""Elements nested deeper are read as flat text."""
MAX_NESTING = 2000
"""Pages with more elements open at once are refused."""
PROSE_CELL = 300
"""A table with a cell of more characters lays out the page and is no table of figures."""

_SKIP = frozenset(
    {"script", "style", "noscript", "template", "head", "select", "iframe", "svg", "-comment"}
)
_BLOCK = frozenset(
    """address article aside blockquote body caption center dd div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th
    thead title tr ul""".split()
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_CLOSED_BY_THE_NEXT = frozenset(
    """area base br col dd dt embed hr img input li link meta option p param source td th tr track
    wbr tbody thead tfoot""".split()
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|span|meta)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def recognise(data: bytes, suffix: str) -> bool:
    """Tell a web page by its markup; the suffix alone decides only when there is little text."""
    head = data[:8192].replace(b"\0", b"")
    return bool(_MARKUP.search(head)) or (suffix.startswith((".htm", ".sht")) and b"<" in head)


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a web page in any encoding, whatever it declares.

    Returns:
        Lines (one for each paragraph or line break) and grids (one for each table of figures;
        tables that only lay out the page are read as text) in document order.
    """
    match = _CHARSET.search(data[:8192])
    declared = match.group(1).decode("ascii").lower() if match else None
    decoded = decode(data, declared)
    _refuse_too_deep(decoded.text, path)
    walker = _Walker()
    tree = LexborHTMLParser(decoded.text)
    if tree.body is not None:
        walker.walk(tree.body, 0)
    walker.flush()
    remarks = [("damaged-characters", str(decoded.damaged))] if decoded.damaged else []
    if walker.pictures:
        remarks.append(("pictures", str(walker.pictures)))
    if walker.hidden:
        remarks.append(("hidden-text", str(walker.hidden)))
    title = tree.css_first("title")
    return Document(
        Source(path, sha256, "html", decoded.encoding),
        tuple(walker.items),
        title=" ".join(title.text().split()) if title is not None else "",
        metadata=_metadata(tree),
        remarks=tuple(remarks),
    )


def _refuse_too_deep(text: str, path: str) -> None:
    """Refuse elements nested by the thousand, on which the parser takes quadratic time.

    Raises:
        InputError: more than :data:`MAX_NESTING` elements stand open at once.
    """
    depth = 0
    for match in _TAG.finditer(text):
        if match["name"].lower() not in _CLOSED_BY_THE_NEXT:
            depth = max(0, depth - 1) if match["end"] else depth + 1
        if depth > MAX_NESTING:
            raise InputError(
                "too-deep",
                Text(
                    f"The page nests more than {MAX_NESTING} elements in each other.",
                    f"网页元素嵌套超过 {MAX_NESTING} 层。",
                ),
                Text("Save the report as plain text and read that.", "请另存为纯文本后再读取。"),
                path,
            )


def _metadata(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    pairs = (
        (m.attributes.get("name") or "", m.attributes.get("content") or "")
        for m in tree.css("meta[name]")
    )
    return tuple((name, " ".join(content.split())) for name, content in pairs if content)


@dataclass
class _Walker:
    """Walks the tree once, in document order."""

    items: list[Line | Grid] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0
    hidden: int = 0

    def flush(self) -> None:
        """End the current line."""
        text = "".join(self.words)
        self.words.clear()
        if text.strip():
            self.paragraphs += 1
            self.items.append(Line(text.strip("\r\n"), Place(paragraph=self.paragraphs)))

    def walk(self, node: LexborNode, depth: int) -> None:
        """Read the children of `node`."""
        child = node.child
        while child is not None:
            self.visit(child, depth)
            child = child.next

    def visit(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.words.append(_collapsed(node.text(deep=False)))
        elif tag == "br":
            self.flush()
        elif tag in _SKIP or self._is_hidden(node):
            pass
        elif tag == "img":
            self.pictures += 1
        elif depth > MAX_DEPTH:
            self.words.append(_collapsed(node.text()))
        elif tag == "table" and not _lays_out(node):
            self.flush()
            self._grid(node)
        elif tag in _BLOCK:
            self.flush()
            self.tables += tag == "table"
            self.walk(node, depth + 1)
            self.flush()
        else:
            self.walk(node, depth + 1)

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        hidden = "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
        if hidden and node.text().strip():
            self.hidden += 1
        return hidden

    def _grid(self, table: LexborNode) -> None:
        """Read a table of figures with its spans."""
        self.tables += 1
        taken: dict[int, int] = {}  # grid column -> rows it is still covered from above
        rows: list[tuple[GridCell, ...]] = []
        for number, tr in enumerate(table.css("tr"), start=1):
            cells: list[GridCell] = []
            column = 0
            covered: dict[int, int] = {}
            for index, td in enumerate(_cells_of(tr), start=1):
                while taken.get(column, 0):
                    column += 1
                colspan = _span(td, "colspan")
                rowspan = _span(td, "rowspan")
                self.pictures += len(td.css("img"))
                place = Place(table=self.tables, row=number, cell=index)
                cells.append(GridCell(_cell_text(td), place, column, colspan, rowspan))
                if column < MAX_COLUMNS:
                    covered.update(dict.fromkeys(range(column, column + colspan), rowspan))
                column += colspan
            taken = {c: n - 1 for c, n in taken.items() if n > 1}
            for c, n in covered.items():
                if n > 1:
                    taken[c] = n - 1
            rows.append(tuple(cells))
        if any(cell.text.strip() for row in rows for cell in row):
            self.items.append(Grid(tuple(rows), Place(table=self.tables)))


def _cells_of(tr: LexborNode) -> list[LexborNode]:
    cells = []
    child = tr.child
    while child is not None:
        if child.tag in ("td", "th"):
            cells.append(child)
        child = child.next
    return cells


def _lays_out(table: LexborNode) -> bool:
    """Tell whether a table holds the page rather than figures."""
    # A selector such as "td table" would also match this table itself by a cell around it.
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    cells = table.css("td, th")
    return not cells or any(len(c.text().strip()) > PROSE_CELL for c in cells)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(1, min(int(value), MAX_SPAN)) if len(value) < 6 else MAX_SPAN


def _collapsed(text: str) -> str:
    """Collapse white space as a browser does, no-break spaces kept."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _cell_text(cell: LexborNode) -> str:
    """Return the text of a cell; paragraphs and breaks inside become line feeds."""
    parts: list[str] = []

    def gather(node: LexborNode, depth: int) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                parts.append(_collapsed(child.text(deep=False)))
            elif tag == "br":
                parts.append("\n")
            elif tag == "sup":
                parts.append(f"^{child.text()}")  # a footnote mark is no digit of the number
            elif tag not in _SKIP and depth < MAX_DEPTH:
                block = tag in _BLOCK
                parts.append("\n" * block)
                gather(child, depth + 1)
                parts.append("\n" * block)
            child = child.next

    gather(cell, 0)
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
