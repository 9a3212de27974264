"""Rows of a table that is none: a block of `<span>` cells, as some sites lay tables out."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_CELLS = frozenset({"span", "label", "em", "i", "b"})
_VALUE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?|[-/—]*")
LONGEST_CELL = 120
MOST_CELLS = 100


def row_of_spans(node: LexborNode, tag: str) -> list[str] | None:
    """Return the cells of a block that is a row of spans, blank ones included, or None.

    All its children are spans, nothing stands between them, and more than one holds nothing but a
    number, a slash or a blank, or a row beside it has as many spans. Prose in spans has none of it.
    """
    if tag not in ("div", "li") or (cells := _spans(node)) is None:
        return None
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in cells)
    if values < 2 and not _like_a_neighbour(node, len(cells)):
        return None
    return cells


def _spans(node: LexborNode) -> list[str] | None:
    cells: list[str] = []
    child = node.child
    while child is not None:
        if child.tag in _CELLS:
            text = " ".join(child.text().split())
            if len(text) > LONGEST_CELL or len(cells) >= MOST_CELLS or _holds_blocks(child):
                return None
            cells.append(text)
        elif child.tag != "-comment" and (child.tag != "-text" or child.text().strip()):
            return None
        child = child.next
    return cells if len(cells) > 1 else None


def _holds_blocks(node: LexborNode) -> bool:
    return node.css_first("div, p, table, ul, li, br, img") is not None


def _like_a_neighbour(node: LexborNode, n: int) -> bool:
    for step in ("prev", "next"):
        beside = getattr(node, step)
        while beside is not None and beside.tag in ("-text", "-comment"):
            beside = getattr(beside, step)
        if beside is not None and beside.tag == node.tag and len(_spans(beside) or ()) == n:
            return True
    return False
