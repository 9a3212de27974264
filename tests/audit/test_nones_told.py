"""What is told of "none" and "all": which cells were asked, and who may have been left out."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import at, facts, none_of, only, report
from helpers.audit import Evidence, Outcome

CELLS = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 4,
    "applications.brought_forward.natural_person": 2,
    "applications.granted.natural_person": 11,
    "disputes.reconsideration.upheld": 4,
    "disputes.reconsideration.other_result": 3,
    "disputes.reconsideration.pending": 2,
}
TOTAL, PERSONS = "applications.received.total", "applications.received.natural_person"
NONE = "未收到政府信息公开申请"


def none(text: str, concept: str, cells: Any = CELLS) -> Outcome:
    made = report("2021", cells, statements=(none_of(text, concept),))
    return only("claim-all-none", made)


def every(text: str, concept: str, cells: Any = CELLS) -> Outcome:
    said = replace(none_of(text, concept), says="all")
    return only("claim-all-none", report("2021", cells, statements=(said,)))


def test_prose_that_denies_nothing_is_told_as_a_whole() -> None:
    assert facts(only("claim-all-none", report())) == {"verdict": "not_applicable", "at": "prose"}


def test_what_an_edition_has_no_table_for_cannot_be_denied() -> None:
    """The list of indicators before 2019 has no requests carried forward."""
    said = (none_of("无结转下年度", "requests_carried_forward"),)
    old = only("claim-all-none", report("legacy", statements=said, year=2016))
    assert facts(old) == {"verdict": "not_applicable", "at": "prose"}


@pytest.mark.parametrize(
    ("cells", "text", "expected", "en", "zh"),
    [
        ({}, NONE, {"verdict": "pass", "expected": 0, "actual": 0}, "they agree.", "两者一致。"),
        (
            CELLS,
            NONE,
            {"verdict": "fail", "expected": 9, "actual": 0},
            "the table prints 9; they differ.",
            "表格为 9，两者不一致。",
        ),
        (
            CELLS,
            "第四季度" + NONE,
            {"verdict": "undecided"},
            "not judged, because it speaks of a part of the year.",
            "因所述为年内某一时段，不作判断。",
        ),
        (
            {TOTAL: "若干"},
            NONE,
            {"verdict": "undecided"},
            "the table prints no such number.",
            "表格中没有相应数字。",
        ),
    ],
)
def test_none_is_told_with_the_cell_it_is_held_against(
    cells: Any, text: str, expected: dict[str, object], en: str, zh: str
) -> None:
    outcome = none(text, "requests_received", cells)
    assert facts(outcome) == {
        "at": "prose.none.requests_received",
        "cells": (TOTAL,),
        "evidence": (text, TOTAL),
        **expected,
    }
    assert outcome.evidence[0] == Evidence(text, at(102, 5))
    assert outcome.message.en.endswith(en)
    assert outcome.message.zh.endswith(zh)


@pytest.mark.parametrize(
    ("cells", "text", "expected", "en", "zh"),
    [
        (
            {PERSONS: 5},
            "均来自自然人",
            {"verdict": "pass", "expected": 5, "actual": 5},
            "the table 5 of 5; they agree.",
            "全部为 5，两者一致。",
        ),
        (
            CELLS,
            "均来自自然人",
            {"verdict": "fail", "expected": 9, "actual": 5},
            "the table 5 of 9; they differ.",
            "全部为 9，两者不一致。",
        ),
        (
            CELLS,
            "2021年均来自自然人",
            {"verdict": "undecided"},
            "not judged, because it speaks of 2021.",
            "因所述为2021年，不作判断。",
        ),
        (
            {TOTAL: "若干"},
            "均来自自然人",
            {"verdict": "undecided"},
            "the table prints no such number.",
            "表格中没有相应数字。",
        ),
    ],
)
def test_all_is_told_with_the_cells_of_the_kind_and_of_all(
    cells: Any, text: str, expected: dict[str, object], en: str, zh: str
) -> None:
    outcome = every(text, "requests_from_natural_person", cells)
    assert facts(outcome) == {
        "at": "prose.all.requests_from_natural_person",
        "cells": (PERSONS, TOTAL),
        "evidence": (text, PERSONS, TOTAL),
        **expected,
    }
    assert outcome.evidence[0] == Evidence(text, at(102, 5))
    assert outcome.message.en.endswith(en)
    assert outcome.message.zh.endswith(zh)


@pytest.mark.parametrize(
    ("brought", "severity", "says"),
    [(4, "note", "it holds but for requests brought forward"), (3, None, "they differ")],
)
def test_all_may_leave_out_as_many_as_were_brought_forward(
    brought: int, severity: str | None, says: str
) -> None:
    cells = {**CELLS, "applications.brought_forward.natural_person": brought}
    outcome = every("均来自自然人", "requests_from_natural_person", cells)
    assert (outcome.verdict, outcome.severity) == ("fail", severity)
    assert says in outcome.message.en


@pytest.mark.parametrize(("pending", "severity"), [(3, None), (5, "note")])
def test_all_upheld_may_leave_out_exactly_the_cases_that_are_pending(
    pending: int, severity: str | None
) -> None:
    other = 0 if severity else 3
    cells = {
        "disputes.reconsideration.upheld": 4,
        "disputes.reconsideration.other_result": other,
        "disputes.reconsideration.pending": pending,
    }
    outcome = every("均维持", "reconsideration_upheld", cells)
    assert (outcome.verdict, outcome.severity) == ("fail", severity)


@pytest.mark.parametrize("granted", [11, 0])
def test_all_of_as_many_outcomes_as_there_are_old_requests_are_still_not_all(granted: int) -> None:
    """What is missing from the outcomes is left out by nobody: only requests are brought forward."""
    cells = {
        **CELLS,
        "applications.granted.natural_person": granted,
        "applications.not_held.natural_person": 2,
    }
    outcome = every("均予以公开", "granted", cells)
    assert (outcome.verdict, outcome.severity) == ("fail", None)
