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
from helpers.model import Head, LabelUse, Place, Unplaced
from helpers.model.report import MISSING, LabelMatch
from helpers.parsing.alternatives import try_alternatives
from helpers.parsing.doubt import weighed
from helpers.parsing.fillings import Waiting
from helpers.parsing.headed import left_blank
from helpers.parsing.labels import LabelIndex, RowLabel
from helpers.parsing.matching import Matched, groups_columns, joined, match_by_head, match_values
from helpers.parsing.offsets import Offsets
from helpers.parsing.placed import NO_COLUMN, NO_ROW, OTHER_EDITION, SECOND_ROW, WRONG_COUNT, Placed
from helpers.parsing.plans import Plan, books, cell_of, is_doubtful
from helpers.parsing.repeated import next_head, repeated
from helpers.parsing.rowfacts import NOTHING_SAID, Candidate, RowFacts
from helpers.parsing.shapes import Shapes
from helpers.parsing.slots import How, Slot, TableRow
from helpers.parsing.trust import heads_order, row_inferences, table_readings
from helpers.wording import has_chinese


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
        self._seen: dict[str, list[Row]] = {}
        self._how: dict[str, How] = {}
        self._inferred: dict[str, set[str]] = {t.id: set(codes) for t in self._form.tables}
        self._waiting: list[Waiting] = []
        self._offsets = Offsets()
        self._shapes = Shapes(index)
        self._unclear: list[tuple[TableRow, RowLabel, Sequence[Slot], Slot]] = []
        # Heads of another edition above a block: as many columns, but of another meaning.
        self._foreign = False
        self._strip = next(t for t in self._form.tables if t.layout == "strip")
        self._facts, self._plans = books(index.form.id)
        self._said = NOTHING_SAID
        # Whether the column heads are those of an earlier block, printed again on a new page.
        self._again = self._next_again = False

    def place(self, rows: Sequence[TableRow]) -> Placed:
        """Place all `rows` and return the outcome, missing cells included."""
        for row in rows:
            self._place_row(row)
        for unclear in self._unclear:
            self._place_unclear(*unclear)
        self._shapes.judge(self.placed, self._inferred)
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
        if not slots:
            return
        facts = self._facts.of(row)
        if at := facts.strip_tail:
            self._place_header(replace(row, slots=slots[:at]))
            self._place_strip(replace(row, slots=slots[at:]))
            return
        in_strip = self._strip_heads > 0
        if in_strip and facts.is_strip:
            self._place_strip(row)
            return
        if facts.blank:
            return
        if in_strip and facts.is_led_strip:
            self._place_strip(replace(row, slots=slots[1:]))
            return
        for candidate in facts.candidates:
            if self._may_be_row(candidate):
                at = candidate.at
                if at:
                    self._note_headings(slots[:at])
                    self.placed.leave_passed(slots[:at], self._index.row)
                self._use_row(candidate.label, slots[at], candidate.address)
                self._place_values(row, facts, candidate)
                return
        self._place_header(row)

    def _may_be_row(self, candidate: Candidate) -> bool:
        """Tell a row from a column head of the same name (总计, 其他), which stands before values.

        Without its number it is the row only after an earlier row of the same block.
        """
        if self._strip_heads > 0 and candidate.in_strip:
            return False
        if not candidate.columned or candidate.numbered:
            return True
        row, rows = candidate.label.row, candidate.label.block.leaf_rows
        earlier = self._last_row in rows and rows.index(self._last_row) < rows.index(row)
        # 总计 once more, after its row had its values, is the last head of table four.
        return earlier and row not in self._seen.get(row.id, ())

    def _note_headings(self, slots: Sequence[Slot]) -> None:
        for slot in slots:
            label = self._index.row(slot.text)
            if label is not None:
                self._use_row(label, slot)
            elif has_chinese(slot.text) and not self._index.is_furniture(slot.text):
                # Row numbers in a column of their own (1, 2, 3 …) carry nothing.
                self._leave(slot, NO_ROW)

    def _use_row(self, label: RowLabel, slot: Slot, at: str = "") -> None:
        self._use(at or f"{label.table.id}.{label.row.id}", label.row.label.zh, slot, label.match)
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
        facts = self._facts.of(row)
        slots, heads, foreign = row.slots, facts.article_heads, facts.foreign
        named = facts.names_columns
        if any(heads):
            self._header, self._said, self._foreign = (), NOTHING_SAID, False
        self._foreign = any(foreign) or (self._foreign and not named)
        if named:
            self._again, self._next_again = self._next_again, False
            self._header = tuple(s for s, head in zip(slots, heads, strict=True) if not head)
            self._said = facts.said
            self._grid_columns = joined(self._grid_columns, facts.under)
        self._strip_heads += facts.strip_heads
        for n, slot in enumerate(slots):
            if heads[n]:
                self._next_again = repeated(self.placed.heads, slot.text)
                self._head = next_head(self.placed.heads, self._head, slot.text, slot.place)
            elif (label := facts.labels[n]) is not None:
                self._use_row(label, slot)
                self._without_values(row, label, slot)
            elif foreign[n]:
                self._leave(slot, OTHER_EDITION)
            elif facts.strange[n]:
                self._leave(slot, NO_ROW)
                self._shapes.stray(slot)

    def _without_values(self, row: TableRow, label: RowLabel, slot: Slot) -> None:
        """Mark the cells of a flattened row whose values were blank or got lost on the way."""
        if row.how == "grid" or label.row.role == "heading" or label.table.layout == "strip":
            return
        self._how.setdefault(label.table.id, row.how)
        self.placed.lose(label, slot.place)

    def _place_strip(self, row: TableRow) -> None:
        block = self._strip.blocks[0]
        order = [(r, c) for r in block.leaf_rows for c in block.columns]
        for (r, c), slot in zip(order, row.slots, strict=False):
            self.placed.put(f"{self._strip.id}.{r.id}.{c.id}", cell_of(slot), contest=True)
        self._shapes.strip(self._strip.id, row, len(order), self._header)
        self._how.setdefault(self._strip.id, row.how)
        self.placed.used.update(range(row.item, row.last + 1))

    def _place_values(self, row: TableRow, facts: RowFacts, candidate: Candidate) -> None:
        label = candidate.label
        self._shapes.met(label)
        values, printed = row.slots[candidate.at + 1 :], row.slots[candidate.at]
        block, table = label.block, label.table
        again = label.row in self._seen.setdefault(label.row.id, [])
        if row.how != "grid" and is_doubtful(self.placed, candidate, values, again=again):
            self._unreadable(label, values, printed)
            return
        self._seen[label.row.id].append(label.row)
        self._how.setdefault(table.id, row.how)
        self.placed.used.update(range(row.item, row.last + 1))
        self._use_columns(block)
        # Rows of one label with values of one kind, below heads that say the same, are matched alike.
        under = tuple(self._grid_columns.items()) if row.how == "grid" else ()
        key = (candidate.like, self._said, under, self._heads)
        plan = None if self._foreign else self._plans.plan(key)
        if plan is None:
            plan = self._match(row, candidate, values, printed)
            if plan is None:
                return
            if plan.sure:
                self._plans[key] = plan
        if row.how != "grid":
            self._offsets.learn(block, len(row.slots), values)
        self._last_row = label.row
        self._inferred[table.id] |= plan.codes
        filled = plan.fill(self.placed, values, self._grid)
        if filled or self._fill(label, values, printed, plan.by_column(values)):
            self._shapes.add(row, label, candidate.at, plan.taken, self._header)

    def _match(
        self, row: TableRow, candidate: Candidate, values: Sequence[Slot], printed: Slot
    ) -> Plan | None:
        """Match the values of a row to its columns; None where the row is left or unclear."""
        label, block = candidate.label, candidate.label.block
        under = (self._index, row, block, values, self._header)
        if self._foreign and label.table.layout == "blocks" and match_by_head(*under) is None:
            self.placed.leave_row(printed, values, OTHER_EDITION)
            return None
        by_column = match_values(*under, self._grid_columns)
        if by_column is None:
            self._unclear.append((row, label, values, printed))
            return None
        codes = row_inferences(row, block, values, by_column, self._heads, self._grid_columns)
        return Plan(candidate.address, by_column, values, frozenset(codes))

    def _place_unclear(
        self, row: TableRow, label: RowLabel, values: Sequence[Slot], printed: Slot
    ) -> None:
        """Place a row that could be read in several ways as the others of its table are read."""
        at = self._offsets.choose(label.block, len(row.slots), values)
        if at is None:
            listed = self._unreadable(label, values, printed)
            self._waiting.append(
                Waiting(label.block, label.row, printed, tuple(values), row.how, listed)
            )
            return
        self._inferred[label.table.id].add("columns-by-order")
        ids = [column.id for column in label.block.columns]
        if self._fill(label, values, printed, dict(zip(ids, values[at:], strict=False))):
            taken = range(at, at + len(ids))
            self._shapes.add(row, label, row.slots.index(printed), taken, ())

    def _fill(
        self, label: RowLabel, values: Sequence[Slot], printed: Slot, by_column: Matched
    ) -> bool:
        """Put values into their cells, and tell whether these were free."""
        base = f"{label.table.id}.{label.row.id}"
        placed = {id(slot) for slot in by_column.values()}
        if self.placed.clashes(base, by_column, self._grid):
            self.placed.leave_row(printed, values, SECOND_ROW)
            if self.placed.first_in(base, self._grid) == self._grid:
                self._inferred[label.table.id].add("row-twice")
            return False
        for column, slot in by_column.items():
            self.placed.put(f"{base}.{column}", cell_of(slot))
        for slot in (s for s in values if id(s) not in placed and not s.blank):
            self._leave(slot, NO_COLUMN.format(row=label.row.label.zh))
        return True

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
            elif self._again and self._index.columns(slot.text):
                continue  # of an earlier block, printed again after a page break
            elif not slot.blank and position < len(block.columns) == len(heads):
                column = block.columns[position]
                at = f"{block.table_id}.{block.id}.{column.id}"
                self._use(at, column.label.zh, slot, "position")
                self.placed.take_back(slot)
        self._heads = heads_order(block, named, groups_columns(self._index, self._header))

    def _unreadable(self, label: RowLabel, values: Sequence[Slot], printed: Slot) -> Unplaced:
        self.placed.lose(label, printed.place)
        return self.placed.leave_row(printed, values, WRONG_COUNT)

    def _leave(self, slot: Slot, reason: Text) -> None:
        self.placed.unplaced.append(Unplaced(slot.text, slot.place, reason))
