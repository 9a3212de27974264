"""What is told of the form: what stands where, what should, and what is quoted."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import (
    MISSING,
    UNREADABLE,
    at,
    facts,
    labels,
    outcomes,
    report,
    sections,
    without_tables,
)
from helpers.audit import Evidence, Outcome
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Report, Unplaced

FORM = load_form("2019")
NO_ROW = Text("The form has no such row.", "规定格式中没有这一行。")


def told(made: Report) -> dict[str, Outcome]:
    return outcomes("form-conformance", made)


def test_the_first_year_of_the_form_is_measured_by_it() -> None:
    assert "form" not in told(without_tables(year=2019))


def test_a_later_report_with_the_tables_of_former_years_is_held_to_the_sections_of_its_own() -> (
    None
):
    old = told(report("legacy", year=2022, sections=sections(FORM)))
    assert old["section.overview"].verdict == "pass"
    assert (old["edition"].expected, old["edition"].actual) == ("2021", "legacy")


def test_an_edition_of_another_year_is_told_with_the_one_that_is_due() -> None:
    assert facts(told(report("2021", year=2020))["edition"]) == {
        "verdict": "fail",
        "at": "edition",
        "expected": "2019",
        "actual": "2021",
    }


# --- what has no place ----------------------------------------------------------------------------


def unplaced(*texts: str) -> dict[str, Outcome]:
    found = tuple(Unplaced(text, at(70 + n), NO_ROW) for n, text in enumerate(texts))
    return told(report(unplaced=found))


def test_what_has_no_place_is_quoted_in_full_where_it_stands() -> None:
    text = "行政检查5次" * 40
    outcome = unplaced(text)["unplaced"]
    assert (outcome.severity, outcome.actual) == ("note", text[:200])
    assert outcome.evidence == (Evidence(text, at(70)),)


@pytest.mark.parametrize(("letters", "ends"), [(60, ""), (61, "……")])
def test_a_message_quotes_sixty_characters(letters: int, ends: str) -> None:
    text = ("行政检查5次" * 20)[:letters]
    outcome = unplaced(text)["unplaced"]
    assert outcome.message.en.startswith(f"Outside the form: “{text[:60]}{ends}”. ")


def test_a_cell_printed_again_may_hold_a_colon_of_its_own() -> None:
    outcome = unplaced("proactive.normative_documents.created: 其中: 18")["unplaced"]
    assert outcome.evidence == (Evidence("其中: 18", at(70)),)
    assert "：“其中: 18”" in outcome.message.zh


def test_pieces_of_labels_of_rows_and_columns_are_told_together() -> None:
    outcomes_of = unplaced("予以公", "尚未")
    assert facts(outcomes_of["labels.pieces"]) == {
        "verdict": "undecided",
        "at": "labels.pieces",
        "evidence": ("予以公", "尚未"),
    }
    assert outcomes_of["labels.pieces"].evidence[0] == Evidence("予以公", at(70))
    assert "2 pieces of heads (“予以公、尚未”) were not put together" in (
        outcomes_of["labels.pieces"].message.en
    )
    assert "unplaced" not in outcomes_of


def test_a_placeholder_in_a_table_is_no_piece_of_a_label() -> None:
    assert unplaced("XX")["unplaced"].evidence[0].quote == "XX"


# --- sections -------------------------------------------------------------------------------------


def test_a_document_without_any_heading_is_told_how_many_there_should_be() -> None:
    assert facts(told(report(sections=()))["sections"]) == {
        "verdict": "fail",
        "at": "sections",
        "expected": 6,
        "actual": 0,
    }


def test_the_order_of_the_sections_is_told_as_it_is() -> None:
    assert facts(told(report())["sections.order"]) == {"verdict": "pass", "at": "sections.order"}
    first, second, *others = sections(FORM)
    long = "主动公开政府信息情况和其他各项有关情况的说明"
    made = report(sections=(replace(second, title=long), first, *others))
    outcome = told(made)["sections.order"]
    ids = "proactive → overview → applications → disputes → problems → other"
    assert (outcome.severity, outcome.actual) == ("note", ids)
    assert outcome.evidence[:2] == (Evidence(long, at(200)), Evidence("总体情况", at(100)))
    assert len(outcome.evidence) == 6
    assert f"“{long[:20]}” → “总体情况” → " in outcome.message.en
    assert f"“{long[:20]}” → “总体情况” → " in outcome.message.zh


def test_a_section_that_is_not_there_is_named_even_if_another_has_its_number() -> None:
    own = tuple(s for s in sections(FORM) if s.id != "problems")
    made = report(sections=(*own[:-1], replace(own[-1], number=5)))
    assert facts(told(made)["section.problems"]) == {
        "verdict": "fail",
        "at": "section.problems",
        "expected": "存在的主要问题及改进情况",
    }
    more = replace(own[0], id="", number=9, title="附录")
    assert told(report(sections=(*own, more)))["section.problems"].actual is None


def headed(**change: Any) -> Outcome:
    first, *others = sections(FORM)
    return told(report(sections=(replace(first, **change), *others)))["section.overview"]


def test_a_section_is_quoted_where_it_stands() -> None:
    outcome = headed()
    assert facts(outcome) == {
        "verdict": "pass",
        "at": "section.overview",
        "evidence": ("总体情况",),
    }
    assert outcome.evidence == (Evidence("总体情况", at(100)),)


@pytest.mark.parametrize(
    ("change", "title", "en", "zh"),
    [
        ({"title": "概述"}, "概述", "is headed “概述”.", "报告中标题为“概述”。"),
        (
            {"number": 7},
            "总体情况",
            "is headed “总体情况” with the number 7.",
            "报告中标题为“总体情况”，编号为7。",
        ),
    ],
)
def test_a_section_headed_otherwise_is_told_with_both_headings(
    change: dict[str, Any], title: str, en: str, zh: str
) -> None:
    outcome = headed(**change)
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "note",
        "at": "section.overview",
        "expected": "总体情况",
        "actual": title,
        "evidence": (title,),
    }
    assert outcome.message.en.endswith(en)
    assert outcome.message.zh.endswith(zh)


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "verdict"), [(MISSING, "fail"), (UNREADABLE, "undecided")])
def test_a_table_that_is_missing_or_cannot_be_read_is_told_with_its_cells(
    state: Any, verdict: str
) -> None:
    cells = {a: state for a in FORM.addresses if a.startswith("disputes.")}
    outcome = told(report(cells=cells))["table.disputes"]
    assert (outcome.verdict, set(outcome.cells)) == (verdict, set(cells))


def test_a_table_of_former_years_may_be_missing_as_a_whole_only() -> None:
    form = load_form("legacy")
    (table,) = form.tables
    at_table = f"table.{table.id}"
    none = report("legacy", dict.fromkeys(form.addresses, MISSING), year=2016)
    assert told(none)[at_table].verdict == "not_applicable"
    cells = {form.addresses[0]: MISSING}
    outcome = told(report("legacy", cells, year=2016))[at_table]
    assert (outcome.verdict, outcome.cells) == ("fail", (form.addresses[0],))


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (4, "1.信访举报投诉类申请、2.重复申请、3.要求提供公开出版物、4.无正当理由大量反复申请"),
        (
            5,
            "1.信访举报投诉类申请、2.重复申请、3.要求提供公开出版物、4.无正当理由大量反复申请……",
        ),
    ],
)
def test_the_rows_of_missing_cells_are_named_up_to_four(rows: int, named: str) -> None:
    block = FORM.table("applications").blocks[0]
    under = [r.id for r in block.leaf_rows if r.parent == "not_processed"][:rows]
    cells = {a: MISSING for a in FORM.addresses if FORM.row_of(a).id in under}
    message = told(report(cells=cells))["table.applications"].message
    assert message.en.endswith(f"in the rows “{named}”.")
    assert message.zh.endswith(f"涉及“{named}”。")


# --- labels ---------------------------------------------------------------------------------------


def labelled(where: str, words: str, match: Any) -> Outcome:
    own = tuple(
        replace(x, printed=words, match=match) if x.at == where else x for x in labels(FORM)
    )
    return told(report(labels=own))[f"label.{where}"]


def test_a_label_as_in_the_form_is_quoted() -> None:
    outcome = labelled("applications.repeated", "2. 重复申请", "punctuation")
    assert facts(outcome) == {
        "verdict": "pass",
        "at": "label.applications.repeated",
        "evidence": ("2. 重复申请",),
    }
    assert outcome.evidence == (Evidence("2. 重复申请", at(1)),)
    assert outcome.message.en == "“2.重复申请” as in the form."


def test_a_label_worded_otherwise_is_told_with_its_own_cells_only() -> None:
    outcome = labelled("applications.granted", "（一） 公开", "alias")
    columns = [c.id for c in FORM.table("applications").blocks[0].columns]
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "note",
        "at": "label.applications.granted",
        "cells": tuple(f"applications.granted.{c}" for c in columns),
        "expected": "（一）予以公开",
        "actual": "（一）公开",
        "evidence": ("（一） 公开",),
    }
    assert outcome.message.zh == "标签“（一）公开”在规定格式中为“（一）予以公开”。"


@pytest.mark.parametrize("how", ["grid", "rows"])
def test_a_heading_that_is_not_printed_is_told_with_the_row_below_it(how: Any) -> None:
    own = tuple(x for x in labels(FORM) if x.at != "applications.outcomes")
    read = tuple(replace(r, how=how) for r in report().readings)
    outcome = told(report(labels=own, readings=read))["label.applications.outcomes"]
    assert outcome.expected == "三、本年度办理结果"
    assert (outcome.severity, outcome.actual) == ("note", "")
    assert outcome.evidence == (Evidence("（一）予以公开", at(1)),)
    assert "is not printed above the row “（一）予以公开”" in outcome.message.en
