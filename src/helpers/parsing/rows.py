"""Table rows out of a document, whether the tables kept their grid or were flattened to lines.

A flattened table is recovered only where its marks say how: a tab before each cell with a blank
line between rows, bars, tabs or spaces between cells, or a bare sequence of labels and values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from helpers.model import Document, Grid, Line, Place
from helpers.numerals import read_cell
from helpers.wording import plain

How = Literal["grid", "rows", "tokens"]

PROSE_LENGTH = 70
"""A line with more characters that is not a label of the form is prose, not a cell."""
_SENTENCE = re.compile("[。；]")
_RULE = re.compile(r"[-=+:|\s]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell as the document shows it.

    Attributes:
        text: As printed.
        place: Where it stands.
        column: Grid column from 0, or None where only the order is known.
        colspan: Grid columns it covers.
    """

    text: str
    place: Place
    column: int | None = None
    colspan: int = 1

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not plain(self.text)

    @property
    def value_like(self) -> bool:
        """Whether it can be a value: a number, a slash, or blank."""
        return read_cell(self.text).state in ("number", "slash", "blank")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table.

    Attributes:
        slots: Its cells, left to right; a cell that spans rows stands in its first row only.
        how: How the row was recovered.
        item: Index of its first item in the document.
        last: Index of its last item.
        grid: Number of the grid it belongs to (0 for flattened tables).
    """

    slots: tuple[Slot, ...]
    how: How
    item: int
    last: int
    grid: int = 0


Knows = Callable[[str], bool]


def table_rows(document: Document, knows: Knows) -> list[TableRow]:
    """Return the rows of all tables, in order.

    Args:
        document: The document as read.
        knows: Tells whether a text is a word of the form's tables; only used to tell cells from
            prose in flattened tables.
    """
    rows: list[TableRow] = []
    index, grids = 0, 0
    items = document.items
    while index < len(items):
        item = items[index]
        if isinstance(item, Grid):
            grids += 1
            rows.extend(_grid_rows(item, index, grids))
            index += 1
            continue
        taken = _delimited(item, index) or _tab_group(items, index, knows)
        if taken is None:
            taken = _tokens(items, index, knows)
        if taken is None:
            index += 1
        else:
            rows.extend(taken)
            index = taken[-1].last + 1
    return rows


def _grid_rows(grid: Grid, index: int, number: int) -> list[TableRow]:
    return [
        TableRow(
            tuple(Slot(c.text, c.place, c.column, c.colspan) for c in row),
            "grid",
            index,
            index,
            number,
        )
        for row in grid.rows
        if row
    ]


def _slots(line: Line, pieces: Sequence[tuple[int, str]]) -> tuple[Slot, ...]:
    """Turn ``(offset, text)`` pieces of a line into slots with their column."""
    slots = []
    for offset, piece in pieces:
        lead = len(piece) - len(piece.lstrip())
        column = offset + (lead if piece.strip() else 0) + 1
        place = line.place
        if place.line:
            place = Place(line=place.line, column=column)
        slots.append(Slot(piece.strip(" \t"), place))
    return tuple(slots)


def _pieces(text: str, separator: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(separator, text)]


def _delimited(line: Line, index: int) -> list[TableRow] | None:
    """Read a line that holds a whole row: bars, tabs, or spaces between label and values."""
    text = line.text
    if text.count("|") + text.count("｜") >= 2:
        if _RULE.fullmatch(text):
            return [TableRow((), "rows", index, index)]
        pieces = _pieces(text, r"[^|｜]+|(?<=[|｜])(?=[|｜])")
        return [TableRow(_slots(line, pieces), "rows", index, index)]
    inner = text.strip()
    if "\t" in inner:
        start = text.index(inner)
        pieces = [(start + at, piece) for at, piece in _pieces(inner, r"[^\t]+|(?<=\t)(?=\t)")]
        return [TableRow(_slots(line, pieces), "rows", index, index)]
    pieces = _pieces(text, r"\S+")
    if len(pieces) >= 3 and all(read_cell(p).state in ("number", "slash") for _, p in pieces[-2:]):
        values = sum(read_cell(p).state in ("number", "slash") for _, p in pieces)
        if values >= len(pieces) - 3:
            return [TableRow(_slots(line, pieces), "rows", index, index)]
    return None


def _tab_group(items: Sequence[Line | Grid], start: int, knows: Knows) -> list[TableRow] | None:
    """Read a run of lines in which each cell begins with a tab; a line without one goes on."""
    first = items[start]
    if not isinstance(first, Line) or not first.text.startswith("\t"):
        return None
    cells: list[tuple[Line, list[str]]] = []
    index = start
    while index < len(items):
        item = items[index]
        if not isinstance(item, Line) or item.text == "":
            break
        if item.text.startswith("\t"):
            cells.append((item, [item.text[1:]]))
        else:
            cells[-1][1].append(item.text)
        index += 1
    slots = tuple(
        Slot("\n".join(p.strip(" \t") for p in parts), line.place) for line, parts in cells
    )
    if any(is_prose(slot.text) and not knows(slot.text) for slot in slots):
        return None
    if len(slots) == 1 and not slots[0].blank and not knows(slots[0].text):
        return None
    groups = _cut_at_labels(slots, knows)
    last = index - 1
    return [TableRow(group, "rows", start, last) for group in groups]


def _cut_at_labels(slots: tuple[Slot, ...], knows: Knows) -> list[tuple[Slot, ...]]:
    """Cut a run without row marks where a label follows values; a single row stays whole."""
    cuts = [
        i
        for i in range(1, len(slots))
        if slots[i - 1].value_like
        and not slots[i - 1].blank
        and not slots[i].value_like
        and knows(slots[i].text)
    ]
    edges = [0, *cuts, len(slots)]
    return [slots[a:b] for a, b in pairwise(edges)]


def _tokens(items: Sequence[Line | Grid], start: int, knows: Knows) -> list[TableRow] | None:
    """Read a run of bare lines, one cell each, that begins with a word of the form's tables."""
    first = items[start]
    if not isinstance(first, Line) or not _begins_table(first.text, knows):
        return None
    slots: list[Slot] = []
    ends: list[int] = []
    index = start
    while index < len(items):
        item = items[index]
        if not isinstance(item, Line):
            break
        if plain(item.text):
            joined = _joined_label(items, index, knows)
            if joined is not None:
                text, end = joined
            elif read_cell(item.text).state in ("number", "slash") or knows(item.text):
                text, end = item.text.strip(), index
            else:
                break
            slots.append(Slot(text, item.place))
            ends.append(end)
            index = end + 1
        else:
            index += 1
    values = sum(read_cell(s.text).state in ("number", "slash") for s in slots)
    if len(slots) < 3 or values < 2:
        return None
    return [TableRow(g, "tokens", start, ends[-1]) for g in _cut_at_labels(tuple(slots), knows)]


def _begins_table(text: str, knows: Knows) -> bool:
    return not is_prose(text) and knows(text)


def _joined_label(items: Sequence[Line | Grid], start: int, knows: Knows) -> tuple[str, int] | None:
    """Join up to four lines that only together are a label (商业 + 企业)."""
    parts: list[str] = []
    for index in range(start, min(start + 4, len(items))):
        item = items[index]
        if not isinstance(item, Line) or not plain(item.text):
            return None
        if read_cell(item.text).state != "text":
            return None
        parts.append(item.text.strip())
        if len(parts) > 1 and knows("".join(parts)):
            return "\n".join(parts), index
        if len(parts) == 1 and knows(parts[0]):
            return None
    return None


def is_prose(text: str) -> bool:
    """Tell whether a text is a sentence rather than a cell."""
    folded = plain(text)
    return len(folded) > PROSE_LENGTH or (len(folded) > 20 and bool(_SENTENCE.search(folded)))
