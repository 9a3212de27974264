"""Which edition of the form the tables of a report follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Document, Line, Note
from helpers.parsing.labels import (
    MOST_REMEMBERED,
    LabelIndex,
    all_words,
    is_unit,
    label_indexes,
    telling_labels,
)
from helpers.parsing.lookup import LONGEST, may_be_in
from helpers.parsing.slots import TableRow
from helpers.wording import plain

FEWEST_ROWS = 3
"""Fewer known rows are no table of an edition."""


def known_in_any_edition(text: str) -> bool:
    """Tell whether `text` is a word of the tables of any edition.

    A heading in a list of indicators (三、…) is none by itself: sections are headed alike.
    """
    return _remembered(text) if len(text) <= LONGEST else _known(text)


def _known(text: str) -> bool:
    if is_unit(text):
        return True
    return may_be_in(text, *all_words()) and any(
        index.knows(text) and not _heads_indicators(index, text)
        for index in label_indexes().values()
    )


_remembered = lru_cache(maxsize=MOST_REMEMBERED)(_known)


def _heads_indicators(index: LabelIndex, text: str) -> bool:
    label = index.row(text)
    return label is not None and label.row.role == "heading" and label.table.layout == "indicators"


def heads_rows(text: str, below: Iterable[str]) -> bool:
    """Tell whether `text` heads a part of a list of indicators: a row of that part is next below.

    Args:
        text: A line or cell.
        below: What stands in the next row or line, from left to right.
    """
    for index in _of_indicators() if _may_head(text) else ():
        if _heads_indicators(index, text):
            block = index.row(text).block  # type: ignore[union-attr]  # a heading is a row
            return any((row := index.row(t)) is not None and row.block is block for t in below)
    return False


def _may_head(text: str) -> bool:
    return len(text) > LONGEST or _heads_part(text)


@lru_cache(maxsize=MOST_REMEMBERED)
def _heads_part(text: str) -> bool:
    return any(_heads_indicators(index, text) for index in _of_indicators())


@lru_cache(maxsize=1)
def _of_indicators() -> tuple[LabelIndex, ...]:
    layouts = ((index, {t.layout for t in index.form.tables}) for index in label_indexes().values())
    return tuple(index for index, own in layouts if "indicators" in own)


def part_heads(document: Document, rows: Sequence[TableRow]) -> set[int]:
    """Return the lines right above table rows that head a part of a list of indicators."""
    first_at = {row.item: row for row in rows}
    inside = {i for row in rows for i in range(row.item, row.last + 1)}
    heads: set[int] = set()
    below: list[str] = []
    for i in range(len(document.items) - 1, -1, -1):
        item = document.items[i]
        if i in inside:
            below = [s.text for s in first_at[i].slots] if i in first_at else below
        elif isinstance(item, Line) and item.text and plain(item.text):
            words = item.text.split()
            if heads_rows(words[0], below) or heads_rows(item.text, below):
                heads.add(i)
                below = [item.text]
            elif plain(item.text).strip("-/"):
                below = []
    return heads


def edition_of(
    document: Document, rows: Sequence[TableRow], year: int | None
) -> tuple[str | None, list[Note]]:
    """Decide the edition by the labels that only one edition has; by the year only in a tie.

    Returns:
        The id of the edition, or None, with notes on what is unsure. A report on a year before
        the tables of today is of the older form, whether it has a table or not.
    """
    # Most cells are numbers, which name nothing.
    words = [s.text for row in rows for s in row.slots if s.text and not s.text.isdecimal()]
    known = _known_rows(words)
    older = [f for f in editions() if not load_form(f).under_article_50]
    recent = [f for f in editions() if f not in older]
    of_today = max(known[f] for f in recent)
    for form_id in older:
        if known[form_id] >= FEWEST_ROWS and known[form_id] > of_today:
            return form_id, []
        if of_today < FEWEST_ROWS and load_form(form_id).covers(year or 0):
            return form_id, []
    return _recent(document, rows, year, recent, of_today)


def _recent(
    document: Document,
    rows: Sequence[TableRow],
    year: int | None,
    recent: Sequence[str],
    known: int,
) -> tuple[str | None, list[Note]]:
    telling = telling_labels(_texts(document, rows))
    telling = {f: telling[f] for f in recent}
    best = max(len(labels) for labels in telling.values())
    leaders = [form_id for form_id, labels in telling.items() if len(labels) == best]
    if best and len(leaders) == 1:
        others = [f"{form_id}: {len(labels)}" for form_id, labels in telling.items() if labels]
        if len(others) > 1:
            text = Text(
                f"Labels of more than one edition stand in the tables ({'; '.join(others)}); "
                f"read as edition {leaders[0]}.",
                f"表格中出现多个版本的标签（{'；'.join(others)}），按{leaders[0]}年版读取。",
            )
            return leaders[0], [Note("mixed-editions", text)]
        return leaders[0], []
    if known < FEWEST_ROWS:
        return None, []
    form_id = min(leaders, key=lambda f: not load_form(f).covers(year or 0))
    text = Text(
        f"The labels read do not tell the edition; read as edition {form_id} by the year.",
        f"已读出的标签不能判断版本，按年份以{form_id}年版读取。",
    )
    return form_id, [Note("edition-by-year", text)]


def _known_rows(words: Sequence[str]) -> dict[str, int]:
    """Return how many of the words name rows of each edition."""
    known = dict.fromkeys(label_indexes(), 0)
    for text in words:
        for form_id in _naming(text) if len(text) <= LONGEST else _named(text):
            known[form_id] += 1
    return known


def _named(text: str) -> tuple[str, ...]:
    """Return the editions of which a text names a row."""
    return tuple([f for f, index in label_indexes().items() if index.row(text) is not None])


_naming = lru_cache(maxsize=MOST_REMEMBERED)(_named)


def _texts(document: Document, rows: Sequence[TableRow]) -> list[str]:
    texts = [slot.text for row in rows for slot in row.slots]
    texts += [item.text for item in document.items if isinstance(item, Line)]
    return texts


def is_list_of_indicators(form: Form) -> bool:
    """Tell whether the tables of an edition are lists of indicators."""
    return all(table.layout == "indicators" for table in form.tables)
