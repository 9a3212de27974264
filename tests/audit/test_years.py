"""Last year's report: what it passed on, what cannot be compared, and what is said of the choice."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import MISSING, facts, report
from helpers.audit import Context, Evidence, Outcome, audit, rule
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Note, Place, Report, Source
from helpers.model.report import SECOND_REPORT

CARRIED = "applications.carried_forward"
BROUGHT = "applications.brought_forward"
COLUMNS = [c.id for c in load_form("2021").table("applications").blocks[0].columns]


def told(rule_id: str, now: Report, before: Report | None, **more: Any) -> dict[str, Outcome]:
    done = audit(now, (rule(rule_id),), context=Context(before, **more))
    return {r.outcome.at: r.outcome for r in done.results}


def last(cells: dict[str, Any] | None = None, form_id: str = "2021", **changes: Any) -> Report:
    year = changes.pop("year", 2021)
    made = report(form_id, cells, year=year, **changes)
    return replace(made, source=Source("data/raw/last.txt", "1" * 64, "text", "utf-8"))


def waiting(column: str, count: int, row: str = CARRIED) -> dict[str, Any]:
    return {f"{row}.{column}": count}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_compared_with_its_own(column: str) -> None:
    now = report("2021", {**waiting(column, 3, BROUGHT), f"{BROUGHT}.total": 3})
    before = last({**waiting(column, 4), f"{CARRIED}.total": 3})
    outcomes = told("carry-over", now, before)
    assert len(outcomes) == len(COLUMNS)
    expected = "pass" if column == "total" else "fail"
    if column != "total":
        assert outcomes[f"{BROUGHT}.{column}"].verdict == expected
        failed = [at for at, o in outcomes.items() if o.verdict == "fail"]
        assert failed == [f"{BROUGHT}.{column}"]


def test_a_finding_quotes_both_reports_with_their_places() -> None:
    now = report("2021", waiting("natural_person", 3, BROUGHT))
    outcome = told("carry-over", now, last())[f"{BROUGHT}.natural_person"]
    assert (outcome.expected, outcome.actual) == (0, 3)
    assert [(e.source, e.quote) for e in outcome.evidence] == [
        ("", "3"),
        ("data/raw/last.txt", "0"),
    ]
    assert all(e.place for e in outcome.evidence)
    shown = [e.as_dict() for e in outcome.evidence]
    assert "source" not in shown[0]
    assert shown[1]["source"] == "data/raw/last.txt"


def test_without_last_years_report_nothing_is_compared() -> None:
    for rule_id in ("carry-over", "documents-flow", "same-as-last-year"):
        outcomes = told(rule_id, report("2021"), None)
        assert {o.verdict for o in outcomes.values()} == {"not_applicable"}


def test_a_choice_that_could_not_be_made_is_undecided_and_said() -> None:
    why = Text("There are two.", "有两份。")
    (outcome,) = told("carry-over", report("2021"), None, remark=why).values()
    assert (outcome.verdict, outcome.message) == ("undecided", why)


@pytest.mark.parametrize(("here", "there"), [("", 3), (3, ""), (MISSING, 3), ("约3", 3)])
def test_what_is_no_number_on_either_side_is_left_open(here: Any, there: Any) -> None:
    now = report("2021", waiting("natural_person", here, BROUGHT))
    before = last(waiting("natural_person", there))
    assert told("carry-over", now, before)[f"{BROUGHT}.natural_person"].verdict == "undecided"


def test_a_blank_that_agrees_with_a_zero_is_taken_as_zero() -> None:
    now = report("2021", waiting("natural_person", "", BROUGHT))
    assert told("carry-over", now, last())[f"{BROUGHT}.natural_person"].verdict == "pass"


def test_a_blank_of_last_year_is_called_blank_and_not_nought() -> None:
    now = report("2021", waiting("natural_person", 3, BROUGHT))
    before = last(waiting("natural_person", ""))
    message = told("carry-over", now, before)[f"{BROUGHT}.natural_person"].message
    assert message.en.count("blank") == 1
    assert ": 0" not in message.en
    assert "空白" in message.zh


def test_a_sum_with_a_blank_prints_no_result() -> None:
    now, before = report("2021", documents(0, 0, 7)), last(documents(0, 0, ""))
    message = told("documents-flow", now, before)["proactive.normative_documents.in_force"].message
    assert "= blank + 0 - 0;" in message.en
    assert "= 空白 + 0 - 0；" in message.zh
    agreeing = told("documents-flow", report("2021", documents(0, "", 7)), last(documents(0, 0, 7)))
    assert "an empty cell taken as zero" in (
        agreeing["proactive.normative_documents.in_force"].message.en
    )


def test_two_blanks_say_nothing() -> None:
    now = report("2021", waiting("natural_person", "", BROUGHT))
    before = last(waiting("natural_person", ""))
    assert told("carry-over", now, before)[f"{BROUGHT}.natural_person"].verdict == "undecided"


def test_the_carry_over_is_compared_across_the_two_editions() -> None:
    before = last(waiting("natural_person", 2), "2019", year=2020)
    now = report("2021", waiting("natural_person", 2, BROUGHT), year=2021)
    assert {o.verdict for o in told("carry-over", now, before).values()} == {"pass"}


def test_a_table_read_with_doubt_is_only_noted() -> None:
    before = last()
    before = replace(before, readings=tuple(replace(r, confidence="low") for r in before.readings))
    now = report("2021", waiting("natural_person", 3, BROUGHT))
    outcome = told("carry-over", now, before)[f"{BROUGHT}.natural_person"]
    assert (outcome.verdict, outcome.severity) == ("fail", "note")
    assert "read with doubt" in outcome.message.en


def documents(issued: Any, repealed: Any, in_force: Any) -> dict[str, Any]:
    name = "proactive.normative_documents"
    return {f"{name}.issued": issued, f"{name}.repealed": repealed, f"{name}.in_force": in_force}


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        ((50, 227, 420), (0, 0, 597), "pass"),
        ((50, 227, 421), (0, 0, 597), "fail"),
        ((0, 0, 7), (0, 0, ""), "undecided"),
        ((0, "", 7), (0, 0, 7), "pass"),
        ((3, "", 7), (0, 0, 7), "undecided"),
        ((0, 0, "无数据"), (0, 0, 7), "undecided"),
    ],
)
def test_documents_in_force_follow_from_last_years(now: Any, before: Any, verdict: str) -> None:
    outcomes = told("documents-flow", report("2021", documents(*now)), last(documents(*before)))
    assert outcomes["proactive.normative_documents.in_force"].verdict == verdict
    assert outcomes["proactive.regulations.in_force"].verdict == "pass"


def test_the_first_report_of_the_new_edition_has_nothing_to_follow_from() -> None:
    before = last(None, "2019", year=2020)
    (outcome,) = told("documents-flow", report("2021", documents(0, 0, 9)), before).values()
    assert outcome.verdict == "not_applicable"
    assert "another edition" in outcome.message.en


def test_items_of_last_year_are_last_years_with_its_change() -> None:
    row = "proactive.penalty"
    before = last({f"{row}.items_last_year": 40, f"{row}.change": "-8"}, "2019", year=2019)
    right = told("items-last-year", report("2019", {f"{row}.items_last_year": 32}), before)
    wrong = told("items-last-year", report("2019", {f"{row}.items_last_year": 40}), before)
    assert right[f"{row}.items_last_year"].verdict == "pass"
    assert wrong[f"{row}.items_last_year"].verdict == "fail"
    assert rule("items-last-year").severity == "note"


@pytest.mark.parametrize(
    ("here", "there", "says"),
    [("", "", "单元格空白"), ("", 3, "没有可用的数字"), ("约3", 3, "没有可用的数字")],
)
def test_what_was_not_compared_shows_no_number_that_should_stand_there(
    here: Any, there: Any, says: str
) -> None:
    now = report("2021", waiting("natural_person", here, BROUGHT))
    at = f"{BROUGHT}.natural_person"
    outcome = told("carry-over", now, last(waiting("natural_person", there)))[at]
    quoted = (at, f"{CARRIED}.natural_person")
    assert facts(outcome) == {
        "verdict": "undecided",
        "at": at,
        "cells": (at,),
        "evidence": quoted,
    }
    assert says in outcome.message.zh


def test_two_blanks_are_called_empty_in_both_languages() -> None:
    now = report("2021", waiting("natural_person", "", BROUGHT))
    before = last(waiting("natural_person", ""))
    message = told("carry-over", now, before)[f"{BROUGHT}.natural_person"].message
    assert message.en.endswith(": blank; the cells are empty.")
    assert message.zh.endswith("为 空白；单元格空白。")


def test_a_difference_is_told_with_its_size() -> None:
    now = report("2021", waiting("natural_person", 3, BROUGHT))
    before = last(waiting("natural_person", 8))
    message = told("carry-over", now, before)[f"{BROUGHT}.natural_person"].message
    assert message.en.endswith(": 8; they differ by 5.")
    assert message.zh.endswith("为 8，两者相差 5。")


def test_a_sum_of_two_years_is_written_out_with_its_result() -> None:
    at = "proactive.normative_documents.in_force"
    flow = told("documents-flow", report("2021", documents(5, 2, 9)), last(documents(0, 0, 7)))[at]
    assert "last year's in force + issued - repealed = 7 + 5 - 2 = 10; they differ by 1" in (
        flow.message.en
    )
    assert "= 7 + 5 - 2 = 10，两者相差 1" in flow.message.zh
    row = "proactive.penalty"
    before = last({f"{row}.items_last_year": 40, f"{row}.change": "8"}, "2019", year=2019)
    now = report("2019", {f"{row}.items_last_year": 50})
    items = told("items-last-year", now, before)[f"{row}.items_last_year"]
    assert "items + change = 40 + 8 = 48; they differ by 2" in items.message.en
    assert "项目数量 + 增减 = 40 + 8 = 48，两者相差 2" in items.message.zh


@pytest.mark.parametrize(
    ("rule_id", "form_id"), [("documents-flow", "2019"), ("items-last-year", "2021")]
)
def test_an_edition_without_the_columns_is_not_concerned(rule_id: str, form_id: str) -> None:
    (outcome,) = told(rule_id, report(form_id), last(None, form_id)).values()
    assert facts(outcome) == {"verdict": "not_applicable", "at": "proactive"}


def test_items_cannot_follow_from_a_report_that_prints_none() -> None:
    before = last(None, "2021", year=2019)
    (outcome,) = told("items-last-year", report("2019"), before).values()
    assert facts(outcome) == {"verdict": "not_applicable", "at": "proactive"}
    assert "no table to compare" in outcome.message.en


LONG = ("我镇按照要求公开了机构职能、办事指南、财政预算、重点工程和民生政策等信息。" * 8,)


def test_prose_that_is_last_years_but_for_the_years_is_reported() -> None:
    now = report("2021", prose={"overview": ("2022年，" + LONG[0],)})
    before = last(prose={"overview": ("2021年， " + LONG[0].replace("，", ","),)})
    assert told("same-as-last-year", now, before)["text"].verdict == "fail"


@pytest.mark.parametrize("changed", ["2019年，" + LONG[0], "今年新设专栏。" + LONG[0]])
def test_prose_with_another_word_or_year_is_not_the_same(changed: str) -> None:
    now = report("2021", prose={"overview": (changed,)})
    before = last(prose={"overview": ("2021年，" + LONG[0],)})
    assert told("same-as-last-year", now, before)["text"].verdict == "pass"


def test_tables_of_zeros_prove_no_copy() -> None:
    assert told("same-as-last-year", report("2021"), last())["tables"].verdict == "undecided"


def test_tables_in_which_no_count_has_changed_are_reported() -> None:
    cells = {
        **{f"applications.received.{c}": n for n, c in enumerate(COLUMNS[:6], 3)},
        **{f"applications.granted.{c}": n for n, c in enumerate(COLUMNS[:6], 3)},
    }
    assert told("same-as-last-year", report("2021", cells), last(cells))["tables"].verdict == "fail"
    other = {**cells, "proactive.penalty.decisions": 1}
    assert told("same-as-last-year", report("2021", other), last(cells))["tables"].verdict == "pass"


@pytest.mark.parametrize(
    ("agency", "verdict"), [("虚构市晴川区水务局", "undecided"), (None, "fail")]
)
def test_in_a_file_of_two_reports_last_years_of_the_other_organ_is_not_compared(
    agency: str | None, verdict: str
) -> None:
    second = Note(SECOND_REPORT, Text("Another.", "另一份。"), Place())
    now = report("2021", waiting("total", 3, BROUGHT), notes=(second,))
    before = last(waiting("total", 4))
    before = replace(before, agency=agency or now.agency)
    told_now = told("carry-over", now, before)
    assert {o.verdict for o in told_now.values()} >= {verdict}
    assert verdict == "fail" or "another organ" in next(iter(told_now.values())).message.en
    alone = report("2021", waiting("total", 3, BROUGHT))
    assert "fail" in {o.verdict for o in told("carry-over", alone, before).values()}


def copied(now: str, before: str, **changes: Any) -> Outcome:
    """Return what is said of a text of this year and one of last year."""
    made = report("2021", prose={"overview": (now,), "problems": (), "other": ()}, **changes)
    earlier = last(prose={"overview": (before,), "problems": (), "other": ()})
    return told("same-as-last-year", made, earlier)["text"]


WORDS = "公开机构职能办事指南财政预算重点工程和民生政策"


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("、", "，"),
        ("（", ""),
        (" ", ""),
        ("_", "。"),
        ("截至2022年底", "截至2021年底"),
        ("2021年", "2020年"),
        ("2023年", "2022年"),
    ],
)
def test_marks_spaces_and_the_years_of_the_report_do_not_count(now: str, before: str) -> None:
    assert copied(f"{WORDS * 9}{now}按时", f"{WORDS * 9}{before}按时").verdict == "fail"


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2021年", "2022年"),  # last year, and next year
        ("2022年", "0年"),
        ("2022年", "2022年"),
    ],
)
def test_another_year_counts(now: str, before: str) -> None:
    assert copied(f"{WORDS * 9}{now}按时", f"{WORDS * 9}{before}按时").verdict == "pass"


@pytest.mark.parametrize(("letters", "verdict"), [(199, "undecided"), (200, "fail")])
def test_two_hundred_characters_are_enough_to_tell(letters: int, verdict: str) -> None:
    text = (WORDS * 9)[:letters]
    outcome = copied(f"{text}。", f"{text}。")
    assert (outcome.verdict, outcome.at) == (verdict, "text")
    assert ("200 characters" in outcome.message.en) == (verdict == "fail")


def test_a_copied_text_is_quoted_from_both_reports_by_its_beginning() -> None:
    first, second = WORDS * 9, "无。"
    prose = {"overview": (first, second), "problems": (), "other": ()}
    outcome = told("same-as-last-year", report("2021", prose=prose), last(prose=prose))["text"]
    quote, place = first[:120], report("2021", prose=prose).prose[0][1]
    assert outcome.evidence == (
        Evidence(quote, place),
        Evidence(quote, place, source="data/raw/last.txt"),
    )
    assert f"({len(first) + 1} characters)" in outcome.message.en


def test_without_last_years_report_sameness_is_told_of_the_whole_report() -> None:
    (outcome,) = told("same-as-last-year", report("2021"), None).values()
    assert facts(outcome) == {"verdict": "not_applicable", "at": "report"}


@pytest.mark.parametrize(("granted", "verdict"), [(2, "undecided"), (3, "fail")])
def test_a_total_of_printed_numbers_is_no_count_of_its_own(granted: int, verdict: str) -> None:
    parts = [f"applications.received.{c}" for c in COLUMNS[:2]]
    parts += [f"applications.granted.{c}" for c in COLUMNS[:granted]]
    cells = dict.fromkeys(parts, 2)
    outcome = told("same-as-last-year", report("2021", cells), last(cells))["tables"]
    assert outcome.verdict == verdict
    assert outcome.cells == (tuple(sorted(parts)) if verdict == "fail" else ())


def test_totals_whose_parts_are_not_printed_are_counts_of_their_own() -> None:
    totals = {f"applications.outcome_total.{c}": 2 for c in COLUMNS[:5]}
    outcome = told("same-as-last-year", report("2021", totals), last(totals))["tables"]
    assert (outcome.verdict, outcome.actual) == ("fail", 5)


@pytest.mark.parametrize(("counts", "verdict"), [(4, "undecided"), (5, "fail")])
def test_five_counts_of_the_year_itself_are_enough_to_tell(counts: int, verdict: str) -> None:
    printed = {f"applications.received.{c}": 2 for c in COLUMNS[:counts]}
    stock = {"proactive.normative_documents.in_force": 30}
    now, before = report("2021", {**printed, **stock}), last({**printed, **stock})
    outcome = told("same-as-last-year", now, before)["tables"]
    assert (outcome.verdict, outcome.at) == (verdict, "tables")
    if verdict == "fail":
        cells = tuple(sorted(printed))
        assert (outcome.cells, outcome.actual) == (cells, 5)
        place = now.cell(cells[0]).place
        assert outcome.evidence == (
            *(Evidence("2", place, a) for a in cells[:3]),
            *(Evidence("2", place, a, "data/raw/last.txt") for a in cells[:3]),
        )
