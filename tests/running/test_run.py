"""One report that fails stops no other, and no product is ever half made."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from nbformat import v4

from helpers.batch import making as running
from helpers.batch.executing import Job
from helpers.batch.files import is_product, usable_folder, write
from helpers.batch.notebook import Notebook
from helpers.batch.progress import reporting
from helpers.batch.run import run
from helpers.batch.template import check_parameters, in_language, load_template
from helpers.catalogue import Found, find_reports
from helpers.errors import InputError, OgiError, UsageError
from helpers.invented import invented_report
from helpers.messages import LANGS, Lang, Text

ROOT = Path(__file__).parents[2]
Files = Callable[[], set[str]]


def template(*code: str) -> Notebook:
    """Return a template of the fewest cells: prose in both languages, parameters, code."""
    cells = [
        v4.new_markdown_cell("## Audit", id="en", metadata={"tags": ["en"]}),
        v4.new_markdown_cell("## 审计", id="zh", metadata={"tags": ["zh"]}),
        v4.new_code_cell(
            'report = ""\nlang = "en"\npartial = False',
            id="parameters",
            metadata={"tags": ["parameters"]},
        ),
        *(v4.new_code_cell(source, id=f"code-{n}") for n, source in enumerate(code)),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    """Return three invented reports, the second of which cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, year in (("甲", 2021), ("丙", 2022)):
        content = invented_report(year=year)
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    (folder / "乙.txt").write_bytes(b"Rar!\x1a\x07")
    reports = {f.slug: f for f in find_reports([folder], [".txt"])}
    return [reports["jia"], reports["yi"], reports["bing"]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a function that tells which products there are beside tables and site."""
    out = tmp_path / "out"

    def there() -> set[str]:
        names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
        return {name for name in names if not name.startswith(("tables/", "site/", "."))}

    return there


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the template as it is for an executed notebook: most of a run needs no kernel."""
    monkeypatch.setattr(running, "executed", lambda job, _, lang: in_language(job.template, lang))


def products(year: int, slug: str, *langs: Lang) -> set[str]:
    stems = [slug if lang == "en" else f"{slug}.{lang}" for lang in langs]
    return {f"audits/{year}/{stem}.{kind}" for stem in stems for kind in ("html", "ipynb")}


def listed(tmp_path: Path) -> set[str]:
    return set(pd.read_parquet(tmp_path / "out" / "tables" / "reports")["report"])


@pytest.mark.usefixtures("still")
def test_the_good_reports_are_complete_and_the_bad_one_is_listed_with_its_reason(
    found: list[Found], tmp_path: Path, files: Files
) -> None:
    told: list[tuple[str, str]] = []
    outcome = run(
        Job(found, tmp_path / "out", template(), LANGS),
        lambda f, problem: told.append((f.slug, problem.code if problem else "")),
    )
    assert told == [("jia", ""), ("yi", "format-not-read"), ("bing", "")]
    assert list(outcome.made) == ["jia", "bing"]
    assert [f.slug for f, _ in outcome.failed] == ["yi"]
    pages = products(2021, "jia", *LANGS) | products(2022, "bing", *LANGS)
    assert files() == pages | {"index.html", "index.zh.html"}
    assert "RAR 压缩包" in (tmp_path / "out" / "index.zh.html").read_text("utf-8")
    assert listed(tmp_path) == {"jia", "bing"}


@pytest.mark.usefixtures("still")
def test_an_interrupted_run_writes_tables_and_index_over_what_was_done(
    found: list[Found], tmp_path: Path, files: Files
) -> None:
    def stop(report: Found, _problem: OgiError | None) -> None:
        if report.slug == "yi":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Job(found, tmp_path / "out", template()), stop)
    assert files() == products(2021, "jia", "en") | {"index.html"}
    assert listed(tmp_path) == {"jia"}
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "1 report audited, 1 could not be read" in index


