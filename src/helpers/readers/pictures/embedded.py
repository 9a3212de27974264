"""Pictures inside a document: tables and whole pages that were pasted in as pictures."""

from __future__ import annotations

from dataclasses import replace

from helpers.errors import InputError
from helpers.model import Grid, GridCell, Line, Place
from helpers.readers.pictures import installed, recognise

MOST_EMBEDDED = 20
"""So many pictures of a document are read at most: each takes some seconds."""
_SMALLEST = 150
"""Pixels. Lower and narrower pictures are marks."""
_NARROWEST = 72.0


def read_embedded(data: bytes, path: str, width: float | None, *, prose: bool) -> list[Line | Grid]:
    """Read a picture of a document.

    Args:
        data: Its bytes.
        path: The document as errors show it.
        width: How wide it stands on the page, in points, or None.
        prose: Whether a picture without a table is read, too.

    Returns:
        Its lines and grids with places that count inside the picture alone; nothing where the
        extra is not installed, or the picture is damaged, too large, a mark, or shows neither a
        ruled table nor legible words: photographs must not put words into a report.
    """
    if not installed() or not recognise(data, ""):
        return []
    from helpers.readers.pdf.assembly import Assembly, Sheet
    from helpers.readers.pdf.prose import margins_of
    from helpers.readers.pictures.opening import grey_of  # large, and may not be installed
    from helpers.readers.pictures.page import read_page, shows_words

    try:
        grey = grey_of(data, path)
    except InputError:
        return []
    if min(grey.shape) < _SMALLEST:
        return []
    page = read_page(grey, 1, None, max(width, _NARROWEST) if width else None)
    if not shows_words(page) or not (page.tables or prose):
        return []
    assembly = Assembly(margins_of([page.lines]))
    assembly.add(Sheet(1, page.height, page.lines, page.tables or [], recognised=True))
    return assembly.finished()


def placed_at(
    items: list[Line | Grid], paragraphs: int, tables: int
) -> tuple[list[Line | Grid], int, int]:
    """Return items of a picture as items of the document it stands in.

    Args:
        items: As :func:`read_embedded` gives them.
        paragraphs: How many paragraphs of the document stand before.
        tables: How many of its tables do.

    Returns:
        The items, and both numbers after them.
    """
    moved: list[Line | Grid] = []
    for item in items:
        if isinstance(item, Line):
            paragraphs += 1
            moved.append(replace(item, place=Place(paragraph=paragraphs)))
        else:
            tables += 1
            rows = tuple(tuple(_moved(cell, tables) for cell in row) for row in item.rows)
            moved.append(Grid(rows, Place(table=tables)))
    return moved, paragraphs, tables


def _moved(cell: GridCell, table: int) -> GridCell:
    return replace(cell, place=Place(table=table, row=cell.place.row, cell=cell.place.cell))
