"""Printed labels to the rows and columns of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from helpers.form import Block, Column, Form, Row, Table, editions, load_form
from helpers.model.report import LabelMatch
from helpers.parsing.closest import Names
from helpers.parsing.lookup import EXPLAINED, LONGEST, YEAR_NOTE, may_be_in
from helpers.parsing.remembered import Remembered
from helpers.wording import bare, has_chinese, plain, unnumbered

CLOSE = 0.84
"""Least similarity (difflib ratio, 0 to 1) for a misprinted label of at least six characters."""
MOST_REMEMBERED = 8_192
"""Answers are remembered for so many texts: labels are looked up again and again."""
ARTICLE_HEAD = re.compile(
    r"第[一二三四五六七八九十]+条(?:第?\(?[一二三四五六七八九十]*\)?[项款]?)+"
)
_SENTENCE = re.compile("[。；！？]")
_OF_THESE = re.compile("^其中[:,]?")


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A row of the form that a printed text names."""

    table: Table
    block: Block
    row: Row
    match: LabelMatch


@dataclass(frozen=True, slots=True)
class ColumnLabel:
    """A column of a block that a printed text names."""

    block: Block
    column: Column
    match: LabelMatch


class LabelIndex:
    """Finds rows and columns of one edition by their printed labels.

    Tried in order: the label itself, the label without punctuation, a declared alias, and for
    longer labels a single closest one by similarity (misprints).
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self._rows: dict[str, RowLabel] = {}
        self._columns: dict[str, dict[str, ColumnLabel]] = {}
        self._furniture: set[str] = set()
        self.group_heads: set[str] = set()
        """Words above several columns of a matrix; beside column heads they break their order."""
        self._column_cache = Remembered[str, tuple[ColumnLabel, ...]](MOST_REMEMBERED)
        self._row_cache = Remembered[str, RowLabel | None](MOST_REMEMBERED)
        self._known = Remembered[str, bool](MOST_REMEMBERED)
        self._captions = {bare(section.label.zh) for section in form.sections}
        for table in form.tables:
            self._furniture.update(bare(word) for word in table.furniture)
            if table.layout == "matrix":
                self.group_heads.update(bare(word) for word in table.furniture)
            for block in table.blocks:
                self._enter(table, block)
        self._column_words = frozenset(name for names in self._columns.values() for name in names)
        rows = {name: f"{label.table.id}.{label.row.id}" for name, label in self._rows.items()}
        self._names = Names(rows, CLOSE)

    def _enter(self, table: Table, block: Block) -> None:
        names: dict[str, ColumnLabel] = self._columns.setdefault(block.id, {})
        kinds: tuple[tuple[LabelMatch, bool], ...] = (("exact", False), ("alias", True))
        for match, aliases in kinds:
            for row in block.rows:
                for text in row.aliases if aliases else (row.label.zh,):
                    self._enter_row(text, RowLabel(table, block, row, match))
            for column in block.columns:
                for text in column.aliases if aliases else (column.label.zh,):
                    names.setdefault(unnumbered(text), ColumnLabel(block, column, match))
                    softer: LabelMatch = "punctuation" if match == "exact" else match
                    names.setdefault(bare(text), ColumnLabel(block, column, softer))

    def _enter_row(self, text: str, label: RowLabel) -> None:
        self._rows.setdefault(unnumbered(text), label)
        softer: LabelMatch = "punctuation" if label.match == "exact" else label.match
        self._rows.setdefault(bare(text), RowLabel(label.table, label.block, label.row, softer))

    def row(self, text: str) -> RowLabel | None:
        """Return the row that `text` names, or None."""
        if text in self._row_cache:
            return self._row_cache[text]
        if not text or text.isdecimal() or len(text) > 3 * LONGEST:
            return None  # most texts of a table are numbers
        try:
            return self._row_cache[text]  # among the older answers
        except KeyError:
            key = plain(text)
        if not key or key.isdecimal():
            return None
        try:
            found = self._row_cache[key]
        except KeyError:
            found = self._row_cache[key] = self._find_row(key)
        self._row_cache[text] = found
        return found

    def _find_row(self, key: str) -> RowLabel | None:
        key = EXPLAINED.sub("", key[: 2 * LONGEST])
        if not key or len(key) > LONGEST or not has_chinese(key):
            return None
        found = self._rows.get(unnumbered(key)) or self._rows.get(bare(key))
        if found is None and (part := _OF_THESE.sub("", unnumbered(key))) != key:
            found = self._rows.get(unnumbered(part)) or self._rows.get(bare(part))
        if found is not None or len(bare(key)) < 6 or _SENTENCE.search(key):
            return found
        close = self._names.closest(bare(key))
        if close is None:
            return None
        label = self._rows[close]
        # A heading such as 五、… may resemble nothing of a table; only rows that hold cells or
        # head a group are in the index, so a close match is a misprint of one of them.
        return RowLabel(label.table, label.block, label.row, "close")

    def column(self, text: str, block: Block) -> ColumnLabel | None:
        """Return the column of `block` that `text` names, or None."""
        for found in self.columns(text):
            if found.block is block:
                return found
        return None

    def columns(self, text: str) -> tuple[ColumnLabel, ...]:
        """Return the columns of any block that `text` names."""
        if len(text) > 3 * LONGEST:
            return ()
        try:
            return self._column_cache[text]
        except KeyError:
            key = EXPLAINED.sub("", YEAR_NOTE.sub("", plain(text)))
        found: tuple[ColumnLabel, ...] = ()
        keys = (unnumbered(key), bare(key))
        if not self._column_words.isdisjoint(keys):
            both = ([n.get(k) for k in keys] for n in self._columns.values())
            found = tuple(c for pair in both if (c := pair[0] or pair[1]) is not None)
        self._column_cache[text] = found
        return found

    def may_know(self, text: str) -> bool:
        """Tell quickly of most texts that they are no words of the tables; never of one that is."""
        return may_be_in(text, self.words, self.pairs)

    @cached_property
    def words(self) -> frozenset[str]:
        """All rows, columns and words around them, in the forms in which they are looked up."""
        return self._column_words.union(self._rows, self._furniture)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of the rows."""
        return self._names.pairs

    def is_furniture(self, text: str) -> bool:
        """Tell whether `text` is printed in a table without being a row or a column."""
        return bare(text) in self._furniture

    def is_caption(self, text: str) -> bool:
        """Tell whether `text` repeats the heading of a section, as first rows of tables do."""
        return bare(text) in self._captions

    def is_head(self, text: str) -> bool:
        """Tell whether `text` is printed around the cells: a column head, furniture, a caption."""
        return self.is_furniture(text) or self.is_caption(text) or bool(self.columns(text))

    def names(self, text: str) -> bool:
        """Tell whether `text` is a row, or is printed around the cells."""
        return self.row(text) is not None or self.is_head(text)

    def knows(self, text: str) -> bool:
        """Tell whether `text` is any word of the tables: row, column, head or furniture."""
        try:
            return self._known[text]
        except KeyError:
            known = (
                self.row(text) is not None
                or bool(self.columns(text))
                or self.is_furniture(text)
                or is_article_head(text)
            )
        if len(text) <= LONGEST:
            self._known[text] = known
        return known


