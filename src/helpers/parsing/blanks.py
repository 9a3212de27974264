"""Blank cells of a table flattened to one cell a line: an empty cell is an empty line.

Empty lines also part cells, rows and pages, so they are taken for cells only if that explains
the whole run: with one reading of the empty lines every row has exactly as many cells as the
form has columns, printed cells show what a gap between two cells looks like, and with the other
reading this is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.model import Grid, Line
from helpers.parsing.labels import (
    LabelIndex,
    columns_of,
    is_unit,
    label_indexes,
    telling_labels,
)
from helpers.parsing.slots import Slot
from helpers.parsing.strip import strip_labels
from helpers.values import value
from helpers.wording import bare

FEWEST_WHOLE = 3
"""So many rows must end in a printed cell and have all their cells."""
FEWEST_GAPS = 8
"""So many printed cells must stand right after another and show the plain gap between cells, if
not so many rows as must be whole do that for themselves, without a blank."""


@value(frozen=True, slots=True)
class Token:
    """A cell of a run with the items it begins and ends at."""

    slot: Slot
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A label, its values, and the token after them (None at the end of the run)."""

    label: Token
    values: tuple[Token, ...]
    columns: int
    end: int


def with_blanks(tokens: Sequence[Token], items: Sequence[Line | Grid]) -> list[tuple[Slot, int]]:
    """Return the cells of a run with its blank cells, as far as the empty lines tell.

    Args:
        tokens: The printed cells of the run.
        items: All items of the document.

    Returns:
        ``(cell, index of the item it ends in)``; without blanks where the lines do not tell.
    """
    plain = [(t.slot, t.last) for t in tokens]
    rows = _rows(tokens, items)
    readings = [
        found for step in (0, 1) if (found := _read(rows, step, _heads(tokens, step))) is not None
    ]
    found = [*(readings[0] if len(readings) == 1 else ()), *_in_strip(tokens, items)]
    if not found:
        return plain
    blanks = [
        (Slot("", item.place, inferred="blank-lines"), index)
        for index in found
        if isinstance(item := items[index], Line)
    ]
    return sorted([*plain, *blanks], key=lambda cell: cell[1])


def _editions(tokens: Sequence[Token]) -> tuple[LabelIndex, ...]:
    """Return the editions that the labels of a run may be of: one if they tell, else all."""
    telling = telling_labels([token.slot.text for token in tokens])
    best = max(len(labels) for labels in telling.values())
    return tuple(label_indexes()[form_id] for form_id in telling if len(telling[form_id]) == best)


def _rows(tokens: Sequence[Token], items: Sequence[Line | Grid]) -> list[_Row]:
    """Return the rows whose number of columns is known."""
    starts = [
        n
        for n, token in enumerate(tokens)
        if not (token.slot.value_like or is_unit(token.slot.text))
    ]
    rows = []
    editions = _editions(tokens)
    for a, b in pairwise([*starts, len(tokens)]):
        columns = columns_of(tokens[a].slot.text, editions)
        if columns is None:
            continue
        label, values = tokens[a], tuple(tokens[a + 1 : b])
        if values and is_unit(values[0].slot.text):
            label, values = Token(label.slot, label.first, values[0].last), values[1:]
        end = tokens[b].first if b < len(tokens) else _next_filled(items, tokens[-1].last)
        # A label before another label heads columns or a group, unless it is a row of blanks.
        if values or end - label.last > columns:
            rows.append(_Row(label, values, columns, end))
    return rows


def _next_filled(items: Sequence[Line | Grid], last: int) -> int:
    index = last + 1
    while index < len(items) and isinstance(item := items[index], Line) and not item.text.strip():
        index += 1
    return index


