"""All readings of one row whose values do not match the columns: where its blanks may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.form import Block, Row
from helpers.messages import Text
from helpers.model import Unplaced
from helpers.numerals import read_cell
from helpers.parsing.slots import How, Slot

MOST_READINGS = 4_000
"""So many readings of one table are tried; more are as good as none."""

BLANK_LOST = Text(
    "The row “{row}” has {n} values for {columns} columns. Only with its blank here do all sums of "
    "the table hold.",
    "“{row}”一行有 {n} 个数值而规定格式有 {columns} 列。只有空白在此处时，表内各项合计才全部成立。",
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
"""What stands in each cell of a row, None for a blank."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Fillings of a row with the same number in every cell.

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


def readings_of(waiting: Waiting) -> list[Reading]:
    """Return every reading of a row, fillings with equal numbers taken together."""
    values = waiting.values
    states = [read_cell(s.text) for s in values]
    if any(s.blank for s in values):
        return []
    if any(s.inferred for s in values):
        return []  # digits that ran together are not cut by sums
    columns = waiting.block.columns
    addresses = tuple(f"{waiting.table}.{waiting.row.id}.{column.id}" for column in columns)
    words = {"row": waiting.row.label.zh, "n": len(values), "columns": len(columns)}
    counts = all(
        s.state == "slash" or (isinstance(s.value, int) and s.unit is None) for s in states
    )
    grouped: dict[tuple[int, ...], list[Filling]] = {}
    for filling in _fillings(values, len(addresses)) if counts else ():
        numbers = tuple(_number(slot) for slot in filling)
        grouped.setdefault(numbers, []).append(filling)
        if len(grouped) > MOST_READINGS:
            return []
    return [
        Reading(addresses, numbers, tuple(fillings), BLANK_LOST.format(**words))
        for numbers, fillings in grouped.items()
    ]


def _fillings(sequence: Sequence[Slot], cells: int) -> Iterator[Filling]:
    """Yield every way to spread `sequence`, in order, over so many cells."""
    for taken in combinations(range(cells), len(sequence)):
        filling: list[Slot | None] = [None] * cells
        for at, slot in zip(taken, sequence, strict=True):
            filling[at] = slot
        yield tuple(filling)


def _empty(slot: Slot | None) -> bool:
    return slot is None or read_cell(slot.text).state == "slash"


def _number(slot: Slot | None) -> int:
    value = read_cell(slot.text).value if slot is not None else None
    return value if isinstance(value, int) else 0
