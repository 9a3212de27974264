"""Rows whose cells stand otherwise than those of the rows like them: a cell is gone or too many.

A row that fits its columns only because blank cells beside its values were left out, or that leaves
printed values over, may have lost a cell or been given one. The other rows of its block tell: in
one layout rows of one depth have their label, their values and their blanks at the same places. A
row that has not, and that its own sum does not bear out, is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from helpers.parsing.borrowed import CODE, borrowing
from helpers.parsing.labels import LabelIndex, RowLabel, is_article_head
from helpers.parsing.order import Depths, blanks_before, depths, out_of_order
from helpers.parsing.placed import Placed
from helpers.parsing.shape import Shape, cut_otherwise, digits_in, doubtful, end_of
from helpers.parsing.slots import Slot, TableRow
from helpers.parsing.trust import sums
from helpers.parsing.worded import WORDED, worded
from helpers.wording import has_chinese

FEWEST_ALIKE = 3
"""So many rows of one depth tell how such a row stands."""
FEWEST_ROWS = 5
"""So many rows of a table tell where values begin."""
_AROUND = "0123456789 \n"
_LOST = ("unreadable", "missing")
"""States of cells where rows were lost: values that add up may be those of one of them."""
SHORTEST_WORD = 3
"""A cell with fewer characters is no label that got among the values."""


class Shapes:
    """How the rows of a document stand, and which of them stand otherwise than their like.

    Args:
        index: The labels of the edition.
    """

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._shapes: list[Shape] = []
        self._strips: list[tuple[str, int, bool]] = []
        self._strays: Counter[str] = Counter()
        self._order: list[RowLabel] = []
        self._depths: dict[str, dict[str, Depths]] = {}
        self._stands: dict[object, Counter[tuple[int, ...]]] = {}

    def met(self, label: RowLabel) -> None:
        """Note the next row that has values, read or not."""
        self._order.append(label)
        if self._strays[""]:
            self._strays[label.table.id] += self._strays.pop("")

    def stray(self, slot: Slot) -> None:
        """Note a cell that belongs to no row; it stands in the table of the row before, or after."""
        if slot.printed_value:
            self._strays[self._order[-1].table.id if self._order else ""] += 1

    def strip(self, table: str, row: TableRow, cells: int, heads: Sequence[Slot]) -> None:
        """Note a row of values that has more cells than a strip, and maybe than its `heads`."""
        if len(row.slots) <= cells or row.item != row.last:
            return
        if row.how == "rows":
            self._strips.append((table, len(row.slots) - cells, len(heads) == cells))
        elif row.how == "grid" and heads and cells <= end_of(heads) < end_of(row.slots):
            self._strips.append((table, 0, True))

    def add(
        self,
        row: TableRow,
        label: RowLabel,
        at: int,
        taken: Collection[int],
        heads: Sequence[Slot],
    ) -> None:
        """Note how the cells of a row stand that was placed.

        Args:
            row: The row.
            label: What it is.
            at: Where its label stands.
            taken: Which of the values after the label have a column.
            heads: The column heads above.
        """
        slots = row.slots
        values = slots[at + 1 :]
        used = set(taken)
        left = beyond = before = 0
        if len(used) < len(values):
            over = [n for n, slot in enumerate(values) if n not in used and not slot.blank]
            left = len(over)
            beyond = sum(
                values[n].printed_value and not self._own_head(row, label, at + 1 + n, heads)
                for n in over
            )
        words = sum([self._is_word(s.text) for s in values if not s.text.isascii()])
        ran_in = label.match == "close" and digits_in(slots[at].text) > digits_in(
            label.row.label.zh
        )
        words += ran_in
        if at:
            earlier = slots[:at]
            before = sum([slot.printed_value for slot in earlier])
            words += sum([self._is_row(slot.text) for slot in earlier])
            if row.how == "grid":
                words += sum([self._is_column(slot.text) for slot in earlier])
            elif row.how == "tokens":
                ran_in = ran_in or any(self._ran_in(slot.text) for slot in earlier)
        if ran_in and row.how == "tokens":
            self._spill(row, label)
        on_line = row.how == "rows" and row.item == row.last
        width, wider = len(slots), 0
        several = label.table.layout == "blocks" and len(label.block.columns) > 1
        if row.how == "grid":
            width = end_of(slots) or width
            if several and end_of(heads):
                wider = max(0, width - end_of(heads))
        elif on_line and label.table.layout == "blocks" and len(heads) > 1:
            wider = width - len(heads)
        stands = (row.last, width, at, min(used), left, beyond, wider, before, words)
        self._shapes.append(Shape(label, slots[at], values, row.how, row.grid, on_line, *stands))

    def _spill(self, row: TableRow, label: RowLabel) -> None:
        """Note that a value of the row before may have run into the label of a row."""
        before = self._shapes[-1] if self._shapes else None
        if before and before.label.table is label.table and before.last == row.item - 1:
            self._shapes[-1] = replace(before, words=before.words + 1)

    def _own_head(self, row: TableRow, label: RowLabel, at: int, heads: Sequence[Slot]) -> bool:
        """Tell whether above a cell stands a head that the form does not have, if only a blank one.

        Agencies print a column without a head where other blocks have one, and fill it with 0. In a
        table that is filled up to more columns than any block has, a blank head says nothing.
        """
        filled_up = len(heads) > 1 + max(len(b.columns) for b in label.table.blocks)
        slot = row.slots[at]
        if row.how == "grid":
            at = -1 if slot.column is None else slot.column
            above = [s for s in heads if s.column is not None and 0 <= at - s.column < s.colspan]
        else:
            above = [heads[at]] if len(heads) == len(row.slots) else []
        return any(not filled_up if s.blank else not self._index.is_head(s.text) for s in above)

    def _is_word(self, text: str) -> bool:
        if len(text) < SHORTEST_WORD or not has_chinese(text):
            return False
        words = text.strip(_AROUND)  # a label that ran into a number is one, too
        knows = (self._index.row, self._index.is_head, is_article_head)
        return any(known(text) or (words != text and known(words)) for known in knows)

    def _is_column(self, text: str) -> bool:
        """Tell whether a text is the head of a column and nothing else."""
        if len(text) < SHORTEST_WORD or not self._index.columns(text):
            return False
        return self._index.row(text) is None

    def _ran_in(self, text: str) -> bool:
        """Tell whether a text is the name of several rows with a number before it."""
        if len(text) <= SHORTEST_WORD or not text[0].isdigit():
            return False
        label = self._index.row(text)
        if label is None or label.row.role != "heading":
            return False
        return digits_in(text) > digits_in(label.row.label.zh)

    def _is_row(self, text: str) -> bool:
        label = self._index.row(text) if has_chinese(text) else None
        if len(text) < SHORTEST_WORD and label is not None and label.match != "exact":
            return False
        return label is not None and label.row.role != "heading" and not self._index.is_head(text)

    def judge(self, placed: Placed, inferred: Mapping[str, set[str]]) -> None:
        """Make the cells of odd rows unreadable, unless their own sum bears them out.

        Args:
            placed: Where the rows were placed.
            inferred: Table → codes of inferences; tables whose rows are out of order get one.
        """
        flat = {s.label.table.id for s in self._shapes if s.how != "grid"}
        printed = {label.at for label in placed.labels}
        for table, code in out_of_order(self._order, flat, printed):
            inferred[table].add(code)
        for code, doubted in ((CODE, borrowing), (WORDED, worded)):
            for table in doubted(self._index, placed):
                inferred[table].add(code)
        for table, spare, wider in self._strips:
            spares = Counter(s.spare for s in self._shapes if s.on_line)
            # Rows filled up by so many cells tell that a strip lost one, or was given one.
            told = spares.total() >= FEWEST_ROWS
            told = told and 2 * spares.most_common(1)[0][1] > spares.total()
            if wider or (told and spare not in spares):
                inferred[table].add("row-too-wide")
        for table, strays in self._strays.items():
            here = [c.state for a, c in placed.cells.items() if a.startswith(f"{table}.")]
            if table and strays > len(here) - here.count("unreadable"):
                inferred[table].add("numbers-astray")
        ends: dict[object, set[int]] = {}
        for s in self._shapes:
            width = s.width if s.how == "grid" else 0
            ends.setdefault((s.label.block.id, s.grid), set()).add(width)
        uneven = {
            (s.label.table.id, s.how)
            for s in self._shapes
            if any((s.words, s.before, s.spare, s.beyond, s.wider))
            or len(ends[s.label.block.id, s.grid]) > 1
        }
        ways = Counter((s.label.table.id, s.how) for s in self._shapes)
        unsure = [s for s in self._shapes if s.how == "tokens" and doubtful(s, ways)]
        if not uneven and not unsure:
            return
        for shape in self._shapes:
            self._stands.setdefault(self._kind(shape), Counter())[shape.stands] += 1
        equations = {e.at: e for e in self._index.form.equations}
        borne_out = []
        for shape in self._shapes:
            odd = (shape.label.table.id, shape.how) in uneven and self._odd(shape)
            several = len(shape.label.block.columns) > 1
            if not odd and several and self._alone(shape, "wider"):
                code = "row-too-wide" if shape.wider > 0 else "row-too-narrow"
                inferred[shape.label.table.id].add(code)
            if not odd and shape not in unsure:
                continue
            equation = equations.get(f"{shape.label.table.id}.{shape.label.row.id}.*")
            both = sums(equation, placed.cells) if equation is not None else None
            # With values left over, some add up by chance; and no sum bears out a damaged label.
            over = shape.left or shape.before or shape.words or shape.label.match == "close"
            if both is None or not any(both):
                lost = odd
                if both is None and not odd and cut_otherwise(shape, ways):
                    inferred[shape.label.table.id].add("row-cut-out")
            else:
                lost = both[0] != both[1] or (odd and bool(over))
            if lost:
                placed.take_out(shape.label, shape.printed, shape.values)
            elif odd or (both and any(both) and cut_otherwise(shape, ways)):
                borne_out.append((shape, _LOST[:1] if odd else _LOST))
        for shape, lost_as in borne_out:
            # All values of a row that is not read, or gone, add up beside the label of another.
            table = shape.label.table.id
            every = (a for a in self._index.form.addresses if a.startswith(f"{table}."))
            cells = map(placed.cells.get, every)
            if any((c.state if c else "missing") in lost_as for c in cells):
                inferred[table].add("row-odd")

    def _kind(self, shape: Shape) -> object:
        """Return what rows share whose cells stand alike: depth, and where rows run on, the next."""
        block = shape.label.block
        if shape.how == "grid":
            return (block.id, shape.grid)  # the parts on other pages have columns of their own
        if block.id not in self._depths:
            self._depths[block.id] = depths(block)
        own, after = self._depths[block.id][shape.label.row.id]
        return (block.id, shape.how, shape.on_line, own if shape.on_line else after)

    def _as_labels_reach(self, shape: Shape) -> bool:
        """Tell whether a row that runs on leaves the blanks that stand before the next one."""
        after = self._depths[shape.label.block.id][shape.label.row.id][1]
        return after[0] < 0 or shape.spare == blanks_before(after)

    def _others(self, shape: Shape) -> list[Shape]:
        """Return the rows of the same table, recovered in the same way."""
        own = (shape.label.table.id, shape.how)
        return [s for s in self._shapes if (s.label.table.id, s.how) == own]

    def _alone(self, shape: Shape, what: str) -> bool:
        """Tell whether a row has what most rows of its table have not."""
        if not getattr(shape, what):
            return False
        having = [bool(getattr(s, what)) for s in self._others(shape)]
        return 2 * sum(having) < len(having) or (sum(having) == 1 and what != "before")

    def _odd(self, shape: Shape) -> bool:
        """Tell whether most rows like this one stand otherwise."""
        others = self._others(shape)
        if shape.words or any(self._alone(shape, what) for what in ("before", "beyond")):
            return True
        counts = self._stands[self._kind(shape)]
        if counts.total() >= FEWEST_ALIKE:
            return 2 * counts[shape.stands] < counts.total()
        if shape.how == "grid" or len(others) < FEWEST_ALIKE:
            return False
        if not shape.on_line:
            # Blanks after a row may belong to the next, as in others, or fill all up to one width.
            rest, fits = [s for s in others if s is not shape], self._as_labels_reach
            if not fits(shape) and any(s.spare for s in rest) and all(map(fits, rest)):
                return True
            stands, filled = {s.stands for s in rest}, {s.layouts[2] for s in rest}
            alike = shape.stands in stands or shape.layouts[2] in filled
            return bool(shape.spare) and not alike
        layouts = zip(*(s.layouts for s in others), strict=True)
        usual = [Counter(each).most_common(1)[0] for each in layouts]
        most = max(n for _, n in usual)
        return len(others) >= FEWEST_ROWS and not any(
            n == most and stands == own
            for (stands, n), own in zip(usual, shape.layouts, strict=True)
        )
