"""Lists of indicators: a label, its unit and one number in each row, as before 2019.

A number is placed by the label of its row alone. Local tables of the same years list other
indicators under similar names; a table most of whose rows are not those of the form is not it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from helpers.form import Table
from helpers.messages import Text
from helpers.model import Cell, LabelUse, Unplaced
from helpers.model.report import MISSING
from helpers.numerals import read_cell
from helpers.parsing.labels import LabelIndex, RowLabel, is_unit
from helpers.parsing.placed import NO_ROW, SECOND_ROW, WRONG_COUNT, Placed
from helpers.parsing.slots import How, Slot, TableRow
from helpers.parsing.trust import table_reading
from helpers.wording import bare, has_chinese, plain

FEWEST = 5
"""So many rows of the form make a table of indicators the form's, with its column heads above."""
SURE = 2
"""Without column heads, the rows of the form are so many times as many as the others."""
OTHER_TABLE = Text(
    "It belongs to a table of indicators other than that of the notice.",
    "所在统计表不是该通知规定的统计表。",
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A label of a row with the cells after it; label None for a row the form does not have."""

    label: RowLabel | None
    slots: tuple[Slot, ...]
    row: TableRow

    @property
    def values(self) -> tuple[Slot, ...]:
        """The cells after the label and its unit."""
        after = self.slots[1:]
        return after[1:] if after and is_unit(after[0].text) else after

    @property
    def unit(self) -> str | None:
        """The unit printed after the label."""
        after = self.slots[1:2]
        return plain(after[0].text) if after and is_unit(after[0].text) else None


class IndicatorPlacer:
    """Places rows, in document order, into the cells of an edition that is a list of indicators."""

    def __init__(self, index: LabelIndex, codes: Iterable[str] = ()) -> None:
        self._index = index
        self._codes = tuple(codes)
        self._form = index.form
        self._table: Table = next(t for t in index.form.tables if t.layout == "indicators")
        self._block = ""
        self._how: How | None = None
        self.placed = Placed()

    def place(self, rows: Sequence[TableRow]) -> Placed:
        """Place all `rows` and return the outcome, missing cells included."""
        pieces = groupby(_numbered(rows), key=lambda pair: pair[0])
        for table in self._joined([[row for _, row in group] for _, group in pieces]):
            self._place_table(table)
        found = self.placed.cells
        labels = self.placed.labels
        reading = table_reading(self._form, self._table, self._how, found, labels, self._codes)
        self.placed.cells = {a: found.get(a, MISSING) for a in self._form.addresses}
        self.placed.readings = (reading,)
        return self.placed

    def _joined(self, pieces: Sequence[list[TableRow]]) -> list[list[TableRow]]:
        """Join pieces next to each other that hold rows of the form and no others.

        A page or the layout cut them; a lone piece of few rows may be of a local table.
        """
        tables: list[list[TableRow]] = []
        joins = False
        for rows in pieces:
            parts = [part for row in rows for part in self._parts(row)]
            own = bool(parts) and all(p.label is not None for p in parts)
            if own and joins and rows[0].item - tables[-1][-1].last <= _BETWEEN:
                tables[-1] += rows
            else:
                tables.append(list(rows))
            joins = own
        return tables

    def _place_table(self, rows: Sequence[TableRow]) -> None:
        parts = [part for row in rows for part in self._parts(row)]
        known = [p for p in parts if p.label is not None and p.label.row.role != "heading"]
        others = [p for p in parts if p.label is None and any(s.printed_value for s in p.slots)]
        headed = any(self._heads(slot) for row in rows for slot in row.slots)
        # The local tables call their columns otherwise.
        if len(known) < FEWEST or not (headed or len(known) >= SURE * len(others)):
            for row in rows:
                self._leave(row.slots, OTHER_TABLE)
            return
        self._block = ""
        for part in parts:
            self._place_part(part)

    def _heads(self, slot: Slot) -> bool:
        """Tell whether a cell is a column head of the form."""
        first = bare(self._table.furniture[0])
        return bare(slot.text) == first or any(
            c.column.label.zh == plain(slot.text) for c in self._index.columns(slot.text)
        )

    def _parts(self, row: TableRow) -> Iterator[_Part]:
        """Cut a row at its labels; some pages print two lists side by side."""
        starts = [n for n, slot in enumerate(row.slots) if self._index.row(slot.text) is not None]
        if not starts:
            if not self._around(row.slots):
                yield _Part(None, row.slots, row)
            return
        first = row.slots[: starts[0]]
        if any(has_chinese(slot.text) for slot in first):
            yield _Part(None, first, row)
        for start, end in pairwise([*starts, len(row.slots)]):
            yield _Part(self._index.row(row.slots[start].text), row.slots[start:end], row)

    def _around(self, slots: Sequence[Slot]) -> bool:
        """Tell whether cells are blank, column heads, or what stands around the table."""
        if any(self._heads(slot) for slot in slots):
            return True
        names = [bare(word) for word in self._table.furniture]
        return all(
            slot.blank
            or bare(slot.text) in names
            or bool(self._index.columns(slot.text))
            or any(bare(slot.text).startswith(name) for name in names if len(name) > 2)
            for slot in slots
        )

    def _place_part(self, part: _Part) -> None:
        if part.label is None:
            self._leave(part.slots, NO_ROW)
            return
        label = self._resolved(part.label)
        if label is None:
            self._leave(part.slots, NO_ROW)
            return
        printed = part.slots[0]
        at = f"{self._table.id}.{label.row.id}"
        # Pages may repeat the first heading above rows of a later part.
        if label.row.role != "heading" or all(use.at != at for use in self.placed.labels):
            self._block = label.block.id
        use = LabelUse(at, label.row.label.zh, printed.text, label.match, printed.place)
        self.placed.labels.append(use)
        self.placed.used.update(range(part.row.item, part.row.last + 1))
        self._how = self._how or part.row.how
        filled = [slot for slot in part.values if not slot.blank]
        if label.row.role == "heading":
            if any(read_cell(slot.text).state == "number" for slot in filled):
                self._leave(part.slots, WRONG_COUNT)
            return
        self._put(f"{at}.{label.block.columns[0].id}", part, filled)

    def _resolved(self, label: RowLabel) -> RowLabel | None:
        """Return the row meant by a label that several parts of the list print, or None.

        被依法纠错数 stands under reviews and under lawsuits: it is the one of the part that goes on.
        """
        name = bare(label.row.label.zh)
        same = [
            replace(label, block=block, row=row)
            for block in self._table.blocks
            for row in block.rows
            if bare(row.label.zh) == name
        ]
        if len(same) == 1:
            return label
        return next((one for one in same if one.block.id == self._block), None)

    def _put(self, address: str, part: _Part, filled: Sequence[Slot]) -> None:
        printed = part.slots[0]
        if len(filled) > 1:
            self._leave(part.slots, WRONG_COUNT)
            cell = Cell(None, None, "", "unreadable", printed.place)
        elif filled or part.values:
            slot = filled[0] if filled else part.values[0]
            read = read_cell(slot.text)
            raw, unit = slot.text.strip(), read.unit or part.unit
            cell = Cell(read.value, unit, raw, read.state, slot.place)
        else:  # the value was blank or got lost on the way
            cell = Cell(None, None, "", "unreadable", printed.place)
        old = self.placed.cells.get(address)
        if old is None or old.state == "unreadable":
            self.placed.cells[address] = cell
        elif plain(old.raw) != plain(cell.raw):
            self._leave(part.slots, SECOND_ROW)

    def _leave(self, slots: Sequence[Slot], reason: Text) -> None:
        words = [slot.text for slot in slots if not slot.blank]
        if words:
            place = next(slot.place for slot in slots if not slot.blank)
            self.placed.unplaced.append(Unplaced(" | ".join(words), place, reason))


def _numbered(rows: Sequence[TableRow]) -> Iterator[tuple[int, TableRow]]:
    """Yield rows with the number of their table: a grid, or flattened rows with little between."""
    number, last = 0, None
    for row in rows:
        apart = last is not None and (
            row.grid != last.grid or (row.grid == 0 and row.item - last.last > _BETWEEN)
        )
        number += apart
        last = row
        yield number, row


_BETWEEN = 6
"""Flattened rows of one table have at most so many items between them."""
