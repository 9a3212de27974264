"""A consolidated report against its members: only what was declared, with the coverage stated."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import MISSING, report
from helpers.audit import Context, Levels, Outcome, audit, rule
from helpers.model import Report

AT = "applications.received.total"
OFFICE, TOWN = "云岚市人民政府办公室", "云岚市青禾镇人民政府"


def asked(count: Any) -> Report:
    return report("2021", {"applications.received.total": count})


def told(whole: Any, parts: dict[str, Any], *, own: str = OFFICE, complete: bool = True) -> Outcome:
    there = tuple((name, asked(n)) for name, n in parts.items())
    levels = Levels((TOWN,), own, there, complete, "名单")
    done = audit(asked(whole), (rule("levels-sum"),), context=Context(levels=levels))
    return {r.outcome.at: r.outcome for r in done.results}[AT]


@pytest.mark.parametrize(
    ("whole", "parts", "more", "verdict"),
    [
        (5, {OFFICE: 2, TOWN: 3}, {}, "pass"),
        (6, {OFFICE: 2, TOWN: 3}, {}, "fail"),
        (4, {OFFICE: 2, TOWN: 3}, {}, "fail"),
        (6, {TOWN: 3}, {}, "undecided"),
        (2, {TOWN: 3}, {}, "fail"),
        (6, {OFFICE: 2, TOWN: 3}, {"complete": False}, "undecided"),
        (4, {OFFICE: 2, TOWN: 3}, {"complete": False}, "fail"),
        (6, {TOWN: 3}, {"own": ""}, "undecided"),
        (3, {TOWN: 3}, {"own": ""}, "undecided"),
        (6, {}, {}, "undecided"),
        (MISSING, {OFFICE: 2, TOWN: 3}, {}, "undecided"),
        (5, {OFFICE: MISSING, TOWN: 3}, {}, "undecided"),
    ],
)
def test_a_sum_is_judged_by_what_is_at_hand(
    whole: Any, parts: dict[str, Any], more: dict[str, Any], verdict: str
) -> None:
    assert told(whole, parts, **more).verdict == verdict


def test_the_coverage_is_stated_and_the_missing_are_named() -> None:
    outcome = told(6, {TOWN: 3})
    assert "1 of 2 reports are at hand" in outcome.message.en
    assert OFFICE in outcome.message.zh


def test_nobody_is_a_member_without_a_declaration() -> None:
    (result,) = audit(asked(5), (rule("levels-sum"),)).results
    assert result.outcome.verdict == "not_applicable"


def test_a_sum_gives_both_numbers_and_quotes_every_report() -> None:
    outcome = told(5, {OFFICE: 2, TOWN: 3})
    assert (outcome.expected, outcome.actual) == (5, 5)
    assert outcome.message.en.endswith("; they agree.")
    assert [e.quote for e in outcome.evidence] == ["5", "2", "3"]
    outcome = told(7, {OFFICE: 2, TOWN: 3})
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("fail", 5, 7)


def test_a_sum_that_is_not_complete_gives_no_number_to_be_met() -> None:
    outcome = told(6, {TOWN: 3})
    assert (outcome.verdict, outcome.expected, outcome.actual) == ("undecided", None, None)
    outcome = told(MISSING, {OFFICE: 2, TOWN: 3})
    assert outcome.message.en.endswith("a number is missing, so nothing can be added up.")


def test_of_many_missing_reports_three_are_named() -> None:
    members = tuple(f"云岚市虚{n}镇人民政府" for n in "甲乙丙丁戊")
    levels = Levels((*members, TOWN), "", ((TOWN, asked(3)),), True, "名单")
    done = audit(asked(6), (rule("levels-sum"),), context=Context(levels=levels))
    (message,) = [r.outcome.message for r in done.results if r.outcome.at == AT]
    assert f"（“{'、'.join(members[:3])}”）" in message.zh


@pytest.mark.parametrize(("table", "severity"), [("applications", "note"), ("disputes", None)])
def test_an_unsure_reading_of_the_table_is_only_noted(table: str, severity: str | None) -> None:
    town = asked(3)
    readings = tuple(
        replace(r, confidence="low" if r.table == table else "certain") for r in town.readings
    )
    there = ((OFFICE, asked(2)), (TOWN, replace(town, readings=readings)))
    levels = Levels((TOWN,), OFFICE, there, True, "名单")
    done = audit(asked(6), (rule("levels-sum"),), context=Context(levels=levels))
    (outcome,) = [r.outcome for r in done.results if r.outcome.at == AT]
    assert (outcome.verdict, outcome.severity) == ("fail", severity)


def test_what_is_no_consolidated_report_is_told_once_for_the_report() -> None:
    (alone,) = audit(asked(5), (rule("levels-sum"),)).results
    levels = Levels((TOWN,), OFFICE, (), True, "名单")
    bare = report(form=None, cells={})
    (without,) = audit(bare, (rule("levels-sum"),), context=Context(levels=levels)).results
    for result in (alone, without):
        assert (result.outcome.verdict, result.outcome.at) == ("not_applicable", "report")
