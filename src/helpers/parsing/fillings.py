"""All readings of one row whose values do not match the columns: where blanks, rows, digits part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from helpers.form import Block, Row
from helpers.messages import Text
from helpers.model import Cell, Unplaced
from helpers.numerals import read_cell
from helpers.parsing.slots import How, Slot
from helpers.wording import plain

MOST_READINGS = 4_000
"""So many readings of one table are tried; more are as good as none."""
LONGEST_RUN = 12
"""Longer runs of digits are not cut."""

BLANK_LOST = Text(
    "The row “{row}” has {n} values for {columns} columns. Only with its blank here do all sums of "
    "the table hold.",
    "“{row}”一行有 {n} 个数值而规定格式有 {columns} 列。只有空白在此处时，表内各项合计才全部成立。",
)
LABEL_LOST = Text(
    "The row “{row}” has the values of {rows} rows; the label between them is lost. Read so, all "
    "sums of the table hold.",
    "“{row}”一行含有 {rows} 行的数值，其间的标签缺失。如此读取时，表内各项合计全部成立。",
)
DIGITS_GLUED = Text(
    "The digits of the row “{row}” ran together. Only cut so do all sums of the table hold.",
    "“{row}”一行的数字连在一起。只有如此切分时，表内各项合计才全部成立。",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row whose values could not be placed.

    Attributes:
        block: Its block.
        row: The row that its label names.
        label: The label as printed.
        values: What stands after the label.
        how: How the row was recovered.
        unplaced: How it is listed.
    """

    block: Block
    row: Row
    label: Slot
    values: tuple[Slot, ...]
    how: How
    unplaced: Unplaced

    @property
    def table(self) -> str:
        """Id of its table."""
        return self.block.table_id


Filling = tuple[Slot | None, ...]
"""What stands in each cell of a row or rows, None for a blank."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Fillings of a row, or of rows that ran into one, with the same number in every cell.

    Attributes:
        addresses: The cells.
        numbers: The number of each, 0 for a blank or a slash.
        fillings: All ways to place the printed text that come to these numbers.
        why: What the repair rests on.
    """

    addresses: tuple[str, ...]
    numbers: tuple[int, ...]
    fillings: tuple[Filling, ...]
    why: Text

    def may_be_blank(self) -> Iterator[str]:
        """Yield the cells that are blank or a slash in some filling."""
        for n, address in enumerate(self.addresses):
            if any(_empty(filling[n]) for filling in self.fillings):
                yield address


def readings_of(waiting: Waiting, cells: Mapping[str, Cell]) -> list[Reading]:
    """Return every reading of a row, fillings with equal numbers taken together."""
    values = waiting.values
    states = [read_cell(s.text) for s in values]
    if any(s.blank for s in values):
        return []
    rows = _rows_of(waiting, cells)
    addresses = tuple(
        f"{waiting.table}.{row.id}.{column.id}" for row in rows for column in waiting.block.columns
    )
    columns = len(waiting.block.columns)
    words = {"row": waiting.row.label.zh, "n": len(values), "columns": columns, "rows": len(rows)}
    glued = len(values) == 1 and values[0].inferred == "glued-digits"
    if glued:
        why, sequences = DIGITS_GLUED, _cuts(values[0], columns)
    else:
        why = LABEL_LOST if len(rows) > 1 else BLANK_LOST
        plain_counts = all(
            s.state == "slash" or (isinstance(s.value, int) and s.unit is None) for s in states
        )
        sequences = [values] if plain_counts else []
    grouped: dict[tuple[int, ...], list[Filling]] = {}
    for sequence in sequences:
        for filling in _fillings(sequence, len(addresses)):
            numbers = tuple(_number(slot) for slot in filling)
            grouped.setdefault(numbers, []).append(filling)
            if len(grouped) > MOST_READINGS:
                return []
    return [
        Reading(addresses, numbers, tuple(fillings), why.format(**words))
        for numbers, fillings in grouped.items()
    ]


def _rows_of(waiting: Waiting, cells: Mapping[str, Cell]) -> tuple[Row, ...]:
    """Return the rows that ran into one: as many as the values fill, if so many labels are lost."""
    leaves = waiting.block.leaf_rows
    at = leaves.index(waiting.row)
    count, rest = divmod(len(waiting.values), len(waiting.block.columns))
    if rest or count < 2:
        return (waiting.row,)
    lost = 0
    for row in leaves[at + 1 :]:
        if any(f"{waiting.table}.{row.id}.{c.id}" in cells for c in waiting.block.columns):
            break
        lost += 1
    return leaves[at : at + count] if lost == count - 1 else (waiting.row,)


def _fillings(sequence: Sequence[Slot], cells: int) -> Iterator[Filling]:
    """Yield every way to spread `sequence`, in order, over so many cells."""
    for taken in combinations(range(cells), len(sequence)):
        filling: list[Slot | None] = [None] * cells
        for at, slot in zip(taken, sequence, strict=True):
            filling[at] = slot
        yield tuple(filling)


def _cuts(slot: Slot, most: int) -> list[tuple[Slot, ...]]:
    """Return every way to cut digits into at most `most` numbers, none beginning with a zero."""
    digits = plain(slot.text)
    found: list[tuple[Slot, ...]] = []
    if len(digits) > LONGEST_RUN:
        return found
    inner = range(1, len(digits))
    for count in range(1, min(most, len(digits)) + 1):
        for cuts in combinations(inner, count - 1):
            parts = [digits[a:b] for a, b in pairwise((0, *cuts, len(digits)))]
            if any(len(part) > 1 and part[0] == "0" for part in parts):
                continue
            places = (
                replace(slot.place, column=slot.place.column + at if slot.place.line else 0)
                for at in (0, *cuts)
            )
            found.append(tuple(Slot(t, p) for t, p in zip(parts, places, strict=True)))
    return found


def _empty(slot: Slot | None) -> bool:
    return slot is None or read_cell(slot.text).state == "slash"


def _number(slot: Slot | None) -> int:
    value = read_cell(slot.text).value if slot is not None else None
    return value if isinstance(value, int) else 0
