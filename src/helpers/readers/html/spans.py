"""Rows of a table that is none: blocks of `<span>` or `<div>` cells, as some sites lay tables out.

Nothing but the shape tells such a table: blocks of one kind in a row, each made of short cells
only, and numbers in some of them. What cannot be told apart so stays text, a line a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from selectolax.lexbor import LexborNode

from helpers.readers.html.grids import TableRead, cell_text
from helpers.readers.html.visible import is_hidden

ROWS = frozenset({"div", "li", "ul", "section"})
_INLINE = frozenset({"span", "label", "em", "i", "b", "strong"})
_BLOCK = frozenset({"div", "li"})
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_VALUE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?|[-/—无]*")
_SENTENCE = re.compile(r"[，。；]$")
_WORDS = re.compile(r"[^\d]{2,}")
_HAS_DIGIT = re.compile(r"\d")
_NOT_IN_SPANS = "div, p, table, ul, ol, li, img"
_NOT_IN_BLOCKS = "div, table, ul, ol, li, img, a[href]"
LONGEST_CELL = 120
TORN = "\ufffd"
"""Stands between the cells of a row that cannot be told apart."""
MOST_CELLS = 100
MOST_BLOCK_CELLS = 20
"""Blocks inside a block stand side by side only in a row: with more, the block is a table whose
rows cannot be told. The widest row of the form has 15 values."""


@dataclass(slots=True)
class Run:
    """Blocks of one kind that follow each other.

    Attributes:
        nodes: The blocks.
        rows: Their cells, blank ones included; empty where they are no table.
        hidden: How many hidden elements with words they hold.
    """

    nodes: list[LexborNode]
    rows: list[list[str]]
    hidden: int = 0


def run_at(node: LexborNode, *, may_hide: bool) -> Run:
    """Return the blocks from `node` on that are made of cells only, and their rows.

    They are a table where one holds two values (a number, a slash, a blank), or where two that
    follow each other have as many cells; blocks of blocks only where at least two have cells side
    by side. Prose in spans has none of it.
    """
    run = Run([], [])
    read = TableRead.nothing()
    blocks = False
    nested: list[bool] = []
    for this in _siblings(node):
        if may_hide and is_hidden(this):
            read.hidden += bool(this.text().strip())
            run.nodes.append(this)
            continue
        if (found := _cells(this, read, may_hide=may_hide)) is None:
            break
        cells, of_blocks = found
        blocks |= of_blocks
        run.nodes.append(this)
        run.rows.append(cells)
        nested.append(any(_holds_cells(e) or _holds_number(e) for e in _elements(this)))
    if 2 * sum(nested) < len(nested):  # a tag is torn: nobody can tell which cells are one
        run.rows = [[TORN.join(r)] if n else r for r, n in zip(run.rows, nested, strict=True)]
    if not _is_table(run.rows, blocks=blocks):
        run.rows = []
    run.hidden = read.hidden
    return run


def _is_table(rows: list[list[str]], *, blocks: bool) -> bool:
    wide = [row for row in rows if len(row) > 1]
    if not wide or (blocks and len(wide) < 2):
        return False
    if any(_SENTENCE.search(cell) for row in wide for cell in row):
        return False
    valued = any(sum(bool(_VALUE.fullmatch(cell)) for cell in row) > 1 for row in wide)
    return valued or any(len(a) == len(b) > 1 for a, b in pairwise(rows))


def _siblings(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements of one kind from `node` on, up to another or a text between them."""
    this: LexborNode | None = node
    while this is not None:
        if this.tag == node.tag:
            yield this
        elif this.tag != "-comment" and (this.tag != "-text" or this.text().strip()):
            return
        this = this.next


def _cells(node: LexborNode, read: TableRead, *, may_hide: bool) -> tuple[list[str], bool] | None:
    """Return the cells of a block and whether they are blocks; None where it is no row."""
    cells: list[str] = []
    kinds: set[bool] = set()
    child = node.child
    while child is not None:
        tag, this = child.tag, child
        child = child.next
        if tag == "-comment" or (tag == "-text" and not this.text().strip()):
            continue
        block = tag in _BLOCK
        if not (block or tag in _INLINE) or len(cells) >= MOST_CELLS:
            return None
        if may_hide and is_hidden(this):
            read.hidden += bool(this.text().strip())
            continue
        # The selector meets the cell itself as well.
        inside = this.css(_NOT_IN_BLOCKS if block else _NOT_IN_SPANS)
        if any(inner.mem_id != this.mem_id for inner in inside):
            return None
        text = cell_text(this, read, may_hide=may_hide)
        if len(text) > LONGEST_CELL or ("\n" in text and not block and _HAS_DIGIT.search(text)):
            return None  # a text, or a span with several cells
        kinds.add(block)
        cells.append(text.replace("\n", " "))
    # A list is no row, and only a block of spans can be an item of one.
    if not cells or len(kinds) != 1 or (node.tag == "ul" and kinds != {True}):
        return None
    of_blocks = True in kinds
    if of_blocks and (len(cells) > MOST_BLOCK_CELLS or _runs_on(cells)):
        return None
    return cells, of_blocks


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (child for child in _children(node) if not (child.tag or "-").startswith("-"))


def _holds_cells(cell: LexborNode) -> bool:
    """Tell whether a cell is made of several of its own kind, and nothing else is printed in it."""
    inside = [inner.tag for inner in _elements(cell)]
    if len(inside) < 2 or set(inside) != {cell.tag}:
        return False
    child = cell.child
    while child is not None:
        if child.tag == "-text" and child.text().strip():
            return False
        child = child.next
    return True


def _holds_number(cell: LexborNode) -> bool:
    """Tell whether a cell prints a number, and another of its own kind in it one more."""
    own = "".join(child.text() for child in _children(cell) if child.tag == "-text")
    return bool(_NUMBER.fullmatch(own.strip())) and any(
        inner.tag == cell.tag and bool(_NUMBER.fullmatch(inner.text().strip()))
        for inner in _elements(cell)
    )


def _runs_on(cells: list[str]) -> bool:
    """Tell whether a label follows a value, and a value the label: several rows in a block."""
    shape = "".join(_sort(cell) for cell in cells[1:])
    return re.search("v.*w.*v", shape) is not None


def _sort(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return "v"
    return "w" if _WORDS.fullmatch(cell) else "-"
