"""Table rows into the cells of the form, each with its place; what does not fit is kept aside.

A row is placed by its label, its values by the printed column heads where the grid has them and
by order otherwise. Values whose number does not match the columns are never spread by guess:
the cells are unreadable and the values are listed verbatim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.form import Block, Row
from helpers.messages import Text
from helpers.model import Cell, Head, LabelUse, Place, Unplaced
from helpers.model.report import MISSING, LabelMatch
from helpers.numerals import read_cell
from helpers.parsing.alternatives import try_alternatives
from helpers.parsing.doubt import weighed
from helpers.parsing.fillings import Waiting
from helpers.parsing.headed import left_blank
from helpers.parsing.labels import LabelIndex, RowLabel, is_article_head, is_foreign_head
from helpers.parsing.matching import (
    Matched,
    columns_under,
    groups_columns,
    match_by_head,
    match_values,
)
from helpers.parsing.offsets import Offsets
from helpers.parsing.placed import NO_COLUMN, NO_ROW, OTHER_EDITION, SECOND_ROW, WRONG_COUNT, Placed
from helpers.parsing.repeated import next_head, repeated
from helpers.parsing.slots import How, Slot, TableRow
from helpers.parsing.strip import is_strip, strip_heads, strip_labels, strip_tail
from helpers.parsing.trust import heads_order, row_inferences, table_readings
from helpers.wording import has_chinese, plain, unnumbered


class TablePlacer:
    """Places rows, in document order, into the cells of one edition."""

    def __init__(self, index: LabelIndex, codes: Sequence[str] = ()) -> None:
        self._index = index
        self._form = index.form
        self._used: set[tuple[str, str]] = set()
        self.placed = Placed()
        self._head: tuple[str, Place] | None = None
        self._header: tuple[Slot, ...] = ()
        self._heads_noted: tuple[tuple[Slot, ...], str] = ((), "")
        self._heads = ""
        self._grid_columns: dict[int, str] = {}
        self._grid = -1
        self._strip_heads = 0
        self._last_row: Row | None = None
        self._seen: list[Row] = []
        self._how: dict[str, How] = {}
        self._inferred: dict[str, set[str]] = {t.id: set(codes) for t in self._form.tables}
        self._waiting: list[Waiting] = []
        self._offsets = Offsets()
        self._unclear: list[tuple[TableRow, RowLabel, Sequence[Slot], Slot]] = []
        # Heads of another edition above a block: as many columns, but of another meaning.
        self._foreign = False
        self._strip = next(t for t in self._form.tables if t.layout == "strip")
        self._strip_labels = strip_labels(self._strip.blocks[0])

    def place(self, rows: Sequence[TableRow]) -> Placed:
        """Place all `rows` and return the outcome, missing cells included."""
        for row in rows:
            self._place_row(row)
        for unclear in self._unclear:
            self._place_unclear(*unclear)
        try_alternatives(self._form, self.placed, self._waiting, self._inferred)
        left_blank(self._index, rows, self.placed, self._how, self._inferred)
        found = dict(self.placed.cells)
        every = {a: found.get(a, MISSING) for a in self._form.addresses}
        self.placed.cells = weighed(self._form, every)
        labels, how, codes = self.placed.labels, self._how, self._inferred
        self.placed.readings = table_readings(self._form, how, found, labels, codes)
        return self.placed

    def _place_row(self, row: TableRow) -> None:
        if row.grid != self._grid:
            self._grid, self._grid_columns = row.grid, {}
        slots = row.slots
        if at := strip_tail(self._strip.blocks[0], self._strip_labels, slots):
            self._place_header(replace(row, slots=slots[:at]))
            self._place_strip(replace(row, slots=slots[at:]))
            return
        if self._is_strip_values(slots):
            self._place_strip(row)
            return
        if all(slot.blank for slot in slots):
            return
        if self._in_strip(slots[0]) and self._is_strip_values(slots[1:]):
            self._place_strip(replace(row, slots=slots[1:]))
            return
        if (found := self._label_at(slots)) is not None:
            label_at, label = found
            self._note_headings(slots[:label_at])
            self.placed.leave_passed(slots[:label_at], self._index.row)
            self._use_row(label, slots[label_at])
            self._place_values(row, label, slots[label_at + 1 :], slots[label_at])
            return
        self._place_header(row)

    def _label_at(self, slots: Sequence[Slot]) -> tuple[int, RowLabel] | None:
        """Return where the label of a data row stands: the last label that values follow."""
        value_follows = word_follows = False
        for at in range(len(slots) - 2, -1, -1):
            after = slots[at + 1]
            value_follows = value_follows or after.printed_value
            word_follows = word_follows or (not after.blank and self._index.knows(after.text))
            label = self._index.row(slots[at].text)
            if (
                label is None
                or label.row.role == "heading"
                or not self._may_be_row(label, slots[at])
            ):
                continue
            # In a strip the rows are heads, and blanks after them what the heads cover.
            full = len(slots) - at - 1 >= len(label.block.columns)
            full &= label.table is not self._strip
            if value_follows or (full and not word_follows):
                return at, label
        return None

    def _in_strip(self, slot: Slot) -> bool:
        """Tell whether a text is a column head of the strip, after whose heads it stands."""
        block = self._strip.blocks[0]
        return self._strip_heads > 0 and self._index.column(slot.text, block) is not None

    def _may_be_row(self, label: RowLabel, slot: Slot) -> bool:
        """Tell a row from a column head of the same name (总计, 其他), which stands before values.

        Without its number it is the row only after an earlier row of the same block.
        """
        if self._in_strip(slot):
            return False
        if self._index.column(slot.text, label.block) is None:
            return True
        rows = label.block.leaf_rows
        earlier = self._last_row in rows and rows.index(self._last_row) < rows.index(label.row)
        # 总计 once more, after its row had its values, is the last head of table four.
        earlier = earlier and label.row not in self._seen
        return earlier or unnumbered(slot.text) != plain(slot.text)

    def _note_headings(self, slots: Sequence[Slot]) -> None:
        for slot in slots:
            label = self._index.row(slot.text)
            if label is not None:
                self._use_row(label, slot)
            elif has_chinese(slot.text) and not self._index.is_furniture(slot.text):
                # Row numbers in a column of their own (1, 2, 3 …) carry nothing.
                self._leave(slot, NO_ROW)

    def _use_row(self, label: RowLabel, slot: Slot) -> None:
        at = f"{label.table.id}.{label.row.id}"
        self._use(at, label.row.label.zh, slot, label.match)
        if self._head is not None and label.table.layout == "blocks":
            if not repeated(self.placed.heads, self._head[0], label.block.id):
                self.placed.heads.append(Head(label.block.id, *self._head))
            self._head = None

    def _use(self, at: str, expected: str, slot: Slot, match: LabelMatch) -> None:
        if (at, slot.text) not in self._used:
            self._used.add((at, slot.text))
            self.placed.labels.append(LabelUse(at, expected, slot.text, match, slot.place))

    def _place_header(self, row: TableRow) -> None:
        """Read a row without values: article heads, column heads, furniture, or something else."""
        heads = [s for s in row.slots if is_article_head(s.text)]
        if heads:
            self._header, self._foreign = (), False
        foreign = [s for s in row.slots if is_foreign_head(self._index, s.text)]
        named = any(self._index.columns(s.text) for s in row.slots)
        self._foreign = bool(foreign) or (self._foreign and not named)
        if named:
            self._header = tuple(s for s in row.slots if s not in heads)
            self._grid_columns |= columns_under(self._index, row)
        self._strip_heads += strip_heads(self._strip_labels, row.slots)
        for slot in row.slots:
            label = self._index.row(slot.text)
            if slot in heads:
                self._head = next_head(self.placed.heads, self._head, slot.text, slot.place)
            elif label is not None and not self._index.columns(slot.text):
                self._use_row(label, slot)
                self._without_values(row, label, slot)
            elif slot in foreign:
                self._leave(slot, OTHER_EDITION)
            elif not (slot.blank or label or self._index.is_head(slot.text)):
                self._leave(slot, NO_ROW)

    def _without_values(self, row: TableRow, label: RowLabel, slot: Slot) -> None:
        """Mark the cells of a flattened row whose values were blank or got lost on the way."""
        if row.how == "grid" or label.row.role == "heading" or label.table.layout == "strip":
            return
        self._how.setdefault(label.table.id, row.how)
        for column in label.block.columns:
            address = f"{label.table.id}.{label.row.id}.{column.id}"
            self.placed.cells.setdefault(address, Cell(None, None, "", "unreadable", slot.place))

    def _is_strip_values(self, slots: Sequence[Slot]) -> bool:
        return self._strip_heads > 0 and is_strip(self._strip.blocks[0], slots)

    def _place_strip(self, row: TableRow) -> None:
        block = self._strip.blocks[0]
        order = [(r, c) for r in block.leaf_rows for c in block.columns]
        for (r, c), slot in zip(order, row.slots, strict=False):
            self._put(f"{self._strip.id}.{r.id}.{c.id}", slot)
        self._how.setdefault(self._strip.id, row.how)
        self.placed.used.update(range(row.item, row.last + 1))

    def _place_values(
        self, row: TableRow, label: RowLabel, values: Sequence[Slot], printed: Slot
    ) -> None:
        block = label.block
        self._seen.append(label.row)
        self._how.setdefault(label.table.id, row.how)
        self.placed.used.update(range(row.item, row.last + 1))
        self._use_columns(block)
        under = (self._index, row, block, values, self._header)
        if self._foreign and label.table.layout == "blocks" and match_by_head(*under) is None:
            self.placed.leave_row(printed, values, OTHER_EDITION)
            return
        by_column = match_values(*under, self._grid_columns)
        if by_column is None:
            self._unclear.append((row, label, values, printed))
            return
        if row.how != "grid":
            self._offsets.learn(block, len(row.slots), values)
        self._last_row = label.row
        codes = row_inferences(row, block, values, by_column, self._heads, self._grid_columns)
        self._inferred[label.table.id] |= codes
        self._fill(label, values, printed, by_column)

    def _place_unclear(
        self, row: TableRow, label: RowLabel, values: Sequence[Slot], printed: Slot
    ) -> None:
        """Place a row that could be read in several ways as the others of its table are read."""
        at = self._offsets.choose(label.block, len(row.slots), values)
        if at is None:
            self._unreadable(row, label, values, printed)
            return
        self._inferred[label.table.id].add("columns-by-order")
        names = (column.id for column in label.block.columns)
        self._fill(label, values, printed, dict(zip(names, values[at:], strict=False)))

    def _fill(
        self, label: RowLabel, values: Sequence[Slot], printed: Slot, by_column: Matched
    ) -> None:
        base = f"{label.table.id}.{label.row.id}"
        placed = {id(slot) for slot in by_column.values()}
        if self.placed.clashes(base, by_column, self._grid):
            self.placed.leave_row(printed, values, SECOND_ROW)
            return
        for column, slot in by_column.items():
            self._put(f"{base}.{column}", slot)
        for slot in (s for s in values if id(s) not in placed and not s.blank):
            self._leave(slot, NO_COLUMN.format(row=label.row.label.zh))

    def _use_columns(self, block: Block) -> None:
        """Record the column heads printed above the first row of a block."""
        if self._heads_noted == (self._header, block.id):
            return
        self._heads_noted = (self._header, block.id)
        heads = [s for s in self._header if not self._index.is_furniture(s.text)]
        named: list[str] = []
        for position, slot in enumerate(heads):
            found = self._index.column(slot.text, block)
            if found is not None:
                at = f"{block.table_id}.{block.id}.{found.column.id}"
                named.append(found.column.id)
                self._use(at, found.column.label.zh, slot, found.match)
            elif not slot.blank and position < len(block.columns) == len(heads):
                column = block.columns[position]
                at = f"{block.table_id}.{block.id}.{column.id}"
                self._use(at, column.label.zh, slot, "position")
                self.placed.take_back(slot)
        self._heads = heads_order(block, named, groups_columns(self._index, self._header))

    def _unreadable(
        self, row: TableRow, label: RowLabel, values: Sequence[Slot], printed: Slot
    ) -> None:
        for column in label.block.columns:
            address = f"{label.table.id}.{label.row.id}.{column.id}"
            self.placed.cells.setdefault(address, Cell(None, None, "", "unreadable", printed.place))
        unplaced = self.placed.leave_row(printed, values, WRONG_COUNT)
        self._waiting.append(
            Waiting(label.block, label.row, printed, tuple(values), row.how, unplaced)
        )

    def _put(self, address: str, slot: Slot) -> None:
        old = self.placed.cells.get(address)
        if old is not None and old.state != "unreadable":
            return
        read, raw, sure = read_cell(slot.text), slot.text.strip(), slot.confidence
        self.placed.cells[address] = Cell(read.value, read.unit, raw, read.state, slot.place, sure)

    def _leave(self, slot: Slot, reason: Text) -> None:
        self.placed.unplaced.append(Unplaced(slot.text, slot.place, reason))
