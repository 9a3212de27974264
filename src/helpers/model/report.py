"""A report as read: who and when, sections, cells, claims, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from helpers.markup import card, clean
from helpers.messages import Text
from helpers.model.place import Place, Source
from helpers.model.prose import Breakdown, Claim, Rate, Section, Statement
from helpers.model.region import NOWHERE, Region
from helpers.model.trust import Confidence, Inference, ReadingRepair
from helpers.numerals import State
from helpers.values import value

AgencyKind = Literal[
    "government", "department", "township", "subdistrict", "institution", "unknown"
]
LabelMatch = Literal["exact", "punctuation", "alias", "close", "position"]
"""How a printed label met the form: the same, but for marks, a known variant, a likely misprint,
or not at all and placed by where it stands."""


@value(frozen=True, slots=True)
class Cell:
    """One cell of the form as the report prints it.

    Attributes:
        value: The number as printed, or None; nothing is converted.
        unit: A unit printed in the cell, or None.
        raw: The text as printed ("" for a blank or missing cell).
        state: See the contract; a blank or a slash is not a zero.
        place: Where it stands, or None when the document has no such cell.
        confidence: Of a cell read from a picture by OCR, how sure the recognition is, 0 to 1;
            None for every other cell.
    """

    value: int | float | None
    unit: str | None
    raw: str
    state: State
    place: Place | None
    confidence: float | None = None

    @property
    def known(self) -> bool:
        """Whether the cell prints a number."""
        return self.state == "number"


READ_BY_OCR = "read-by-ocr"
"""Code of the note on a report that was read from pictures."""
SECOND_REPORT = "second-report"
"""Code of the note on a file that holds another report beside the one that was read."""
MISSING = Cell(None, None, "", "missing", None)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a block of table two as printed, for example 第二十条第（一）项."""

    block: str
    text: str
    place: Place


@value(frozen=True, slots=True)
class LabelUse:
    """A label of the form as the report prints it.

    Attributes:
        at: ``table``, ``table.row`` or ``table.block.column`` of the form.
        expected: The label of the form.
        printed: The label as printed.
        match: How the two met.
        place: Where it stands.
    """

    at: str
    expected: str
    printed: str
    match: LabelMatch
    place: Place


@value(frozen=True, slots=True)
class Unplaced:
    """Something in or near a table that has no place in the form, verbatim."""

    text: str
    place: Place
    reason: Text


@dataclass(frozen=True, slots=True)
class DatedPhrase:
    """A period or date as stated.

    Attributes:
        days: ``(first, last)``; the same day twice for a date.
        text: As printed.
        place: Where it stands.
    """

    days: tuple[date, date]
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one table was read.

    Attributes:
        table: Id of the table of the form.
        how: ``grid`` (cells with positions), ``rows`` (rows recovered from a flattened table),
            ``tokens`` (a bare sequence of labels and values), or ``absent``.
        cells: Number of cells of the form in this table.
        found: How many of them the document has, whatever their state.
        place: Where the first of them stands, or None.
        confidence: How sure the reading is; see :data:`helpers.model.trust.Confidence`.
        inferred: What is not printed and was concluded.
    """

    table: str
    how: Literal["grid", "rows", "tokens", "absent"]
    cells: int
    found: int
    place: Place | None
    confidence: Confidence = "certain"
    inferred: tuple[Inference, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know about our reading; not a finding about the agency."""

    code: str
    text: Text
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as read. Everything the audit may use is here; it never reopens the file.

    Attributes:
        source: The file.
        title: The title line as printed, or "".
        title_place: Where the title stands.
        agency: The organ's name, longest form found, or "".
        agency_names: ``(where, name, place)`` of every form found: title, body, signature, metadata.
        agency_kind: Kind of organ, from its name.
        year: The year reported on, or None.
        form: Id of the edition whose labels the tables carry, or None.
        period: The period the figures are stated for, or None.
        published: The date of signature or publication stated, or None.
        sections: In document order.
        cells: Address → cell, every address of the form (empty without a form).
        claims, statements, breakdowns: What the prose states.
        heads: Block heads of table two as printed.
        labels: Labels as printed, in document order.
        unplaced: What the tables hold beyond the form.
        readings: How each table was read.
        notes: Remarks on our reading.
        repairs: Cells that our first reading left open or misplaced, and how they were put right.
        region: Where the organ is, by the codes of GB/T 2260.
        opening: ``(text, place)`` of each paragraph between the title and the first heading.
        rates: Percentages of the prose with the numbers they come from.
    """

    source: Source
    title: str
    title_place: Place | None
    agency: str
    agency_names: tuple[tuple[str, str, Place | None], ...]
    agency_kind: AgencyKind
    year: int | None
    form: str | None
    period: DatedPhrase | None
    published: DatedPhrase | None
    sections: tuple[Section, ...]
    cells: Mapping[str, Cell]
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    heads: tuple[Head, ...] = ()
    labels: tuple[LabelUse, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    readings: tuple[TableReading, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    repairs: tuple[ReadingRepair, ...] = ()
    region: Region = NOWHERE
    opening: tuple[tuple[str, Place], ...] = ()
    rates: tuple[Rate, ...] = ()

    def cell(self, address: str) -> Cell:
        """Return the cell at `address`, a missing one when the form has no such address."""
        return self.cells.get(address, MISSING)

    @property
    def by_ocr(self) -> bool:
        """Whether any of it was read from a picture."""
        return any(note.code == READ_BY_OCR for note in self.notes)

    def reading(self, table: str) -> TableReading | None:
        """Return how the table `table` was read, or None."""
        return next((r for r in self.readings if r.table == table), None)

    def section(self, section_id: str) -> Section | None:
        """Return the first section that answers section `section_id` of the form, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    @property
    def name(self) -> str:
        """Whose report it is and for which year, as far as it says so."""
        who = self.agency or self.title or self.source.path
        return clean(f"{who} {self.year}" if self.year is not None else who)

    def __repr__(self) -> str:
        """What it is in one line; its parts are its attributes."""
        known = sum(cell.known for cell in self.cells.values())
        said = f"form {self.form}, {known} of {len(self.cells)} cells with a number"
        return (
            f"Report({self.name}: {said}, {len(self.sections)} sections, {len(self.claims)} claims)"
        )

    def _repr_html_(self) -> str:
        known = sum(cell.known for cell in self.cells.values())
        by_hand = sum(repair.kind == "by-hand" for repair in self.repairs)
        mended = f" ({by_hand} corrected by hand · 人工修正)" if by_hand else ""
        stated = self.published.text if self.published is not None else "–"
        return card(
            self.name,
            (
                ("file · 文件", self.source.path),
                ("sha256", self.source.sha256),
                ("place · 地区", self.region.name or "–"),
                ("edition · 版本", self.form or "–"),
                ("date · 日期", stated),
                ("cells with a number · 有数字的单元格", f"{known}/{len(self.cells)}{mended}"),
                ("sections · 章节", len(self.sections)),
                ("numbers of the prose · 正文数字", len(self.claims)),
                ("not placed · 未能归位", len(self.unplaced)),
            ),
        )

    @property
    def prose(self) -> tuple[tuple[str, Place], ...]:
        """All paragraphs of all sections with their places, in order."""
        return tuple(line for section in self.sections for line in section.lines)
