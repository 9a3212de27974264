"""How fast a data set of very many reports is read.

Run: ``python benchmarks/corpus.py [REPORTS] [FOLDER]``. The reports are invented: their cells are drawn at
random, as often nought as in real reports, and written into the layout of a run without any file being read.
Only the tables of reports and of cells are made.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from helpers import Corpus
from helpers.corpus.layout import FOLDER, YEAR, part_of, schema_of
from helpers.corpus.writing import PartWriter
from helpers.datapackage import descriptors
from helpers.form import load_form

YEARS = (2021, 2022, 2023, 2024, 2025)
CHUNK = 250
TOTAL = "applications.received.total"
RAN = np.random.default_rng(20190515)


def batch(table: str, count: int, given: dict[str, pa.Array]) -> pa.RecordBatch:
    """Return rows of a table; what is not given is empty."""
    schema = schema_of(table)
    arrays = [given.get(f.name, pa.nulls(count, f.type)).cast(f.type) for f in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def repeated(words: list[str], codes: np.ndarray) -> pa.Array:
    """Return words by their numbers."""
    return pa.DictionaryArray.from_arrays(codes.astype("int32"), pa.array(words)).cast(pa.string())


def write(folder: Path, year: int, count: int) -> None:
    """Write the reports of one year."""
    addresses = list(load_form("2021").addresses)
    parts = {t: PartWriter(folder / part_of(t, year), t) for t in ("reports", "cells")}
    with parts["reports"] as reports, parts["cells"] as cells:
        for first in range(0, count, CHUNK):
            numbers = range(first, min(first + CHUNK, count))
            slugs = [f"di-{n:07d}-jie-dao-ban-shi-chu-{year}" for n in numbers]
            kinds = ["township", "department", "subdistrict", "government"]
            own = {
                "report": pa.array(slugs),
                "agency": pa.array([f"第{n:07d}街道办事处" for n in numbers]),
                "agency_kind": pa.array([kinds[n % 4] for n in numbers]),
                "region_code": pa.array([f"{11 + n % 54:02d}0{1 + n % 9}00" for n in numbers]),
                "form": pa.array(["2021"] * len(slugs)),
                **{
                    n: pa.array(RAN.poisson(0.3, len(slugs)))
                    for n in ("errors", "warnings", "notes")
                },
            }
            reports.add_batch(batch("reports", len(slugs), own))
            rows = len(slugs) * len(addresses)
            values = RAN.geometric(0.02, rows) * (RAN.random(rows) < 0.1)
            where = np.tile(np.arange(len(addresses)), len(slugs))
            of = np.repeat(np.arange(len(slugs)), len(addresses))
            parted = [a.split(".") for a in addresses]
            printed = pa.array(values)
            own = {
                "report": repeated(slugs, of),
                "agency": repeated([f"第{n:07d}街道办事处" for n in numbers], of),
                "form": repeated(["2021"], np.zeros(rows)),
                "address": repeated(addresses, where),
                **{
                    n: repeated([p[i] for p in parted], where)
                    for i, n in enumerate(("table", "row", "column"))
                },
                "label_en": repeated([load_form("2021").label(a).en for a in addresses], where),
                "label_zh": repeated([load_form("2021").label(a).zh for a in addresses], where),
                "value": printed,
                "raw": printed.cast(pa.string()),
                "state": repeated(["number"], np.zeros(rows)),
                "place": repeated([f'{{"line":{n}}}' for n in range(len(addresses))], where),
            }
            cells.add_batch(batch("cells", rows, own))


def timed(what: str, act: Callable[[], object]) -> None:
    """Print the best time of three by the clock, and the least of the processor, all cores together."""
    clocks, cores = [], []
    for _ in range(3):
        begun, worked = time.perf_counter(), time.process_time()
        act()
        clocks.append(time.perf_counter() - begun)
        cores.append(time.process_time() - worked)
    print(f"{what:56} {min(clocks) * 1000:9.0f} ms {min(cores) * 1000:9.0f} ms of processor")


def main() -> None:
    """Write the data set if it is not there, and ask what researchers ask."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else aside)
        begun = time.perf_counter()
        if not (folder / FOLDER).exists():
            for year in YEARS:
                write(folder / FOLDER, year, count // len(YEARS))
            for name, text in descriptors(YEARS).items():
                path = folder / FOLDER / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        size = sum(p.stat().st_size for p in folder.rglob("*.parquet"))
        print(
            f"{count} reports, {size / 2**20:.0f} MB, written in {time.perf_counter() - begun:.0f} s"
        )
        corpus = Corpus.open(folder)
        slug = f"di-{count // 10:07d}-jie-dao-ban-shi-chu-2024"

        def yearly() -> object:
            return corpus.values(TOTAL).groupby(YEAR)[TOTAL].agg(["sum", "count"])

        print(yearly())
        timed("open, and count the reports", lambda: len(Corpus.open(folder)))
        timed("one cell of every report, summed by year", yearly)
        timed(
            "the same for the townships of a province",
            lambda: corpus.where(kind="township", region="33").values(TOTAL),
        )
        timed(
            "two cells of the reports for one year",
            lambda: corpus.where(year=2024).values(TOTAL, "applications.granted.total"),
        )
        timed("one report by its name, all its cells", lambda: corpus.report(slug).cells)
        timed("the same, its year given", lambda: corpus.where(year=2024, report=slug).cells)
        timed(
            "the table of reports, four columns",
            lambda: corpus.table("reports", ["report", YEAR, "errors", "agency_kind"]),
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(f"{'peak memory':56} {peak:9.0f} MB")


if __name__ == "__main__":
    main()
