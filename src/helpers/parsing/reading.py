"""From a document to a report: puts together what the other modules of this folder find."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from helpers.errors import InputError
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Claim, DatedPhrase, Document, Line, Place, Report
from helpers.numerals import read_cell
from helpers.parsing import agency as organs
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.claims import spots
from helpers.parsing.complete import refuse_cut_off
from helpers.parsing.dates import find_period, year_in
from helpers.parsing.denials import statements
from helpers.parsing.doubt import doubts
from helpers.parsing.edition import (
    edition_of,
    is_list_of_indicators,
    known_in_any_edition,
    part_heads,
)
from helpers.parsing.indicators import IndicatorPlacer
from helpers.parsing.labels import label_indexes
from helpers.parsing.linked import only_linked
from helpers.parsing.loosen import loosened
from helpers.parsing.notes import reading_notes
from helpers.parsing.outline import Outline, outline, sections
from helpers.parsing.paragraph import paragraphs
from helpers.parsing.pictured import edition_of_pictures, pictured_tables
from helpers.parsing.placed import Placed
from helpers.parsing.rates import rates
from helpers.parsing.rows import table_rows
from helpers.parsing.slots import TableRow
from helpers.parsing.tables import TablePlacer
from helpers.parsing.titles import is_title
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
    document = loosened(document, known_in_any_edition)
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
    # Some reports put the words of the opening under the first heading.
    opening += parts[0].lines[:2] if parts else ()
    period = find_period((text, place) for _, text, place in prose)
    year = _year(document, found, opening, period)
    form_id, notes = edition_of(document, own, year)
    older = form_id is not None and is_list_of_indicators(load_form(form_id))
    placed = Placed()
    if form_id is not None:
        placer = IndicatorPlacer if older else TablePlacer
        placed = placer(label_indexes()[form_id], [note.code for note in notes]).place(own)
    _refuse_what_is_no_report(document, found, placed)
    _refuse_blank_form(document, own, placed, year)
    # Reports before 2019 end in a list that each shortened as it liked.
    if not partial and form_id is not None and not older:
        refuse_cut_off(document, found, placed, load_form(form_id), own)
    if form_id is not None:
        notes += pictured_tables(document, found, placed, load_form(form_id))
    elif (shown := edition_of_pictures(document, found, year)) is not None:
        form_id, placed, pictured = shown
        notes += pictured
    folded = paragraphs(prose, year)
    claims = [(paragraph, spots(paragraph)) for paragraph in folded]
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
    organ = organs.choose_agency(names)
    copies = _copied_sentences(document, found)
    return Report(
        source=document.source,
        title=found.title,
        title_place=_place_of(document, found.title_item),
        agency=organ,
        agency_names=tuple(names),
        agency_kind=organs.kind_of(organ),
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
        notes=(*notes, *reading_notes(document, found, outside), *doubts(placed.cells.values())),
        repairs=tuple(placed.repairs),
        region=place_organ(
            [(where, name) for where, name, _ in names],
            year=year,
            text=(text for _, text, _ in prose),
        ),
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


def _refuse_what_is_no_report(document: Document, found: Outline, placed: Placed) -> None:
    """Refuse a document without the marks of an annual report.

    Raises:
        InputError: neither sections nor tables of the form, nor a title over prose.
    """
    known = {h.id for h in found.headings if h.id}
    cells = sum(r.found for r in placed.readings)
    prose = sum(
        len(plain(item.text))
        for item in document.items[max(found.title_item, 0) : found.end]
        if isinstance(item, Line)
    )
    titled = found.title_item >= 0 or _TITLE_WORDS in plain(document.title)
    enough = len(known) >= 3 or cells >= 10 or (titled and (bool(known) or cells) and prose > 80)
    if enough or (titled and found.headings and prose > 300):
        return
    if (linked := only_linked(document)) is not None:
        raise linked
    raise InputError(
        "not-a-report",
        Text(
            "This is no annual report on open government information: neither its title, its "
            "sections nor its tables were found.",
            "这不是政府信息公开工作年度报告：未找到标题、章节和表格。",
        ),
        Text(
            "Check that the file holds the report itself and not a list of links or an "
            "attachment page.",
            "请确认文件是报告正文，而不是链接列表或附件页。",
        ),
        document.source.path,
    )


def _refuse_blank_form(
    document: Document, rows: list[TableRow], placed: Placed, year: int | None
) -> None:
    """Refuse the form itself, as its notice prints it: tables without a year and without a value.

    Raises:
        InputError: there is no year and no value is printed in any table.
    """
    found = [c for c in placed.cells.values() if c.state != "missing"]
    values = any(read_cell(s.text).state == "number" for row in rows for s in row.slots)
    if year is not None or not found or values or any(c.raw for c in found):
        return
    raise InputError(
        "blank-form",
        Text(
            "This is the blank form: it names no year, and none of its cells is filled in.",
            "这是空白格式：没有年份，各单元格均未填写。",
        ),
        Text("Give the report of an organ.", "请提供某一机关的年度报告。"),
        document.source.path,
    )


_NAMED_YEAR = re.compile(
    r"(?:(?:编制|现将|现(?:向社会)?公布|现发布)[^。;]{0,40}?|^)"
    r"(?P<year>20\d\d)年?度?[^,。;]{0,20}?(?:政府信息|政务信息|政务|信息)公开[^,。]{0,6}报告"
)
_TITLE_WORDS = "信息公开工作年度报告"


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
        names += [("body", name, place) for name, place in organs.name_in_contact(opening)]
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
