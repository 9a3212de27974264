"""How the data set lies on the disk: a folder a table, in it a folder a year, in it one file.

``tables/cells/year=2020/part-0.parquet`` holds the cells of all reports for 2020. This is the
layout of Hive, which pandas, polars, DuckDB and Spark read as one table with a column ``year``. Rows
are in the order of the reports' names, so that the rows of one report lie together.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from helpers.fields import TABLES

LAYOUT = 1
"""Version of the layout; it changes when a table, a field or a place changes its meaning."""
FOLDER = "tables"
DESCRIPTOR = "datapackage.json"
YEAR = "year"
"""What the tables are parted by. The column is in the names of the folders, not in the files."""
NO_YEAR = 0
"""What stands for an unknown year. Hive has a word for it, but pandas cannot read a table with it."""
TYPES = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}


def part_of(table: str, year: int | None) -> str:
    """Return where the rows of a year lie, relative to the folder of the tables."""
    return f"{table}/{YEAR}={year if year is not None else NO_YEAR}/part-0.parquet"


def schema_of(table: str) -> pa.Schema:
    """Return the columns of the files of a table, the year left out."""
    fields = (f for f in TABLES[table].fields if f.name != YEAR)
    return pa.schema([(f.name, TYPES.get(f.type, pa.string())) for f in fields])


def tables_folder(path: Path) -> Path:
    """Return the folder of the tables, of a folder of products or of itself."""
    return path if (path / DESCRIPTOR).is_file() else path / FOLDER
