"""The data set of a run: one folder a year, the same bytes whichever way it came about."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audited import audited, audited_text
from helpers.audit import Audit
from helpers.batch.records import Record, Records
from helpers.batch.tables import write_tables
from helpers.codebook import codebook
from helpers.corpus.layout import NO_YEAR, part_of
from helpers.corpus.writing import PartWriter
from helpers.errors import InputError
from helpers.fields import TABLES
from helpers.invented import invented_report
from helpers.rows import values

AUDITS: Mapping[str, Audit] = {
    "b": audited(),
    "a": audited_text(invented_report(year=2020, form_id="2019")),
    "c": audited_text(invented_report(year=2020, form_id="2019", title="云岚市青禾镇报告")),
}


def kept(out: Path, audits: Mapping[str, Audit] = AUDITS) -> tuple[Records, list[Record]]:
    records = Records(out, lambda *_: ())
    return records, [records.put(s, f"key of {s}", a, [], s) for s, a in audits.items()]


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def written(out: Path, made: Sequence[Record], records: Records, **more: Any) -> dict[str, bytes]:
    write_tables(records, made, out, **more)
    return tree(out / "tables")


def test_rows_lie_by_year_and_within_it_in_the_order_of_the_reports(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    written(tmp_path, made, records)
    cells = pd.read_parquet(tmp_path / "tables" / "cells")
    years = {slug: a.report.year for slug, a in AUDITS.items()}
    order = sorted(AUDITS, key=lambda slug: (years[slug], slug))
    assert list(cells["report"].drop_duplicates()) == order
    assert len(cells) == sum(len(a.report.cells) for a in AUDITS.values())


def test_the_order_in_which_reports_were_judged_does_not_matter(tmp_path: Path) -> None:
    trees = []
    for name, audits in (("one", AUDITS), ("two", dict(reversed(AUDITS.items())))):
        records, made = kept(tmp_path / name, audits)
        trees.append(written(tmp_path / name, made, records))
    assert trees[0] == trees[1]


def test_a_year_in_which_nothing_changed_is_not_written_again(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    before = written(tmp_path, made, records)
    paths = {name: tmp_path / "tables" / name for name in before if name.endswith(".parquet")}
    for path in paths.values():
        os.utime(path, ns=(1, 1))
    changed = records.put(
        "c", "other", audited_text(invented_report(year=2020, title="又")), [], "c"
    )
    written(tmp_path, [*made[:2], changed], records)
    again = {name for name, path in paths.items() if path.stat().st_mtime_ns != 1}
    assert again == {part_of(table, 2020) for table in TABLES}


@pytest.mark.parametrize("harm", ["removed", "changed"])
def test_a_part_that_is_gone_or_was_changed_is_written_again(tmp_path: Path, harm: str) -> None:
    records, made = kept(tmp_path)
    before = written(tmp_path, made, records)
    path = tmp_path / "tables" / part_of("cells", 2020)
    path.unlink() if harm == "removed" else path.write_bytes(b"PAR1")
    assert written(tmp_path, made, records) == before


def test_a_note_on_the_parts_that_is_torn_costs_only_time(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    before = written(tmp_path, made, records)
    for torn in ("", "{", "[]", '{"cells.csv": 1}'):
        (tmp_path / ".state" / "tables.json").write_text(torn)
        assert written(tmp_path, made, records) == before


def test_a_year_that_is_gone_and_files_of_an_older_layout_are_removed(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    written(tmp_path, made, records)
    (tmp_path / "tables" / "cells.parquet").write_bytes(b"old")
    (tmp_path / "tables" / "notes of mine.txt").write_text("kept")
    left = written(tmp_path, made[:1], records)
    year = AUDITS["b"].report.year
    assert {n for n in left if n.endswith(".parquet")} == {part_of(t, year) for t in TABLES}
    assert "notes of mine.txt" in left
    assert not (tmp_path / "tables" / "cells" / "year=2020").exists()


def test_csv_is_written_when_asked_for_or_when_there_are_few_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, made = kept(tmp_path)
    csv = {f"{table}.csv" for table in TABLES}
    assert csv <= written(tmp_path, made, records).keys()
    assert csv.isdisjoint(written(tmp_path, made, records, csv=False))
    monkeypatch.setattr("helpers.batch.tables.CSV_REPORTS", 2)
    assert csv.isdisjoint(written(tmp_path, made, records))
    assert csv <= written(tmp_path, made, records, csv=True).keys()


def test_csv_written_in_pieces_is_one_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, made = kept(tmp_path)
    whole = written(tmp_path, made, records)["claims.csv"]
    monkeypatch.setattr("helpers.batch.tables.CSV_CHUNK", 1)
    (tmp_path / "tables" / "claims.csv").unlink()
    assert written(tmp_path, made, records)["claims.csv"] == whole
    table = pd.read_csv(tmp_path / "tables" / "claims.csv", encoding="utf-8-sig")
    assert len(table) == sum(len(a.report.claims) for a in AUDITS.values())


def test_tables_of_no_report_are_written_with_their_heads(tmp_path: Path) -> None:
    records, _ = kept(tmp_path, {})
    left = written(tmp_path, [], records)
    for name, table in TABLES.items():
        heads = ",".join(field.name for field in table.fields)
        assert left[f"{name}.csv"].decode("utf-8") == f"\ufeff{heads}\n"
        assert len(pd.read_parquet(tmp_path / "tables" / name)) == 0
    assert left["codebook.md"].decode("utf-8") == codebook()


def test_a_report_without_a_year_has_the_folder_that_stands_for_none(tmp_path: Path) -> None:
    text = invented_report().replace("2021", "").replace("2022", "")
    judged = audited_text(text)
    assert judged.report.year is None
    for audits in ({}, AUDITS):
        records, made = kept(tmp_path, {"x": judged, **audits})
        written(tmp_path, made, records)
        reports = pd.read_parquet(tmp_path / "tables" / "reports").set_index("report")
        assert reports["year"].astype(int)["x"] == NO_YEAR
        assert len(reports) == 1 + len(audits)


def test_row_groups_end_between_reports_and_hold_few_rows(tmp_path: Path) -> None:
    path = tmp_path / "part.parquet"
    with PartWriter(path, "cells", group=300) as writer:
        for n in range(5):
            writer.add(values("cells", f"r{n}", AUDITS["b"]))
    metadata = pq.read_metadata(path)
    groups = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert groups == [400, 400, 200]


def test_a_part_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "part.parquet"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), PartWriter(path, "cells"):
        raise ZeroDivisionError
    assert tree(tmp_path) == {"part.parquet": b"old"}


def test_rows_that_were_changed_after_they_were_looked_at_stop_the_tables(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    for path in (tmp_path / ".state").rglob("a.record"):
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="Start the run again"):
        written(tmp_path, made, records)


def test_the_descriptor_names_every_file_with_a_schema_of_its_columns(tmp_path: Path) -> None:
    records, made = kept(tmp_path)
    left = written(tmp_path, made, records)
    package = json.loads(left["datapackage.json"])
    resources = package["resources"]
    files = {n for n in left if n.endswith((".csv", ".parquet"))}
    assert sorted(r["path"] for r in resources) == sorted(files)
    assert len({r["name"] for r in resources}) == len(resources)
    for resource in resources:
        names = [f["name"] for f in json.loads(left[resource["schema"]])["fields"]]
        if resource["format"] == "csv":
            printed = left[resource["path"]].decode("utf-8-sig").splitlines()[0].split(",")
        else:
            printed = pq.read_schema(tmp_path / "tables" / resource["path"]).names
        assert printed == names
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["ogi-audit"]["units"]["2021"]["proactive.regulations.issued"] == [
        "document",
        "件",
    ]


def test_reports_of_one_row_wait_together_and_are_written_in_their_order(tmp_path: Path) -> None:
    fields = TABLES["reports"].fields
    row = [None if f.type != "string" else "x" for f in fields]
    at = [f.name for f in fields].index("report")
    before = pa.total_allocated_bytes()
    with PartWriter(tmp_path / "part.parquet", "reports") as writer:
        for n in range(1000):
            writer.add([[*row[:at], f"r{n:04}", *row[at + 1 :]]])
        waiting = pa.total_allocated_bytes() - before
    assert waiting < 1000 * 2000  # each report apart takes some 3,600 bytes
    written = pq.read_table(tmp_path / "part.parquet").column("report").to_pylist()
    assert written == [f"r{n:04}" for n in range(1000)]
