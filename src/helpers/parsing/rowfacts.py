"""What the words of a table row say, whatever its numbers: worked out once for rows that are alike.

The same rows come in every report: 3 labels, 7 numbers. All that is asked of a row before its
values are placed depends on its words, on which of its cells are blank, and in a grid on the
columns; never on which number stands where, nor on whether it is a number or a slash. So rows
that differ in those alone share their facts. Rows read from pictures and rows with inferred cells
are told apart.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import count

from helpers.form import Block
from helpers.numerals import read_cell
from helpers.parsing.labels import (
    LabelIndex,
    RowLabel,
    is_article_head,
    is_foreign_head,
    label_indexes,
)
from helpers.parsing.matching import columns_under, groups_columns
from helpers.parsing.remembered import Remembered
from helpers.parsing.slots import TableRow
from helpers.parsing.strip import is_strip, strip_heads, strip_labels, strip_tail
from helpers.wording import plain, unnumbered

NUMBER = "0"
"""Stands for every plain number."""
LONGEST_NUMBER = 15
"""Longer numbers are looked at as they are."""
_READ = (None, None)
_UNMARKED = (None, "")
REMEMBERED_ROWS = 3_000
"""At most so many rows that differ in more than numbers are remembered."""


@lru_cache(maxsize=8_192)
def skeleton(text: str) -> str:
    """Return `text`, or :data:`NUMBER` for a whole number in plain digits."""
    if not text.isdecimal() or not text.isascii() or len(text) > LONGEST_NUMBER:
        return text
    return text if len(text) > 1 and text[0] == "0" else NUMBER


@lru_cache(maxsize=8_192)
def alike(text: str) -> str:
    """Return `text`, or what stands for it: "" for white space, :data:`NUMBER` for every value.

    A value (12件, 43.788万元, -3, /, 无) that is a word of some edition at the same time is itself.
    """
    if skeleton(text) == NUMBER or len(text) > LONGEST_NUMBER:
        return skeleton(text)
    state = read_cell(text).state
    if state == "blank":
        return ""
    if state == "text" or any(index.names(text) for index in label_indexes().values()):
        return text
    return NUMBER


class Candidate:
    """A cell of a row that can be its label: words or values of a table follow."""

    __slots__ = ("address", "at", "columned", "in_strip", "label", "like", "numbered")

    def __init__(self, index: LabelIndex, strip: Block, at: int, row: TableRow, label: RowLabel):
        slot = row.slots[at]
        self.at = at
        self.like = _like(row, at, label)
        self.label = label
        self.address = f"{label.table.id}.{label.row.id}"
        self.in_strip = index.column(slot.text, strip) is not None
        self.columned = index.column(slot.text, label.block) is not None
        self.numbered = unnumbered(slot.text) != plain(slot.text)


def _like(row: TableRow, at: int, label: RowLabel) -> int:
    """Return the number of all rows whose values are placed alike below the same heads.

    What the label looks like in print makes no difference, nor do the words before it.
    """
    after = row.slots[at + 1 :]
    values = tuple([alike(s.text) for s in after])
    marks = tuple([(s.confidence, s.inferred) for s in after])
    if marks == (_UNMARKED,) * len(marks):
        marks = ()  # as everywhere but in pictures and digits that ran together
    grid = tuple([(s.column, s.colspan) for s in row.slots]) if row.how == "grid" else None
    return _numbered(
        (row.how, label.table.id, label.block.id, label.row.id, at, values, marks, grid)
    )


NOTHING_SAID = -1
"""Stands for the heads of columns where there are none."""
_NUMBERS = Remembered[object, int](2 * REMEMBERED_ROWS)
_COUNT = count()


def _numbered(key: object) -> int:
    """Return a number for a key, which is quicker to compare than the key."""
    try:
        return _NUMBERS[key]
    except KeyError:
        number = _NUMBERS[key] = next(_COUNT)
    return number


class RowFacts:
    """What one row, and every row that is like it, says by its words.

    Args:
        index: Labels of the edition.
        strip: The block of its strip.
        row: The row.
    """

    def __init__(self, index: LabelIndex, strip: Block, row: TableRow) -> None:
        self._index, self._strip, self._row = index, strip, row

    @cached_property
    def strip_tail(self) -> int:
        """Where the values of a whole strip begin in it, or 0."""
        return strip_tail(self._strip, strip_labels(self._strip), self._row.slots)

    @cached_property
    def is_strip(self) -> bool:
        """Whether it holds the values of a strip and nothing else."""
        return is_strip(self._strip, self._row.slots)

    @cached_property
    def is_led_strip(self) -> bool:
        """Whether it holds a head of the strip, and then the values of a strip."""
        slots = self._row.slots
        head = self._index.column(slots[0].text, self._strip) is not None
        return head and is_strip(self._strip, slots[1:])

    @cached_property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return all(slot.blank for slot in self._row.slots)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The labels that values follow, the last one first."""
        index, strip, slots = self._index, self._strip, self._row.slots
        found = []
        value_follows = word_follows = False
        for at in range(len(slots) - 2, -1, -1):
            after = slots[at + 1]
            value_follows = value_follows or after.printed_value
            word_follows = word_follows or (not after.blank and index.knows(after.text))
            label = index.row(slots[at].text)
            if label is None or label.row.role == "heading":
                continue
            # In a strip the rows are heads, and blanks after them what the heads cover.
            full = len(slots) - at - 1 >= len(label.block.columns)
            full &= label.block is not strip
            if value_follows or (full and not word_follows):
                found.append(Candidate(index, strip, at, self._row, label))
        return tuple(found)

    @cached_property
    def article_heads(self) -> tuple[bool, ...]:
        """Which cells are the head of a block: an article and nothing else."""
        return tuple(is_article_head(s.text) for s in self._row.slots)

    @cached_property
    def foreign(self) -> tuple[bool, ...]:
        """Which cells are column heads that only other editions have."""
        return tuple(is_foreign_head(self._index, s.text) for s in self._row.slots)

    @cached_property
    def names_columns(self) -> bool:
        """Whether some cell is a column head."""
        return any(self._index.columns(s.text) for s in self._row.slots)

    @cached_property
    def said(self) -> int:
        """The number of all rows of column heads that say the same, article heads left out."""
        index = self._index
        pairs = zip(self._row.slots, self.article_heads, strict=True)
        heads = [s for s, is_article in pairs if not is_article]
        named = [
            (
                s.column,
                s.colspan,
                tuple([(c.block.table_id, c.block.id, c.column.id) for c in index.columns(s.text)]),
            )
            for s in heads
        ]
        return _numbered((index.form.id, groups_columns(index, heads), tuple(named)))

    @cached_property
    def under(self) -> dict[int, str]:
        """Grid column → id of the column whose head stands there."""
        return columns_under(self._index, self._row)

    @cached_property
    def strip_heads(self) -> int:
        """How many cells name a row of the strip."""
        return strip_heads(strip_labels(self._strip), self._row.slots)

    @cached_property
    def labels(self) -> tuple[RowLabel | None, ...]:
        """The row that each cell names, where it names no column as well."""
        index = self._index
        return tuple(
            label
            if (label := index.row(s.text)) is not None and not index.columns(s.text)
            else None
            for s in self._row.slots
        )

    @cached_property
    def strange(self) -> tuple[bool, ...]:
        """Which cells are no word of the form."""
        index = self._index
        return tuple(
            not (s.blank or index.row(s.text) or index.is_head(s.text)) for s in self._row.slots
        )


class FactBook:
    """The facts of all rows met so far, for one edition."""

    def __init__(self, index: LabelIndex, strip: Block) -> None:
        self._index, self._strip = index, strip
        self._known = Remembered[object, RowFacts](REMEMBERED_ROWS)

    def of(self, row: TableRow) -> RowFacts:
        """Return the facts of a row."""
        slots = row.slots
        words = tuple([alike(s.text) for s in slots])
        key: object = (row.how, words)
        if row.how == "grid":
            key = (words, tuple([(s.column, s.colspan, s.confidence) for s in slots]))
        elif (
            row.how == "tokens"
            or (slots[0].confidence, slots[-1].confidence) != _READ
            or any(s.inferred for s in slots)
        ):
            key = (key, tuple([(s.confidence, s.inferred) for s in slots]))
        try:
            return self._known[key]
        except KeyError:
            self._known[key] = facts = RowFacts(self._index, self._strip, row)
        return facts
