"""A file that stops in the middle of a line: what it prints last may be half a number.

``45`` at the very end of a file is the beginning of 4567 as well, or the number of the next row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.messages import Text
from helpers.model import Cell, Document, Line, Note, Place
from helpers.parsing.claims import Spot
from helpers.parsing.paragraph import Paragraph
from helpers.parsing.placed import Placed
from helpers.parsing.slots import TableRow
from helpers.parsing.trust import recounted


def leave_last_row(document: Document, rows: Sequence[TableRow], placed: Placed) -> list[Note]:
    """Make the cells unreadable that the end of an open file may have changed.

    In a full row that stands on one line, or in a grid, that is its last cell. Where cells are
    missing or blank, or stand on lines of their own, it is the whole row: what was cut off could
    be a cell of it, and the last piece the number of the next row.
    """
    if not document.ends_open or not document.items:
        return []
    places = set(_last_places(document, rows))
    here = {a: c for a, c in placed.cells.items() if c.place and _row_of(c.place) in places}
    here = {a: c for a, c in here.items() if c.state != "missing"}
    if not here:
        return []
    full = len(places) == 1 and all(c.state == "number" for c in here.values())
    end = max(map(_order, here.values()))
    # Cells of one line of a page have no place of their own in it: any may be the last.
    lost = [a for a, c in here.items() if _order(c) == end] if full else list(here)
    for address in lost:
        placed.cells[address] = replace(
            here[address], value=None, unit=None, raw="", state="unreadable"
        )
    placed.readings = tuple(recounted(placed.readings, placed.cells))
    return [
        Note(
            "ends-open",
            Text(
                f"The file ends in the middle of a row of a table; {len(lost)} cells at its end "
                "may have been cut and count as unreadable.",
                f"文件在表格的一行中间结束，末尾 {len(lost)} 个单元格可能不完整，按无法读取处理。",
            ),
            max(c.place for c in here.values() if c.place),
        )
    ]


def without_last_number(
    document: Document, paragraph: Paragraph, found: list[Spot]
) -> tuple[list[Spot], list[Note]]:
    """Leave out a number of the prose with which an open file ends."""
    last = document.items[-1] if document.items else None
    if (
        not document.ends_open
        or not found
        or not isinstance(last, Line)
        or last.place != paragraph.place
        or found[-1].end < len(paragraph.folded)
    ):
        return found, []
    spot = found[-1]
    note = Note(
        "ends-open",
        Text(
            f"The file ends right after “{paragraph.quote(spot.start, spot.end)}”; the number may "
            "have been cut and is not used.",
            f"文件在“{paragraph.quote(spot.start, spot.end)}”之后结束，该数字可能不完整，未予采用。",
        ),
        spot.claim.place,
    )
    return found[:-1], [note]


def _last_places(document: Document, rows: Sequence[TableRow]) -> Iterator[tuple[int, ...]]:
    """Yield the places of the last row: its lines, or its row of a grid."""
    end = len(document.items) - 1
    last = document.items[end]
    if isinstance(last, Line):
        yield _row_of(last.place)
        for row in rows:
            if row.item <= end <= row.last:
                yield from (_row_of(slot.place) for slot in row.slots if not slot.blank)
    elif filled := [row for row in last.rows if row]:
        yield _row_of(filled[-1][0].place)


def _row_of(place: Place) -> tuple[int, ...]:
    return place.page, place.line, place.paragraph, place.table, place.row


def _order(cell: Cell) -> tuple[int, ...]:
    place = cell.place or Place()
    return place.column, place.cell
