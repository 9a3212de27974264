"""``indicators()``: a tidy table of rates, a row a report and indicator, or a group and indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from helpers.errors import UsageError
from helpers.indicator.counting import COLUMNS, Counting
from helpers.indicator.declared import Indicator, declared, indicator
from helpers.indicator.flags import joined
from helpers.indicator.frames import Frames
from helpers.messages import Text
from helpers.shares import Ratio, Share
from helpers.tidy import frame

GROUPS = ("year", "agency_kind", "province", "city", "county", "region_code", "form", "agency")
"""Columns that reports can be grouped by."""
_Number = int | float | None


def indicators(
    frames: Frames,
    ids: str | Iterable[str] | None = None,
    by: str | Sequence[str] | None = None,
    *,
    sums: bool = True,
) -> pd.DataFrame:
    """Return indicators with their counts, intervals and flags.

    Args:
        frames: An opened corpus, or other tables of a run.
        ids: Ids of indicators, or of a family (``denial-ground``); all where none are given.
        by: Columns of :data:`GROUPS` to add reports up by (sum of numerators over sum of
            denominators); without it each report has a row of its own.
        sums: Whether reports that are the sum of others have rows; added up they never are.

    Returns:
        One row a report (or group) and indicator, described in the codebook as
        ``indicators`` and ``indicator_groups``. A number that is not to be had is empty, and
        `flag` says why.

    Raises:
        UsageError: an indicator or a column is not known.
    """
    chosen = _chosen(ids)
    groups = _groups(by)
    counting = Counting(frames, chosen)
    reports = frames.table("reports", GROUPS)
    parts = [_counted(counting, one, reports) for one in chosen]
    whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    double = _consolidated(frames.table("results", ("report", "rule", "verdict")))
    if not groups:
        whole = whole if sums else whole[~whole["report"].isin(double)]
        plain = whole.astype(object).where(whole.notna() & (whole != ""), None)
        rows = [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]
        return frame("indicators", rows)
    return added(whole, groups, double, {one.id: one for one in chosen})


def _chosen(ids: str | Iterable[str] | None) -> tuple[Indicator, ...]:
    if ids is None:
        return declared()
    names = [ids] if isinstance(ids, str) else list(ids)
    found: dict[str, Indicator] = {}
    for name in names:
        family = [one for one in declared() if one.family == name]
        found |= {one.id: one for one in family or [indicator(name)]}
    return tuple(found.values())


def _groups(by: str | Sequence[str] | None) -> list[str]:
    names = [by] if isinstance(by, str) else list(by or ())
    if wrong := [name for name in names if name not in GROUPS]:
        raise UsageError(
            "no-such-group",
            Text("Reports cannot be grouped by this.", "报告不能按此分组。"),
            Text(f"Columns: {', '.join(GROUPS)}.", f"可用的列：{'、'.join(GROUPS)}。"),
            ", ".join(map(str, wrong)),
        )
    return names


def _counted(counting: Counting, one: Indicator, reports: pd.DataFrame) -> pd.DataFrame:
    """Return an indicator of every report."""
    table = pd.DataFrame(counting.rows(one), columns=list(COLUMNS))
    for name in GROUPS:
        table[name] = reports[name].to_numpy()
    table["indicator"] = one.id
    measured = [
        _measured(one, part, whole)
        for part, whole in zip(table["numerator"], table["denominator"], strict=True)
    ]
    for at, name in enumerate(("value", "low", "high")):
        table[name] = [m[at] for m in measured]
    table["flag"] = [joined(f, m[3]) for f, m in zip(table["flag"], measured, strict=True)]
    table["rankable"] = _rankable(table)
    return table


def _measured(one: Indicator, part: Any, whole: Any) -> tuple[_Number, _Number, _Number, str]:
    """Return the value, its interval and what is to be said of them."""
    if pd.isna(part) or pd.isna(whole):
        return None, None, None, ""
    part, whole = int(part), int(whole)
    if not whole:
        return None, None, None, "nothing"
    few = "few" if whole < one.least else ""
    if one.kind == "mean":
        return part / whole, None, None, few
    if one.kind == "share" and part > whole:
        return None, None, None, "exceeds"  # more than the whole is no share
    measure = Share(part, whole) if one.kind == "share" else Ratio(part, whole)
    low, high = measure.interval or (None, None)
    return measure.value, low, high, few


def _rankable(table: pd.DataFrame) -> list[bool]:
    """Tell which values may be put in order: enough of them, and nothing against their cells."""
    against = {"few", "identity-failed"}
    return [
        bool(pd.notna(value)) and not against & set(str(flag).split())
        for value, flag in zip(table["value"], table["flag"], strict=True)
    ]


def _consolidated(results: pd.DataFrame) -> set[str]:
    """Return the reports that are the sum of others, whose requests must not count twice."""
    own = results[(results["rule"] == "levels-sum") & (results["verdict"] != "not_applicable")]
    return set(own["report"].astype(str))


def added(
    whole: pd.DataFrame, groups: list[str], sums: set[str], chosen: dict[str, Indicator]
) -> pd.DataFrame:
    """Add up rows of reports by group: the sum of numerators over the sum of denominators.

    Args:
        whole: Rows of reports, with the columns of `groups`.
        groups: Columns of :data:`GROUPS`.
        sums: Reports that are the sum of others; they are left out beside those.
        chosen: The indicators of the rows by id.

    Returns:
        Rows described in the codebook as ``indicator_groups``, in the order of `chosen`.
    """
    rows = []
    order = {name: n for n, name in enumerate(chosen)}
    keyed = whole.groupby(["indicator", *groups], dropna=False, sort=True)
    for key, own in keyed:
        name, *rest = key
        values: list[Any] = rest
        one = chosen[str(name)]
        double = own["report"].isin(sums)
        # A group of nothing but sums (every government of a year) is shown: nothing counts twice.
        own_only = own[~double] if not double.all() else own
        there = own_only[own_only["numerator"].notna() & own_only["denominator"].notna()]
        counted = len(there)
        part = int(there["numerator"].sum()) if counted else None
        bottom = int(there["denominator"].sum()) if counted else None
        value, low, high, flag = _measured(one, part, bottom)
        doubtful = int(there["flag"].fillna("").str.contains("identity-failed").sum())
        flags = joined(
            flag,
            "identity-failed" if doubtful else "",
            "left-out" if counted < len(own_only) else "",
            "consolidated-left-out" if len(own_only) < len(own) else "",
        )
        rows.append(
            {
                "indicator": name,
                **{g: (None if pd.isna(v) else v) for g, v in zip(groups, values, strict=True)},
                "numerator": part,
                "denominator": bottom,
                "value": value,
                "low": low,
                "high": high,
                "n": counted,
                "left_out": len(own) - counted,
                "doubtful": doubtful,
                "flag": flags or None,
                "rankable": value is not None and "few" not in flags.split(),
            }
        )
    rows.sort(key=lambda row: order[str(row["indicator"])])
    table = frame("indicator_groups", rows)
    absent = [name for name in GROUPS if name not in groups]
    return table.drop(columns=absent)
