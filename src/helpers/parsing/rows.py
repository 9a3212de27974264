"""Table rows out of a document, whether the tables kept their grid or were flattened to lines.

A flattened table is recovered only where its marks say how: a tab before each cell with a blank
line between rows, bars, tabs or spaces between cells, or a bare sequence of labels and values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.model import Document, Grid, Line
from helpers.numerals import read_cell
from helpers.parsing.bars import bar_rows
from helpers.parsing.glued import glued_rows
from helpers.parsing.labels import is_article_head
from helpers.parsing.oneline import line_rows
from helpers.parsing.outline import heads_section
from helpers.parsing.slots import (
    Knows,
    Slot,
    TableRow,
    Taken,
    cut_rows,
    is_prose,
    is_value,
    slots_of,
)
from helpers.parsing.tokens import LONGEST_FOREIGN, token_rows

LONGEST_ROW = 400
"""A line with more characters is no row of a table with spaces between the cells."""


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
        if not item.text:
            index += 1
            continue
        after_row = bool(rows) and rows[-1].last == index - 1 and rows[-1].how == "rows"
        text = item.text
        taken = (
            (bar_rows(items, index, knows) if "|" in text or "｜" in text else None)
            or glued_rows(items, index)
            or _row_on_line(item, index, knows, after_row)
            or (_tab_group(items, index, knows) if text[0] == "\t" else None)
            or line_rows(item, index, knows)
            or token_rows(items, index, knows)
            or Taken((), index + 1)
        )
        rows.extend(taken.rows)
        index = taken.next
    return _with_strays(rows, items)


def _with_strays(rows: list[TableRow], items: Sequence[Line | Grid]) -> list[TableRow]:
    """Add to each row on a line the number that stands alone on the line before or after it.

    Where a cell was too narrow its digits go on below (27600 and 0); with the number among its
    values the row no longer matches its columns, and nobody takes the last digit for the whole.
    """
    inside = {i for row in rows for i in range(row.item, row.last + 1)}
    result = []
    for row in rows:
        beside = (row.item - 1, row.last + 1) if row.how == "rows" else ()
        for n in beside:
            item = items[n] if 0 <= n < len(items) and n not in inside else None
            if (
                isinstance(item, Line)
                and item.text
                and read_cell(item.text[:LONGEST_ROW]).state == "number"
            ):
                stray = Slot(item.text.strip(), item.place, confidence=item.confidence)
                row = replace(row, slots=(*row.slots, stray))
        result.append(row)
    return result


def _grid_rows(grid: Grid, index: int, number: int) -> list[TableRow]:
    return [
        TableRow(
            tuple(Slot(c.text, c.place, c.column, c.colspan, c.confidence) for c in row),
            "grid",
            index,
            index,
            number,
        )
        for row in grid.rows
        if row
    ]


_BETWEEN_TABS = re.compile(r"[^\t]+|(?<=\t)(?=\t)|^(?=\t)|(?<=\t)$")
_WORDS = re.compile(r"\S+")


def _pieces(text: str, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in pattern.finditer(text)]


def _row_on_line(line: Line, index: int, knows: Knows, after_row: bool) -> Taken | None:
    """Read a line that holds a whole row, tabs or spaces between its cells.

    Args:
        line: The line.
        index: Its index in the document.
        knows: Tells the words of the form.
        after_row: Whether a row stands on the line before; then a short label that the form does
            not know, with values, is a row as well.
    """
    text = line.text
    if "\t" in text:
        last_blank = text.endswith("\t") and not text.startswith("\t") and knows(text.strip())
        if "\t" in text.strip() or text.lstrip().count("\t") > 1 or last_blank:
            pieces = _pieces(text.rstrip(" \r\f"), _BETWEEN_TABS)
            return Taken((TableRow(slots_of(line, pieces), "rows", index, index),), index + 1)
    if len(text) > LONGEST_ROW:
        return None
    words = text.split()
    if len(words) < 2:
        is_row = is_article_head(text) and all(knows(word) for word in words)
    else:
        values = [is_value(word) for word in words]
        labels = values.index(True) if True in values else len(values)
        if not all(values[labels:]):  # labels come first, then values
            return None
        is_row = labels <= 3 and len(words) - labels >= 2
        if labels and not is_row:
            foreign = after_row and labels == 1 and len(words[0]) <= LONGEST_FOREIGN
            is_row = foreign or all(map(knows, words[:labels]))
    if not is_row:
        return None
    return Taken(
        (TableRow(slots_of(line, _pieces(text, _WORDS)), "rows", index, index),), index + 1
    )


def _is_short(text: str) -> bool:
    """Tell at once of most cells that they are no prose."""
    return len(text) <= 20 and text.isascii()


def _run_on(slots: Sequence[Slot], knows: Knows) -> bool:
    """Tell whether a word of the form follows a value: a further row begins there."""
    after_value = False
    for slot in slots:
        state = read_cell(slot.text).state
        if state == "text":
            if after_value and knows(slot.text):
                return True
            after_value = False
        elif state != "blank":
            after_value = slot.printed_value
    return False


def _tab_group(items: Sequence[Line | Grid], start: int, knows: Knows) -> Taken | None:
    """Read a run of lines in which each cell begins with a tab; a line without one goes on."""
    first = items[start]
    if not isinstance(first, Line):
        return None
    cells: list[tuple[Slot, int]] = []
    index = start
    for index in range(start, len(items)):
        item = items[index]
        if not isinstance(item, Line) or not (text := item.text):
            break
        if not _is_short(text) and is_prose(text) and not knows(text):
            break
        if text[0] == "\t":
            cells.append((Slot(text[1:].strip(" \t"), item.place), index))
            continue
        if heads_section(text):
            break  # no blank line after the table
        slot, _ = cells[-1]
        if len(slot.text) > LONGEST_ROW:
            break
        more = text.strip(" \t")
        cells[-1] = (Slot(f"{slot.text}\n{more}", slot.place), index)
    else:
        index = len(items)
    if not cells or (len(cells) == 1 and not cells[0][0].blank and not knows(cells[0][0].text)):
        return None
    slots = tuple([slot for slot, _ in cells])
    if _run_on(slots, knows):  # no blank line between the rows
        return Taken(cut_rows(cells, "rows", start, index - 1), index)
    return Taken((TableRow(slots, "rows", start, index - 1),), index)
