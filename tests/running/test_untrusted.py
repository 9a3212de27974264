"""Words of a report are words: on pages, in notebooks and in tables they do nothing."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from nbformat import v4

from calling import Runs
from harmless import TAGS, check, seen
from helpers.audit import audit
from helpers.messages import LANGS, Lang, Text
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.site import Links, notebook_page, site_files
from helpers.site.data import data_script
from hostile import CONTROLS, FORMULA, SCRIPT, WORDS, hostile_report
from invented_site import listed

SITE = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
ALONE = "default-src 'none'; img-src data:; style-src '{}'; base-uri 'none'; form-action 'none'"


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
    assert len(pages(runs)) == 8
    for path in pages(runs):
        markup = seen(path.read_text("utf-8"))
        check(markup)
        assert not any("style" in attributes for _, attributes in markup.tags)


def test_every_page_has_a_policy_that_forbids_words_of_a_report_to_run_or_load(runs: Runs) -> None:
    for path in pages(runs):
        page = path.read_text("utf-8")
        policies = [a["content"] for t, a in seen(page).tags if "http-equiv" in a]
        styles = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
        if "audits" in path.parts:
            digest = hashlib.sha256(styles[0].encode("utf-8")).digest()
            assert policies == [ALONE.format("sha256-" + b64encode(digest).decode("ascii"))]
            assert "<script" not in page
        else:
            assert policies == [SITE]
            assert styles == []
            assert re.findall(r"<script[^>]*>[^<]", page) == []


def test_every_link_of_a_page_leads_to_a_product_or_to_a_part_of_the_page(runs: Runs) -> None:
    for path in pages(runs):
        tags = seen(path.read_text("utf-8")).tags
        parts = {a["id"] for _, a in tags if "id" in a}
        for href in (a["href"] for _, a in tags if "href" in a):
            if href.startswith("#"):
                assert href[1:] in parts
            elif href != "data:,":
                target, _, part = href.partition("#")
                assert (path.parent / target).resolve().is_file()
                if part:
                    there = seen((path.parent / target).read_text("utf-8"))
                    assert part in {a["id"] for _, a in there.tags if "id" in a}


def test_nothing_outside_is_named_by_a_page_except_in_words_of_the_report(runs: Runs) -> None:
    for path in pages(runs):
        page = re.sub(r"data:image/webp;base64,[A-Za-z0-9+/=]+", "", path.read_text("utf-8"))
        markup = "".join(re.findall(r"<[^>]*>", page))
        assert not re.search(r"https?:|//|url\(|@import|javascript:", markup)
        for style in re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL):
            assert not re.search(r"url\(|@import|//|<", style)
    style = (runs.first / "site" / "style.css").read_text("utf-8")
    assert not re.search(r"url\(|@import|//|<", style)


def test_html_outputs_of_notebooks_hold_only_harmless_markup(runs: Runs) -> None:
    outputs = list(shown_html(runs))
    assert len(outputs) > 20
    for output in outputs:
        check(seen(output))


def test_the_hostile_words_are_shown_as_the_letters_they_are(runs: Runs) -> None:
    assert any(SCRIPT in seen(output).words for output in shown_html(runs))
    audits = [path for path in pages(runs) if "audits" in path.parts]
    assert len(audits) == 2
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
def test_words_in_every_part_of_the_site_are_escaped(lang: Lang) -> None:
    document = text.read(hostile_report().encode(), "x.txt", "0" * 64)
    report = replace(parse_document(document), agency=WORDS, title=WORDS)
    item = listed("x", audit(report), "audits/2022/x.html", "audits/2022/x.ipynb")
    item = replace(item, province=WORDS, city=WORDS, code="000000", top=Text(WORDS, WORDS))
    files = dict(site_files([item], [(WORDS, WORDS, "")], lang, [lang]))
    made = {name: made for name, made in files.items() if name.endswith(".html")}
    assert len(made) == 3
    for name, page in made.items():
        check(seen(page))
        assert [hex(ord(c)) for c in CONTROLS if c in page] == [], name
        assert seen(page).words.count(SCRIPT) >= 2, name
        assert "<script>" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_words_in_the_data_of_the_front_page_end_no_script_and_no_line(lang: Lang) -> None:
    words = f"{WORDS}</script><!--\u2028\u2029\u0085\u202e\u2066"
    document = text.read(hostile_report().encode(), "x.txt", "0" * 64)
    report = replace(parse_document(document), agency=words)
    item = listed("x", audit(report), "audits/2022/x.html", "audits/2022/x.ipynb")
    item = replace(item, province=words, top=Text(words, words))
    script = data_script([item], lang)
    assert script.startswith("var ogiAudit={")
    assert script.endswith("};\n")
    assert not re.search("[<>&\u2028\u2029\u0085\u202e\u2066]", script)
    assert [hex(ord(c)) for c in CONTROLS if c in script.rstrip("\n")] == []
    data = json.loads(script.removeprefix("var ogiAudit=").removesuffix(";\n"))
    assert SCRIPT in data["names"][0]
    assert data["rows"][0][10].count(SCRIPT) == 1
