"""A page of an earlier run never passes for a current one, and is never lost."""

import json
import re
from pathlib import Path

import pytest

from helpers.batch import making as running
from helpers.batch.executing import Job
from helpers.batch.notebook import read_notebook
from helpers.batch.run import run
from helpers.batch.template import in_language, load_template
from helpers.catalogue import Found, find_reports
from helpers.invented import invented_report


@pytest.fixture(autouse=True)
def unexecuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make notebooks that say what report they are of, without running them."""

    def made(job: Job, found: Found, lang: str) -> object:
        notebook = in_language(job.template, lang)  # type: ignore[arg-type]
        notebook.metadata["papermill"] = {"parameters": {"report": found.name}}
        return notebook

    monkeypatch.setattr(running, "executed", made)


def once(path: Path, out: Path) -> set[str]:
    """Run over one report; return the pages and notebooks there are then."""
    run(Job(find_reports([path], [".txt"]), out, load_template(), ("en", "zh")))
    names = (
        p.relative_to(out).as_posix()
        for p in out.rglob("*")
        if p.is_file() and not p.name.startswith(".")
    )
    return {n for n in names if not n.startswith(("tables/", "site/", ".state/"))}


PRODUCTS = ("report.html", "report.ipynb", "report.zh.html", "report.zh.ipynb")
INDEX = {"index.html", "index.zh.html"}


def there(folder: str) -> set[str]:
    return {f"{folder}/{name}" for name in PRODUCTS} | INDEX


def test_the_page_of_a_report_that_fails_later_is_kept_says_so_and_heals(tmp_path: Path) -> None:
    path, out = tmp_path / "report.txt", tmp_path / "out"
    path.write_text(invented_report(year=2022), encoding="utf-8")
    assert once(path, out) == there("audits/2022")
    page = (out / "audits/2022/report.html").read_text("utf-8")
    notebook = (out / "audits/2022/report.ipynb").read_bytes()

    path.write_bytes(b"Rar!")
    for _ in range(2):
        assert once(path, out) == there("outdated/2022")
    old = (out / "outdated/2022/report.html").read_text("utf-8")
    assert old.count("Outdated: this page is of an earlier run.") == 1
    # The page of its organ may be gone, too.
    current = re.sub(r'<a href="[^"]*/organs/[^"]*">This organ</a>\n', "", page)
    assert "This organ" in page
    assert old.replace(old[old.index('<p class="outdated"') : old.index("</p>") + 5], "") == current
    assert "已过时" in (out / "outdated/2022/report.zh.html").read_text("utf-8")
    assert (out / "outdated/2022/report.ipynb").read_bytes() == notebook
    assert 'href="outdated/2022/report.html"' in (out / "index.html").read_text("utf-8")
    assert 'href="outdated/2022/report.zh.html"' in (out / "index.zh.html").read_text("utf-8")

    path.write_text(invented_report(year=2022), encoding="utf-8")
    assert once(path, out) == there("audits/2022")
    assert not (out / "outdated").exists()


def test_a_report_that_says_another_year_leaves_no_second_current_page(tmp_path: Path) -> None:
    path, out = tmp_path / "report.txt", tmp_path / "out"
    path.write_text(invented_report(year=2022), encoding="utf-8")
    once(path, out)
    path.write_text(invented_report(year=2023), encoding="utf-8")
    assert once(path, out) == there("audits/2023") | there("outdated/2022")


def test_products_of_another_report_of_the_same_name_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = tmp_path / "report.txt"
    path.write_text(invented_report(year=2022), encoding="utf-8")
    once(path, out)
    for name in ("report.ipynb", "report.zh.ipynb"):
        notebook = read_notebook(out / "audits/2022" / name)
        notebook.metadata["papermill"]["parameters"]["report"] = "elsewhere/report.txt"
        (out / "audits/2022" / name).write_text(json.dumps(notebook), encoding="utf-8")
    path.write_bytes(b"Rar!")
    assert once(path, out) == there("audits/2022")
