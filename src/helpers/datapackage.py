"""The descriptor of the data set, a Frictionless Data Package, generated from the fields and the forms.

Each part of a table is a resource of its own, because a resource of several files means one file cut
into pieces, which Parquet files are not. All parts of a table share one schema, a file beside the
descriptor. The year is in the name of the folder and not in the file, so the schema leaves it out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from helpers.corpus.layout import DESCRIPTOR, LAYOUT, YEAR, part_of
from helpers.fields import TABLES, Field
from helpers.form import editions, load_form

OWN = "ogi-audit"
"""Name of what this project adds to the descriptor."""
_TYPES = {"text": "string"}
_LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero 1.0; passages quoted from a report stay what they are in the report",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_SOURCE = {
    "title": "Annual reports on open government information (政府信息公开工作年度报告) of the organs "
    "named in the table of reports; where each came from is recorded in data/raw/manifest.csv"
}


def descriptors(years: Sequence[int | None], *, csv: bool = False) -> dict[str, str]:
    """Return the descriptor and the schemas it refers to, by their names beside the tables.

    Args:
        years: The years of the data set, None for reports that do not say theirs.
        csv: Whether there are CSV files of the tables, too.
    """
    files = {_schema_name(table): _text(_schema(table)) for table in TABLES}
    resources = [_part(table, year) for table in TABLES for year in years]
    if csv:
        files |= {_schema_name(table, "csv"): _text(_schema(table, "csv")) for table in TABLES}
        resources += [_csv(table) for table in TABLES]
    package = {
        "profile": "data-package",
        "name": "ogi-audit-tables",
        "title": "Audits of annual reports on open government information · 政府信息公开工作年度报告审计",
        "description": "Every table has one row for each observation and the key `report`. The meaning of "
        "the fields, the labels of the cells and their identities: codebook.md.",
        "licenses": [_LICENCE],
        "sources": [_SOURCE],
        "resources": resources,
        OWN: {"layout": LAYOUT, "tables": list(TABLES), "years": list(years), "units": _units()},
    }
    return {**files, DESCRIPTOR: _text(package)}


def _part(table: str, year: int | None) -> dict[str, Any]:
    row = TABLES[table].row
    label = str(year) if year is not None else "year-unknown"
    return {
        "name": f"{table}-{label}",
        "path": part_of(table, year),
        "title": f"One row: {row.en} ({label}) · 每行：{row.zh}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _schema_name(table),
        OWN: {"table": table, YEAR: year},
    }


def _csv(table: str) -> dict[str, Any]:
    row = TABLES[table].row
    return {
        "name": f"{table}-csv",
        "path": f"{table}.csv",
        "title": f"One row: {row.en} · 每行：{row.zh}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": _schema_name(table, "csv"),
        OWN: {"table": table},
    }


def _schema_name(table: str, kind: str = "parquet") -> str:
    return f"schemas/{table}.json" if kind == "parquet" else f"schemas/{table}.{kind}.json"


def _schema(table: str, kind: str = "parquet") -> dict[str, Any]:
    fields = [f for f in TABLES[table].fields if kind == "csv" or f.name != YEAR]
    key = {"primaryKey": ["report"]} if table == "reports" else {}
    return {"fields": [_field(f) for f in fields], "missingValues": [""], **key}


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": _TYPES.get(field.type, field.type),
        "title": f"{field.label.en} · {field.label.zh}",
        "description": f"{field.meaning.en} · {field.meaning.zh}",
    }


def _units() -> dict[str, dict[str, list[str]]]:
    """Return the unit of every cell of every edition, in both languages."""
    forms = (load_form(name) for name in editions())
    return {
        form.id: {a: [form.unit(a).en, form.unit(a).zh] for a in form.addresses} for form in forms
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
