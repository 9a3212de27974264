"""Writing one part of a table, in row groups, without ever holding all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.corpus.layout import YEAR, schema_of
from helpers.fields import TABLES
from helpers.tidy import frame

GROUP_ROWS = 64_000
"""A row group ends with the first report that reaches so many rows: few enough that the cells of
one report are found in milliseconds, many enough that a million reports have a small footer."""

SMALL_BATCHES = 128
"""So many reports wait apart. Of a table with few rows a report, their columns take much more room
than what is in them, and are put together."""


class PartWriter:
    """Writes the rows of one table for one year; the file is in place when all was written.

    Args:
        path: The file.
        table: Name of the table.
        group: Rows of a row group.
    """

    def __init__(self, path: Path, table: str, group: int = GROUP_ROWS) -> None:
        self._path, self._group = path, group
        self._aside = path.with_name(f".{path.name}.part")
        self._names = [field.name for field in TABLES[table].fields]
        # pandas reads the types of the codebook back from this; others pass it over.
        empty = frame(table, []).drop(columns=YEAR)
        kept = {b"pandas": pa.Schema.from_pandas(empty, preserve_index=False).metadata[b"pandas"]}
        self._schema = schema_of(table).with_metadata(kept)
        self._waiting: list[pa.RecordBatch] = []
        self._joined = self._count = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(self._aside, self._schema, compression="zstd")

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add the rows of one report, in the order of the fields, the year among them."""
        columns = zip(*rows, strict=True) if rows else ([] for _ in self._names)
        of = dict(zip(self._names, columns, strict=True))
        arrays = []
        for column in self._schema:
            values = of[column.name]
            if column.type == pa.float64():  # a whole number has no place among fractions
                values = [None if v is None else float(v) for v in values]
            arrays.append(pa.array(values, column.type))
        self.add_batch(pa.RecordBatch.from_arrays(arrays, schema=self._schema))

    def add_batch(self, batch: pa.RecordBatch) -> None:
        """Add rows that are columns already."""
        self._waiting.append(batch)
        self._count += batch.num_rows
        if self._count >= self._group:
            self._flush()
        elif len(self._waiting) - self._joined >= SMALL_BATCHES:
            small = pa.Table.from_batches(self._waiting[self._joined :], self._schema)
            self._waiting[self._joined :] = small.combine_chunks().to_batches()
            self._joined = len(self._waiting)

    def _flush(self) -> None:
        table = pa.Table.from_batches(self._waiting, self._schema).combine_chunks()
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))
        self._waiting, self._joined, self._count = [], 0, 0

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._count:
                self._flush()
            self._writer.close()
            if kind is None:
                self._aside.replace(self._path)
        finally:
            self._aside.unlink(missing_ok=True)
