"""Which reports meet a condition before there is a data set of them: by their cards alone."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from helpers.corpus.conditions import ALIASES, condition
from helpers.corpus.layout import TYPES
from helpers.errors import UsageError
from helpers.fields import FIELDS
from helpers.messages import Text

KNOWN = ("report", "agency", "agency_kind", "year", "region_code", "form")
"""Fields of the table of reports that are known of a report before it is audited."""


def check_condition(text: str) -> None:
    """Refuse a condition that is none, or on what is known only after the audit.

    Raises:
        UsageError: it is one of these.
    """
    condition(text)
    names = (node.id for node in ast.walk(ast.parse(text.strip())) if isinstance(node, ast.Name))
    for name in names:
        if ALIASES.get(name, name) not in KNOWN:
            raise UsageError(
                "known-too-late",
                Text("This is known only after the audit.", "此字段在审计之后才知道。"),
                Text(
                    f"Choose by {', '.join([*KNOWN, *ALIASES])}; later, open the data set with Corpus.",
                    f"请按 {'、'.join([*KNOWN, *ALIASES])} 选择；其余可在审计后用 Corpus 筛选。",
                ),
                name,
            )


def meeting(text: str, rows: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Tell of each row, which holds the fields of :data:`KNOWN`, whether it meets a condition.

    Raises:
        UsageError: it is no condition on what is known.
    """
    check_condition(text)
    schema = [(name, TYPES.get(FIELDS[name].type, pa.string())) for name in KNOWN]
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(schema))
    table = table.append_column("row", pa.array(range(len(rows)), pa.int64()))
    met = set(table.filter(condition(text))["row"].to_pylist())
    return [number in met for number in range(len(rows))]
