"""The source beside what was read from it, line by line."""

from __future__ import annotations

from helpers.display.shown import Shown, escape, mono, table
from helpers.messages import Lang, Text
from helpers.model import Document, Grid, Line, Report


def beside(document: Document, report: Report, first: int, last: int, lang: Lang = "en") -> Shown:
    """Show lines of a text document beside the cells and labels that were read from them.

    Args:
        document: The document the report was read from.
        report: The report.
        first: First line of a text file (item of other formats), from 1.
        last: Last one, included.
        lang: Language of the words.
    """
    heads = Text("line|source|read as", "行|原文|读作").in_(lang).split("|")
    found: dict[tuple[int, int, int], list[str]] = {}
    for address, cell in report.cells.items():
        if cell.place is not None:
            place = cell.place
            key = (place.line, place.table, place.row * 1000 + place.cell)
            found.setdefault(key, []).append(
                f"{address} = {cell.value if cell.known else cell.state}"
            )
    for label in report.labels:
        key = (label.place.line, label.place.table, label.place.row * 1000 + label.place.cell)
        found.setdefault(key, []).append(f"{label.at} ({label.match})")
    values: list[tuple[object, str, str]] = []
    for number, item in enumerate(document.items[first - 1 : last], start=first):
        if isinstance(item, Line):
            read = found.get((item.place.line, 0, 0), []) if item.place.line else []
            values.append((number, item.text.replace("\t", "⇥"), "; ".join(read)))
        elif isinstance(item, Grid):
            for row in item.rows:
                for cell_ in row:
                    place = cell_.place
                    key = (place.line, place.table, place.row * 1000 + place.cell)
                    values.append((place.show(lang), cell_.text, "; ".join(found.get(key, []))))
    rows = [[escape(a), f"<code>{escape(b)}</code>", mono(c) if c else ""] for a, b, c in values]
    return table(heads, rows, values)
