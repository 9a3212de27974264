"""Reading the parts of a table: the columns asked for, the reports asked for, and nothing else.

Text that repeats is read as its codes: to look for one cell in a hundred thousand reports, a list of
two hundred addresses is searched and twenty million small numbers are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from helpers.corpus.layout import YEAR, part_of, schema_of
from helpers.errors import InputError
from helpers.fields import TABLES
from helpers.messages import Text

Chosen = Mapping[int | None, pa.Array | None]
"""Year → names of the reports that are meant, or None for all of that year."""
_TYPES = {
    pa.string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
_CODED = ("report", "address")
FEW = 100
"""The row groups of so many reports are looked for one by one."""


def scan(
    folder: Path,
    table: str,
    chosen: Chosen,
    columns: Sequence[str] | None = None,
    addresses: Sequence[str] = (),
) -> pa.Table:
    """Return rows of a table, in the order of years and reports.

    Args:
        folder: The folder of the tables.
        table: Name of the table.
        chosen: The reports.
        columns: The columns; all by default.
        addresses: Of the table of cells, the cells; all by default.

    Raises:
        InputError: a file is damaged or gone.
    """
    names = list(columns) if columns is not None else [f.name for f in TABLES[table].fields]
    try:
        parts = [
            _part(folder / part_of(table, year), table, year, names, own, addresses)
            for year, own in chosen.items()
        ]
    except (pa.ArrowException, OSError) as error:
        raise damaged(folder, table, chosen, error) from error
    return pa.concat_tables(parts) if parts else _empty(table, names)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Return rows as a data frame with the types of :mod:`helpers.tidy`."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=_TYPES.get)
    return frame


def matching(
    folder: Path, years: Sequence[int | None], condition: pc.Expression | None
) -> dict[int | None, pa.Array | None]:
    """Return the reports that meet a condition, by year; a year without one is left out.

    Raises:
        InputError: a file is damaged or gone.
    """
    if condition is None:
        return dict.fromkeys(years)
    met: dict[int | None, pa.Array | None] = {}
    for year in years:
        path = folder / part_of("reports", year)
        try:
            there = ds.dataset(path, format="parquet")
            with_year = {f.name: ds.field(f.name) for f in there.schema}
            with_year[YEAR] = pc.scalar(pa.scalar(year, pa.int64()))
            own = there.to_table(columns=with_year).filter(condition)["report"]
        except (pa.ArrowException, OSError) as error:
            raise damaged(folder, "reports", {year: None}, error) from error
        if len(own):
            met[year] = own.combine_chunks()
    return met


def _part(
    path: Path,
    table: str,
    year: int | None,
    names: Sequence[str],
    reports: pa.Array | None,
    addresses: Sequence[str],
) -> pa.Table:
    wanted: dict[str, pa.Array] = {}
    if reports is not None:
        wanted["report"] = reports
    if addresses:
        wanted["address"] = pa.array(addresses, pa.string())
    read = list(dict.fromkeys([*(n for n in names if n != YEAR), *wanted]))
    coded = [n for n in _CODED if n in read and (n in wanted or addresses)]
    source = _pruned(path, reports, ds.ParquetFileFormat(dictionary_columns=coded))
    schema = schema_of(table)
    batches = list(_kept(source.scanner(columns=read).to_batches(), wanted))
    columns = {n: _column(batches, n, schema) for n in names if n != YEAR}
    count = sum(batch.num_rows for batch in batches)
    columns[YEAR] = pa.chunked_array([pa.repeat(pa.scalar(year, pa.int64()), count)])
    return pa.table({n: columns[n] for n in names})


def _column(batches: Sequence[pa.RecordBatch], name: str, schema: pa.Schema) -> pa.ChunkedArray:
    kind = schema.field(name).type
    return pa.chunked_array([batch.column(name).cast(kind) for batch in batches], kind)


def _kept(
    batches: Iterator[pa.RecordBatch], wanted: Mapping[str, pa.Array]
) -> Iterator[pa.RecordBatch]:
    """Yield what is wanted of each batch, looked for in its codes."""
    for batch in batches:
        kept = batch
        for name, values in wanted.items():
            column = kept.column(name)
            among = pc.is_in(column.dictionary, value_set=values)
            kept = kept.filter(among.take(column.indices))
        if kept.num_rows:
            yield kept


def _pruned(path: Path, reports: pa.Array | None, form: ds.ParquetFileFormat) -> ds.Dataset:
    """Return a file without the row groups in which none of a few reports can be."""
    whole = ds.dataset(path, format=form)
    if reports is None or len(reports) > FEW:
        return whole
    (plain,) = ds.dataset(path, format="parquet").get_fragments()
    groups = set[int]()
    for name in reports.to_pylist():
        subset = plain.subset(ds.field("report") == name)
        groups |= {group.id for group in subset.row_groups}
    fragment = form.make_fragment(str(path), filesystem=whole.filesystem, row_groups=sorted(groups))
    return ds.FileSystemDataset([fragment], whole.schema, form, whole.filesystem)


def _empty(table: str, names: Sequence[str]) -> pa.Table:
    kinds = {f.name: f.type for f in schema_of(table)} | {YEAR: pa.int64()}
    return pa.schema([(n, kinds[n]) for n in names]).empty_table()


def damaged(folder: Path, table: str, chosen: Chosen, error: Exception) -> InputError:
    """Return an error that says which file cannot be read, and what to do."""
    names = [part_of(table, year) for year in chosen]
    name = next((n for n in names if not _readable(folder / n)), names[0])
    gone = not (folder / name).exists()
    reason = str(error).splitlines()[0].replace(str(folder), "").strip() if str(error) else ""
    what = (
        Text("A file of the data set is not there.", "数据集缺少一个文件。")
        if gone
        else Text(
            f"A file of the data set is damaged ({reason}).", f"数据集文件已损坏（{reason}）。"
        )
    )
    return InputError(
        "damaged-data-set",
        what,
        Text(
            "Run the audit again (make audit): what is damaged is written anew, the rest stays.",
            "请重新运行审计（make audit）：损坏的文件会重新生成，其余不变。",
        ),
        f"{folder.name}/{name}",
    )


def _readable(path: Path) -> bool:
    try:
        with pq.ParquetFile(path) as file:
            for _ in file.iter_batches():
                pass
    except (pa.ArrowException, OSError):
        return False
    return True
