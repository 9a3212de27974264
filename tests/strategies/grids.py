"""Tables of a form in which every number is printed once, disturbed as careless editors do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from helpers.form import load_form
from helpers.invented import invented_parts
from helpers.invented.boxes import Box, Part, Row, Table

FIRST = 700_001
"""Numbers from here on stand in a cell and nowhere else."""


@dataclass(frozen=True, repr=False)
class Disturbed:
    """Lines and tables, and every number that the tables print."""

    parts: list[Part]
    numbers: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(
            "|".join(box.text if box else "" for box in row)
            for part in self.parts
            if not isinstance(part, str)
            for row in part
        )


@st.composite
def disturbed(draw: st.DrawFn) -> Disturbed:
    """Draw a report whose tables have rows added, dropped, doubled, exchanged or cut short."""
    form_id = draw(st.sampled_from(("2019", "2021")))
    form, numbers = load_form(form_id), count(FIRST)
    cells = {address: next(numbers) for address in form.addresses}
    parts: list[Part] = []
    for part in invented_parts(form_id, dict(cells), derive=False):
        if isinstance(part, str):
            parts.append(part)
            continue
        table = part
        for _ in range(draw(st.integers(0, 2))):
            table = _changed(draw, table, numbers)
        parts.append(table)
    printed = {
        box.text
        for part in parts
        if not isinstance(part, str)
        for row in part
        for box in row
        if box and box.text.isdigit() and int(box.text) >= FIRST
    }
    return Disturbed(parts, tuple(sorted(printed)))


def _changed(draw: st.DrawFn, table: Table, numbers: count[int]) -> Table:
    plain = [y for y, row in enumerate(table) if _is_plain(row)]
    if not plain:
        return table
    at = draw(st.sampled_from(plain))
    how = draw(st.sampled_from(("add", "drop", "double", "exchange", "overwrite", "words")))
    table = [list(row) for row in table]
    if how == "add":
        label = draw(st.sampled_from(("其他情形", "合计", "虚构的一行", "")))
        values = [Box(str(next(numbers))) for _ in table[at][1:]]
        table.insert(at + 1, [Box(label), *values])
    elif how == "drop":
        del table[at]
    elif how == "double":
        table.insert(at, list(table[at]))
    elif how == "exchange":
        other = draw(st.sampled_from(plain))
        table[at], table[other] = table[other], table[at]
    else:
        x = draw(st.integers(0, len(table[at]) - 1))
        box = table[at][x]
        assert box is not None
        text = str(next(numbers)) if how == "overwrite" else "虚构的文字"
        table[at][x] = replace(box, text=text)
    return table


def _is_plain(row: Row) -> bool:
    """Tell a row in which no box covers another position, nor is covered."""
    return len(row) > 2 and all(b and b.colspan == 1 and b.rowspan == 1 for b in row)
