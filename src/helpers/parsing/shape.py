"""How the cells of one row stand; :mod:`helpers.parsing.shapes` compares the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.parsing.labels import RowLabel
from helpers.parsing.slots import How, Slot


@dataclass(frozen=True, slots=True)
class Shape:
    """How the cells of a row stand.

    Attributes:
        label: The row of the form.
        printed: Its label as printed.
        values: What stands after the label.
        how: How the row was recovered.
        grid: Number of its grid.
        on_line: Whether it stands on one line.
        last: Index of its last item.
        width: Cells of the whole row; in a grid the column it ends before.
        at: Where its label stands.
        offset: How many blank cells stand between the label and the first value.
        left: Printed values after the label that have no column.
        beyond: Those of them that are numbers, and no head of another column stands above them.
        wider: How many columns of its grid it ends after the heads of its block, if there are
            several; on a line, how many cells it has more than its heads, less than 0 for fewer.
        before: Printed values before the label.
        words: Labels and heads of the form among the values, labels of other rows before them, and
            values that ran into the label.
    """

    label: RowLabel
    printed: Slot
    values: Sequence[Slot]
    how: How
    grid: int
    on_line: bool
    last: int
    width: int
    at: int
    offset: int
    left: int
    beyond: int
    wider: int
    before: int
    words: int

    @property
    def spare(self) -> int:
        """How many cells stand beside those that the columns take; in a grid none are counted."""
        if self.how == "grid":
            return 0
        return self.width - self.at - 1 - len(self.label.block.columns)

    @property
    def stands(self) -> tuple[int, ...]:
        """Where its cells stand; in a grid the heads tell, if it ends where the others do."""
        if self.how == "grid":
            return (self.width,)
        return (self.width, self.at, self.offset) if self.on_line else (self.spare, self.offset)

    @property
    def layouts(self) -> tuple[tuple[int, int], ...]:
        """What is the same for all rows: places; blanks beside the values; a width filled up to."""
        return (
            (self.width, self.at + self.offset),
            (self.spare, self.offset),
            (self.width, self.offset),
        )


def end_of(slots: Sequence[Slot]) -> int:
    """Return the grid column that a row ends before, 0 where it has none."""
    if not slots or slots[-1].column is None:
        return 0
    return slots[-1].column + slots[-1].colspan


def digits_in(text: str) -> int:
    """Return how many digits a text has."""
    return sum(c.isdigit() for c in text)


def doubtful(shape: Shape, ways: Mapping[tuple[str, How], int]) -> bool:
    """Tell whether a row cut at its label is likely damaged; it is read unless its sum fails.

    Its label may have lost characters, or most rows of its table did not have to be cut.
    """
    return shape.label.match == "close" or cut_otherwise(shape, ways)


def cut_otherwise(shape: Shape, ways: Mapping[tuple[str, How], int]) -> bool:
    """Tell whether most rows of its table were not recovered as a row was."""
    table = shape.label.table.id
    every = sum(n for (of, _), n in ways.items() if of == table)
    return 2 * ways[table, shape.how] < every
