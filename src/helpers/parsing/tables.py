"""Table rows into the cells of the form, each with its place; what does not fit is kept aside.

A row is placed by its label, its values by the printed column heads where the grid has them and
by order otherwise. Values whose number does not match the columns are never spread by guess:
the cells are unreadable and the values are listed verbatim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.form import Block, Column, Row
from helpers.messages import Text
from helpers.model import Cell, Head, LabelUse, Place, TableReading, Unplaced
from helpers.model.report import MISSING, LabelMatch
from helpers.numerals import read_cell
from helpers.parsing.labels import LabelIndex, RowLabel, foreign_indexes, is_article_head
from helpers.parsing.matching import match_by_head, match_values
from helpers.parsing.placed import NO_COLUMN, NO_ROW, OTHER_EDITION, SECOND_ROW, WRONG_COUNT, Placed
from helpers.parsing.slots import Slot, TableRow
from helpers.wording import bare, has_chinese, plain, unnumbered


class TablePlacer:
    """Places rows, in document order, into the cells of one edition."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._form = index.form
        self._used: set[tuple[str, str]] = set()
        self.placed = Placed()
        self._head: tuple[str, Place] | None = None
        self._header: tuple[Slot, ...] = ()
        self._grid_columns: dict[int, str] = {}
        self._grid = -1
        self._strip_heads = 0
        self._last_row: Row | None = None
        self._how: dict[str, str] = {}
        # Heads of another edition above a block: as many columns, but of another meaning.
        self._foreign = False
        self._others = foreign_indexes(index)
        self._strip = next(t for t in self._form.tables if t.layout == "strip")

    def place(self, rows: Sequence[TableRow]) -> Placed:
        """Place all `rows` and return the outcome, missing cells included."""
        for row in rows:
            self._place_row(row)
        found = dict(self.placed.cells)
        for address in self._form.addresses:
            self.placed.cells.setdefault(address, MISSING)
        self.placed.cells = {a: self.placed.cells[a] for a in self._form.addresses}
        self.placed.readings = tuple(self._reading(t.id, found) for t in self._form.tables)
        return self.placed

    def _reading(self, table: str, found: dict[str, Cell]) -> TableReading:
        addresses = [a for a in self._form.addresses if a.startswith(f"{table}.")]
        here = [found[a] for a in addresses if a in found]
        places = [c.place for c in here if c.place is not None]
        how = self._how.get(table, "absent")
        return TableReading(
            table,
            how,  # type: ignore[arg-type]
            len(addresses),
            sum(c.state not in ("missing", "unreadable") for c in here),
            min(places) if places else None,
        )

    def _place_row(self, row: TableRow) -> None:
        if row.grid != self._grid:
            self._grid, self._grid_columns = row.grid, {}
        slots = row.slots
        if self._is_strip_values(slots):
            self._place_strip(row)
            return
        if all(slot.blank for slot in slots):
            return
        if self._in_strip(slots[0]) and self._is_strip_values(slots[1:]):
            self._place_strip(replace(row, slots=slots[1:]))
            return
        at = self._label_at(slots)
        if at is not None:
            label = self._index.row(slots[at].text)
            assert label is not None
            self._note_headings(slots[:at])
            self._use_row(label, slots[at])
            self._place_values(row, label, slots[at + 1 :], slots[at])
            return
        self._place_header(row)

    def _label_at(self, slots: Sequence[Slot]) -> int | None:
        """Return the index of the label of a data row: the last label that values follow."""
        value_follows = word_follows = False
        for at in range(len(slots) - 2, -1, -1):
            after = slots[at + 1]
            value_follows |= after.printed_value
            word_follows |= not after.blank and self._index.knows(after.text)
            label = self._index.row(slots[at].text)
            if (
                label is None
                or label.row.role == "heading"
                or not self._may_be_row(label, slots[at])
            ):
                continue
            full = len(slots) - at - 1 >= len(label.block.columns)
            if value_follows or (full and not word_follows):
                return at
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
            text, place = self._head
            self.placed.heads.append(Head(label.block.id, text, place))
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
        foreign = [s for s in row.slots if self._is_foreign(s)]
        named = any(self._index.columns(s.text) for s in row.slots)
        self._foreign = bool(foreign) or (self._foreign and not named)
        if named:
            self._header = tuple(s for s in row.slots if s not in heads)
            self._map_grid(row)
        self._count_strip_heads(row.slots)
        for slot in row.slots:
            label = self._index.row(slot.text)
            if slot in heads:
                self._head = (slot.text, slot.place)
            elif label is not None and not self._index.columns(slot.text):
                self._use_row(label, slot)
                self._without_values(row, label, slot)
            elif slot in foreign:
                self._leave(slot, OTHER_EDITION)
            elif not (slot.blank or label or self._known_head(slot)):
                self._leave(slot, NO_ROW)

    def _without_values(self, row: TableRow, label: RowLabel, slot: Slot) -> None:
        """Mark the cells of a flattened row whose values were blank or got lost on the way."""
        if row.how == "grid" or label.row.role == "heading" or label.table.layout == "strip":
            return
        self._how.setdefault(label.table.id, row.how)
        for column in label.block.columns:
            address = f"{label.table.id}.{label.row.id}.{column.id}"
            self.placed.cells.setdefault(address, Cell(None, None, "", "unreadable", slot.place))

    def _is_foreign(self, slot: Slot) -> bool:
        """Tell whether a cell is a column head that only other editions have."""
        if self._index.columns(slot.text) or self._index.row(slot.text) is not None:
            return False
        return any(other.columns(slot.text) for other in self._others)

    def _known_head(self, slot: Slot) -> bool:
        index = self._index
        printed = index.is_furniture(slot.text) or index.is_caption(slot.text)
        return printed or bool(index.columns(slot.text))

    def _map_grid(self, row: TableRow) -> None:
        """Remember which grid column stands under which column of a matrix."""
        for slot in row.slots:
            if slot.column is None or slot.colspan != 1:
                continue
            for table in self._form.tables:
                if table.layout == "matrix":
                    found = self._index.column(slot.text, table.blocks[0])
                    if found is not None:
                        self._grid_columns[slot.column] = found.column.id

    def _count_strip_heads(self, slots: Sequence[Slot]) -> None:
        block = self._strip.blocks[0]
        labels = {bare(r.label.zh) for r in block.rows}
        self._strip_heads += sum(bare(s.text) in labels for s in slots)

    def _is_strip_values(self, slots: Sequence[Slot]) -> bool:
        block = self._strip.blocks[0]
        need = len(block.leaf_rows) * len(block.columns)
        return (
            self._strip_heads > 0
            and len(slots) >= need
            and all(slot.value_like for slot in slots)
            and all(slot.blank for slot in slots[need:])
        )

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
        self._how.setdefault(label.table.id, row.how)
        self.placed.used.update(range(row.item, row.last + 1))
        base = f"{label.table.id}.{label.row.id}"
        self._use_columns(block)
        under = (self._index, row, block, values, self._header)
        if self._foreign and label.table.layout == "blocks" and match_by_head(*under) is None:
            self._leave_row(printed, values, OTHER_EDITION)
            return
        by_column = match_values(*under, self._grid_columns)
        if by_column is None:
            self._unreadable(base, block, values, printed)
            return
        placed = {id(slot) for slot in by_column.values()}
        second = [
            slot
            for column, slot in by_column.items()
            if (old := self.placed.cells.get(f"{base}.{column}")) is not None
            and old.state != "unreadable"
            and plain(old.raw) != plain(slot.text)
        ]
        if second:
            self._leave_row(printed, values, SECOND_ROW)
            return
        self._last_row = label.row
        for column, slot in by_column.items():
            self._put(f"{base}.{column}", slot)
        reason = NO_COLUMN.format(row=label.row.label.zh)
        for slot in values:
            if id(slot) not in placed and not slot.blank:
                self._leave(slot, reason)

    def _use_columns(self, block: Block) -> None:
        """Record the column heads printed above the first row of a block."""
        heads = [s for s in self._header if not self._index.is_furniture(s.text)]
        for position, slot in enumerate(heads):
            found = self._index.column(slot.text, block)
            if found is not None:
                at = f"{block.table_id}.{block.id}.{found.column.id}"
                self._use(at, found.column.label.zh, slot, found.match)
            elif not slot.blank and position < len(block.columns) == len(heads):
                column: Column = block.columns[position]
                at = f"{block.table_id}.{block.id}.{column.id}"
                self._use(at, column.label.zh, slot, "position")

    def _unreadable(self, base: str, block: Block, values: Sequence[Slot], printed: Slot) -> None:
        for column in block.columns:
            address = f"{base}.{column.id}"
            if address not in self.placed.cells:
                self.placed.cells[address] = Cell(None, None, "", "unreadable", printed.place)
        self._leave_row(printed, values, WRONG_COUNT)

    def _put(self, address: str, slot: Slot) -> None:
        old = self.placed.cells.get(address)
        if old is not None and old.state != "unreadable":
            return
        read = read_cell(slot.text)
        raw = slot.text.strip()
        self.placed.cells[address] = Cell(read.value, read.unit, raw, read.state, slot.place)

    def _leave(self, slot: Slot, reason: Text) -> None:
        self.placed.unplaced.append(Unplaced(slot.text, slot.place, reason))

    def _leave_row(self, printed: Slot, values: Sequence[Slot], reason: Text) -> None:
        joined = " | ".join(s.text for s in (printed, *values))
        self.placed.unplaced.append(Unplaced(joined, printed.place, reason))
