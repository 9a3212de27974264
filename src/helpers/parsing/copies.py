"""Tables that a page holds twice: cells which its copies print differently are not taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from helpers.messages import Text
from helpers.model import Note
from helpers.parsing.placed import Placed
from helpers.parsing.slots import TableRow
from helpers.wording import plain

MOST_COMPARED = 5
"""At most so many copies are compared."""


def compare_copies(
    placed: Placed,
    copies: Sequence[Sequence[TableRow]],
    place: Callable[[Sequence[TableRow]], Placed],
) -> list[Note]:
    """Make the cells unreadable that a copy of the tables prints otherwise, and say so.

    Args:
        placed: The tables of the copy that is read.
        copies: The rows of the others.
        place: Places rows into the cells of the edition.
    """
    differing = []
    for rows in copies[:MOST_COMPARED]:
        if not rows:
            continue
        for address, other in place(rows).cells.items():
            own = placed.cells[address]
            if other.state == own.state == "number" and plain(other.raw) != plain(own.raw):
                placed.contest(address, own)
                differing.append(address)
    if not differing:
        return []
    n = len(differing)
    text = Text(
        f"The document prints its tables more than once, and {n} cells differ, for example "
        f"{differing[0]}; neither number is taken.",
        f"文件重复印出表格，其中 {n} 个单元格数值不同，例如 {differing[0]}；两处数值均不采用。",
    )
    return [Note("copies-differ", text)]
