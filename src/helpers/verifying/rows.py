"""The rows of one report in the tables of a run, whatever files they are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from helpers.fields import TABLES
from helpers.messages import Text
from helpers.verifying.notebooks import MOST_CHANGES
from helpers.verifying.outcome import Difference, apart, short

OWNER = "report"
"""The column that says which report a row is of."""


def table_differences(old: Path, new: Path, slug: str) -> Iterator[Difference]:
    """Yield what differs between the rows of a report in two folders of tables.

    Args:
        old: The folder handed over.
        new: Ours.
        slug: The report, as the tables call it.
    """
    for name in TABLES:
        ours, theirs = _rows(new, name, slug), _rows(old, name, slug)
        if ours is None:
            continue
        if theirs is None:
            yield Difference(
                "table", f"tables/{name}", "", "", "", Text("not readable", "无法读取")
            )
            continue
        yield from islice(_changes(theirs, ours, f"tables/{name}"), MOST_CHANGES)


def _changes(
    old: list[dict[str, Any]], new: list[dict[str, Any]], file: str
) -> Iterator[Difference]:
    missing = Text("no such row", "无此行")
    for number, (one, two) in enumerate(zip_longest(old, new), start=1):
        if one is None or two is None:
            shown = ("" if one is None else short(one), "" if two is None else short(two))
            yield Difference("table", file, f"#{number}", *shown, missing)
            continue
        for column in sorted(set(one) | set(two)):
            before, after = one.get(column), two.get(column)
            if before != after and not (before != before and after != after):
                address = str(two.get("address") or one.get("address") or "")
                shown = apart(str(before), str(after))
                yield Difference("table", file, f"#{number} {column}", *shown, address=address)


def _rows(folder: Path, name: str, slug: str) -> list[dict[str, Any]] | None:
    """Return the rows of a table, in their order; None if it cannot be read.

    A table is one Parquet file, or a folder of them.
    """
    path = folder / f"{name}.parquet"
    path = path if path.is_file() else folder / name
    if not path.exists():
        return None
    try:
        whole = ds.dataset(path, format="parquet", partitioning="hive")
        return list(whole.to_table(filter=ds.field(OWNER) == slug).to_pylist())
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        return None
