"""What a finding is called, and what it carries over from the failure it is of. All invented."""

from dataclasses import replace

import pytest

from audit.build import at, report
from helpers.audit import Evidence, Finding, Outcome, Result, rule
from helpers.audit.finding import findings, numbered
from helpers.messages import Text
from helpers.model import Note, Report
from helpers.model.report import READ_BY_OCR

FAILED = Outcome(
    "fail",
    "disputes.reconsideration.*",
    Text("3 and not 2.", "应为2，填为3。"),
    cells=("disputes.reconsideration.total",),
    expected=2,
    actual=3,
    evidence=(
        Evidence("共 3 件", at(7), "disputes.reconsideration.total"),
        Evidence("2", None, source="data/raw/other.txt"),
    ),
)
SUM = rule("disputes-sum")


def of(outcome: Outcome = FAILED, made: Report | None = None, copy: int = 0) -> Finding:
    return Finding.of(Result(SUM, outcome), made or report("2021"), copy)


def from_a_picture() -> Report:
    return replace(report("2021"), notes=(Note(READ_BY_OCR, Text("OCR", "OCR"), None),))


def test_a_finding_carries_all_that_the_failure_says() -> None:
    found = of()
    assert found.title == SUM.title
    assert found.as_dict() == {
        "rule": "disputes-sum",
        "severity": "error",
        "message": {"en": "3 and not 2.", "zh": "应为2，填为3。"},
        "cells": ["disputes.reconsideration.total"],
        "expected": 2,
        "actual": 3,
        "evidence": [
            {"quote": "共 3 件", "place": at(7).as_dict()},
            {"quote": "2", "place": None, "source": "data/raw/other.txt"},
        ],
        "basis": SUM.basis.as_dict(),
        "fingerprint": found.fingerprint,
    }
    assert found.at == FAILED.at
    assert found.evidence == FAILED.evidence


def test_a_failure_may_state_its_own_severity_and_basis() -> None:
    own = Text("an article", "某条")
    found = of(replace(FAILED, severity="note", basis=own))
    assert (found.severity, found.basis) == ("note", own)


def test_fingerprints_are_those_that_reviewers_have_written_down() -> None:
    """Decisions are tied to them: one that changes from release to release orphans them all."""
    assert of().fingerprint == "1bf30a950f22df5f"
    assert of(copy=1).fingerprint == "3ee4f0885bbb5030"
    assert of(made=replace(report("2021"), agency=None)).fingerprint == "b750fe75d3a83e3d"


@pytest.mark.parametrize(
    "change",
    [
        {"at": "disputes.litigation_direct.*"},
        {"expected": 1},
        {"actual": 4},
        {"evidence": FAILED.evidence[:1]},
        {"evidence": (replace(FAILED.evidence[0], quote="共 4 件"), FAILED.evidence[1])},
    ],
)
def test_another_place_number_or_quote_is_another_finding(change: dict[str, object]) -> None:
    assert of(replace(FAILED, **change)).fingerprint != of().fingerprint  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"at": f"{FAILED.at}#2"},
        {"at": f"{FAILED.at}#12"},
        {"message": Text("In other words.", "换一种说法。")},
        {"cells": ()},
        {"severity": "note"},
        {"evidence": (replace(FAILED.evidence[0], quote="共3件", place=at(9)), FAILED.evidence[1])},
    ],
)
def test_words_of_ours_and_the_layout_of_theirs_do_not_change_a_fingerprint(
    change: dict[str, object],
) -> None:
    assert of(replace(FAILED, **change)).fingerprint == of().fingerprint  # type: ignore[arg-type]


def test_without_an_agency_the_bytes_tell_reports_apart() -> None:
    one = replace(report("2021"), agency=None)
    other = replace(one, source=replace(one.source, sha256="1" * 64))
    assert of(made=one).fingerprint != of(made=other).fingerprint


@pytest.mark.parametrize("severity", ["warning", "note"])
def test_what_was_read_from_a_picture_is_no_error_and_says_to_compare(severity: str) -> None:
    found = of(made=from_a_picture())
    assert found.severity == "warning"
    assert found.message.en.startswith("3 and not 2. The report was read from a picture by OCR")
    assert found.message.zh.startswith("应为2，填为3。本报告由图片经 OCR 识别")
    lighter = of(replace(FAILED, severity=severity), from_a_picture())  # type: ignore[arg-type]
    assert (lighter.severity, lighter.message) == (severity, FAILED.message)


def test_results_of_a_rule_at_one_place_are_numbered_from_the_second_on() -> None:
    passed, other = replace(FAILED, verdict="pass"), replace(FAILED, at="elsewhere")
    results = [Result(SUM, o) for o in (passed, FAILED, other, FAILED)]
    results.append(Result(rule("deadline"), FAILED))
    told = numbered(results)
    assert [r.outcome.at for r in told] == [
        FAILED.at,
        f"{FAILED.at}#2",
        "elsewhere",
        f"{FAILED.at}#3",
        FAILED.at,
    ]
    assert [r.rule.id for r in told] == ["disputes-sum"] * 4 + ["deadline"]
    assert [r.outcome.verdict for r in told] == ["pass", "fail", "fail", "fail", "fail"]


def test_findings_that_say_the_same_have_fingerprints_of_their_own() -> None:
    passed = replace(FAILED, verdict="pass")
    results = [Result(SUM, o) for o in (FAILED, passed, FAILED, FAILED)]
    first, second, third = findings(results, report("2021"))
    assert first == of()
    assert second == of(copy=1)
    assert third == of(copy=2)
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3


def test_findings_of_one_severity_stay_in_their_order() -> None:
    outcomes = [
        replace(FAILED, severity=severity, at=at_)
        for severity, at_ in (("note", "a"), ("warning", "b"), ("error", "c"), ("warning", "d"))
    ]
    told = findings((Result(SUM, o) for o in outcomes), report("2021"))
    assert [f.at for f in told] == ["c", "b", "d", "a"]


@pytest.mark.parametrize(
    ("rule_id", "year", "former"),
    [
        ("number-lost", 2018, True),
        ("number-lost", 2019, False),
        ("number-lost", None, False),
        ("reuse", 2020, True),
        ("reuse", 2021, False),
        ("disputes-sum", 2018, False),
    ],
)
def test_a_report_is_held_to_the_law_of_its_time(
    rule_id: str, year: int | None, former: bool
) -> None:
    one = rule(rule_id)
    found = Finding.of(
        Result(one, FAILED),
        report("2021", year=year or 2022) if year else replace(report("2021"), year=None),
    )
    assert found.basis == (one.former if former else one.basis)
