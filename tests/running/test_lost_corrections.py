"""A correction by hand that no longer belongs to any file is never lost in silence."""

import hashlib
from pathlib import Path

import pytest

from calling import Ogi
from helpers.invented import invented_report

ENTRY = """[[repair]]
file = "gone.txt"
sha256 = "{sha256}"
address = "proactive.regulations.issued"
expected_state = "unreadable"
expected_raw = ""
raw = "5"
reason = "The values ran together."
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a report beside a correction of a file that is not there."""
    path = tmp_path / "report.txt"
    path.write_text(invented_report(), encoding="utf-8")
    (tmp_path / "repairs.toml").write_text(ENTRY.format(sha256="0" * 64), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["parse", "audit"])
def test_a_correction_that_matches_no_file_is_told_beside_the_reports(
    ogi: Ogi, path: Path, command: str
) -> None:
    called = ogi(command, path)
    assert called.code == 1
    assert called.out
    (line,) = called.err.splitlines()
    assert line.startswith("ogi-audit: repairs.toml: ")
    assert "is for gone.txt, and no file of that name or with these bytes is there. Bring" in line
    assert "没有该名称或内容相同的文件" in ogi(command, path.parent, "--lang", "zh").err


def test_a_run_lists_it_in_its_index(ogi: Ogi, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path.write_bytes(b"")  # what becomes of the reports is no matter here
    called = ogi("run", path, "--out", out)
    assert called.code == 1
    assert "is for gone.txt" in called.err
    assert "is for gone.txt" in (out / "index.html").read_text("utf-8")


def test_a_correction_of_a_file_that_is_there_under_another_name_is_not_lost(
    ogi: Ogi, path: Path
) -> None:
    other = path.with_name("other.txt")
    other.write_text(invented_report("2019"), encoding="utf-8")
    entry = ENTRY.format(sha256=hashlib.sha256(other.read_bytes()).hexdigest())
    (path.parent / "repairs.toml").write_text(entry, encoding="utf-8")
    assert ogi("parse", path).code == 0
