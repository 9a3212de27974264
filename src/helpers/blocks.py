"""What an edition of the form is made of: sections, and tables of blocks with rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from helpers.messages import Text


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; `article50` is the item it answers, ``50(2)``, or empty."""

    number: int
    id: str
    label: Text
    article50: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block; `unit` is what its numbers count, in the words of the contract."""

    id: str
    label: Text
    unit: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block; a heading holds no cells; `parent` is the heading it stands under.

    A row of indicators has a unit of its own.
    """

    id: str
    label: Text
    role: Literal["leaf", "heading", "total"]
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    unit_zh: str = ""
    unit_en: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a table with column heads of its own; `number` is its article, ``20(1)``.

    `leaf_rows` are the rows that hold cells, leaves and totals; `order` tells which of them a row
    id is, from 0.
    """

    id: str
    table_id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    article: str = ""
    article_en: str = ""
    number: str = ""
    leaf_rows: tuple[Row, ...] = field(init=False, repr=False, compare=False)
    order: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for at every row of every report.
        leaves = tuple(row for row in self.rows if row.role != "heading")
        object.__setattr__(self, "leaf_rows", leaves)
        object.__setattr__(self, "order", {row.id: n for n, row in enumerate(leaves)})

    @property
    def article_label(self) -> Text:
        """The article in both languages."""
        return Text(self.article_en, self.article)

    def children(self, row_id: str) -> tuple[Row, ...]:
        """Return the rows directly under the heading `row_id`."""
        return tuple(row for row in self.rows if row.parent == row_id)

    def leaves_under(self, row_id: str) -> tuple[Row, ...]:
        """Return the leaves under a heading at any depth, no totals; any other row has itself."""
        below = [child.id for child in self.children(row_id) if child.role != "total"]
        itself = [row for row in self.leaf_rows if row.id == row_id]
        return (*itself, *(leaf for child in below for leaf in self.leaves_under(child)))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of section number `section`; `furniture` is printed in it but names no cell.

    Indicators are a list of rows, each with its unit in a column of its own and one number.
    """

    id: str
    section: int
    label: Text
    layout: Literal["blocks", "matrix", "strip", "indicators"]
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...] = ()
