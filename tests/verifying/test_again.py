"""An audit made again in clean kernels is the same, and the command says so."""

import json
from pathlib import Path

import pytest

from calling import Ogi
from helpers.batch.executing import Job
from helpers.batch.run import run
from helpers.catalogue import find_reports
from helpers.invented import invented_report
from helpers.load import neighbours_of
from helpers.verifying.again import own_template
from helpers.verifying.verify import verify


def test_an_audit_that_nobody_touched_is_the_same(made: Path, raw: Path) -> None:
    results = verify([made], raw, jobs=2)
    assert [r.status for r in results] == ["same", "same"]
    assert [r.differences for r in results] == [(), ()]
    assert [r.versions for r in results] == [(), ()]
    assert results[0].compared == ("nian-bao.ipynb", "nian-bao.html", "tables")


def test_the_code_of_a_notebook_is_compared_and_never_run(
    notebook: Path, raw: Path, tmp_path: Path, ogi: Ogi
) -> None:
    trap = tmp_path / "trap"
    held = json.loads(notebook.read_text("utf-8"))
    cell = next(c for c in held["cells"] if c["id"] == "open")
    cell["source"] = [f"open({str(trap)!r}, 'w').close()\n", *cell["source"]]
    notebook.write_text(json.dumps(held), "utf-8")
    called = ogi("verify", notebook, "--raw", raw)
    assert called.code == 1
    assert not trap.exists()
    assert "code, which was not run: nian-bao.ipynb › open" in called.out
    assert "Code of the notebook that differs from our template was not run." in called.out


def test_a_raw_file_with_other_bytes_is_named_with_both_hashes(
    notebook: Path, tmp_path: Path, ogi: Ogi
) -> None:
    other = tmp_path / "raw"
    other.mkdir()
    (other / "年报.txt").write_text(invented_report("2021"), encoding="utf-8")
    called = ogi("verify", notebook, "--raw", other, "--json")
    assert called.code == 1
    result = json.loads(called.out)
    assert result["status"] == "changed"
    (difference,) = result["differences"]
    assert difference["kind"] == "input"
    assert len({len(difference["old"]), 64, len(difference["new"])}) == 1
    assert difference["old"] != difference["new"]


def test_the_template_is_that_of_the_code_wherever_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    ours = own_template()
    (tmp_path / "notebooks" / "02_audit_one_agency.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert own_template() == ours


def test_reports_that_stand_beside_each_other_are_made_again_with_each_other(
    tmp_path: Path,
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, agency, year in (
        ("a", "云岚市青禾镇人民政府", 2021),
        ("b", "云岚市青禾镇人民政府", 2022),
        ("c", "云岚市白石镇人民政府", 2022),
    ):
        words = invented_report("2021", year=year, agency=agency)
        (raw / f"{name}.txt").write_text(words, encoding="utf-8")
    found = find_reports([raw], [".txt"])
    out = tmp_path / "out"
    neighbours = neighbours_of(found, texts=True)
    assert not run(Job(found, out, own_template(), ("zh",), neighbours=neighbours)).failed
    results = verify([out], raw, jobs=2)
    assert [(r.status, r.differences) for r in results] == [("same", ())] * 3
    notebooks = [json.loads(p.read_text("utf-8")) for p in sorted(out.rglob("*.ipynb"))]
    assert any(n["metadata"]["ogi_audit"]["beside"] for n in notebooks)
