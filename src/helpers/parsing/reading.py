"""From a document to a report: puts together what the other modules of this folder find."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers.form import load_form
from helpers.model import Claim, DatedPhrase, Document, Line, Place, Report
from helpers.parsing import agency as organs
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.claims import spots
from helpers.parsing.complete import refuse_cut_off, refuse_open_sentence
from helpers.parsing.copies import compare_copies
from helpers.parsing.dates import find_period, year_in, year_stated
from helpers.parsing.denials import statements
from helpers.parsing.doubt import doubts
from helpers.parsing.edition import (
    edition_of,
    is_list_of_indicators,
    known_in_any_edition,
    part_heads,
)
from helpers.parsing.indicators import IndicatorPlacer
from helpers.parsing.kinds import kind_of
from helpers.parsing.labels import label_indexes
from helpers.parsing.loosen import loosened
from helpers.parsing.notes import reading_notes
from helpers.parsing.open_end import leave_last_row, without_last_number
from helpers.parsing.outline import Outline, outline, sections
from helpers.parsing.paragraph import paragraphs
from helpers.parsing.pictured import edition_of_pictures, pictured_tables
from helpers.parsing.placed import Placed
from helpers.parsing.rates import rates
from helpers.parsing.refusing import refuse_blank_form, refuse_what_is_no_report
from helpers.parsing.rows import table_rows
from helpers.parsing.strung import parted
from helpers.parsing.tables import TablePlacer
from helpers.parsing.titles import is_title
from helpers.parsing.too_many import refuse_too_many
from helpers.parsing.votes import voted
from helpers.readers import read_document
from helpers.regions import place_organ
from helpers.wording import plain

LONGEST_PAGE_LINE = 60
"""Lines of the page between title and text (发布日期：… 来源：…) are no longer than this."""


def read_report(path: Path | str, *, shown: str | None = None, partial: bool = False) -> Report:
    """Read one report from a file.

    Args:
        path: A text file or a web page.
        shown: The path as outputs show it (default: as given).
        partial: Read a file that breaks off inside a table, too.

    Raises:
        InputError: the file cannot be read, is no annual report, or breaks off inside a table.
    """
    return parse_document(read_document(Path(path), shown), partial=partial)


def parse_document(document: Document, *, partial: bool = False) -> Report:
    """Turn a document into a report. See :func:`read_report`."""
    document = parted(loosened(document, known_in_any_edition))
    rows = table_rows(document, known_in_any_edition)
    in_tables = {i for row in rows for i in range(row.item, row.last + 1)}
    in_tables |= part_heads(document, rows)
    found = outline(document, in_tables)
    own = [row for row in rows if found.begin <= row.item < found.end]
    signature = organs.find_signature(
        document, found.headings[-1].item if found.headings else found.begin, found.end, in_tables
    )
    parts = sections(document, found, in_tables, set(signature.items))
    opening = _opening(document, found, in_tables)
    prose = [("", text, place) for text, place in opening]
    prose += [(s.id, text, place) for s in parts for text, place in s.lines]
    before = tuple(opening)
    # Some reports put the words of the opening under the first heading.
    opening += parts[0].lines[:2] if parts else ()
    period = find_period((text, place) for _, text, place in prose)
    year = _year(document, found, opening, period)
    year = year or year_stated(prose, _day_of(signature))
    form_id, notes = edition_of(document, own, year)
    older = form_id is not None and is_list_of_indicators(load_form(form_id))
    placed = Placed()
    if form_id is not None:
        placer = IndicatorPlacer if older else TablePlacer
        codes = [note.code for note in notes]
        index = label_indexes()[form_id]
        placed = placer(index, codes).place(own)
        twice = [[row for row in rows if a <= row.item < b] for a, b in found.copies]
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
    folded = paragraphs(prose, year)
    refuse_too_many(folded, document.source.path)
    claims = []
    for paragraph in folded:
        group, open_end = without_last_number(document, paragraph, spots(paragraph))
        claims.append((paragraph, group))
        notes += open_end
    listed = [list(breakdowns(paragraph, group)) for paragraph, group in claims]
    outside = [
        item
        for i, item in enumerate(document.items)
        if isinstance(item, Line) and not found.begin <= i < found.end
    ]
    around = outside + [
        Line(text, place) for text, place in opening if len(text) <= LONGEST_PAGE_LINE
    ]
    names = _names(document, found, signature, opening, around)
    spoken, name_notes = voted(document, names, ((t, p) for _, t, p in prose), year)
    organ = organs.choose_agency(spoken)
    copies = _copied_sentences(document, found)
    return Report(
        source=document.source,
        title=found.title,
        title_place=_place_of(document, found.title_item),
        agency=organ,
        agency_names=tuple(names),
        agency_kind=kind_of(organ),
        year=year,
        form=form_id,
        period=period,
        published=signature.dated or organs.date_in_metadata(document, around),
        sections=parts,
        cells=placed.cells,
        claims=tuple(_with_copies(s.claim, copies) for _, group in claims for s in group),
        statements=tuple(s for paragraph in folded for s in statements(paragraph)),
        breakdowns=tuple(
            replace(b, whole=_with_copies(b.whole, copies)) for lists in listed for b in lists
        ),
        rates=tuple(
            rate
            for (paragraph, group), lists in zip(claims, listed, strict=True)
            for rate in rates(paragraph, group, lists)
        ),
        heads=tuple(placed.heads),
        labels=tuple(placed.labels),
        unplaced=tuple(placed.unplaced),
        readings=placed.readings,
        notes=(
            *notes,
            *name_notes,
            *reading_notes(document, found, outside),
            *doubts(placed.cells.values()),
        ),
        repairs=tuple(placed.repairs),
        region=place_organ(
            [(where, name) for where, name, _ in spoken],
            year=year,
            text=(text for _, text, _ in prose),
        ),
        opening=before,
    )


def _year(
    document: Document,
    found: Outline,
    opening: list[tuple[str, Place]],
    period: DatedPhrase | None,
) -> int | None:
    """Return the year reported on: from the title, the opening, the period or the page title."""
    if (year := year_in(found.title)) is not None:
        return year
    for text, _ in opening:
        # Elsewhere the name of last year's report may be cited.
        if match := _NAMED_YEAR.search(plain(text)):
            return int(match["year"])
    if period is not None:
        return period.days[1].year
    return year_in(document.title) if is_title(document.title) else None


def _day_of(signature: organs.Signature) -> date | None:
    return signature.dated.days[0] if signature.dated else None


_NAMED_YEAR = re.compile(
    r"(?:(?:编制|现将|现(?:向社会)?公布|现发布)[^。;]{0,40}?|^)"
    r"(?P<year>20\d\d)年?度?[^,。;]{0,20}?(?:政府信息|政务信息|政务|信息)公开[^,。]{0,6}报告"
)


def _place_of(document: Document, item: int) -> Place | None:
    line = document.items[item] if item >= 0 else None
    return line.place if isinstance(line, Line) else None


def _opening(document: Document, found: Outline, in_tables: set[int]) -> list[tuple[str, Place]]:
    """Return the paragraphs between the title and the first section."""
    first = found.headings[0].item if found.headings else found.end
    start = found.title_last + 1 if found.title_item >= found.begin else found.begin
    return [
        (item.text.strip(), item.place)
        for i in range(start, first)
        if isinstance(item := document.items[i], Line) and i not in in_tables and plain(item.text)
    ]


def _names(
    document: Document,
    found: Outline,
    signature: organs.Signature,
    opening: list[tuple[str, Place]],
    outside: list[Line],
) -> list[tuple[str, str, Place | None]]:
    names: list[tuple[str, str, Place | None]] = []
    titled = organs.agency_in_title(found.title)
    if titled:
        names.append(("title", titled, _place_of(document, found.title_item)))
    if signature.name:
        names.append(("signature", signature.name, signature.name_place))
    names += [("body", name, place) for name, place in organs.names_in_body(opening)]
    declared = organs.agency_in_title(document.title) if is_title(document.title) else ""
    if declared:
        names.append(("metadata", declared, None))
    names += [
        ("metadata", name, place) for name, place in organs.names_in_metadata(document, outside)
    ]
    if not names:
        names += [("body", name, place) for name, place in organs.name_in_prose(opening)]
    if names and (full := organs.full_name(names[0][1], opening)) is not None:
        names.insert(0, ("body", *full))
    return names


def _copied_sentences(document: Document, found: Outline) -> dict[str, tuple[Place, ...]]:
    """Return the sentences of further copies of the report on the page, by their normal form."""
    copied: dict[str, list[Place]] = {}
    for begin, end in found.copies:
        for i in range(begin, end):
            item = document.items[i]
            if isinstance(item, Line):
                for sentence in re.split("[。;!?]", plain(item.text)):
                    copied.setdefault(sentence, []).append(item.place)
    copied.pop("", None)
    return {text: tuple(places) for text, places in copied.items()}


def _with_copies(claim: Claim, copies: dict[str, tuple[Place, ...]]) -> Claim:
    others = copies.get(plain(claim.sentence)) if copies else None
    return replace(claim, others=others) if others else claim
