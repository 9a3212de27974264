"""Whole tables that stand on one line, their cells parted by spaces: what a copied page becomes.

Such a line holds nothing but words of the form and values. Blank cells leave no trace on it, so a
row with too few values is left to the placer, which does not spread values by guess.
"""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.model import Line
from helpers.parsing.slots import Knows, Slot, Taken, cut_rows, is_value, slots_of

FEWEST_CELLS = 8
"""A line with fewer cells is no table."""
FEWEST_ROWS = 2
"""So many labels with values after them are a table, not one row of it."""
LONGEST_JOIN = 5
"""A label has at most so many spaces in it, and one more word."""
LONGEST_TABLE = 20_000
"""Characters. A longer line is no table."""
_WORDS = re.compile(r"\S+")


def line_rows(line: Line, index: int, knows: Knows) -> Taken | None:
    """Read a line that holds a whole table.

    Args:
        line: The line.
        index: Its index in the document.
        knows: Tells the words of the form.

    Returns:
        The rows, cut at their labels; None where a word is neither of the form nor a value.
    """
    text = line.text
    if len(text) > LONGEST_TABLE or "\t" in text:
        return None
    pieces = [(m.start(), m.group()) for m in _WORDS.finditer(text)]
    if len(pieces) < FEWEST_CELLS or not any(is_value(piece) for _, piece in pieces):
        return None
    joined = _joined(pieces, knows)
    if joined is None:
        return None
    cells: list[tuple[Slot, int]] = [(slot, index) for slot in slots_of(line, joined)]
    rows = cut_rows(cells, "tokens", index, index)
    if len(cells) < FEWEST_CELLS or sum(row.slots[-1].value_like for row in rows) < FEWEST_ROWS:
        return None
    return Taken(tuple(replace(row, item=index, last=index) for row in rows), index + 1)


def _joined(pieces: list[tuple[int, str]], knows: Knows) -> list[tuple[int, str]] | None:
    """Return the pieces with labels that have spaces in them joined; None if one is unknown."""
    cells: list[tuple[int, str]] = []
    at = 0
    while at < len(pieces):
        start, text = pieces[at]
        if is_value(text):
            cells.append((start, text))
            at += 1
            continue
        end = at + 1
        while not knows(text):
            if end == len(pieces) or end - at == LONGEST_JOIN or is_value(pieces[end][1]):
                return None
            text += pieces[end][1]
            end += 1
        while end < len(pieces) and _goes_on(text, pieces[end][1], knows):
            text += pieces[end][1]
            end += 1
        cells.append((start, text))
        at = end
    return cells


def _goes_on(label: str, word: str, knows: Knows) -> bool:
    """Tell whether a label is only the beginning of one with a space in it: 其他 and 结果."""
    return not is_value(word) and not knows(word) and knows(label + word)
