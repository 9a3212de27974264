"""The command line compares a report with last year's, wherever that was found."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.audit import audit
from helpers.batch.template import load_template
from helpers.cli import main
from helpers.invented import invented_report
from helpers.load import open_audit
from helpers.parsing.reading import read_report

N = "natural_person"
LAST = {
    f"applications.received.{N}": 5,
    f"applications.granted.{N}": 3,
    f"applications.carried_forward.{N}": 2,
}
NOW = {f"applications.brought_forward.{N}": 3, f"applications.granted.{N}": 3}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, year, values in (("last", 2021, LAST), ("now", 2022, NOW)):
        text = invented_report("2021", values, year=year)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def audited(*paths: Path) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["audit", "--json", *map(str, paths)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def carried(report: dict[str, Any]) -> set[str]:
    return {r["verdict"] for r in report["results"] if r["rule"] == "carry-over"}


def test_two_files_of_one_call_are_compared(folder: Path) -> None:
    _, now = audited(folder / "last.txt", folder / "now.txt")
    found = [f for f in now["findings"] if f["rule"] == "carry-over"]
    assert [f["cells"] for f in found] == [
        ["applications.brought_forward.natural_person"],
        ["applications.brought_forward.total"],
    ]
    mine, theirs = found[0]["evidence"]
    assert "source" not in mine
    assert theirs["source"].endswith("last.txt")
    assert theirs["place"]["line"] > 0


def test_a_file_alone_is_compared_with_nothing(folder: Path) -> None:
    (now,) = audited(folder / "now.txt")
    assert carried(now) == {"not_applicable"}


def test_an_order_of_files_changes_nothing(folder: Path) -> None:
    there = audited(folder / "now.txt", folder / "last.txt")
    back = audited(folder / "last.txt", folder / "now.txt")
    assert there == back[::-1]


def test_a_notebook_may_name_the_reports_beside_its_own(folder: Path) -> None:
    now, last = str(folder / "now.txt"), str(folder / "last.txt")
    named = open_audit(now, others=[last])
    assert named.count("fail", "carry-over") == 2
    assert open_audit(now, others=[]).count("not_applicable", "carry-over") == 1


def test_the_template_takes_the_reports_beside_its_own() -> None:
    source = "".join(str(cell.source) for cell in load_template().cells)
    assert "others = None" in source
    assert "others=others" in source


@pytest.mark.parametrize("changes", [{"year": 2022}, {"agency": "云岚市丹枫镇人民政府"}])
def test_two_reports_in_one_file_are_told_apart(tmp_path: Path, changes: dict[str, Any]) -> None:
    both = invented_report("2021", LAST, year=2021)
    both += "\n\n" + invented_report("2021", NOW, **{"year": 2021, **changes})
    path = tmp_path / "both.txt"
    path.write_text(both, encoding="utf-8")
    done = audit(read_report(path))
    (found,) = [f for f in done.findings if f.rule == "one-report"]
    assert found.severity == "note"
    assert "holds another report" in found.message.en


def test_one_report_printed_twice_is_one_report(tmp_path: Path) -> None:
    text = invented_report("2021", LAST, year=2021)
    path = tmp_path / "twice.txt"
    path.write_text(text + "\n\n" + text, encoding="utf-8")
    assert audit(read_report(path)).count("pass", "one-report") == 1
