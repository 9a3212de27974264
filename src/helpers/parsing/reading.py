"""From a document to a report: puts together what the other modules of this folder find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.model import Claim, Document, Line, Place, Report
from helpers.parsing import agency as organs
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.chosen import choose_agency, core, without_place
from helpers.parsing.claims import spots
from helpers.parsing.copies import Sentences, notes_on_words
from helpers.parsing.denials import statements
from helpers.parsing.doubt import doubts
from helpers.parsing.kinds import kind_of
from helpers.parsing.notes import reading_notes
from helpers.parsing.open_end import without_last_number
from helpers.parsing.outline import Outline
from helpers.parsing.paragraph import paragraphs
from helpers.parsing.rates import rates
from helpers.parsing.stage import tables_of
from helpers.parsing.titles import is_title
from helpers.parsing.too_many import refuse_too_many
from helpers.parsing.votes import voted
from helpers.readers import read_document
from helpers.regions import place_organ

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
    stage = tables_of(document, partial=partial)
    document, found, told, placed = stage.document, stage.found, stage.told, stage.placed
    form_id, notes, year, prose = stage.form_id, stage.notes, told.year, told.prose
    signature, opening = told.signature, told.opening
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
    organ = choose_agency(spoken)
    copies = Sentences.of(document, found)
    return Report(
        source=document.source,
        title=found.title,
        title_place=_place_of(document, found.title_item),
        agency=organ,
        agency_names=tuple(names),
        agency_kind=kind_of(organ),
        year=year,
        form=form_id,
        period=told.period,
        published=signature.dated or organs.date_in_metadata(document, around),
        sections=told.sections,
        cells=placed.cells,
        claims=tuple(_with_copies(s.claim, copies) for _, group in claims for s in group),
        statements=tuple(s for paragraph in folded for s in statements(paragraph)),
        breakdowns=tuple(
            replace(b, whole=_with_copies(b.whole, copies))
            for lists in listed
            for b in lists
            if copies.agreed(b)
        ),
        rates=tuple(
            rate
            for (paragraph, group), lists in zip(claims, listed, strict=True)
            for rate in rates(paragraph, group, lists)
            if copies.agreed(rate)
        ),
        heads=tuple(placed.heads),
        labels=tuple(placed.labels),
        unplaced=tuple(placed.unplaced),
        readings=placed.readings,
        notes=(
            *notes,
            *name_notes,
            *notes_on_words([s.claim for _, group in claims for s in group], copies),
            *reading_notes(document, found, outside),
            *doubts(placed.cells.values()),
        ),
        repairs=tuple(placed.repairs),
        region=place_organ(
            [(where, name) for where, name, _ in spoken],
            year=year,
            text=(text for _, text, _ in prose),
        ),
        opening=told.before,
    )


def _place_of(document: Document, item: int) -> Place | None:
    line = document.items[item] if item >= 0 else None
    return line.place if isinstance(line, Line) else None


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
    elif found.title_item >= found.begin and opening and organs.names_alone(opening[0][0]):
        names.append(("title", organs.squeezed(opening[0][0]), opening[0][1]))
    if signature.name:
        names.append(("signature", signature.name, signature.name_place))
    names += [("body", name, place) for name, place in organs.names_in_body(opening)]
    declared = organs.agency_in_title(document.title) if is_title(document.title) else ""
    if declared:
        names.append(("metadata", declared, None))
    names += [
        ("metadata", name, place) for name, place in organs.names_in_metadata(document, outside)
    ]
    if not names or without_place(names[0][1]):
        named = organs.name_in_prose(opening)
        names += [
            ("body", name, place)
            for name, place in named
            if not names or core(name).endswith(core(names[0][1]))
        ]
    if names and (full := organs.full_name(names[0][1], opening)) is not None:
        names.insert(0, ("body", *full))
    return names


def _with_copies(claim: Claim, copies: Sentences) -> Claim:
    """Return a claim with the places of its copies; one that a copy contests counts nothing."""
    if copies.contest(claim):
        return replace(claim, concept=None)
    others = copies.others(claim)
    return replace(claim, others=others) if others else claim
