"""Rows whose cells stand otherwise than those of the rows like them: a cell is gone or too many.

A row that fits its columns only because blank cells beside its values were left out, or that leaves
printed values over, may have lost a cell or been given one. The other rows of its block tell: in
one layout rows of one depth have their label, their values and their blanks at the same places. A
row that has not, and that its own sum does not bear out, is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from helpers.form import Block, Row
from helpers.parsing.labels import LabelIndex, RowLabel, is_article_head
from helpers.parsing.placed import Placed
from helpers.parsing.slots import How, Slot, TableRow
from helpers.parsing.trust import sums
from helpers.wording import has_chinese

FEWEST_ALIKE = 3
"""So many rows of one depth tell how such a row stands."""
FEWEST_ROWS = 5
"""So many rows of a table tell where values begin."""
SHORTEST_WORD = 3
"""A cell with fewer characters is no label that got among the values."""


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
        width: Cells of the whole row; in a grid the column it ends before.
        at: Where its label stands.
        offset: How many blank cells stand between the label and the first value.
        left: Printed values after the label that have no column.
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
    width: int
    at: int
    offset: int
    left: int
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


class Shapes:
    """How the rows of a document stand, and which of them stand otherwise than their like.

    Args:
        index: The labels of the edition.
    """

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._shapes: list[Shape] = []
        self._order: list[RowLabel] = []
        self._depths: dict[str, dict[str, _Depths]] = {}
        self._stands: dict[object, Counter[tuple[int, ...]]] = {}

    def met(self, label: RowLabel) -> None:
        """Note the next row that has values, read or not."""
        self._order.append(label)

    def add(self, row: TableRow, label: RowLabel, at: int, taken: Collection[int]) -> None:
        """Note how the cells of a row stand that was placed.

        Args:
            row: The row.
            label: What it is.
            at: Where its label stands.
            taken: Which of the values after the label have a column.
        """
        slots = row.slots
        values = slots[at + 1 :]
        used = set(taken)
        left = before = 0
        if len(used) < len(values):
            left = sum(n not in used and not slot.blank for n, slot in enumerate(values))
        words = sum([self._is_word(s.text) for s in values if not s.text.isascii()])
        if at:
            before = sum([slot.printed_value for slot in slots[:at]])
            words += sum([self._is_row(slot.text) for slot in slots[:at]])
        words += label.match == "close" and _digits(slots[at].text) > _digits(label.row.label.zh)
        on_line = row.how == "rows" and row.item == row.last
        width = len(slots)
        if row.how == "grid" and slots[-1].column is not None:
            width = slots[-1].column + slots[-1].colspan
        stands = (width, at, min(used), left, before, words)
        self._shapes.append(Shape(label, slots[at], values, row.how, row.grid, on_line, *stands))

    def _is_word(self, text: str) -> bool:
        if len(text) < SHORTEST_WORD or not has_chinese(text):
            return False
        return bool(self._index.row(text) or self._index.is_head(text) or is_article_head(text))

    def _is_row(self, text: str) -> bool:
        label = self._index.row(text) if len(text) >= SHORTEST_WORD and has_chinese(text) else None
        return label is not None and label.row.role != "heading" and not self._index.is_head(text)

    def judge(self, placed: Placed, inferred: Mapping[str, set[str]]) -> None:
        """Make the cells of odd rows unreadable, unless their own sum bears them out.

        Args:
            placed: Where the rows were placed.
            inferred: Table → codes of inferences; tables whose rows are out of order get one.
        """
        for table, code in out_of_order(
            self._order, {s.label.table.id for s in self._shapes if s.how != "grid"}
        ):
            inferred[table].add(code)
        ends: dict[object, set[int]] = {}
        for s in self._shapes:
            ends.setdefault((s.label.block.id, s.grid), set()).add(
                s.width if s.how == "grid" else 0
            )
        uneven = {
            (s.label.table.id, s.how)
            for s in self._shapes
            if s.words or s.before or s.spare or len(ends[s.label.block.id, s.grid]) > 1
        }
        if not uneven:
            return
        for shape in self._shapes:
            self._stands.setdefault(self._kind(shape), Counter())[shape.stands] += 1
        equations = {e.at: e for e in self._index.form.equations}
        for shape in self._shapes:
            if (shape.label.table.id, shape.how) not in uneven or not self._odd(shape):
                continue
            base = f"{shape.label.table.id}.{shape.label.row.id}"
            equation = equations.get(f"{base}.*")
            both = sums(equation, placed.cells) if equation is not None else None
            # With values left over, some of them add up by chance.
            if (
                shape.left
                or shape.before
                or shape.words
                or both is None
                or both[0] != both[1]
                or not both[0]
            ):
                placed.take_out(shape.label, shape.printed, shape.values)

    def _kind(self, shape: Shape) -> object:
        """Return what rows share whose cells stand alike: depth, and where rows run on, the next."""
        block = shape.label.block
        if shape.how == "grid":
            return (block.id, shape.grid)  # the parts on other pages have columns of their own
        if block.id not in self._depths:
            self._depths[block.id] = _depths(block)
        depths = self._depths[block.id][shape.label.row.id]
        return (block.id, shape.how, shape.on_line, depths[0] if shape.on_line else depths[1])

    def _odd(self, shape: Shape) -> bool:
        """Tell whether most rows like this one stand otherwise."""
        table, how = shape.label.table.id, shape.how
        others = [s for s in self._shapes if (s.label.table.id, s.how) == (table, how)]
        if shape.words or (shape.before and 2 * sum(s.before > 0 for s in others) < len(others)):
            return True
        counts = self._stands[self._kind(shape)]
        if counts.total() >= FEWEST_ALIKE:
            return 2 * counts[shape.stands] < counts.total()
        if how == "grid" or len(others) < FEWEST_ALIKE:
            return False
        if not shape.on_line:
            # Where rows run on, the blanks after one belong to the next; that shows in others, too.
            # Or all rows are filled up to one width.
            rest = [s for s in others if s is not shape]
            alike = shape.stands in {s.stands for s in rest}
            filled = shape.layouts[2] in {s.layouts[2] for s in rest}
            return bool(shape.spare) and not alike and not filled
        layouts = zip(*(s.layouts for s in others), strict=True)
        usual = [Counter(each).most_common(1)[0] for each in layouts]
        most = max(n for _, n in usual)
        return len(others) >= FEWEST_ROWS and not any(
            n == most and stands == own
            for (stands, n), own in zip(usual, shape.layouts, strict=True)
        )


_Depths = tuple[tuple[int, bool], tuple[int, bool]]


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _depths(block: Block) -> dict[str, _Depths]:
    """Return how deep each row stands and whether it is the first there, and so of the next row."""
    by_id = {row.id: row for row in block.rows}
    rows = block.leaf_rows
    own = [
        (_depth(row, by_id), n == 0 or row.parent != rows[n - 1].parent)
        for n, row in enumerate(rows)
    ]
    after = [*own[1:], (-1, False)]
    return {row.id: (own[n], after[n]) for n, row in enumerate(rows)}


def _depth(row: Row, by_id: Mapping[str, Row]) -> int:
    depth = 0
    while row.parent is not None:
        row = by_id[row.parent]
        depth += 1
    return depth


def out_of_order(rows: Sequence[RowLabel], flat: Collection[str]) -> set[tuple[str, str]]:
    """Return the tables in which a row stands above one that the form prints before it.

    Args:
        rows: The rows met, in order.
        flat: Tables without a grid: in these a row that is missing between two others is told as
            well, since its values may have run into theirs.
    """
    last: dict[str, int] = {}
    found: set[tuple[str, str]] = set()
    for label in rows:
        block = label.block
        at = block.order[label.row.id]
        above = last.get(block.id, at)
        if at < above:
            found.add((label.table.id, "rows-out-of-order"))
        elif at > above + 1 and label.table.id in flat:
            found.add((label.table.id, "row-missing"))
        last[block.id] = at
    return found