@lru_cache(maxsize=1)
def all_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of all editions and the pairs of characters of their rows."""
    words = frozenset[str]().union(*(index.words for index in label_indexes().values()))
    return words, frozenset[str]().union(*(index.pairs for index in label_indexes().values()))


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    forms = map(load_form, editions())
    rows = (r for form in forms for t in form.tables for b in t.blocks for r in b.rows)
    return frozenset(row.unit_zh for row in rows if row.unit_zh)


def is_unit(text: str) -> bool:
    """Tell whether `text` is what the column of units of a list of indicators prints."""
    return len(text) <= LONGEST and plain(text) in _units()


def is_article_head(text: str) -> bool:
    """Tell whether `text` is the head of a block of table two: an article and nothing else."""
    return len(text) <= LONGEST and bool(ARTICLE_HEAD.fullmatch(plain(text)))


@lru_cache(maxsize=1)
def label_indexes() -> dict[str, LabelIndex]:
    """Return one index for each edition, by its id."""
    return {form_id: LabelIndex(load_form(form_id)) for form_id in editions()}


def is_foreign_head(own: LabelIndex, text: str) -> bool:
    """Tell whether `text` is a column head that only other editions have."""
    if own.columns(text) or own.row(text) is not None:
        return False
    return any(other.columns(text) for other in _others_than(own))


@lru_cache(maxsize=16)
def _others_than(own: LabelIndex) -> tuple[LabelIndex, ...]:
    """Return the indexes of the other editions whose tables have the layouts of this one."""
    layouts = {table.layout for table in own.form.tables}
    others = (index for index in label_indexes().values() if index.form.id != own.form.id)
    return tuple(i for i in others if {table.layout for table in i.form.tables} == layouts)


@lru_cache(maxsize=1)
def _telling() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each edition, the normal forms of labels that no other edition has, with their label."""
    names: dict[str, dict[str, set[str]]] = {}
    for form_id in editions():
        known: dict[str, set[str]] = {}
        for table in load_form(form_id).tables:
            for block in table.blocks:
                named: tuple[Row | Column, ...] = (*block.rows, *block.columns)
                for label in named:
                    for text in (label.label.zh, *label.aliases):
                        known.setdefault(bare(text), set()).add(label.label.zh)
        names[form_id] = known
    return {
        form_id: {
            text: tuple(sorted(labels))
            for text, labels in known.items()
            if len(text) >= 4
            and not any(text in names[other] for other in names if other != form_id)
        }
        for form_id, known in names.items()
    }


def columns_of(text: str, indexes: Sequence[LabelIndex]) -> int | None:
    """Return how many values the row that `text` names has, None unless the editions agree."""
    labels = [index.row(text) for index in indexes]
    counts = {len(x.block.columns) for x in labels if x is not None and x.row.role != "heading"}
    return counts.pop() if len(counts) == 1 else None


def telling_labels(texts: list[str]) -> dict[str, set[str]]:
    """Return, for each edition, its own labels (which no other edition has) among `texts`."""
    keys = {bare(text) for text in set(texts) if len(text) <= LONGEST}
    return {
        form_id: {label for key in keys & names.keys() for label in names[key]}
        for form_id, names in _telling().items()
    }
