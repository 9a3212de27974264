"""What an audit tells of itself, and which decisions of reviewers belong to it. All invented."""

from dataclasses import replace

import pytest

from audit.build import report, without_tables
from helpers.audit import Audit, Review, audit, reviewed, rule, subject
from helpers.form import load_form

ASKED = (rule("disputes-sum"), rule("deadline"))


def judged() -> Audit:
    """Return an audit in which one of three rows of cases does not add up."""
    cells = {"disputes.reconsideration.upheld": 2, "disputes.reconsideration.total": 3}
    return audit(report("2021", cells), ASKED)


def decision(fingerprint: str, about: str, reviewer: str = "Li") -> Review:
    return Review(
        fingerprint, "confirmed", "seen", reviewer, "2025-01-01", about, "disputes-sum", "a" * 64
    )


def test_an_audit_names_the_edition_it_judged_by() -> None:
    assert judged().form == load_form("2021")
    assert audit(without_tables(), ASKED).form is None


def test_the_results_of_one_rule_are_found_by_its_id() -> None:
    done = judged()
    assert [r.rule.id for r in done.of("disputes-sum")] == ["disputes-sum"] * 3
    assert done.of("claim-table") == ()


def test_an_audit_says_in_one_line_how_it_came_out() -> None:
    assert repr(judged()) == (
        "Audit(云岚市青禾镇人民政府 2022: error 1, warning 0, note 0; 3 of 4 checks passed, "
        "0 undecided)"
    )


def test_an_audit_shows_its_verdicts_and_its_findings() -> None:
    shown = judged()._repr_html_()
    assert f"<strong>{judged().report.name}</strong>" in shown
    cells = [part.split("</t")[0].split(">")[-1] for part in shown.split("<t") if "</t" in part]
    assert cells == [
        "pass · 通过",
        "3",
        "fail · 不通过",
        "1",
        "undecided · 无法判断",
        "0",
        "not applicable · 不适用",
        "0",
        "error · 错误",
        "Results of disputes add up · 复议诉讼结果合计 (disputes-sum)",
    ]


def test_decisions_are_kept_that_are_about_a_finding_or_about_the_report() -> None:
    done = judged()
    own, name = done.findings[0].fingerprint, subject(done.report)
    moved = decision(own, "青禾镇 2021")
    outlived = decision("0" * 16, name)
    foreign = decision("1" * 16, "白石镇 2022")
    kept = reviewed(done, (moved, outlived, foreign))
    assert kept.reviews == (moved, outlived)
    assert kept.outlived == (outlived,)
    assert replace(kept, reviews=()) == done


def test_a_finding_has_the_decisions_about_it_and_no_others() -> None:
    done = judged()
    (finding,) = done.findings
    name = subject(done.report)
    first, second = decision(finding.fingerprint, name), decision(finding.fingerprint, name, "Wang")
    kept = reviewed(done, (first, decision("0" * 16, name), second))
    assert kept.reviewed(finding) == (first, second)


@pytest.mark.parametrize("verdict", ["pass", "fail", "undecided", "not_applicable"])
def test_verdicts_are_counted_of_one_rule_or_of_all(verdict: str) -> None:
    done = judged()
    assert done.count(verdict) == sum(done.count(verdict, r.id) for r in ASKED)  # type: ignore[arg-type]
