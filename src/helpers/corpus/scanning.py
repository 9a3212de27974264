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
from pyarrow.fs import LocalFileSystem

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
    wanted = {"address": pa.array(addresses, pa.string())} if addresses else {}
    some = [own for own in chosen.values() if own is not None]
    if some:
        wanted["report"] = pa.concat_arrays(some)
    read = list(dict.fromkeys([*names, *wanted, *([YEAR] if some else [])]))
    # Of what is thrown away most, no text is made.
    coded = [n for n in _CODED if n in read] if wanted else []
    try:
        source = _dataset(folder, table, chosen, coded)
        every = [year for year, own in chosen.items() if own is None]
        batches = list(_kept(source.scanner(columns=read).to_batches(), wanted, every))
    except (pa.ArrowException, OSError) as error:
        raise damaged(folder, table, chosen, error) from error
    kinds = {f.name: f.type for f in _schema(table)}
    return pa.table({n: _column(batches, n, kinds[n]) for n in names})


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
    every: Chosen = dict.fromkeys(years)
    try:
        source = _dataset(folder, "reports", every, ())
        met = source.to_table(columns=["report", YEAR], filter=condition)
        counts = {
            year: fragment.metadata.num_rows
            for year, fragment in zip(years, source.get_fragments(), strict=True)
        }
    except (pa.ArrowException, OSError) as error:
        raise damaged(folder, "reports", every, error) from error
    chosen: dict[int | None, pa.Array | None] = {}
    for year in years:
        of = pc.is_null(met[YEAR]) if year is None else pc.equal(met[YEAR], year)
        own = met.filter(of)["report"].combine_chunks()
        if len(own):
            chosen[year] = own if len(own) < counts[year] else None
    return chosen


def _schema(table: str) -> pa.Schema:
    return schema_of(table).append(pa.field(YEAR, pa.int64()))


def _dataset(folder: Path, table: str, chosen: Chosen, coded: Sequence[str]) -> ds.Dataset:
    """Return the parts of a table as one, without row groups in which none of few reports can be."""
    form = ds.ParquetFileFormat(dictionary_columns=coded)
    plain, disk = ds.ParquetFileFormat(), LocalFileSystem()
    schema, fragments = _schema(table), []
    for name in coded:
        at = schema.get_field_index(name)
        schema = schema.set(at, pa.field(name, pa.dictionary(pa.int32(), pa.string())))
    for year, reports in chosen.items():
        path = str(folder / part_of(table, year))
        given = ds.field(YEAR).is_null() if year is None else ds.field(YEAR) == year
        if reports is None or len(reports) > FEW:
            fragments.append(form.make_fragment(path, disk, given))
            continue
        whole = plain.make_fragment(path, disk)
        groups = set[int]()
        for name in reports.to_pylist():
            subset = whole.subset(ds.field("report") == name, schema=schema_of(table))
            groups |= {group.id for group in subset.row_groups}
        fragments.append(form.make_fragment(path, disk, given, sorted(groups)))
    return ds.FileSystemDataset(fragments, schema, form, disk)


def _column(batches: Sequence[pa.RecordBatch], name: str, kind: pa.DataType) -> pa.ChunkedArray:
    return pa.chunked_array([batch.column(name).cast(kind) for batch in batches], kind)


def _kept(
    batches: Iterator[pa.RecordBatch],
    wanted: Mapping[str, pa.Array],
    every: Sequence[int | None],
) -> Iterator[pa.RecordBatch]:
    """Yield what is wanted of each batch, looked for in its codes.

    Args:
        batches: Rows.
        wanted: Column → its values.
        every: Years of which all reports are meant.
    """
    for batch in batches:
        kept = batch
        for name, values in wanted.items():
            if name == "report" and kept.num_rows and kept.column(YEAR)[0].as_py() in every:
                continue  # a batch is of one file, and a file of one year
            column = kept.column(name)
            among = pc.is_in(column.dictionary, value_set=values)
            kept = kept.filter(among.take(column.indices))
        if kept.num_rows:
            yield kept


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
