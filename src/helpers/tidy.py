"""Tidy tables: one row an observation, one column a field, every field described once.

pandas begins here. The same description (:mod:`helpers.fields`) gives the order and type of the
columns and the codebook.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.audit import Audit, Review
from helpers.fields import TABLES, Field
from helpers.form import load_form

Row = Mapping[str, Any]


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as the table `table` of the codebook: its columns, in its order, of its types."""
    fields = TABLES[table].fields
    data = list(rows)
    columns = {f.name: _typed(f, [row.get(f.name) for row in data]) for f in fields}
    return pd.DataFrame(columns)


def _typed(field: Field, values: Sequence[object]) -> pd.Series[Any]:
    dtype = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}.get(
        field.type, "string"
    )
    return pd.Series(values, dtype=dtype)


def _key(audit: Audit, slug: str) -> dict[str, object]:
    report = audit.report
    return {"report": slug, "agency": report.agency or None, "year": report.year}


def reports(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row a report: who, when, how it was read, what came out."""
    return frame("reports", (_report_row(slug, a) for slug, a in audits.items()))


def _report_row(slug: str, audit: Audit) -> Row:
    report = audit.report
    counts = audit.severities()
    return {
        **_key(audit, slug),
        "agency_kind": report.agency_kind,
        "region_code": report.region.code or None,
        "province": report.region.province or None,
        "city": report.region.city or None,
        "county": report.region.county or None,
        "township": report.region.township or None,
        "region_how": report.region.how,
        "form": report.form,
        "title": report.title,
        "period_first": report.period.days[0].isoformat() if report.period else None,
        "period_last": report.period.days[1].isoformat() if report.period else None,
        "published": report.published.days[0].isoformat() if report.published else None,
        "sections": len(report.sections),
        "cells_form": len(report.cells),
        "cells_number": sum(c.state == "number" for c in report.cells.values()),
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "passed": audit.count("pass"),
        "failed": audit.count("fail"),
        "undecided": audit.count("undecided"),
        "not_applicable": audit.count("not_applicable"),
        "path": report.source.path,
        "sha256": report.source.sha256,
        "format": report.source.format,
        "encoding": report.source.encoding,
    }


def cells(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every cell of the form of every report, missing ones included."""
    return frame("cells", (row for slug, a in audits.items() for row in _cell_rows(slug, a)))


def _cell_rows(slug: str, audit: Audit) -> Iterable[Row]:
    report = audit.report
    form = load_form(report.form) if report.form else None
    for address, cell in report.cells.items():
        table, row, column = address.split(".")
        label = form.label(address) if form else None
        yield {
            **_key(audit, slug),
            "form": report.form,
            "address": address,
            "table": table,
            "row": row,
            "column": column,
            "label_en": label.en if label else None,
            "label_zh": label.zh if label else None,
            "value": cell.value,
            "unit": cell.unit,
            "raw": cell.raw,
            "state": cell.state,
            "confidence": cell.confidence,
            "place": place_json(cell.place),
        }


def readings(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every table of the form of every report: how it was read."""
    return frame(
        "readings",
        (
            {
                **_key(audit, slug),
                "form": audit.report.form,
                "table": reading.table,
                "how_read": reading.how,
                "cells_table": reading.cells,
                "cells_found": reading.found,
                "reading_confidence": reading.confidence,
                "inferred": " ".join(i.code for i in reading.inferred) or None,
                "place": place_json(reading.place),
            }
            for slug, audit in audits.items()
            for reading in audit.report.readings
        ),
    )


def claims(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every number of the prose of every report."""
    return frame(
        "claims",
        (
            {
                **_key(audit, slug),
                "section": claim.section or None,
                "text": claim.text,
                "value": claim.value,
                "unit": claim.unit,
                "precision": claim.precision,
                "concept": claim.concept,
                "place": place_json(claim.place),
            }
            for slug, audit in audits.items()
            for claim in audit.report.claims
        ),
    )


def results(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every rule at every place it was applied to."""
    return frame(
        "results",
        (
            {
                **_key(audit, slug),
                "rule": result.rule.id,
                "verdict": result.outcome.verdict,
                "at": result.outcome.at,
                "message_en": result.outcome.message.en,
                "message_zh": result.outcome.message.zh,
            }
            for slug, audit in audits.items()
            for result in audit.results
        ),
    )


def findings(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row a finding, worst first within each report."""
    return frame(
        "findings",
        (
            {
                **_key(audit, slug),
                "severity": finding.severity,
                "rule": finding.rule,
                "at": finding.at,
                "message_en": finding.message.en,
                "message_zh": finding.message.zh,
                "cells": " ".join(finding.cells) or None,
                "expected": None if finding.expected is None else str(finding.expected),
                "actual": None if finding.actual is None else str(finding.actual),
                "quote": finding.evidence[0].quote if finding.evidence else None,
                "place": place_json(finding.evidence[0].place if finding.evidence else None),
                "basis_en": finding.basis.en,
                "basis_zh": finding.basis.zh,
                "fingerprint": finding.fingerprint,
                **_decided(audit.reviewed(finding), audit),
            }
            for slug, audit in audits.items()
            for finding in audit.findings
        ),
    )


def _decided(reviews: Sequence[Review], audit: Audit) -> Row:
    if not reviews:
        return {}
    return {
        "decision": "; ".join(r.decision for r in reviews),
        "decision_reason": "; ".join(r.reason for r in reviews),
        "reviewer": "; ".join(r.reviewer for r in reviews),
        "decision_date": "; ".join(r.date for r in reviews),
        "decision_stale": any(r.stale(audit.report) for r in reviews),
    }


def place_json(place: object) -> str | None:
    """Return a place as compact JSON, the same keys as in the JSON output; None for none."""
    as_dict = getattr(place, "as_dict", None)
    return None if as_dict is None else json.dumps(as_dict(), separators=(",", ":"))


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table safe for spreadsheet programs: no text of a report begins a formula.

    Text that begins with ``=``, ``+``, ``-``, ``@`` (full width, too) or a control character and
    is no plain number gets a leading apostrophe. The Parquet files hold the text as it is.
    """
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype == "string":
            risky = safe[name].str.match(r"[=+\-@＝＋－＠\x00-\x1f]").fillna(False)
            number = safe[name].str.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?").fillna(False)
            safe.loc[risky & ~number, name] = "'" + safe[name]
    return safe


def csv_text(table: pd.DataFrame) -> str:
    """Return the guarded table as CSV; every line, also inside a text, ends in a line feed.

    Whether a lone carriage return is quoted depends on the version of Python.
    """
    safe = guarded(table)
    for name in safe.columns:
        if safe[name].dtype == "string":
            safe[name] = safe[name].str.replace(r"\r\n?", "\n", regex=True)
    return safe.to_csv(index=False, lineterminator="\n")
