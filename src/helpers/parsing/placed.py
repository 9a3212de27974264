"""What the tables of a document gave, and why some of it has no place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from helpers.form import Form
from helpers.messages import Text
from helpers.model import Cell, Head, LabelUse, TableReading, Unplaced

TableHow = Literal["grid", "rows", "tokens", "absent"]

NO_COLUMN = Text(
    "It stands in the row “{row}”, in a column the form does not have.",
    "位于“{row}”一行，规定格式中没有这一列。",
)
NO_ROW = Text("The form has no such row.", "规定格式中没有这一行。")
WRONG_COUNT = Text(
    "The number of values does not match the columns of the form, so none was placed.",
    "数值个数与规定格式的列数不符，因此未归入任何单元格。",
)
SECOND_ROW = Text(
    "A second row with the same label and other values.", "标签相同而数值不同的第二行。"
)


@dataclass
class Placed:
    """What the tables of a document gave."""

    cells: dict[str, Cell] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    labels: list[LabelUse] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    readings: tuple[TableReading, ...] = ()
    used: set[int] = field(default_factory=set)


def table_reading(form: Form, table: str, how: TableHow, found: Mapping[str, Cell]) -> TableReading:
    """Return how a table was read and how many of its cells were `found`."""
    addresses = [a for a in form.addresses if a.startswith(f"{table}.")]
    here = [found[a] for a in addresses if a in found]
    places = [c.place for c in here if c.place is not None]
    return TableReading(
        table,
        how,
        len(addresses),
        sum(c.state not in ("missing", "unreadable") for c in here),
        min(places) if places else None,
    )
