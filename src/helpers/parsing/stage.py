"""From a document to the cells of its tables, before the prose is read for claims and names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.form import load_form
from helpers.model import Document, Note, Source
from helpers.parsing.complete import refuse_cut_off, refuse_open_sentence
from helpers.parsing.copies import compare_copies, copies_of
from helpers.parsing.edition import (
    edition_of,
    is_list_of_indicators,
    known_in_any_edition,
    part_heads,
)
from helpers.parsing.headed import doubt_left_blank
from helpers.parsing.indicators import IndicatorPlacer
from helpers.parsing.inferences import TORN
from helpers.parsing.labels import label_indexes
from helpers.parsing.loosen import loosened
from helpers.parsing.open_end import leave_last_row
from helpers.parsing.outline import Outline, outline
from helpers.parsing.pictured import edition_of_pictures, pictured_tables
from helpers.parsing.placed import Placed
from helpers.parsing.refusing import refuse_blank_form, refuse_what_is_no_report
from helpers.parsing.rows import table_rows
from helpers.parsing.strung import parted
from helpers.parsing.tables import TablePlacer
from helpers.parsing.told import Told
from helpers.readers import read_document


@dataclass
class Tables:
    """The tables of one report, read to final cells.

    Attributes:
        document: The document, its lines parted and loosened.
        found: Its outline.
        told: What stands outside the tables, found when asked for.
        form_id: The edition, or None.
        placed: Cells, labels, readings, and what has no place.
        notes: What is unsure about the edition and the tables.
    """

    document: Document
    found: Outline
    told: Told
    form_id: str | None
    placed: Placed
    notes: list[Note]

    @property
    def source(self) -> Source:
        """Where it was read from."""
        return self.document.source


def read_tables(path: Path | str, *, shown: str | None = None, partial: bool = False) -> Tables:
    """Read only the tables of a report: the cells are those of :func:`read_report`.

    The prose is not searched for claims, names and regions, so this is about twice as fast.

    Args:
        path: A file of any format that is read.
        shown: The path as outputs show it (default: as given).
        partial: Read a file that breaks off inside a table, too.

    Raises:
        InputError: the file cannot be read, is no annual report, or breaks off inside a table.
    """
    return tables_of(read_document(Path(path), shown), partial=partial)


def tables_of(document: Document, *, partial: bool = False) -> Tables:
    """Read the tables of a document. See :func:`read_tables`."""
    document = parted(loosened(document, known_in_any_edition))
    rows = table_rows(document, known_in_any_edition)
    in_tables = {i for row in rows for i in range(row.item, row.last + 1)}
    in_tables |= part_heads(document, rows)
    found = outline(document, in_tables)
    own = [row for row in rows if found.begin <= row.item < found.end]
    told = Told(document, found, in_tables)
    year = told.year
    form_id, notes = edition_of(document, own, year)
    older = form_id is not None and is_list_of_indicators(load_form(form_id))
    placed = Placed()
    if form_id is not None:
        placer = IndicatorPlacer if older else TablePlacer
        codes = [*(note.code for note in notes), *({TORN} & {c for c, _ in document.remarks})]
        index = label_indexes()[form_id]
        placed = placer(index, codes).place(own)
        doubt_left_blank(document, own, placed)
        again = copies_of(document, found)
        twice = [[row for row in rows if a <= row.item < b] for a, b in again]
        notes += compare_copies(placed, twice, lambda other: placer(index, codes).place(other))
    refuse_what_is_no_report(document, found, placed)
    refuse_blank_form(document, own, placed, year)
    # Reports before 2019 end in a list that each shortened as it liked.
    if not partial and form_id is not None and not older:
        refuse_cut_off(document, found, placed, load_form(form_id), own)
    if not partial and not older:
        refuse_open_sentence(document, placed, load_form(form_id) if form_id else None)
    if form_id is not None:
        notes += leave_last_row(document, own, placed)
        notes += pictured_tables(document, found, placed, load_form(form_id))
    elif (shown := edition_of_pictures(document, found, year)) is not None:
        form_id, placed, pictured = shown
        notes += pictured
    return Tables(document, found, told, form_id, placed, notes)
