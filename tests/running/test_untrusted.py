"""Words of a report are words: on pages, in notebooks and in tables they do nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from nbformat import v4

from calling import Runs
from helpers.audit import audit
from helpers.messages import LANGS, Lang
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.site import Links, Listed, index_page, notebook_page
from hostile import CONTROLS, FORMULA, SCRIPT, WORDS, hostile_report

TAGS = set(
    "html head meta title style body header nav a main section div h1 h2 h3 p ul ol li aside bdi "
    "span strong em br code pre details summary table thead tbody tr th td blockquote figure img".split()
)
ATTRIBUTES = set(
    "lang charset name content http-equiv class id style href aria-label scope src alt".split()
)
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@dataclass
class Markup(HTMLParser):
    """What a browser sees: tags with their attributes, and words."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(page: str) -> Markup:
    markup = Markup()
    markup.feed(page)
    markup.close()
    return markup


def check(markup: Markup) -> None:
    """Check that nothing in a piece of markup can run, load or send anything."""
    assert {tag for tag, _ in markup.tags} <= TAGS
    for _, attributes in markup.tags:
        assert attributes.keys() <= ATTRIBUTES
        style = attributes.get("style", "")
        assert not re.search(r"url|expression|import|//|\\", style, flags=re.IGNORECASE)
        source = attributes.get("src", "data:image/png;base64,")
        assert source.startswith("data:image/png;base64,")
        href = attributes.get("href", "#")
        assert re.fullmatch(r"#[a-z0-9-]*|(\.\./)*[a-z0-9./-]+", href)


def pages(runs: Runs) -> list[Path]:
    return sorted(runs.first.rglob("*.html"))


def shown_html(runs: Runs) -> Iterator[str]:
    """Yield every HTML output of the notebooks."""
    for path in sorted(runs.first.rglob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if "text/html" in output["data"]:
                    yield "".join(output["data"]["text/html"])


def test_pages_and_indexes_hold_only_harmless_tags_attributes_and_addresses(runs: Runs) -> None:
    assert len(pages(runs)) == 4
    for path in pages(runs):
        check(seen(path.read_text("utf-8")))


def test_every_page_has_the_policy_that_forbids_scripts_and_connections(runs: Runs) -> None:
    for path in pages(runs):
        policies = [
            a["content"] for t, a in seen(path.read_text("utf-8")).tags if "http-equiv" in a
        ]
        assert policies == [POLICY]


def test_every_link_of_a_page_leads_to_a_product_or_to_a_part_of_the_page(runs: Runs) -> None:
    for path in pages(runs):
        tags = seen(path.read_text("utf-8")).tags
        parts = {a["id"] for _, a in tags if "id" in a}
        for href in (a["href"] for _, a in tags if "href" in a):
            if href.startswith("#"):
                assert href[1:] in parts
            else:
                assert (path.parent / href).resolve().is_file()


def test_nothing_outside_is_named_by_a_page_except_in_words_of_the_report(runs: Runs) -> None:
    for path in pages(runs):
        page = re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "", path.read_text("utf-8"))
        markup = "".join(re.findall(r"<[^>]*>", page))
        assert not re.search(r"https?:|//|url\(|@import|javascript:", markup)
        (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
        assert not re.search(r"url\(|@import|//|<", style)


def test_html_outputs_of_notebooks_hold_only_harmless_markup(runs: Runs) -> None:
    outputs = list(shown_html(runs))
    assert len(outputs) > 20
    for output in outputs:
        check(seen(output))


def test_the_hostile_words_are_shown_as_the_letters_they_are(runs: Runs) -> None:
    assert any(SCRIPT in seen(output).words for output in shown_html(runs))
    audits = [path for path in pages(runs) if path.parent != runs.first]
    for path in audits:
        words = seen(path.read_text("utf-8")).words
        assert SCRIPT in words
        assert FORMULA in words


def test_a_dollar_of_the_report_starts_no_formula_in_a_notebook(runs: Runs) -> None:
    for output in shown_html(runs):
        assert output.startswith('<div class="tex2jax_ignore mathjax_ignore">')


def test_no_control_character_reaches_a_page_or_an_output(runs: Runs) -> None:
    for path in [*pages(runs), *sorted(runs.first.rglob("*.ipynb"))]:
        shown = path.read_text("utf-8")
        if path.suffix == ".ipynb":
            cells = json.loads(shown)["cells"]
            shown = "".join(
                "".join(part)
                for cell in cells
                for output in cell.get("outputs", [])
                for kind, part in output["data"].items()
                if kind.startswith("text/")
            )
        assert [hex(ord(c)) for c in CONTROLS if c in shown] == []


def test_only_our_own_prose_is_markdown(runs: Runs) -> None:
    for path in sorted(runs.first.rglob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                assert "evil" not in "".join(cell["source"])


def test_a_formula_of_the_report_is_none_in_the_csv_and_as_printed_in_the_parquet(
    runs: Runs,
) -> None:
    tables = runs.first / "tables"
    cells = pd.read_csv(tables / "cells.csv", encoding="utf-8-sig", dtype=str)
    parquet = pd.read_parquet(tables / "cells")
    address = "applications.brought_forward.natural_person"
    assert list(cells.loc[cells["address"] == address, "raw"]) == ["'" + FORMULA]
    assert list(parquet.loc[parquet["address"] == address, "raw"]) == [FORMULA]
    for path in tables.glob("*.csv"):
        table = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
        for column in table:
            risky = table[column].str.match(r"[=+\-@\t\r]")
            numbers = table[column].str.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?")
            assert not (risky & ~numbers).any()


@pytest.mark.parametrize("lang", LANGS)
def test_words_in_every_part_of_a_page_are_escaped(lang: Lang) -> None:
    plain = {"text/plain": WORDS}
    outputs = [
        v4.new_output("error", ename="E", evalue=WORDS, traceback=[WORDS]),
        v4.new_output("stream", text=WORDS),
        v4.new_output("execute_result", plain),
        v4.new_output("display_data", {"image/png": "AAAA\n", "text/plain": f'Figure: "{WORDS}'}),
    ]
    cells = [
        v4.new_markdown_cell(f"## {WORDS}\n\n{WORDS}"),
        v4.new_code_cell(WORDS, outputs=outputs),
    ]
    page = notebook_page(v4.new_notebook(cells=cells), WORDS, WORDS, lang, Links())
    markup = seen(page)
    assert {tag for tag, _ in markup.tags} <= TAGS
    assert not any(name.startswith("on") for _, a in markup.tags for name in a)
    assert [hex(ord(c)) for c in CONTROLS if c in page] == []
    assert markup.words.count(SCRIPT) >= 7


@pytest.mark.parametrize("lang", LANGS)
def test_words_in_every_part_of_an_index_are_escaped(lang: Lang) -> None:
    document = text.read(hostile_report().encode(), "x.txt", "0" * 64)
    report = replace(parse_document(document), agency=WORDS, title=WORDS)
    listed = [Listed.of("x", audit(report), "audits/2022/x.html", "audits/2022/x.ipynb")]
    page = index_page(listed, [(WORDS, WORDS, "")], lang)
    check(seen(page))
    assert [hex(ord(c)) for c in CONTROLS if c in page] == []
    assert seen(page).words.count(SCRIPT) >= 3