def _read(rows: Sequence[_Row], step: int, shown: bool) -> list[int] | None:
    """Return the items that are blank cells if `step` empty lines part two cells.

    Args:
        rows: The rows.
        step: So many.
        shown: Whether heads show that it is so.

    Returns:
        Indexes in order; None where some row does not come out with all its columns.
    """
    blanks: list[int] = []
    full = whole = gaps = 0
    trailing = parted = False
    for row in rows:
        inner: list[int] = []
        for before, after in pairwise((row.label, *row.values)):
            found = _between(before.last, after.first, step)
            if found is None:
                return None
            inner += found
            gaps += not found
        missing = row.columns - len(row.values) - len(inner)
        if missing < 0:
            return None
        last = row.values[-1] if row.values else row.label
        gap = row.end - last.last - 1
        if missing == 0:
            full += not inner
            whole += 1
            parted = parted or gap > step
        else:
            found = _between(last.last, row.end, step)
            if found is None or len(found) != missing:
                return None
            inner += found
            trailing = True
        blanks += inner
    enough = whole >= FEWEST_WHOLE and (full >= FEWEST_WHOLE or gaps >= FEWEST_GAPS)
    if not (enough or (shown and whole)):
        return None
    # Where whole rows are followed by further empty lines, those after a short row say nothing.
    return None if trailing and parted else blanks


def _in_strip(tokens: Sequence[Token], items: Sequence[Line | Grid]) -> list[int]:
    """Return the items that are blank cells of the strip at the end of a run.

    Its heads stand one after another without a blank among them and show the gap between two cells.
    """
    filled = len(tokens)
    while filled and tokens[filled - 1].slot.value_like:
        filled -= 1
    heads, values = tokens[:filled], tokens[filled:]
    if not values:
        return []
    for index in _editions(tokens):
        block = next((t.blocks[0] for t in index.form.tables if t.layout == "strip"), None)
        if block is None:
            continue
        need = len(block.leaf_rows) * len(block.columns)
        own = heads[-need:]
        gaps = {b.first - a.last - 1 for a, b in pairwise(own)}
        named = all(index.column(t.slot.text, block) for t in own[-len(block.columns) :])
        if (
            len(own) < need
            or len(values) >= need
            or not named
            or len(gaps) != 1
            or not gaps <= {0, 1}
        ):
            continue
        if not strip_labels(block) <= {bare(t.slot.text) for t in heads}:
            continue
        if (found := _filling((own[-1], *values), need, gaps.pop(), items)) is not None:
            return found
    return []


def _filling(
    tokens: Sequence[Token], need: int, step: int, items: Sequence[Line | Grid]
) -> list[int] | None:
    """Return the blank cells after a head that make its values as many as `need`."""
    found: list[int] = []
    for before, after in pairwise(tokens):
        blanks = _between(before.last, after.first, step)
        if blanks is None:
            return None
        found += blanks
    missing = need - (len(tokens) - 1) - len(found)
    if missing > 0 and found:  # blanks leave lines here, so those at the end do as well
        end = tokens[-1].last
        # What follows the last cell may be parted from it or not.
        for lines in (_next_filled(items, end), _next_filled(items, end) + step):
            blanks = _between(end, lines, step)
            if blanks is not None and len(blanks) == missing:
                found += blanks
                break
        missing = need - (len(tokens) - 1) - len(found)
    return None if missing else found


def _heads(tokens: Sequence[Token], step: int) -> bool:
    """Tell whether heads and labels show that `step` empty lines part two cells, and two rows."""
    words = [not t.slot.value_like for t in tokens]
    gaps = [
        b.first - a.last - 1
        for (a, word), (b, next_word) in pairwise(zip(tokens, words, strict=True))
        if word and next_word
    ]
    return len(gaps) >= FEWEST_GAPS and set(gaps) == {step}


def _between(last: int, first: int, step: int) -> list[int] | None:
    """Return the empty lines between two cells that are blank cells; None if there is no telling."""
    gap = first - last - 1
    count, rest = divmod(gap - step, step + 1)
    if rest or count < 0:
        return None
    return [last + step + 1 + n * (step + 1) for n in range(count)]
