"""Indicators shown in a notebook: words of reports are escaped, and every number has its counts."""

import pandas as pd
import pytest

from helpers import display, indicators
from helpers.display.rates import MOST_ROWS
from helpers.indicator import declared
from helpers.messages import LANGS, Lang
from hostile import WORDS
from indicators.tables import outcomes, report, tables

TABLES = tables(a=report(values=outcomes(3, 2, not_held=1)), b=report("2019"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [i.id for i in declared()])
def test_the_meaning_of_an_indicator_has_formula_and_caveats(name: str, lang: Lang) -> None:
    one = next(i for i in declared() if i.id == name)
    said = display.meaning(name, lang).text
    for words in (one.title, one.formula, one.numerator, one.denominator, one.caveat):
        assert " ".join(words.in_(lang).split()) in said


def test_a_rate_is_shown_with_counts_interval_and_what_speaks_against_it() -> None:
    said = display.rates(indicators(TABLES, "disclosure-rate")).text
    assert "2 / 3\t66.7 % (20.8–93.9)\tthe denominator is too small to rank" in said
    assert "0 / 0\t–\tthe denominator is 0" in said


def test_a_group_says_of_how_many_reports_a_flag_is() -> None:
    wrong = report(values={**outcomes(3, 2, not_held=1), "applications.granted.total": 9})
    blank = report(values={**outcomes(3, 2, not_held=1), "applications.granted.total": ""})
    groups = indicators(tables(a=wrong, b=blank), "denial-rate", by="year")
    said = display.rates(groups).text
    assert "sums that do not agree in" in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_report_says_of_itself_is_text_and_no_markup(lang: Lang) -> None:
    table = indicators(TABLES, "disclosure-rate")
    findings = TABLES.findings.copy()
    for words in WORDS:
        table["agency"] = words
        findings["agency"] = words
        for shown in (display.rates(table, lang), display.findings_of(findings, lang)):
            assert "<script" not in shown.html
            assert "<img" not in shown.html


@pytest.mark.parametrize("lang", LANGS)
def test_a_corpus_and_the_history_of_an_organ_are_shown_by_year(lang: Lang) -> None:
    assert {"2020", "2022"} <= set(display.corpus(TABLES, lang).text.split())
    agency = str(TABLES.reports["agency"][0])
    lines = display.history(TABLES, agency, lang).text.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("2020\tb\t2019")


def test_rows_beyond_the_most_that_are_shown_are_counted() -> None:
    many = pd.concat([indicators(TABLES, "disclosure-rate")] * MOST_ROWS, ignore_index=True)
    assert f"… and {len(many) - MOST_ROWS} more rows." in display.rates(many).text


def test_the_provenance_of_a_corpus_changes_with_any_report() -> None:
    other = TABLES.reports.copy()
    other["sha256"] = ["1" * 64, "0" * 64]
    changed = tables()
    object.__setattr__(changed, "reports", other)
    assert display.provenance(TABLES).text != display.provenance(changed).text
    assert "2 reports, sha256 of their hashes" in display.provenance(TABLES).text
