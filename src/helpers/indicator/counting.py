"""Numerator and denominator of one indicator in every report, with what must be said of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from helpers.audit.layout import first_year
from helpers.form import load_form
from helpers.indicator.declared import Indicator
from helpers.indicator.flags import STATES
from helpers.indicator.frames import Frames

COLUMNS = ("report", "numerator", "denominator", "flag", "flag_cells")
CELLS = ("report", "address", "value", "state")
RESULTS = ("report", "rule", "verdict", "at")
Row = tuple[str, int | None, int | None, str, str]
_Cell = tuple[float | None, str]


class Counting:
    """Counts indicators over the tables of a run; what they share is looked up once."""

    def __init__(self, frames: Frames, chosen: tuple[Indicator, ...]) -> None:
        names = ("report", "form", "year", "published", "agency_kind", "cells_number", "cells_form")
        reports = frames.table("reports", names)
        plain = reports.astype(object).where(reports.notna(), None)
        self._reports: list[Mapping[str, Any]] = [
            {str(key): value for key, value in row.items()} for row in plain.to_dict("records")
        ]
        self._results = frames.table("results", RESULTS)
        used = {a for one in chosen for c in one.cells for a in (*c.numerator, *c.denominator)}
        self._cells = _cells_by_report(frames.table("cells", CELLS), used) if used else {}
        self._failed = _failed_places(self._results)

    def rows(self, one: Indicator) -> list[Row]:
        """Return a row for every report, in the order of the reports."""
        if one.source == "cells":
            return [self._from_cells(report, one) for report in self._reports]
        if one.source == "reports":
            return [self._from_report(report, one) for report in self._reports]
        if one.source == "dates":
            return [_from_dates(report, one) for report in self._reports]
        return self._from_results(one)

    def _from_cells(self, report: Mapping[str, Any], one: Indicator) -> Row:
        slug, form_id = str(report["report"]), report["form"]
        if form_id is None:
            return slug, None, None, "no-form", ""
        cells = one.cells_in(form_id)
        if cells is None:
            return slug, None, None, "not-in-edition", ""
        there = self._cells.get(slug, {})
        found = {a: there.get(a, (None, "missing")) for a in (*cells.numerator, *cells.denominator)}
        for state in STATES:
            if wrong := [a for a, cell in found.items() if cell[1] == state]:
                return slug, None, None, state, " ".join(wrong)
        counts: dict[str, int] = {}
        for address, (value, _) in found.items():
            if value is None or value < 0 or value != int(value):
                return slug, None, None, "no-count", address
            counts[address] = int(value)
        doubtful = [a for a in found if a in self._doubtful(slug, form_id)]
        return (
            slug,
            sum(counts[a] for a in cells.numerator),
            sum(counts[a] for a in cells.denominator),
            "identity-failed" if doubtful else "",
            " ".join(doubtful),
        )

    def _doubtful(self, slug: str, form_id: str) -> frozenset[str]:
        """Return the cells of a report that belong to an identity that fails."""
        places = self._failed.get(slug)
        if not places:
            return frozenset()
        return frozenset(a for place in places for a in _cells_at(form_id).get(place, ()))

    def _from_report(self, report: Mapping[str, Any], one: Indicator) -> Row:
        part, whole = (report[name] for name in one.columns)
        flag = "" if report["form"] is not None else "no-form"
        if flag:
            return str(report["report"]), None, None, flag, ""
        return str(report["report"]), int(part), int(whole), "", ""

    def _from_results(self, one: Indicator) -> list[Row]:
        own = self._results[self._results["rule"].isin(one.rules)]
        if one.at:
            own = own[own["at"] == one.at]
        counts: dict[str, dict[str, int]] = {}
        for slug, verdict in zip(own["report"], own["verdict"], strict=True):
            per = counts.setdefault(str(slug), {})
            per[str(verdict)] = per.get(str(verdict), 0) + 1
        return [
            _judged(str(r["report"]), counts.get(str(r["report"]), {}), one) for r in self._reports
        ]


def _judged(slug: str, verdicts: Mapping[str, int], one: Indicator) -> Row:
    decided = verdicts.get("pass", 0) + verdicts.get("fail", 0)
    if one.all:  # one mark a report, however many others it is alike to
        return slug, int(bool(verdicts.get(one.counts))), 1, "", ""
    if not decided and verdicts.get("undecided"):
        return slug, None, None, "undecided", ""
    return slug, verdicts.get(one.counts, 0), decided, "", ""


def _from_dates(report: Mapping[str, Any], one: Indicator) -> Row:
    slug, year, dated = str(report["report"]), report["year"], report["published"]
    if year is None or dated is None:
        return slug, None, None, "no-date", ""
    day, end = date.fromisoformat(str(dated)), date(int(year), 12, 31)
    if day <= end:
        return slug, None, None, "date-before-end", ""
    start = end if one.counts == "end" else deadline(int(year), str(report["agency_kind"]))
    return slug, (day - start).days, 1, "", ""


def deadline(year: int, agency_kind: str) -> date:
    """Return the day by which a report for a year is due; for organs not named, for comparison."""
    late = agency_kind == "government" or year < first_year()
    return date(year + 1, 3, 31) if late else date(year + 1, 1, 31)


def _cells_by_report(cells: pd.DataFrame, used: set[str]) -> dict[str, dict[str, _Cell]]:
    own = cells[cells["address"].isin(used)]
    found: dict[str, dict[str, _Cell]] = {}
    values = own["value"].astype(object).where(own["value"].notna(), None)
    for slug, address, value, state in zip(
        own["report"], own["address"], values, own["state"], strict=True
    ):
        found.setdefault(str(slug), {})[str(address)] = (value, str(state))
    return found


def _failed_places(results: pd.DataFrame) -> dict[str, set[tuple[str, str]]]:
    rules = {rule for form_id in ("2019", "2021", "legacy") for rule, _ in _cells_at(form_id)}
    own = results[results["rule"].isin(rules) & (results["verdict"] == "fail")]
    found: dict[str, set[tuple[str, str]]] = {}
    for slug, rule, at in zip(own["report"], own["rule"], own["at"], strict=True):
        found.setdefault(str(slug), set()).add((str(rule), str(at)))
    return found


@cache
def _cells_at(form_id: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for each identity and place, the cells that it adds up."""
    return {(e.rule, e.at): (*e.left, *e.right) for e in load_form(form_id).equations}
