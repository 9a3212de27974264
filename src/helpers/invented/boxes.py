"""A table as printed: every position of every row, with what spans over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True)
class Box:
    """A cell of a printed table; positions that it covers are no boxes.

    Attributes:
        text: As printed.
        colspan: Columns it covers.
        rowspan: Rows it covers.
        at: Address of the cell of the form that it prints, "" for a label.
    """

    text: str
    colspan: int = 1
    rowspan: int = 1
    at: str = ""


COVERED = Box("", rowspan=0)
"""Stands where a box further up reaches; a position covered from the left is None."""

Row = list[Box | None]
Table = list[Row]
Part = str | Table
"""A line, or a table as every position of every row."""


def positions(rows: Sequence[Sequence[Box]]) -> Table:
    """Return rows of boxes with the positions that spans cover filled in."""
    covered: set[tuple[int, int]] = set()
    result: Table = []
    for y, row in enumerate(rows):
        line: Row = []
        for box in row:
            while (y, len(line)) in covered:
                line.append(COVERED)
            x = len(line)
            covered |= {(y + j, x + i) for j in range(box.rowspan) for i in range(box.colspan)}
            line += [box, *[None] * (box.colspan - 1)]
        while (y, len(line)) in covered:
            line.append(COVERED)
        result.append(line)
    return result


def boxes(table: Table) -> Iterator[Box]:
    """Yield the boxes of a table, row by row."""
    for row in table:
        yield from (box for box in row if box is not None and box is not COVERED)


def with_texts(table: Table, change: Callable[[Box], str]) -> Table:
    """Return a table whose boxes print what `change` says."""

    def changed(box: Box | None) -> Box | None:
        return box if box is None or box is COVERED else replace(box, text=change(box))

    return [[changed(box) for box in row] for row in table]


def heads(table: Table) -> int:
    """Return how many rows stand above the first row with a cell of the form."""
    return next((y for y, row in enumerate(table) if any(b and b.at for b in row)), 0)


def cut(table: Table, after: Sequence[int], *, repeat: bool = False) -> list[Table]:
    """Return a table as several, as page breaks and careless editors leave it.

    Args:
        table: The table.
        after: Row numbers, in order, before which a new table begins.
        repeat: Print the rows of heads above each further table, too.
    """
    origin = _origins(table)
    head = table[: heads(table)]
    edges = [0, *(n for n in after if 0 < n < len(table)), len(table)]
    pieces: list[Table] = []
    for top, end in pairwise(edges):
        piece = [_row(table, origin, y, top, end) for y in range(top, end)]
        pieces.append([*head, *piece] if repeat and top else piece)
    return pieces


def _row(
    table: Table, origin: dict[tuple[int, int], tuple[int, int]], y: int, top: int, end: int
) -> Row:
    row: Row = []
    for x in range(len(table[y])):
        y0, x0 = origin[y, x]
        box = table[y0][x0]
        assert box is not None
        if y == max(y0, top) and x == x0:
            rowspan = min(y0 + box.rowspan, end) - y
            row.append(replace(box, rowspan=rowspan, text=box.text if y == y0 else ""))
        else:
            row.append(None if y == max(y0, top) else COVERED)
    return row


def _origins(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for each position, where the box that covers it begins."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(table):
        for x, box in enumerate(row):
            if box is not None and box is not COVERED:
                found |= {
                    (y + j, x + i): (y, x) for j in range(box.rowspan) for i in range(box.colspan)
                }
    return found
