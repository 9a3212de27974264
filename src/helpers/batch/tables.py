"""The data set of a run, from the records of its reports: what has not changed is not written again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from helpers import tidy
from helpers.batch.files import write
from helpers.batch.records import STATE, Record, Records
from helpers.codebook import codebook
from helpers.corpus.layout import FOLDER, LAYOUT, part_of
from helpers.corpus.writing import PartWriter
from helpers.datapackage import descriptors
from helpers.fields import TABLES
from helpers.hashes import hash_file, hash_of

CSV_REPORTS = 1000
"""Of so many reports the tables are written as CSV, too, unless somebody says otherwise."""
MADE = (LAYOUT, [[t.name, [[f.name, f.type] for f in t.fields]] for t in TABLES.values()])
"""What the files are made from, beside the rows."""
CSV_CHUNK = 50
"""Reports of which the rows are turned into CSV at a time."""


def write_tables(
    records: Records, made: Sequence[Record], out: Path, csv: bool | None = None
) -> None:
    """Write every table of :data:`helpers.fields.TABLES`, the codebook and the descriptor.

    The Parquet files hold text as it is; the CSV files are guarded against formulas and begin
    with a byte-order mark, without which spreadsheet programs misread Chinese.

    Args:
        records: Holds the rows of the reports.
        made: The reports of the run.
        out: Folder of the products.
        csv: Whether CSV files are written, too; None for up to :data:`CSV_REPORTS` reports.
    """
    _Tables(records, made, out, len(made) <= CSV_REPORTS if csv is None else csv).write()


class _Tables:
    """The tables of one run."""

    def __init__(self, records: Records, made: Sequence[Record], out: Path, csv: bool) -> None:
        self._records, self._folder, self._csv = records, out / FOLDER, csv
        self._note = out / STATE / "tables.json"
        self._before = self._noted()
        self._now: dict[str, list[str]] = {}
        # Without a report there still is a data set, an empty one, which any program can open.
        self._years: dict[int | None, list[Record]] = {} if made else {None: []}
        for record in sorted(made, key=lambda r: r.slug):
            self._years.setdefault(record.year, []).append(record)

    def write(self) -> None:
        """Write what is not there, and remove what no longer belongs there."""
        for year in self._order():
            self._write_year(year)
        if self._csv:
            self._write_csv()
        self._remove_others()
        for name, text in descriptors(list(self._order()), csv=self._csv).items():
            write(self._folder / name, text)
        write(self._folder / "codebook.md", codebook())
        write(self._note, json.dumps(self._now, sort_keys=True, indent=0))

    def _order(self) -> list[int | None]:
        return sorted(self._years, key=lambda year: (year is None, year or 0))

    def _stale(self, names: Sequence[str], made_from: str) -> list[str]:
        """Return the files that are not there as they were written from the same; note the others."""
        stale = []
        for name in names:
            before = self._before.get(name)
            if before == [made_from, hash_file(self._folder / name)]:
                self._now[name] = before
            else:
                stale.append(name)
        return stale

    def _write_year(self, year: int | None) -> None:
        """Write the parts of a year, all tables in one pass over its records."""
        tables = {part_of(table, year): table for table in TABLES}
        made_from = hash_of(*MADE, [[r.slug, r.content] for r in self._years[year]])
        stale = self._stale(list(tables), made_from)
        if not stale:
            return
        with ExitStack() as stack:
            writers = {
                tables[name]: stack.enter_context(PartWriter(self._folder / name, tables[name]))
                for name in stale
            }
            for record in self._years[year]:
                rows = self._records.rows(record)
                for table, writer in writers.items():
                    writer.add(rows[table])
        for name in stale:
            self._now[name] = [made_from, hash_file(self._folder / name)]

    def _write_csv(self) -> None:
        ordered = [record for year in self._order() for record in self._years[year]]
        made_from = hash_of(*MADE, [[r.slug, r.content] for r in ordered])
        stale = self._stale([f"{table}.csv" for table in TABLES], made_from)
        if not stale:
            return
        asides = {name: self._folder / f".{name}.part" for name in stale}
        self._folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            files: dict[str, IO[str]] = {}
            for name, aside in asides.items():
                file: IO[str] = stack.enter_context(
                    aside.open("w", encoding="utf-8-sig", newline="")
                )
                files[name.removesuffix(".csv")] = file
            for number, texts in enumerate(self._csv_texts(ordered)):
                for table, file in files.items():
                    # Every text begins with the names of the columns.
                    text = texts[table]
                    file.write(text if number == 0 else text[text.index("\n") + 1 :])
        for name, aside in asides.items():
            aside.replace(self._folder / name)
            self._now[name] = [made_from, hash_file(self._folder / name)]

    def _csv_texts(self, ordered: Sequence[Record]) -> Iterator[dict[str, str]]:
        chunks = [ordered[n : n + CSV_CHUNK] for n in range(0, len(ordered), CSV_CHUNK)]
        for chunk in chunks or [[]]:
            tables = [self._records.rows(record) for record in chunk]
            texts = {}
            for name, table in TABLES.items():
                names = [field.name for field in table.fields]
                rows = (dict(zip(names, row, strict=True)) for t in tables for row in t[name])
                texts[name] = tidy.csv_text(tidy.frame(name, rows))
            yield texts

    def _noted(self) -> dict[str, list[str]]:
        with suppress(OSError, ValueError):
            noted = json.loads(self._note.read_text("utf-8"))
            if isinstance(noted, dict):
                return noted
        return {}

    def _remove_others(self) -> None:
        """Remove files of earlier runs: of years that are gone, of CSV that nobody wants now."""
        for table in TABLES:
            there = [*self._folder.glob(f"{table}/*/*"), *self._folder.glob(f"{table}.*")]
            for path in there:
                if path.relative_to(self._folder).as_posix() not in self._now:
                    path.unlink()
            for folder in self._folder.glob(f"{table}/*"):
                if not any(folder.iterdir()):
                    folder.rmdir()
