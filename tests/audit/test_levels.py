"""A consolidated report against its members: only what was declared, with the coverage stated."""

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
