"""Pieces of a label, or two numbers, in a cell of a row of numbers: a part of the table was moved.

Agencies print words where they have nothing to count (详见附件), and they are no reason to doubt a
row. Where a cell holds a piece of a label, or two numbers, the sum of its row cannot be tried, and
what stands beside it may have lost a digit or its place.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.form import Form
from helpers.model import Cell
from helpers.parsing.labels import LabelIndex
from helpers.parsing.placed import Placed
from helpers.wording import has_chinese, plain

WORDED = "words-astray"
_NUMBER = re.compile(r"\d+")
_TWO_NUMBERS = re.compile(r"\s*\d+\s+\d+\s*")
_SHORTEST = 2
"""A piece of a label with fewer characters stands in too many words."""


@cache
def _labels(form: Form) -> str:
    rows = (row for table in form.tables for block in table.blocks for row in block.rows)
    return "\n".join(plain(row.label.zh) for row in rows)


def worded(index: LabelIndex, placed: Placed) -> set[str]:
    """Return the tables of requests with a row of numbers, not nought, and such a cell in it.

    Args:
        index: The labels of the edition.
        placed: Cells as they were placed.
    """
    form = index.form
    found = set()
    for table in form.tables:
        for block in table.blocks if table.layout == "matrix" else ():
            for row in block.leaf_rows:
                ids = (f"{table.id}.{row.id}.{column.id}" for column in block.columns)
                cells = [cell for a in ids if (cell := placed.cells.get(a)) is not None]
                if any(c.value for c in cells) and any(_astray(c, form) for c in cells):
                    found.add(table.id)
    return found


def _astray(cell: Cell, form: Form) -> bool:
    if cell.state != "text":
        return False
    words = plain(_NUMBER.sub("", cell.raw))
    piece = len(words) >= _SHORTEST and has_chinese(words) and words in _labels(form)
    return piece or _TWO_NUMBERS.fullmatch(cell.raw) is not None
