"""What the command line prints: the contract's JSON, and lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit import Audit
from helpers.display import findings, headline, reading
from helpers.form import load_form
from helpers.messages import Lang
from helpers.model import Place, Report

SCHEMA = "ogi-report/1"


def report_json(report: Report) -> dict[str, object]:
    """Return the shape of ``ogi-audit parse --json``.

    Beyond the contract's keys there are `region`, where the organ is, and `reading`: how each table
    was read, and notes on it; and in a cell read from a picture `confidence`: how sure its
    recognition is, 0 to 1.
    """
    return {
        "schema": SCHEMA,
        "source": report.source.as_dict(),
        "agency": report.agency,
        "agency_kind": report.agency_kind,
        "region": report.region.as_dict(),
        "year": report.year,
        "form": report.form,
        "period": [d.isoformat() for d in report.period.days] if report.period else None,
        "published": report.published.days[0].isoformat() if report.published else None,
        "sections": [
            {"number": s.number, "title": s.title, "text": s.text, "place": s.place.as_dict()}
            for s in report.sections
        ],
        "cells": {
            address: {
                "value": cell.value,
                "unit": cell.unit,
                "raw": cell.raw,
                "state": cell.state,
                "place": _place(cell.place),
                **({} if cell.confidence is None else {"confidence": cell.confidence}),
            }
            for address, cell in report.cells.items()
        },
        "claims": [
            {
                "text": c.text,
                "value": c.value,
                "unit": c.unit,
                "concept": c.concept,
                "place": c.place.as_dict(),
            }
            for c in report.claims
        ],
        "unplaced": [
            {"text": u.text, "place": u.place.as_dict(), "reason": u.reason.as_dict()}
            for u in report.unplaced
        ],
        "reading": {
            "tables": [
                {
                    "table": r.table,
                    "how": r.how,
                    "cells": r.cells,
                    "found": r.found,
                    "place": _place(r.place),
                    "confidence": r.confidence,
                    "inferred": [{"code": i.code, "message": i.text.as_dict()} for i in r.inferred],
                }
                for r in report.readings
            ],
            "repairs": [
                {
                    "kind": r.kind,
                    "address": r.address,
                    "was": {"state": r.was[0], "raw": r.was[1]},
                    "now": {"state": r.now[0], "raw": r.now[1]},
                    "why": r.why.as_dict(),
                    "place": _place(r.place),
                    "by": r.by,
                }
                for r in report.repairs
            ],
            "notes": [
                {"code": n.code, "message": n.text.as_dict(), "place": _place(n.place)}
                for n in report.notes
            ],
        },
    }


def _place(place: Place | None) -> dict[str, object] | None:
    return place.as_dict() if place is not None else None


def parsed_lines(report: Report, lang: Lang) -> Iterator[str]:
    """Yield a reading for a person: what was read, and every cell that is not zero."""
    yield f"== {report.source.path}"
    yield repr(reading(report, lang))
    form = load_form(report.form) if report.form else None
    for address, cell in report.cells.items():
        if form is not None and cell.value != 0:
            words = cell.raw if cell.known else cell.state
            place = f" ({cell.place.show(lang)})" if cell.place else ""
            yield f"  {address}: {form.label(address).in_(lang)} = {words}{place}"
    for item in report.unplaced:
        yield f"  ? {item.text!r} ({item.place.show(lang)}): {item.reason.in_(lang)}"
    for note in report.notes:
        yield f"  ! {note.text.in_(lang)}"
    yield ""


def audited_lines(audit: Audit, lang: Lang) -> Iterator[str]:
    """Yield an audit for a person: the result in one line, then the findings."""
    report = audit.report
    yield f"== {report.agency or report.title} {report.year or ''} · {report.source.path}"
    yield repr(headline(audit, lang))
    yield ""
    if audit.findings:
        yield repr(findings(audit, lang))
        yield ""
