"""Tables that a page gives as pictures: the report has their cells, but they were not read."""

from __future__ import annotations

from dataclasses import replace

from helpers.form import Form, load_form
from helpers.messages import Text
from helpers.model import Document, Note, Place
from helpers.parsing.labels import label_indexes
from helpers.parsing.outline import Outline
from helpers.parsing.placed import Placed
from helpers.parsing.tables import TablePlacer

MOST_OF_A_TABLE = 10
"""At most so many pictures of a table are named."""


def pictured_tables(document: Document, found: Outline, placed: Placed, form: Form) -> list[Note]:
    """Mark the cells of tables given as pictures unreadable, and say which pictures they are.

    A table is given as pictures where its section holds a picture and none of its cells.
    """
    if not document.pictures:
        return []
    at: dict[Place, int] = {}
    for index, item in enumerate(document.items):
        at[item.place] = index
    edges = [*(h.item for h in found.headings), found.end]
    notes = []
    for table in form.tables:
        addresses = [a for a in form.addresses if a.startswith(f"{table.id}.")]
        section = next((s.id for s in form.sections if s.number == table.section), "")
        here = [n for n, h in enumerate(found.headings) if h.id and h.id == section]
        if not here or any(placed.cells[a].state != "missing" for a in addresses):
            continue
        begin, end = edges[here[0]], edges[here[0] + 1]
        shown = [p for p in document.pictures if begin <= at.get(p.after, -1) < end]
        if not shown:
            continue
        place = document.items[begin].place
        for address in addresses:
            placed.cells[address] = replace(placed.cells[address], state="unreadable", place=place)
        names = "; ".join(p.shown for p in shown[:MOST_OF_A_TABLE])
        notes.append(
            Note(
                "table-is-picture",
                Text(
                    f"The table “{table.label.en}” is given as {len(shown)} picture(s) ({names}) "
                    "and was not read; `ogi-audit parse` reads a picture by itself (OCR, extra "
                    "ogi-audit[ocr]).",
                    f"《{table.label.zh}》以 {len(shown)} 张图片给出（{names}），未读取；"
                    "`ogi-audit parse` 可单独读取图片（OCR，可选组件 ogi-audit[ocr]）。",
                ),
                place,
            )
        )
    return notes


def edition_of_pictures(
    document: Document, found: Outline, year: int | None
) -> tuple[str, Placed, list[Note]] | None:
    """Return the edition in force for a year where all tables are pictures, with its cells.

    Without a label to read only the year tells which cells the report must have.
    """
    if year is None or not document.pictures:
        return None
    form_id = next((f for f in label_indexes() if load_form(f).covers(year)), None)
    if form_id is None:
        return None
    placed = TablePlacer(label_indexes()[form_id]).place([])
    notes = pictured_tables(document, found, placed, load_form(form_id))
    return (form_id, placed, notes) if notes else None
