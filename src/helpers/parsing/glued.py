"""Rows whose label and values ran together on one line: 规章000.

Digits that ran together are read only where they can be cut in one way, blank cells and numbers
of several digits included: a number does not begin with a zero, so 000 is three zeros, but 555
may be three numbers, or one beside two blanks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.model import Grid, Line, Place
from helpers.parsing.labels import columns_of, label_indexes
from helpers.parsing.slots import Slot, TableRow, Taken

LONGEST = 200
"""Longer lines are no rows."""
_PAIR = re.compile(r"([^\d\s]+)(\d+)")
_WHOLE = re.compile(r"\s*(?:[^\d\s]+\d+)+\s*")


def glued_rows(items: Sequence[Line | Grid], index: int) -> Taken | None:
    """Return the rows of a line of labels and digits that ran together, or None."""
    line = items[index]
    if not isinstance(line, Line) or len(line.text) > LONGEST:
        return None
    if not line.text.rstrip()[-1:].isdecimal() or not _WHOLE.fullmatch(line.text):
        return None
    rows: list[TableRow] = []
    for match in _PAIR.finditer(line.text):
        columns = columns_of(match[1], tuple(label_indexes().values()))
        if columns is None:
            return None
        # Digits that cannot be cut stay one text, too few values for the row: it is listed as it is.
        parts = cut(match[2], columns) or [match[2]]
        slots = [Slot(match[1], _at(line, match.start(1)), confidence=line.confidence)]
        offset = match.start(2)
        for part in parts:
            at = _at(line, offset)
            slots.append(Slot(part, at, confidence=line.confidence, inferred="glued-digits"))
            offset += len(part)
        rows.append(TableRow(tuple(slots), "tokens", index, index))
    return Taken(tuple(rows), index + 1)


def cut(digits: str, columns: int) -> list[str] | None:
    """Return `digits` as so many numbers, if there is no other way to fill at most as many cells.

    A number is 0 or does not begin with a zero. Digits must begin a number of their own wherever
    the number before them is 0; only if every digit does can none of the cells be blank.
    """
    parts: list[str] = []
    for digit in digits:
        if parts and parts[-1] != "0":
            return None  # this digit may belong to the number before it
        parts.append(digit)
    return parts if len(parts) == columns else None


def _at(line: Line, offset: int) -> Place:
    if not line.place.line:
        return line.place
    return Place(line=line.place.line, column=offset + 1)
