"""Small invented reports, made without a file: what the examples of the rules are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from helpers.audit.context import ALONE, Context
from helpers.audit.example import Example, Examples
from helpers.form import Form, load_form
from helpers.messages import Text
from helpers.model import (
    Breakdown,
    Cell,
    Claim,
    DatedPhrase,
    Head,
    LabelUse,
    Place,
    Report,
    Section,
    Source,
    Statement,
    TableReading,
)
from helpers.numerals import read_cell

NATURAL = "natural_person"
BUSY = {
    f"applications.received.{NATURAL}": "7",
    f"applications.brought_forward.{NATURAL}": "2",
    f"applications.granted.{NATURAL}": "5",
    f"applications.not_held.{NATURAL}": "3",
    f"applications.carried_forward.{NATURAL}": "1",
    "disputes.reconsideration.upheld": "2",
    "disputes.reconsideration.pending": "1",
}
"""Cells of a report in which something happened; the rest adds up to them."""
AGENCY = "云岚市青禾镇人民政府"
_PROSE = {
    "overview": (
        "依法主动公开政府信息，规范办理依申请公开。",
        "工作考核结果良好，社会评议满意，未发生责任追究情况。",
    ),
    "problems": ("存在的主要问题：公开内容不够丰富。改进情况：加强业务培训。",),
    "other": ("无。",),
}
_YEARS = {"2019": 2020, "2021": 2022, "legacy": 2016}


def specimen(
    form_id: str = "2021",
    cells: Mapping[str, str] | None = None,
    prose: Mapping[str, tuple[str, ...]] | None = None,
    **changes: Any,
) -> Report:
    """Return a report in which nothing is wrong, but for what is asked.

    Args:
        form_id: Edition of the form.
        cells: Address → what is printed there; all others are 0, and totals add up.
        prose: Section → its paragraphs, instead of the ordinary ones.
        changes: Other attributes of the report.
    """
    form = load_form(form_id)
    year = changes.get("year", _YEARS[form_id])
    return replace(
        Report(
            source=Source(f"invented{f'-{year}' if year else ''}.txt", "0" * 64, "text", "utf-8"),
            title=f"青禾镇{f'{year}年' if year else ''}政府信息公开工作年度报告",
            title_place=Place(line=1, column=1),
            agency=AGENCY,
            agency_names=(("title", "青禾镇", Place(line=1, column=1)),),
            agency_kind="township",
            year=year,
            form=form_id,
            period=_period(year) if year else None,
            published=_day(date(year + 1, 1, 13)) if year else None,
            sections=_sections(form, {**_PROSE, **(prose or {})}),
            cells=_cells(form, cells or {}),
            heads=tuple(
                Head(b.id, b.article, Place(line=20))
                for t in form.tables
                for b in t.blocks
                if b.article
            ),
            labels=_labels(form),
            readings=tuple(
                TableReading(t.id, "rows", n, n, Place(line=30))
                for t in form.tables
                if (n := sum(a.startswith(f"{t.id}.") for a in form.addresses))
            ),
        ),
        **changes,
    )


def printed(text: str) -> Cell:
    """Return the cell that prints `text`."""
    read = read_cell(text)
    return Cell(read.value, read.unit, text, read.state, Place(line=40))


def changed(report: Report, **cells: str) -> Report:
    """Return a report with cells printed otherwise and nothing adapted; ``__`` stands for a dot."""
    new = {a.replace("__", "."): printed(text) for a, text in cells.items()}
    return replace(report, cells={**report.cells, **new})


def claim(text: str, value: float, concept: str | None = None, unit: str = "件") -> Claim:
    """Return a number of the prose, which stands in the first section."""
    return Claim(
        text, value, unit, concept, Place(line=101, column=9), section="overview", sentence=text
    )


def none_of(text: str, concept: str) -> Statement:
    """Return a statement that there were none."""
    return Statement(text, (concept,), Place(line=102, column=5))


def listed(text: str, whole: int, *parts: int) -> Breakdown:
    """Return a whole and its parts, as ``公开信息208条，其中…`` states them."""
    opening, _, rest = text.partition("其中")
    of = claim(opening.rstrip("，"), whole, "disclosed_items", "条")
    named = tuple(claim(f"其中{rest}", part, None, "条") for part in parts)
    return Breakdown(of, named, "其中", True, False, text, of.place)


def telling(text: str, **changes: Any) -> Report:
    """Return a report whose first section says `text`, and last what every township must."""
    return specimen(prose={"overview": (text, _PROSE["overview"][1])}, **changes)


def three(
    passing: tuple[str, str, Report],
    failing: tuple[str, str, Report],
    undecidable: tuple[str, str, Report],
    contexts: tuple[Context, Context, Context] = (ALONE, ALONE, ALONE),
) -> Examples:
    """Return three examples, each given as its sentence in both languages and its report."""
    made = [
        Example(Text(en, zh), report, context)
        for (en, zh, report), context in zip((passing, failing, undecidable), contexts, strict=True)
    ]
    return Examples(*made)


def _day(day: date) -> DatedPhrase:
    return DatedPhrase((day, day), f"{day.year}年{day.month}月{day.day}日", Place(line=900))


def _period(year: int) -> DatedPhrase:
    days = date(year, 1, 1), date(year, 12, 31)
    return DatedPhrase(days, f"{year}年1月1日至{year}年12月31日", Place(line=2))


def _sections(form: Form, prose: Mapping[str, tuple[str, ...]]) -> tuple[Section, ...]:
    made = []
    for section in form.sections:
        lines = prose.get(section.id, ())
        first = 100 * section.number
        placed = tuple((text, Place(line=first + n, column=1)) for n, text in enumerate(lines, 1))
        place = Place(line=first)
        title = section.label.zh
        made.append(Section(section.number, title, "\n".join(lines), place, section.id, placed))
    return tuple(made)


def _labels(form: Form) -> tuple[LabelUse, ...]:
    """Return every label of the form, printed as the form has it."""
    names = [
        (f"{t.id}.{row.id}", row.label.zh) for t in form.tables for b in t.blocks for row in b.rows
    ]
    names += [
        (f"{t.id}.{b.id}.{column.id}", column.label.zh)
        for t in form.tables
        for b in t.blocks
        for column in b.columns
    ]
    return tuple(LabelUse(at, words, words, "exact", Place(line=20)) for at, words in names)


def _cells(form: Form, given: Mapping[str, str]) -> dict[str, Cell]:
    cells = {a: printed(given.get(a, "0")) for a in form.addresses}
    for _ in range(2):  # the total of a row needs the totals of its columns first
        for equation in form.equations:
            target, *more = equation.right
            if not more and target not in given:
                total = sum(cells[a].value or 0 for a in equation.left)
                cells[target] = printed(str(total))
    return cells
