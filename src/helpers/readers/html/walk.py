"""The walk over a page, once, in document order. The door to selectolax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpers.model import Grid, Line, Link, Picture, Place
from helpers.readers.html.grids import MAX_DEPTH, collapsed, lays_out, read_table
from helpers.readers.html.links import LONGEST, file_beside, links_of
from helpers.readers.html.spans import ROWS, Run, run_at
from helpers.readers.html.styles import mark_hidden
from helpers.readers.html.visible import BLOCKS, SKIPPED, is_furniture, is_hidden, may_hide

SMALLEST_PICTURE = 64
"""Pictures whose width or height is stated to be less, in pixels, are marks and not tables."""
MAX_PICTURES = 200
"""So many pictures are kept with their place; the others are only counted."""


@dataclass
class Page:
    """What stands on a page.

    Attributes:
        items: Lines and grids, in order.
        pictures: Pictures that may show a table, each with the place of the item before it.
        pictures_seen: How many pictures there are.
        hidden: How many hidden elements with words were left out.
        title: The title it declares.
        metadata: Name → content of what else it declares.
        links: Attached files and frames.
    """

    items: list[Line | Grid] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    pictures_seen: int = 0
    hidden: int = 0
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    links: list[Link] = field(default_factory=list)


def walk(text: str) -> Page:
    """Read a page.

    Args:
        text: The whole page, decoded.
    """
    tree = LexborHTMLParser(text)
    page = Page(metadata=_metadata(tree), links=links_of(tree))
    title = tree.css_first("title")
    page.title = " ".join(title.text().split()) if title is not None else ""
    walker = _Walker(page, mark_hidden(tree) or may_hide(text))
    if tree.body is not None:
        walker.walk(tree.body, 0)
    walker.flush()
    return page


def _metadata(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    pairs = (
        (m.attributes.get("name") or "", m.attributes.get("content") or "")
        for m in tree.css("meta[name]")
    )
    return tuple((name, " ".join(content.split())) for name, content in pairs if content)


@dataclass
class _Walker:
    page: Page
    may_hide: bool
    words: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    written: int = 0

    def flush(self) -> None:
        """End the current line."""
        text = "".join(self.words)
        self.words.clear()
        if text.strip():
            self._line(text.strip("\r\n"))

    def _line(self, text: str) -> None:
        self.paragraphs += 1
        self.page.items.append(Line(text, Place(paragraph=self.paragraphs)))

    def walk(self, node: LexborNode, depth: int) -> None:
        """Read the children of `node`."""
        child = node.child
        plain: set[int] = set()  # blocks that are known to be no rows
        while child is not None:
            if child.tag in ROWS and child.mem_id not in plain and depth <= MAX_DEPTH:
                run = run_at(child, may_hide=self.may_hide)
                if run.rows:
                    child = self._rows(run)
                    continue
                plain |= {block.mem_id for block in run.nodes}
            self.visit(child, depth)
            child = child.next

    def _rows(self, run: Run) -> LexborNode | None:
        """Take blocks as the rows of a table, a line each; return what follows them."""
        self.flush()
        for cells in run.rows:
            if any(cell.strip() for cell in cells):
                self._line("\t".join(cells))
        self.page.hidden += run.hidden
        return run.nodes[-1].next

    def visit(self, node: LexborNode, depth: int) -> None:
        """Read an element or a text."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "br":
            self._break()
        elif tag in SKIPPED:
            pass
        elif self.may_hide and is_hidden(node):
            self.page.hidden += bool(node.text().strip())
        elif tag == "img":
            self._picture(node)
        elif depth > MAX_DEPTH:
            self.words.append(collapsed(node.text()))
        elif tag == "table" and not lays_out(node):
            self.flush()
            self._table(node)
        elif tag in BLOCKS:
            self.flush()
            if not is_furniture(node, tag):
                self._block(node, tag, depth)
        else:
            self.walk(node, depth + 1)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self.tables += tag == "table"
        self.written += tag == "pre"
        self.walk(node, depth + 1)
        self.flush()
        self.written -= tag == "pre"

    def _text(self, text: str) -> None:
        """Take words; where white space stands as written, every line is one, blank or not."""
        if not self.written:
            self.words.append(collapsed(text))
            return
        *whole, rest = re.split(r"\r\n?|\n", text)
        for line in whole:
            self.words.append(line)
            self._break()
        self.words.append(rest)

    def _break(self) -> None:
        if self.written:
            self._line("".join(self.words))
            self.words.clear()
        else:
            self.flush()

    def _table(self, node: LexborNode) -> None:
        self.tables += 1
        read = read_table(node, self.tables, may_hide=self.may_hide)
        self.page.hidden += read.hidden
        for picture in read.pictures:
            self._picture(picture)
        if any(cell.text.strip() for row in read.grid.rows for cell in row):
            self.page.items.append(read.grid)

    def _picture(self, node: LexborNode) -> None:
        self.page.pictures_seen += 1
        attributes = node.attributes
        if len(self.page.pictures) >= MAX_PICTURES or _is_mark(attributes):
            return
        name = attributes.get("title") or attributes.get("alt") or ""
        address = attributes.get("src") or attributes.get("data-src") or ""
        if not name.strip() and not address.startswith("data:"):
            name = address.partition("?")[0].rpartition("/")[2]
        last = self.page.items[-1].place if self.page.items else Place()
        # Words of the line that is not finished yet stand before the picture.
        after = Place(paragraph=self.paragraphs + 1) if "".join(self.words).strip() else last
        picture = Picture(name.strip()[:LONGEST], after, file_beside(address.strip()))
        self.page.pictures.append(picture)


def _is_mark(attributes: dict[str, str | None]) -> bool:
    for name in ("width", "height"):
        value = (attributes.get(name) or "").strip().removesuffix("px")
        if value.isascii() and value.isdigit() and int(value[:6]) < SMALLEST_PICTURE:
            return True
    return False
