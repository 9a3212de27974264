"""What is held against the tables: parts of a whole that agrees, and words that mean one cell."""

from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report

CELLS = {
    "applications.received.natural_person": 20,
    "applications.received.commercial_enterprise": 15,
    "applications.granted.natural_person": 20,
    "applications.granted_in_part.commercial_enterprise": 15,
    "disputes.reconsideration.upheld": 5,
    "disputes.reconsideration.other_result": 55,
    "proactive.licensing.decisions": 4,
    "proactive.penalty.decisions": 1,
    "proactive.coercion.decisions": 0,
}


def read(folder: Path, words: str) -> Report:
    path = folder / "report.txt"
    path.write_text(
        invented_report("2021", CELLS, "pipes", prose={"overview": [words]}), encoding="utf-8"
    )
    return read_report(path)


def found(folder: Path, words: str, rule: str = "claim-table") -> list[tuple[str, str]]:
    """Return what fails: severity and the number."""
    findings = audit(read(folder, words)).findings
    return [(f.severity, str(f.actual)) for f in findings if f.rule == rule]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("收到政府信息公开申请35件，其中自然人19件，法人或其他组织15件。", "19"),
        ("办结申请35件：予以公开18件，部分公开15件。", "18"),
        ("政府信息公开行政复议60件，其中维持4件，其他结果55件。", "4"),
    ],
)
def test_a_part_of_a_whole_that_agrees_is_held_against_the_table(
    tmp_path: Path, words: str, wrong: str
) -> None:
    assert found(tmp_path, words) == [("warning", wrong)]


@pytest.mark.parametrize(
    "words",
    [
        "收到政府信息公开申请35件，其中自然人20件，法人或其他组织15件。",
        "办结申请35件：予以公开20件，部分公开15件。",
        # A part of a number that is not that of the table may be of something narrower.
        "收到行政机关转来的政府信息公开申请12件，其中自然人7件，法人或其他组织5件。",
        # Requests of the year, and outcomes of those carried over as well.
        "收到政府信息公开申请35件，其中予以公开18件，部分公开15件。",
        # Two numbers of one thing.
        "办结申请35件：予以公开12件，部分公开15件，其余予以公开8件。",
        "办结申请35件，其中涉及拆迁的予以公开3件。",
    ],
)
def test_what_may_be_right_is_not_accused(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, words) == []


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("作出行政处罚35件，结果已在网站公示。", "warning"),
        ("全年作出行政许可决定4件、行政处罚决定35件、行政强制决定0件。", "warning"),
        ("全年办理行政处罚案件35件。", "note"),
    ],
)
def test_decisions_are_held_against_the_table_where_nothing_else_is_meant(
    tmp_path: Path, words: str, severity: str
) -> None:
    assert found(tmp_path, words) == [(severity, "35")]


@pytest.mark.parametrize(
    "words",
    [
        "公示行政处罚35件。",
        "归集行政处罚决定35件。",
        "通过网站公开行政处罚决定35件。",
        "梳理行政处罚事项35件。",
        "作出其他行政处罚35件。",
    ],
)
def test_decisions_that_were_published_or_listed_are_not(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, words) == []


def test_requests_decided_are_held_against_the_outcomes(tmp_path: Path) -> None:
    assert found(tmp_path, "办结政府信息公开申请33件。") == [("warning", "33")]
    assert found(tmp_path, "办结政府信息公开申请35件。") == []
    assert found(tmp_path, "按时办结政府信息公开申请33件。") == []


def test_organisations_among_the_parts_do_not_end_a_list(tmp_path: Path) -> None:
    words = "受理政府信息公开申请35件，其中自然人20件，法人或其他组织10件。"
    (breakdown,) = read(tmp_path, words).breakdowns
    assert [p.value for p in breakdown.parts] == [20, 10]
    assert found(tmp_path, words, "parts-below-whole") == [("note", "30")]


@pytest.mark.parametrize(
    ("words", "findings"),
    [
        ("发放问卷200份，满意150份，满意率80%。", 1),
        ("发放问卷200份，满意150份，满意率75%。", 0),
        # Of how many is not said: of those that came back, or of all.
        ("发放问卷200份，收回180份，满意150份，满意率90%。", 0),
        # What is not due yet is left out.
        ("收到申请20件，办结18件，办结率100%。", 0),
        ("发放问卷200份，收到建议150份，满意率80%。", 0),
    ],
)
def test_a_rate_is_recomputed_where_part_and_whole_stand_right_before_it(
    tmp_path: Path, words: str, findings: int
) -> None:
    assert len(found(tmp_path, words, "claim-rate")) == findings
