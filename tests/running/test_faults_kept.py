"""Faults while something is kept: a full disk during `fetch`, folders nobody can write, dead runs."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.batch.journal import alone
from helpers.corpus import Corpus
from helpers.errors import OgiError
from helpers.invented import invented_report
from helpers.manifest import read_manifest
from hostile_site import PAGE, Site, plain
from running.test_faults import SMALL, called, contents

UNWRITABLE = Path("/proc/self")
"""A folder in which not even the administrator can make a file."""


@pytest.fixture
def pages() -> Iterator[Site]:
    made = Site()
    made.answers = {"/robots.txt": plain(b"", status=404), "/a.html": plain(PAGE)}
    yield made
    made.close()


def listed(folder: Path, site: Site) -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["address", "agency", "year"])
        writer.writerow([f"{site.root}/a.html", "云岚市青禾镇人民政府", "2022"])
    return path


def fetching(site: Site, folder: Path, into: Path) -> list[str | Path]:
    rows = listed(folder, site)
    return ["fetch", rows, "--into", into, "--delay", "0", "--allow-private"]


def test_a_fetch_onto_a_full_disk_says_so_and_the_next_one_completes_it(
    pages: Site, tmp_path: Path
) -> None:
    into = tmp_path / "raw"
    call = fetching(pages, tmp_path, into)
    code, told = called(*call, most=SMALL, cwd=tmp_path)
    assert code != 0
    assert "Traceback" not in told
    assert "File too large" in told
    assert not [p for p in into.rglob("*") if p.suffix in (".part", ".html")]
    assert read_manifest(into) == ()
    assert called(*call, cwd=tmp_path)[0] == 0
    (entry,) = read_manifest(into)
    assert (into / entry.file).read_bytes() == PAGE.encode()


@pytest.mark.skipif(not UNWRITABLE.is_dir(), reason="this system has no such folder")
def test_a_fetch_into_a_folder_nobody_can_write_asks_no_site_and_says_so(
    pages: Site, tmp_path: Path
) -> None:
    code, told = called(*fetching(pages, tmp_path, UNWRITABLE / "raw"), cwd=tmp_path)
    assert code != 0
    assert "Traceback" not in told
    assert "raw" in told
    assert "/a.html" not in pages.asked


@pytest.mark.skipif(not UNWRITABLE.is_dir(), reason="this system has no such folder")
def test_a_run_into_a_folder_nobody_can_write_makes_nothing_and_says_so(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(invented_report("2021"), encoding="utf-8")
    code, told = called("run", report, "--out", UNWRITABLE / "out", cwd=tmp_path)
    assert code != 0
    assert "Traceback" not in told
    assert "out" in told


def test_a_folder_whose_run_was_killed_is_free_at_once(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from helpers.batch.journal import alone\n"
        "with alone(Path(sys.argv[1])):\n    print('in', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"in\n"
        with pytest.raises(OgiError, match="Another run"), alone(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with alone(tmp_path):
        assert (tmp_path / ".lock").exists()


@pytest.mark.parametrize("left", [b"", b"PAR1", b"no table at all"])
def test_a_table_that_a_fault_left_broken_is_named_and_made_whole_by_the_next_run(
    left: bytes, tmp_path: Path
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.txt").write_text(invented_report("2021", year=2022), encoding="utf-8")
    assert called("run", raw, "--out", out, cwd=tmp_path)[0] == 0
    whole = contents(out)
    (part,) = (out / "tables" / "cells").rglob("*.parquet")
    part.write_bytes(left)
    with pytest.raises(OgiError) as told:
        Corpus.open(out).cells()
    assert part.name in str(told.value)
    assert called("run", raw, "--out", out, cwd=tmp_path)[0] == 0
    assert contents(out) == whole


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b'file,agency\n"half a row'])
def test_a_manifest_that_is_no_table_is_named_and_never_written_over(
    content: bytes, pages: Site, tmp_path: Path
) -> None:
    into = tmp_path / "raw"
    into.mkdir()
    (into / "manifest.csv").write_bytes(content)
    code, told = called(*fetching(pages, tmp_path, into), cwd=tmp_path)
    assert "Traceback" not in told
    if code == 0:  # an empty file is a manifest without rows
        assert content == b""
        assert len(read_manifest(into)) == 1
    else:
        assert "manifest.csv" in told
        assert (into / "manifest.csv").read_bytes() == content
