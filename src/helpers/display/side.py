"""The source beside what was read from it, line by line."""

from __future__ import annotations

from helpers.display.reading import MATCH_WORDS, STATE_WORDS
from helpers.display.shown import Shown, escape, mono, table
from helpers.messages import Lang, Text
from helpers.model import Document, Grid, Line, Place, Report


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
    found: dict[tuple[int, int, int, int], list[str]] = {}
    for address, cell in report.cells.items():
        if cell.place is not None:
            read = str(cell.value) if cell.known else STATE_WORDS[cell.state].in_(lang)
            found.setdefault(_key(cell.place), []).append(f"{address} = {read}")
    for label in report.labels:
        match = MATCH_WORDS[label.match].in_(lang)
        found.setdefault(_key(label.place), []).append(f"{label.at} ({match})")
    values: list[tuple[object, str, str]] = []
    for number, item in enumerate(document.items[first - 1 : last], start=first):
        if isinstance(item, Line):
            words = found.get(_key(item.place), []) if item.place.line else []
            values.append((number, item.text.replace("\t", "⇥"), "; ".join(words)))
        elif isinstance(item, Grid):
            values += [
                (c.place.show(lang), c.text, "; ".join(found.get(_key(c.place), [])))
                for row in item.rows
                for c in row
            ]
    rows = [[escape(a), f"<code>{escape(b)}</code>", mono(c) if c else ""] for a, b, c in values]
    return table(heads, rows, values)


def _key(place: Place) -> tuple[int, int, int, int]:
    """Return what tells the line or cell a place is in, its column left out."""
    return place.line, place.table, place.row, place.cell
