"""What the tables of a document gave, and the reasons why something has no place in the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.messages import Text
from helpers.model import Cell, Head, LabelUse, TableReading, Unplaced

NO_COLUMN = Text(
    "It stands in the row “{row}”, in a column the form does not have.",
    "位于“{row}”一行，规定格式中没有这一列。",
)
NO_ROW = Text("The form has no such row.", "规定格式中没有这一行。")
WRONG_COUNT = Text(
    "The number of values does not match the columns of the form, so none was placed.",
    "数值个数与规定格式的列数不符，因此未归入任何单元格。",
)
OTHER_EDITION = Text(
    "It stands under column heads of another edition of the form, which count something else.",
    "列标题属于另一版本的格式，所计内容不同。",
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
