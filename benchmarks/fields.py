"""How a damaged text is cut into rows and cells, as a person sees them: `benchmarks/damage.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from helpers.invented.kinds import Kind

BARS = ("pipes", "wide pipes", "bar rows", "long bars", "split heads")
"""Text layouts in which a line with bars is a row."""
BLOCKS = ("html, rows of div", "html, rows of span", "html, styled div")
"""Pages whose tables are blocks, a block for each row with one for each cell in it."""
MOST_CELLS = 40
"""A block with more cells is no row."""
Fields = Callable[[str], list[list[str]]]


def fields_of(kind: Kind) -> Fields | None:
    """Return how to cut a text of this kind into rows and fields; None where it has no columns."""
    if kind.name in BLOCKS:
        return block_fields
    if kind.suffix == ".html":
        return tr_fields
    if kind.name == "text, spaces":
        return lambda text: [line.split() for line in text.split("\n")]
    if kind.name == "text, table on a line":
        return lambda text: [row for line in text.split("\n") for row in from_labels(line.split())]
    mark = {"csv": ",", "text, tabs": "\t"}.get(kind.name)
    if kind.name.removeprefix("text, ") in BARS:
        mark = "|"
    if mark is None:
        return None
    closing = mark if mark == "|" else ""  # a closing bar is no cell
    return lambda text: [
        line.rstrip(" ").removesuffix(closing).split(mark)
        for line in re.split(r"[\r\n]+", text)
        if mark in line
    ]


class _Rows(HTMLParser):
    """The rows of a page and their cells, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        self._open = tag in ("td", "th") or (self._open and tag not in ("tr", "table"))
        if tag in ("td", "th"):
            self.rows = self.rows or [[]]
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th", "tr", "table")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def tr_fields(text: str) -> list[list[str]]:
    """Return the rows of a page and their cells, as a browser finds them."""
    parser = _Rows()
    parser.feed(text)
    parser.close()
    return parser.rows


@dataclass
class _Block:
    """A block of a page: its name, and the texts and blocks in it, in order."""

    name: str
    inner: list[_Block | str] = field(default_factory=list)

    def every(self) -> Iterator[_Block]:
        """Yield it and all blocks in it."""
        yield self
        for block in self.inner:
            if isinstance(block, _Block):
                yield from block.every()

    def cells(self) -> Iterator[str]:
        """Yield the innermost blocks, blank ones too, and what is printed between blocks."""
        if all(isinstance(part, str) for part in self.inner):
            yield "".join(part for part in self.inner if isinstance(part, str))
            return
        for part in self.inner:
            if isinstance(part, _Block):
                yield from part.cells()
            elif part.strip():
                yield part


class _Blocks(HTMLParser):
    """The blocks of a page as a browser nests them: an end closes the last open one of its name."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [_Block("")]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("div", "span"):
            block = _Block(tag)
            self.open[-1].inner.append(block)
            self.open.append(block)

    def handle_endtag(self, tag: str) -> None:
        at = max((n for n, block in enumerate(self.open) if n and block.name == tag), default=0)
        if at:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def block_fields(text: str) -> list[list[str]]:
    """Return the rows of a page without ``<table>``: blocks, with the cells in each.

    Where a block lost its end, the rows after it stand in it; then a row is what is printed from
    a label to before the next.
    """
    parser = _Blocks()
    parser.feed(text)
    parser.close()
    rows = [list(block.cells()) for block in parser.open[0].every()]
    from_label = from_labels(parser.open[0].cells())
    return [row for row in (*rows, *from_label) if 1 < len(row) <= MOST_CELLS]


def from_labels(cells: Iterable[str]) -> list[list[str]]:
    """Return what is printed from a label to before the next, for each label."""
    rows: list[list[str]] = []
    for cell in cells:
        if not rows or sum("\u4e00" <= c <= "\u9fff" for c in cell) > 1:
            rows.append([])
        rows[-1].append(cell)
    return rows
