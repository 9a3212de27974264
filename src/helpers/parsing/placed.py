"""What the tables of a document gave: cells, labels, heads, and what found no cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from helpers.messages import Text
from helpers.model import Cell, Head, LabelUse, Place, ReadingRepair, TableReading, Unplaced
from helpers.parsing.labels import RowLabel
from helpers.parsing.slots import Slot
from helpers.wording import plain

NO_COLUMN = Text(
    "It stands in the row “{row}”, in a column the form does not have.",
    "位于“{row}”一行，规定格式中没有这一列。",
)
NO_ROW = Text("The form has no such row.", "规定格式中没有这一行。")
WRONG_COUNT = Text(
    "The number of values does not match the columns of the form, so none was placed.",
    "数值个数与规定格式的列数不符，因此未归入任何单元格。",
)
IN_PART = Text(
    "The number of values does not match the columns of the form; some were placed by the sums of "
    "the table.",
    "数值个数与规定格式的列数不符，其中一部分根据表内合计关系归入单元格。",
)
OTHER_EDITION = Text(
    "It stands under column heads of another edition of the form, which count something else.",
    "列标题属于另一版本的格式，所计内容不同。",
)
SECOND_ROW = Text(
    "A second row with the same label and other values.", "标签相同而数值不同的第二行。"
)
TWO_VALUES = Text(
    "The document prints this cell again, with another value; neither is taken.",
    "文件另有一处印出该单元格而数值不同，两者均不采用。",
)


@dataclass
class Placed:
    """What the tables of a document gave."""

    cells: dict[str, Cell] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    labels: list[LabelUse] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    readings: tuple[TableReading, ...] = ()
    repairs: list[ReadingRepair] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    _contested: set[str] = field(default_factory=set)
    _grids: dict[str, int] = field(default_factory=dict)

    def clashes(self, row: str, by_column: Mapping[str, Slot], grid: int) -> bool:
        """Tell whether a row at the address `row` was read before, with another value.

        In one table the second label is probably a misprint, and the first row stands. In another
        table (`grid`) nothing says which is right: a cell that they print differently becomes
        unreadable, and what it was read from is listed beside the second row.
        """
        again = self.first_in(row, grid) != grid
        differing = [
            address
            for column, slot in by_column.items()
            if (address := f"{row}.{column}") in self.cells
            and (address in self._contested or _differs(self.cells[address], slot))
        ]
        for address in differing:
            if again and address not in self._contested:
                self.contest(address, self.cells[address])
        return bool(differing)

    def first_in(self, row: str, grid: int) -> int:
        """Return the table in which a row was first read: `grid`, if that is now."""
        return self._grids.setdefault(row, grid)

    def contest(self, address: str, cell: Cell) -> None:
        """Make a cell unreadable that the document prints with two values."""
        self._contested.add(address)
        self.cells[address] = replace(cell, value=None, state="unreadable")
        if cell.place is not None:
            self.unplaced.append(Unplaced(f"{address}: {cell.raw}", cell.place, TWO_VALUES))

    def put(self, address: str, cell: Cell, *, contest: bool = False) -> None:
        """Fill a cell that was not read yet; with `contest`, two values leave it unreadable."""
        old = self.cells.get(address)
        if old is None or (old.state == "unreadable" and address not in self._contested):
            self.cells[address] = cell
        elif contest and address not in self._contested and plain(old.raw) != plain(cell.raw):
            self.contest(address, old)
            if cell.place is not None:
                self.unplaced.append(Unplaced(f"{address}: {cell.raw}", cell.place, TWO_VALUES))

    def leave_row(self, label: Slot, values: Sequence[Slot], reason: Text) -> Unplaced:
        """List a row that has no place in the form, and return how it is listed."""
        joined = " | ".join(slot.text for slot in (label, *values))
        self.unplaced.append(Unplaced(joined, label.place, reason))
        return self.unplaced[-1]

    def leave_passed(self, slots: Sequence[Slot], row: Callable[[str], RowLabel | None]) -> None:
        """List the rows that run into the one whose values are placed: nothing says where they end.

        A number of a line of its own (1, 2, 3 …) before the label carries nothing.
        """
        labels = [(n, found) for n, s in enumerate(slots) if (found := row(s.text)) is not None]
        for (at, label), (end, _) in pairwise([*labels, (len(slots), None)]):
            values = slots[at + 1 : end]
            if label is None or label.row.role == "heading":
                continue
            if any(slot.printed_value for slot in values):
                self.leave_row(slots[at], values, WRONG_COUNT)
                self.lose(label, slots[at].place)

    def lose(self, label: RowLabel, place: Place) -> None:
        """Make the cells of a row unreadable that have not been read."""
        for column in label.block.columns:
            address = f"{label.table.id}.{label.row.id}.{column.id}"
            self.cells.setdefault(address, Cell(None, None, "", "unreadable", place))

    def take_out(self, label: RowLabel, printed: Slot, values: Sequence[Slot]) -> None:
        """Make the cells of a row unreadable that were read, and list the row."""
        for column in label.block.columns:
            address = f"{label.table.id}.{label.row.id}.{column.id}"
            if (cell := self.cells.get(address)) is not None:
                self.cells[address] = replace(cell, value=None, unit=None, state="unreadable")
        self.leave_row(printed, values, WRONG_COUNT)

    def take_back(self, head: Slot) -> None:
        """Take a head off the list of what has no place, once its position has told its column."""
        self.unplaced = [u for u in self.unplaced if (u.text, u.place) != (head.text, head.place)]


def _differs(cell: Cell, slot: Slot) -> bool:
    return cell.state != "unreadable" and plain(cell.raw) != plain(slot.text)
