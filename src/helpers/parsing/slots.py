"""Cells and rows as the document shows them, before the form says what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from helpers.model import Line, Place
from helpers.numerals import read_cell
from helpers.parsing.labels import is_unit
from helpers.values import value
from helpers.wording import has_chinese, plain

How = Literal["grid", "rows", "tokens"]
Knows = Callable[[str], bool]
"""Tells whether a text is a word of the form's tables: row, column, head or furniture."""

PROSE_LENGTH = 70
"""A line with more characters that is not a label of the form is prose, not a cell."""
_SENTENCE = re.compile("[。；;]")


@value(frozen=True, slots=True)
class Slot:
    """One cell as the document shows it.

    Attributes:
        text: As printed.
        place: Where it stands.
        column: Grid column from 0, or None where only the order is known.
        colspan: Grid columns it covers.
        confidence: How sure the recognition of a picture is, 0 to 1; None for what is text.
        inferred: Code of the inference it rests on (see :mod:`helpers.parsing.inferences`), or "".
    """

    text: str
    place: Place
    column: int | None = None
    colspan: int = 1
    confidence: float | None = None
    inferred: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text or not plain(self.text)

    @property
    def value_like(self) -> bool:
        """Whether it can be a value: a number, a slash, blank, or a figure that OCR missed."""
        if read_cell(self.text).state in ("number", "slash", "blank"):
            return True
        return self.confidence is not None and (
            not has_chinese(self.text) or len(plain(self.text)) == 1
        )

    @property
    def printed_value(self) -> bool:
        """Whether a number or a slash is printed in it."""
        return is_value(self.text)


@value(frozen=True, slots=True)
class TableRow:
    """One row of a table.

    Attributes:
        slots: Its cells, left to right; a cell that spans rows stands in its first row only.
        how: How the row was recovered.
        item: Index of its first item in the document.
        last: Index of its last item.
        grid: Number of the grid it belongs to (0 for flattened tables).
    """

    slots: tuple[Slot, ...]
    how: How
    item: int
    last: int
    grid: int = 0


@value(frozen=True, slots=True)
class Taken:
    """What was read from a stretch of items.

    Attributes:
        rows: The rows found, possibly none.
        next: Index of the first item after the stretch; what lies before it is settled.
    """

    rows: tuple[TableRow, ...]
    next: int


def is_value(text: str) -> bool:
    """Tell whether a text is a number or a slash, and nothing else."""
    return len(text) <= PROSE_LENGTH and read_cell(text).state in ("number", "slash")


def is_prose(text: str) -> bool:
    """Tell whether a text is a sentence rather than a cell."""
    folded = plain(text)
    return len(folded) > PROSE_LENGTH or (len(folded) > 20 and bool(_SENTENCE.search(folded)))


def slots_of(line: Line, pieces: Iterable[tuple[int, str]]) -> tuple[Slot, ...]:
    """Turn ``(offset, text)`` pieces of a line into slots with their column."""
    slots = []
    place, number = line.place, line.place.line
    for offset, piece in pieces:
        if number:
            rest = piece.lstrip()
            lead = len(piece) - len(rest) if rest else 0
            place = Place(0, number, offset + lead + 1)
        slots.append(Slot(piece.strip(" \t"), place, confidence=line.confidence))
    return tuple(slots)


def cut_rows(
    cells: Sequence[tuple[Slot, int]], how: How, first: int, last: int
) -> tuple[TableRow, ...]:
    """Cut a run of cells without row marks into rows.

    A row begins at a text that a value follows, and at a text after values: labels stand right
    before their values, and what stands between values and the next label are heads. A unit
    after a label belongs to it.

    Args:
        cells: The cells with the index of the item each ends in.
        how: How the run was recovered.
        first: Index of the first item of the run.
        last: Index of the last item of the run.
    """
    groups: list[list[tuple[Slot, int]]] = []
    units = [is_unit(slot.text) for slot, _ in cells]
    values = [slot.value_like or unit for (slot, _), unit in zip(cells, units, strict=True)]
    for n, (slot, end) in enumerate(cells):
        after_value = n > 0 and values[n - 1]
        before_value = n + 1 < len(cells) and values[n + 1]
        if not groups or (not values[n] and (after_value or before_value)):
            groups.append([])
        groups[-1].append((slot, end))
    rows = []
    begin = first
    for group in groups:
        end = last if group is groups[-1] else group[-1][1]
        rows.append(TableRow(tuple(slot for slot, _ in group), how, begin, end))
        begin = end + 1
    return tuple(rows)