@pytest.mark.usefixtures("still")
def test_a_fault_of_ours_concerns_one_report_and_is_told_without_paths(
    found: list[Found], tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = running.headline

    def broken(audit: running.Audit, lang: Lang) -> object:
        if audit.report.year == 2021:
            raise ValueError(f"no such thing in {ROOT}/src/helpers/x.py")
        return honest(audit, lang)

    monkeypatch.setattr(running, "headline", broken)
    outcome = run(Job(found, tmp_path / "out", template(), LANGS))
    assert list(outcome.made) == ["bing"]
    _, problem = outcome.failed[0]
    assert problem.code == "fault"
    assert "(ValueError: no such thing in src/helpers/x.py)" in str(problem)
    assert files() == products(2022, "bing", *LANGS) | {"index.html", "index.zh.html"}


def test_a_report_whose_second_language_fails_has_no_product_in_the_first(
    found: list[Found], tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def executed(job: Job, report: Found, lang: Lang) -> Notebook:
        if lang == "zh":
            raise InputError("notebook-failed", Text("no", "否"), Text("do", "做"), report.name)
        return in_language(job.template, lang)

    monkeypatch.setattr(running, "executed", executed)
    run(Job(found, tmp_path / "out", template(), LANGS))
    assert files() == {"index.html", "index.zh.html"}


@pytest.mark.usefixtures("still")
def test_links_between_the_languages_and_to_the_index_fit_the_first_language(
    found: list[Found], tmp_path: Path
) -> None:
    run(Job(found, tmp_path / "out", template(), ("zh", "en")))
    page = (tmp_path / "out" / "audits" / "2021" / "jia.html").read_text("utf-8")
    assert 'href="../../index.en.html"' in page
    assert 'href="jia.zh.html"' in page
    assert (tmp_path / "out" / "index.en.html").is_file()
    assert "政府信息公开工作年度报告审计" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_notebook_that_fails_is_kept_up_to_there_until_it_succeeds(
    found: list[Found], tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = template("import helpers", 'helpers.open_audit("nothing-" + report)', "never = 1")
    kept = []
    for _ in range(2):
        outcome = run(Job(found[:1], tmp_path / "out", wrong))
        assert files() == {"failed/jia.ipynb", "index.html"}
        kept.append((tmp_path / "out" / "failed" / "jia.ipynb").read_text("utf-8"))
    ((_, problem),) = outcome.failed
    assert "stopped at a cell (UsageError: nothing-甲.txt: There is no such report." in str(problem)
    assert "kept as failed/jia.ipynb; open it at the marked cell." in str(problem)
    assert "kept as failed/jia.ipynb" in (tmp_path / "out" / "index.html").read_text("utf-8")

    assert kept[0] == kept[1]
    colourless = re.sub(r"\\u001b\[[0-9;]*m", "", kept[0])
    assert [p for p in (str(ROOT), sys.prefix, str(tmp_path)) if p in colourless] == []
    assert "File src/helpers/load.py:" in colourless
    cells = json.loads(kept[0])["cells"]
    counts = [c["execution_count"] for c in cells if c["cell_type"] == "code"]
    assert counts == [1, 2, 3, 4, None]
    assert sum("papermill-error-cell-tag" in c["metadata"]["tags"] for c in cells) == 2

    monkeypatch.setattr(running, "executed", lambda job, _, lang: in_language(job.template, lang))
    run(Job(found[:1], tmp_path / "out", template()))
    assert files() == products(2021, "jia", "en") | {"index.html"}
    assert not (tmp_path / "out" / "failed").exists()


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "deep" / "a.txt", "old")

    def broken(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="no"):
        write(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_can_be_used_is_left_without_a_trace(tmp_path: Path) -> None:
    folder = usable_folder(tmp_path / "a" / "b")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("out/audits/2020/a.html", True),
        ("out/failed/a.html", True),
        ("out/index.html", True),
        ("out/site/organs/a.html", True),
        ("out/index.zh.html", True),
        ("out/report.html", False),
        ("out/reports/index.html", False),
        ("in/audits/a.html", False),
    ],
)
def test_products_of_a_run_are_told_from_reports(name: str, product: bool) -> None:
    assert is_product(Path("/x", name), Path("/x/out")) is product


def test_parameters_are_refused_by_name_before_anything_runs() -> None:
    check_parameters(load_template(), ["report", "lang", "partial"])
    with pytest.raises(UsageError, match=r"no parameter languge\. It has: report, lang, partial"):
        check_parameters(load_template(), ["languge"])


@pytest.mark.parametrize("content", ["", "{}", "no notebook", '{"cells": 1}'])
def test_a_template_that_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "template.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="template notebook cannot be read"):
        load_template(path)


@pytest.mark.parametrize("terminal", [False, True])
def test_failures_are_told_in_full_and_brackets_in_them_are_words(
    terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")
    what = Text("[bold]wrong[/bold]", "错")
    problem = InputError("x", what, Text("Do [this].", "做。"), "a[1].txt")
    with reporting(2, "en") as progress:
        progress(Found(Path("/a"), Path("/"), "a", "a", "a"), None)
        progress(Found(Path("/b"), Path("/"), "b", "b", "b"), problem)
    told = capsys.readouterr()
    assert told.out == ""
    assert "a[1].txt: [bold]wrong[/bold] Do [this]." in re.sub(r"\x1b\[[0-9;?]*\w", "", told.err)


def test_notebooks_at_a_time_give_the_bytes_that_one_after_the_other_gives(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        (folder / f"r{n}.txt").write_text(invented_report("2021"), encoding="utf-8")
    found = find_reports([folder], [".txt"])
    made = []
    for jobs in (1, 3):
        out = tmp_path / f"out{jobs}"
        outcome = run(Job(found, out, load_template(), jobs=jobs))
        assert list(outcome.made) == [f.slug for f in found]
        made.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert made[0] == made[1]
