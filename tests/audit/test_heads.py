"""The articles at the heads of table two."""

from dataclasses import replace

import pytest

from audit.build import (
    MISSING,
    UNREADABLE,
    at,
    facts,
    heads,
    outcomes,
    report,
    verdicts,
    without_tables,
)
from helpers.audit import Evidence, Outcome
from helpers.form import load_form
from helpers.model import Cell, Head, Report

PLACE, OTHER = "proactive.art20_6", "第二十条第（五）项"


def headed(text: str) -> Report:
    form = load_form("2019")
    printed = tuple(replace(h, text=text) if h.block == "art20_6" else h for h in heads(form))
    return report(heads=printed)


def told(text: str) -> Outcome:
    return outcomes("article-cited", headed(text))[PLACE]


def test_the_heads_of_the_form_pass() -> None:
    for form_id in ("2019", "2021"):
        assert set(verdicts("article-cited", report(form_id)).values()) == {"pass"}


@pytest.mark.parametrize(
    "text",
    [
        "第二十条第（六）项",
        "第二十条（六）项",
        "第二十条第六项",
        "第二十条 第(六)项",
        "第20条第(6)项",
        "第二十条第（六）",
        "《条例》第二十条第（六）项",
    ],
)
def test_marks_and_numerals_do_not_matter(text: str) -> None:
    assert told(text).verdict == "pass"


@pytest.mark.parametrize(
    "text", ["第二十六条第（六）项", "第二十条第（五）项", "第九条第（六）项", "第二十六条"]
)
def test_another_article_or_item_is_a_warning(text: str) -> None:
    outcome = told(text)
    assert (outcome.verdict, outcome.severity) == ("fail", None)
    assert (outcome.expected, outcome.actual) == ("第二十条第（六）项", text)
    assert set(outcome.cells) == {
        f"proactive.{row}.{column}"
        for row in ("penalty", "coercion")
        for column in ("items_last_year", "change", "decisions")
    }


def test_a_paragraph_in_place_of_an_item_is_a_clerical_slip_and_only_noted() -> None:
    outcome = told("第二十条第（六）款")
    assert (outcome.verdict, outcome.severity) == ("fail", "note")


@pytest.mark.parametrize("text", ["第二十条", "第二十条第", "第二十条第项", "附表"])
def test_a_head_whose_item_is_lost_is_undecided(text: str) -> None:
    assert told(text).verdict == "undecided"


def test_a_block_without_a_head_is_undecided_and_the_others_are_judged() -> None:
    form = load_form("2019")
    made = report(heads=tuple(h for h in heads(form) if h.block != "art20_6"))
    assert verdicts("article-cited", made).pop(PLACE) == "undecided"
    assert list(verdicts("article-cited", made).values()).count("pass") == 4


@pytest.mark.parametrize("state", [UNREADABLE, MISSING])
def test_the_head_of_a_block_that_was_not_read_accuses_no_other_block(state: Cell) -> None:
    form = load_form("2019")
    lost = {a: state for a in form.addresses if form.block_of(a).id == "art20_5"}
    printed = [h for h in heads(form) if h.block != "art20_5"]
    moved = [replace(h, text="第二十条第（五）项") if h.block == "art20_6" else h for h in printed]
    outcome = outcomes("article-cited", report(cells=lost, heads=tuple(moved)))[PLACE]
    assert facts(outcome) == {"verdict": "undecided", "at": PLACE, "evidence": (OTHER,)}
    assert outcome.evidence == (Evidence(OTHER, at(1)),)
    assert f"“{OTHER}” is that of a block that could not be read" in outcome.message.en
    assert f"“{OTHER}”属于未能读出的一栏" in outcome.message.zh
    assert verdicts("article-cited", report(heads=tuple(moved)))[PLACE] == "fail"


def test_a_head_printed_twice_is_judged_twice() -> None:
    made = report(heads=(*heads(load_form("2019")), Head("art20_6", "第二十六条第（六）项", at(9))))
    told = verdicts("article-cited", made)
    assert (told[PLACE], told[f"{PLACE}#2"]) == ("pass", "fail")


def test_a_report_without_tables_is_not_concerned() -> None:
    assert set(verdicts("article-cited", without_tables()).values()) == {"not_applicable"}
    (outcome,) = outcomes("article-cited", without_tables()).values()
    assert facts(outcome) == {"verdict": "not_applicable", "at": "proactive"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二十条第（六）项", {"verdict": "pass"}),
        ("第二十条", {"verdict": "undecided"}),
        (
            "第二十条第（六）款",
            {
                "verdict": "fail",
                "severity": "note",
                "expected": "第二十条第（六）项",
                "actual": "第二十条第（六）款",
            },
        ),
    ],
)
def test_a_head_is_quoted_where_it_stands(text: str, expected: dict[str, str]) -> None:
    outcome = told(text)
    assert facts(outcome) == {"at": PLACE, "evidence": (text,), **expected}
    assert outcome.evidence == (Evidence(text, at(1)),)


def test_a_head_of_another_block_is_told_with_the_rows_and_the_article_of_its_own() -> None:
    outcome = told(OTHER)
    assert outcome.evidence == (Evidence(OTHER, at(1)),)
    assert "The block “行政处罚、行政强制” is headed" in outcome.message.en
    assert "“行政处罚、行政强制”一栏" in outcome.message.zh
    assert "“第二十条第（六）项” (article 20(6)) there" in outcome.message.en
