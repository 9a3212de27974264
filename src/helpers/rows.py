"""The rows of the tables, report by report: one row an observation, one key a field.

No table is held here: a run writes the rows of a report down before the next is judged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from helpers.audit import Audit, Review
from helpers.fields import TABLES
from helpers.form import load_form

Row = Mapping[str, Any]


def rows(table: str, slug: str, audit: Audit) -> Iterator[Row]:
    """Yield the rows of one report in the table `table` of the codebook.

    Args:
        table: Name of the table.
        slug: Name of the report in products, the key of all tables.
        audit: Its audit.
    """
    report = audit.report
    key = {"report": slug, "agency": report.agency or None, "year": report.year}
    for row in _ROWS[table](audit):
        yield {**key, **row}


def values(table: str, slug: str, audit: Audit) -> list[list[Any]]:
    """Return the rows of one report as lists, in the order of the fields."""
    names = [field.name for field in TABLES[table].fields]
    return [[row.get(name) for name in names] for row in rows(table, slug, audit)]


def _reports(audit: Audit) -> Iterator[Row]:
    report = audit.report
    counts = audit.severities()
    yield {
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


def _cells(audit: Audit) -> Iterator[Row]:
    report = audit.report
    form = load_form(report.form) if report.form else None
    for address, cell in report.cells.items():
        table, row, column = address.split(".")
        label = form.label(address) if form else None
        yield {
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


def _readings(audit: Audit) -> Iterator[Row]:
    for reading in audit.report.readings:
        yield {
            "form": audit.report.form,
            "table": reading.table,
            "how_read": reading.how,
            "cells_table": reading.cells,
            "cells_found": reading.found,
            "reading_confidence": reading.confidence,
            "inferred": " ".join(i.code for i in reading.inferred) or None,
            "place": place_json(reading.place),
        }


def _claims(audit: Audit) -> Iterator[Row]:
    for claim in audit.report.claims:
        yield {
            "section": claim.section or None,
            "text": claim.text,
            "value": claim.value,
            "unit": claim.unit,
            "precision": claim.precision,
            "concept": claim.concept,
            "place": place_json(claim.place),
        }


def _results(audit: Audit) -> Iterator[Row]:
    for result in audit.results:
        yield {
            "rule": result.rule.id,
            "verdict": result.outcome.verdict,
            "at": result.outcome.at,
            "message_en": result.outcome.message.en,
            "message_zh": result.outcome.message.zh,
        }


def _findings(audit: Audit) -> Iterator[Row]:
    for finding in audit.findings:
        yield {
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


_ROWS: dict[str, Callable[[Audit], Iterable[Row]]] = {
    "reports": _reports,
    "cells": _cells,
    "readings": _readings,
    "claims": _claims,
    "findings": _findings,
    "results": _results,
}
