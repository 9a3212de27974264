"""``run --where`` and ``run --template``: which reports, and whose notebook."""

import json
from pathlib import Path

import pytest
from nbformat import v4, write

from calling import Ogi
from helpers.batch.committed import committed_notebooks
from helpers.invented import invented_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two invented reports of two years and one that cannot be read."""
    inside = tmp_path / "in"
    inside.mkdir()
    for name, year in (("a", 2021), ("b", 2022)):
        (inside / f"{name}.txt").write_text(invented_report(year=year), encoding="utf-8")
    return inside


def notebook(path: Path, parameters: str, tag: str = "parameters") -> Path:
    """Write the smallest template; return its path."""
    cells = [
        v4.new_code_cell(parameters, id="parameters", metadata={"tags": [tag]}),
        v4.new_code_cell('f"own: {report}"', id="own"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)  # type: ignore[no-untyped-call]
    return path


def notebooks(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.glob("audits/*/*.ipynb"))


TRUSTED = "--trust-template"


def test_only_reports_that_meet_the_condition_are_run_and_by_the_notebook_that_is_given(
    ogi: Ogi, folder: Path, tmp_path: Path
) -> None:
    own, out = notebook(tmp_path / "own.ipynb", 'report = ""\nlang = "en"'), tmp_path / "out"
    where = "year == 2022 and kind == 'township'"
    more = ("--template", own, TRUSTED, "--lang", "en,zh")
    done = ogi("run", folder, "--out", out, "--where", where, *more)
    assert (done.code, notebooks(out)) == (0, ["audits/2022/b.ipynb", "audits/2022/b.zh.ipynb"])
    cells = json.loads((out / "audits/2022/b.ipynb").read_text("utf-8"))["cells"]
    assert "own: b.txt" in "".join(cells[-1]["outputs"][0]["data"]["text/plain"])


def test_a_report_that_cannot_be_read_is_told_whatever_the_condition(
    ogi: Ogi, folder: Path, tmp_path: Path
) -> None:
    (folder / "c.txt").write_bytes(b"")
    own, out = notebook(tmp_path / "own.ipynb", 'report = ""\nlang = "en"'), tmp_path / "out"
    more = ("--template", own, TRUSTED)
    done = ogi("run", folder, "--out", out, "--where", "year == 2021", *more)
    assert (done.code, notebooks(out)) == (1, ["audits/2021/a.ipynb"])
    assert "c.txt" in done.err


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("year == 1999", "None of the 2 reports"),
        ("errors > 0", "known only after the audit"),
        ("__import__('os')", "no condition on reports"),
        ("yaer == 2021", "no such field"),
    ],
)
def test_a_condition_that_cannot_be_met_is_refused_and_nothing_is_made(
    ogi: Ogi, folder: Path, tmp_path: Path, where: str, told: str
) -> None:
    done = ogi("run", folder, "--out", tmp_path / "out", "--where", where)
    assert (done.code, notebooks(tmp_path / "out")) == (2, [])
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("parameters", "tag", "more", "told"),
    [
        ('report = ""', "parameters", (), "does not declare the parameter lang."),
        ("x = 1", "parameters", (), "the parameters report, lang."),
        ('report = ""\nlang = ""', "other", (), "no cell with the tag `parameters`"),
        ('report = ""\nlang = ""', "parameters", ("--partial",), "the parameter partial."),
    ],
)
def test_a_template_without_its_parameters_is_refused_before_anything_runs(
    ogi: Ogi, folder: Path, tmp_path: Path, parameters: str, tag: str, more: tuple[str], told: str
) -> None:
    own = notebook(tmp_path / "own.ipynb", parameters, tag)
    done = ogi("run", folder, "--out", tmp_path / "out", "--template", own, *more)
    assert done.code == 2
    assert told in done.err
    assert not (tmp_path / "out").exists()


def test_a_template_that_is_no_notebook_is_refused(ogi: Ogi, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own.ipynb").write_text("{", encoding="utf-8")
    done = ogi("run", folder, "--out", tmp_path / "out", "--template", tmp_path / "own.ipynb")
    assert done.code == 2
    assert "cannot be read" in done.err


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "say so with --trust-template"), ("zh", "尚未运行任何内容")]
)
def test_a_notebook_of_others_is_not_run_before_somebody_says_to_trust_it(
    ogi: Ogi, folder: Path, tmp_path: Path, lang: str, told: str
) -> None:
    mark = tmp_path / "ran"
    own = notebook(tmp_path / "own.ipynb", f'report = ""\nlang = "en"\nopen({str(mark)!r}, "w")')
    done = ogi("run", folder, "--out", tmp_path / "out", "--template", own, "--lang", lang)
    assert (done.code, told in done.err) == (2, True)
    assert not mark.exists()
    assert not (tmp_path / "out").exists()


def test_a_notebook_in_the_working_folder_is_not_taken_for_ours(
    ogi: Ogi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's folder that looks like this repository is data, and so is its notebook."""
    raw, mark = tmp_path / "data" / "raw", tmp_path / "ran"
    raw.mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    (raw / "a.txt").write_text(invented_report("2021"), encoding="utf-8")
    source = f'report = ""\nlang = "en"\nothers = []\nopen({str(mark)!r}, "w")'
    notebook(tmp_path / "notebooks" / "02_audit_one_agency.ipynb", source)
    monkeypatch.chdir(tmp_path)
    assert ogi("run", "--out", "out").code == 0
    assert not mark.exists()
    assert all(tmp_path not in path.parents for path in committed_notebooks())
