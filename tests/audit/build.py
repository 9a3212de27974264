"""Reports built from model objects, everything in order unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from helpers.audit import Audit, Finding, Outcome, audit, rule
from helpers.form import Form, load_form
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
from helpers.model.prose import Precision
from helpers.numerals import read_cell

YEARS = {"2019": 2020, "2021": 2022}
OVERVIEW = (
    "依法主动公开政府信息，规范办理依申请公开。",
    "工作考核结果良好，社会评议满意，未发生责任追究情况。",
)
PROBLEMS = ("存在的主要问题：公开内容不够丰富。改进情况：加强业务培训。",)


def at(line: int, column: int = 1) -> Place:
    return Place(line=line, column=column)


def cell(printed: str | int | float | Cell, line: int = 1) -> Cell:
    """Return the cell that prints `printed`; ``None``-like states are made with `Cell` itself."""
    if isinstance(printed, Cell):
        return printed
    read = read_cell(str(printed))
    return Cell(read.value, read.unit, str(printed), read.state, at(line))


MISSING = Cell(None, None, "", "missing", None)
UNREADABLE = Cell(None, None, "", "unreadable", at(1))


def balanced(form_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every cell of a form, 0 by default, with totals that add up where not given."""
    form = load_form(form_id)
    cells: dict[str, Any] = {a: values.get(a, 0) for a in form.addresses}
    for equation in sorted(form.equations, key=lambda e: e.rule == "requests-balance"):
        target, *more = equation.right
        if more or target in values or not all(isinstance(cells[a], int) for a in equation.left):
            continue
        cells[target] = sum(cells[a] for a in equation.left)
    # A second time, because the total of a row needs the totals of its columns.
    for equation in form.equations:
        target, *more = equation.right
        if (
            not more
            and target not in values
            and all(isinstance(cells[a], int) for a in equation.left)
        ):
            cells[target] = sum(cells[a] for a in equation.left)
    return cells


def sections(form: Form, prose: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Section, ...]:
    told = {"overview": OVERVIEW, "problems": PROBLEMS, "other": ("无。",), **(prose or {})}
    made = []
    for section in form.sections:
        lines = told.get(section.id, ())
        placed = tuple((text, at(100 * section.number + n)) for n, text in enumerate(lines, 1))
        made.append(
            Section(
                section.number,
                section.label.zh,
                "\n".join(lines),
                at(100 * section.number),
                section.id,
                placed,
            )
        )
    return tuple(made)


def labels(form: Form) -> tuple[LabelUse, ...]:
    made = []
    for table in form.tables:
        for block in table.blocks:
            for row in block.rows:
                where = f"{table.id}.{row.id}"
                made.append(LabelUse(where, row.label.zh, row.label.zh, "exact", at(1)))
            for column in block.columns:
                where = f"{table.id}.{block.id}.{column.id}"
                made.append(LabelUse(where, column.label.zh, column.label.zh, "exact", at(1)))
    return tuple(made)


def heads(form: Form) -> tuple[Head, ...]:
    return tuple(Head(b.id, b.article, at(1)) for t in form.tables for b in t.blocks if b.article)


def readings(form: Form, cells: Mapping[str, Cell]) -> tuple[TableReading, ...]:
    made = []
    for table in form.tables:
        own = [c for a, c in cells.items() if a.startswith(f"{table.id}.")]
        found = sum(c.state not in ("missing", "unreadable") for c in own)
        how = "rows" if found else "absent"
        made.append(TableReading(table.id, how, len(own), found, at(1) if found else None))  # type: ignore[arg-type]
    return tuple(made)


def day(year: int, month: int, number: int, place: Place | None = None) -> DatedPhrase:
    the_day = date(year, month, number)
    return DatedPhrase((the_day, the_day), f"{year}年{month}月{number}日", place or at(900))


def period(first: date, last: date) -> DatedPhrase:
    return DatedPhrase((first, last), f"{first.isoformat()}至{last.isoformat()}", at(2))


def report(
    form_id: str = "2019",
    cells: Mapping[str, Any] | None = None,
    *,
    prose: Mapping[str, tuple[str, ...]] | None = None,
    **changes: Any,
) -> Report:
    """Return a clean report of 青禾镇; `cells` and `changes` make it what a test needs."""
    form = load_form(form_id)
    year = changes.get("year", YEARS.get(form_id))
    printed = {a: cell(v) for a, v in balanced(form_id, cells or {}).items()}
    made = Report(
        source=Source("data/raw/invented.txt", "0" * 64, "text", "utf-8"),
        title=f"青禾镇{year}年政府信息公开工作年度报告",
        title_place=at(1),
        agency="云岚市青禾镇人民政府",
        agency_names=(),
        agency_kind="township",
        year=year,
        form=form_id,
        period=period(date(year, 1, 1), date(year, 12, 31)) if year else None,
        published=day(year + 1, 1, 13) if year else None,
        sections=sections(form, prose),
        cells=printed,
        heads=heads(form),
        labels=labels(form),
        readings=readings(form, printed),
    )
    return replace(made, **changes)


def without_tables(**changes: Any) -> Report:
    """Return a report of which no table was read."""
    none: dict[str, Any] = {"form": None, "cells": {}, "heads": (), "labels": (), "readings": ()}
    return report(**{**none, **changes})


def claim(
    text: str,
    value: float,
    concept: str | None = None,
    unit: str | None = "件",
    precision: Precision = "exact",
    **changes: Any,
) -> Claim:
    made = Claim(text, value, unit, concept, at(101, 9), precision, "overview", text)
    return replace(made, **changes)


def none_of(text: str, *concepts: str) -> Statement:
    return Statement(text, concepts, at(102, 5))


def breakdown(
    text: str,
    whole: float,
    *parts: float,
    listed_as: str = "其中",
    closed: bool = True,
    may_overlap: bool = False,
    unit: str = "条",
    precision: Precision = "exact",
) -> Breakdown:
    """Return a whole with its parts; `text` stands for the whole sentence."""
    opening, _, rest = text.partition(listed_as)
    of = claim(opening.rstrip("，"), whole, "disclosed_items", unit, precision)
    listed = tuple(claim(listed_as + rest, part, None, unit) for part in parts)
    return Breakdown(of, listed, listed_as, closed, may_overlap, text, of.place)


def outcomes(rule_id: str, made: Report) -> dict[str, Outcome]:
    """Return the outcomes of one rule by place."""
    return {r.outcome.at: r.outcome for r in audit(made, (rule(rule_id),)).results}


def verdicts(rule_id: str, made: Report) -> dict[str, str]:
    return {place: outcome.verdict for place, outcome in outcomes(rule_id, made).items()}


def only(rule_id: str, made: Report) -> Outcome:
    """Return the only outcome of a rule."""
    (outcome,) = outcomes(rule_id, made).values()
    return outcome


def facts(outcome: Outcome) -> dict[str, object]:
    """Return what an outcome says beside its words, each cell it quotes by its address."""
    told = {
        "verdict": outcome.verdict,
        "severity": outcome.severity,
        "at": outcome.at,
        "cells": outcome.cells,
        "expected": outcome.expected,
        "actual": outcome.actual,
        "evidence": tuple(e.address or e.quote for e in outcome.evidence),
    }
    return {name: value for name, value in told.items() if value not in (None, ())}


def found(made: Audit, rule_id: str) -> list[Finding]:
    return [f for f in made.findings if f.rule == rule_id]
