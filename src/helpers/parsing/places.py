"""Proof of places: every number read stands in the document where the report says it does."""

from __future__ import annotations

from helpers.model import Document, Grid, Line, Report
from helpers.wording import plain


def astray(document: Document, report: Report) -> tuple[str, ...]:
    """Return the addresses of cells whose printed text is not at their place in `document`."""
    lines = {item.place.line: item.text for item in document.items if isinstance(item, Line)}
    paragraphs = {
        item.place.paragraph: item.text for item in document.items if isinstance(item, Line)
    }
    cells = {
        (cell.place.table, cell.place.row, cell.place.cell): cell.text
        for item in document.items
        if isinstance(item, Grid)
        for row in item.rows
        for cell in row
    }
    result = []
    for address, cell in report.cells.items():
        if cell.place is None:
            continue
        place = cell.place
        if place.paragraph and not place.line:  # a row on one line: only the line is known
            if plain(cell.raw) not in plain(paragraphs.get(place.paragraph, "")):
                result.append(address)
            continue
        text = (
            lines.get(place.line, "")[place.column - 1 :]
            if place.line
            else cells.get((place.table, place.row, place.cell), "")
        )
        if not plain(text).startswith(plain(cell.raw)):
            result.append(address)
    return tuple(result)
