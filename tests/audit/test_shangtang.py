"""The real report of 上塘镇 for 2020: exactly what a careful reader finds in it."""

from pathlib import Path

import pytest

from helpers.audit import Audit, audit
from helpers.parsing.reading import read_report

REPORT = Path(__file__).parents[2] / "data" / "raw" / "shangtang-2020.txt"


@pytest.fixture(scope="module")
def done() -> Audit:
    return audit(read_report(REPORT))


def test_its_one_error_is_the_breakdown_that_exceeds_its_whole(done: Audit) -> None:
    (error,) = [f for f in done.findings if f.severity == "error"]
    assert error.rule == "parts-exceed-whole"
    assert (error.expected, error.actual) == (208, 210)
    assert "108 + 102 = 210" in error.message.en
    assert "108 + 102 = 210" in error.message.zh
    (evidence,) = error.evidence
    assert evidence.quote == "我镇主动公开政府信息208条，其中政府门户网站108条、网络问政平台102条"
    assert evidence.place is not None
    assert evidence.place.line == 5


def test_its_two_warnings_are_an_article_and_a_unit(done: Audit) -> None:
    warnings = {f.rule: f for f in done.findings if f.severity == "warning"}
    assert set(warnings) == {"article-cited", "unit-unclear"}
    assert warnings["article-cited"].actual == "第二十六条第（六）项"
    assert warnings["article-cited"].expected == "第二十条第（六）项"
    assert warnings["unit-unclear"].actual == "276000"
    assert warnings["unit-unclear"].cells == ("proactive.procurement.amount",)


def test_the_rest_are_notes_about_labels_and_one_value_outside_the_form(done: Audit) -> None:
    notes = [f for f in done.findings if f.severity == "note"]
    assert {f.rule for f in notes} == {"form-conformance"}
    assert {(f.at, f.actual) for f in notes} == {
        ("label.applications.denied", "（三）不予以公开"),
        ("label.applications.denied_internal_affairs", "5、属于第三类内部事务信息"),
        ("label.applications.petition_complaint", "1、信访举报类申请"),
        ("label.applications.outcomes", ""),
        ("unplaced", "0"),
    }
    assert len(done.findings) == 1 + 2 + 5


@pytest.mark.parametrize(
    ("rule_id", "places"),
    [("requests-balance", 7), ("outcomes-sum", 7), ("applicants-sum", 23), ("disputes-sum", 3)],
)
def test_every_identity_holds_at_every_place(done: Audit, rule_id: str, places: int) -> None:
    assert [r.outcome.verdict for r in done.of(rule_id)] == ["pass"] * places


@pytest.mark.parametrize(
    ("rule_id", "place"),
    [
        ("claim-table", "prose.overview.requests_received"),
        ("claim-all-none", "prose.none.reconsideration"),
        ("claim-all-none", "prose.none.litigation"),
        ("deadline", "published"),
        ("period-covers-year", "period"),
        ("year-agreement", "published"),
        ("required-content", "article.50(4)"),
        ("required-content", "article.50(4).assessment"),
        ("required-content", "article.50(4).evaluation"),
        ("required-content", "article.50(4).accountability"),
    ],
)
def test_what_is_right_is_shown_to_pass(done: Audit, rule_id: str, place: str) -> None:
    assert [r.outcome.verdict for r in done.of(rule_id) if r.outcome.at == place] == ["pass"]


def test_nothing_about_it_is_undecided_and_no_cell_needs_repair(done: Audit) -> None:
    assert done.count("undecided") == 0
    assert done.repairs == ()
