"""Hostile words in a browser, under the policy of the pages: nothing runs, loads, asks or complains."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from helpers.audit import Audit, audit
from helpers.batch.pages import write_site
from helpers.display import findings, heading, headline
from helpers.letter import compose
from helpers.letter.page import letter_page
from helpers.messages import LANGS, Lang, Text
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.site import Links, notebook_page, site_files
from helpers.site.export import document, paper_of
from hostile import MARKUP, SCRIPT, WORDS, hostile_report
from invented_site import Seen, listed

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ALL = WORDS + MARKUP
"""Invented: every piece that could do something on a page."""


@dataclass
class Watched:
    """A page, and what it opened."""

    page: Any
    dialogs: list[str]


@pytest.fixture
def watched(tab: tuple[Any, Seen]) -> Watched:
    """Return a page that must say nothing, ask for nothing outside and open no dialog."""
    page, _ = tab
    made = Watched(page, [])

    def told(dialog: Any) -> None:
        made.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", told)
    return made


@pytest.fixture(scope="module")
def judged() -> Audit:
    """Return the audit of a hostile report whose organ and title are hostile as well."""
    read = parse_document(text.read(hostile_report().encode(), f"{ALL}.txt", "0" * 64))
    return audit(replace(read, agency=ALL, title=ALL))


@pytest.fixture(scope="module")
def hostile_site(judged: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site over that report and a file of a hostile name that failed."""
    out = tmp_path_factory.mktemp("hostile")
    for lang in LANGS:
        item = listed("x", judged, "audits/2022/x.html", "audits/2022/x.ipynb")
        item = replace(item, province=ALL, city=ALL, code="000000", top=Text(ALL, ALL))
        write_site(out, site_files([item], [(ALL, ALL, "")], lang, LANGS), [lang])
    return out


def check(watched: Watched, words: str) -> None:
    """Check that the page shows the words, and has no element that they would have made."""
    page = watched.page
    assert SCRIPT in words
    assert page.locator("iframe, img[onerror], img[src^='http'], svg, a[href^='http']").count() == 0
    assert watched.dialogs == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_front_page_is_searched_and_ordered_and_no_word_becomes_markup(
    watched: Watched, hostile_site: Path, lang: Lang
) -> None:
    page = watched.page
    page.goto((hostile_site / f"index{'' if lang == 'en' else '.zh'}.html").as_uri())
    for words in ("alert(9)", "&<img", "&amp;", "红"):
        page.locator("#q").fill(words)
        assert page.locator("#reports tbody td.organ > a").count() == 1, words
    for number in range(3):
        page.locator("#reports thead th").nth(number).click()
    check(watched, page.locator("#reports tbody td.organ > a").inner_text())
    check(watched, page.locator("#reports tbody td.top a").inner_text())
    check(watched, page.locator("table.failed").inner_text())


def test_pages_of_organs_show_the_words(watched: Watched, hostile_site: Path) -> None:
    pages = sorted((hostile_site / "site").rglob("*.html"))
    assert len(pages) == 4
    for path in pages:
        watched.page.goto(path.as_uri())
        check(watched, watched.page.locator("main, body").first.inner_text())


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_an_audit_the_document_and_the_letter_show_the_words(
    watched: Watched, judged: Audit, tmp_path: Path, lang: Lang
) -> None:
    from nbformat import v4

    output = v4.new_output("display_data", {"text/html": findings(judged, lang)._repr_html_()})
    notebook = v4.new_notebook(cells=[v4.new_code_cell(ALL, outputs=[output])])
    title, lead = heading(judged, lang).text, headline(judged, lang).text
    made = {
        "page": notebook_page(notebook, title, lead, lang, Links()),
        "paper": document(paper_of(judged, lang), "html").decode(),
        "letter": letter_page([compose(judged, tmp_path / "x.txt", lang)]),
    }
    for name, words in made.items():
        path = tmp_path / f"{name}.html"
        path.write_text(words, encoding="utf-8")
        watched.page.goto(path.as_uri())
        check(watched, watched.page.locator("body").inner_text())
