"""Tidy tables: one row an observation, one column a field, every field described once.

pandas begins here. The same description (:mod:`helpers.fields`) gives the order and type of the
columns and the codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.audit import Audit
from helpers.fields import DERIVED, TABLES, Field
from helpers.markup import clean
from helpers.rows import Row, place_json, rows

__all__ = [
    "cells",
    "claims",
    "csv_text",
    "findings",
    "frame",
    "guarded",
    "place_json",
    "readings",
    "reports",
    "results",
]


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as the table `table` of the codebook: its columns, in its order, of its types."""
    fields = {**TABLES, **DERIVED}[table].fields
    data = list(rows)
    columns = {f.name: _typed(f, [row.get(f.name) for row in data]) for f in fields}
    return pd.DataFrame(columns)


def _typed(field: Field, values: Sequence[object]) -> pd.Series[Any]:
    dtype = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}.get(
        field.type, "string"
    )
    return pd.Series(values, dtype=dtype)


def reports(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row a report: who, when, how it was read, what came out."""
    return _table("reports", audits)


def cells(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every cell of the form of every report, missing ones included."""
    return _table("cells", audits)


def readings(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every table of the form of every report: how it was read."""
    return _table("readings", audits)


def claims(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every number of the prose of every report."""
    return _table("claims", audits)


def results(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row for every rule at every place it was applied to."""
    return _table("results", audits)


def findings(audits: Mapping[str, Audit]) -> pd.DataFrame:
    """Return one row a finding, worst first within each report."""
    return _table("findings", audits)


def _table(name: str, audits: Mapping[str, Audit]) -> pd.DataFrame:
    return frame(name, (row for slug, audit in audits.items() for row in rows(name, slug, audit)))


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

    Whether a lone carriage return is quoted depends on the version of Python. Characters that a
    terminal obeys, that hide or that turn the direction of writing are left out, before formulas
    are looked for.
    """
    plain = table.copy()
    for name in plain.columns:
        if plain[name].dtype == "string":
            plain[name] = plain[name].str.replace(r"\r\n?", "\n", regex=True)
            words = "".join(plain[name].dropna())
            if clean(words) != words:
                plain[name] = plain[name].map(clean, na_action="ignore").astype("string")
    return guarded(plain).to_csv(index=False, lineterminator="\n")
