"""Tables of a run over invented reports, made without touching the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audited import audited
from helpers import tidy
from helpers.audit import Audit
from helpers.indicator import Tables

REQUESTS = "applications."


def tables(**audits: Audit) -> Tables:
    """Return the tables over audits, each called as the argument is."""
    return Tables(
        tidy.reports(audits), tidy.cells(audits), tidy.results(audits), tidy.findings(audits)
    )


def report(
    form_id: str = "2021", values: Mapping[str, Any] | None = None, kind: str = "", **changes: Any
) -> Audit:
    """Return the audit of an invented report, of another kind of organ if asked for."""
    audit = audited(form_id, values, **changes)
    return replace(audit, report=replace(audit.report, agency_kind=kind)) if kind else audit


def outcomes(received: int, granted: int, **more: int) -> dict[str, int]:
    """Return cells of table three, all of natural persons: what came in and what came of it."""
    cells = {f"{REQUESTS}received.natural_person": received}
    cells[f"{REQUESTS}granted.natural_person"] = granted
    return cells | {f"{REQUESTS}{row}.natural_person": n for row, n in more.items()}
