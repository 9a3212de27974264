"""What article 50 requires."""

from typing import Any

import pytest

from audit.build import MISSING, at, outcomes, report, sections, verdicts, without_tables
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Note
from helpers.model.report import SECOND_REPORT

FORM = load_form("2019")
OWED = ("50(4).assessment", "50(4).evaluation", "50(4).accountability")


def test_a_complete_report_passes_everywhere() -> None:
    assert set(verdicts("required-content", report()).values()) == {"pass"}


@pytest.mark.parametrize(
    ("item", "without"),
    [
        ("50(4).assessment", "社会评议满意，未发生责任追究情况。"),
        ("50(4).evaluation", "工作考核结果良好，未发生责任追究情况。"),
        ("50(4).accountability", "工作考核结果良好，社会评议满意。"),
    ],
)
def test_a_government_that_is_silent_about_one_content_is_told_so(item: str, without: str) -> None:
    told = outcomes("required-content", report(prose={"overview": (without,)}))
    failed = {place for place, o in told.items() if o.verdict == "fail"}
    assert failed == {f"article.{item}"}


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("department", "not_applicable"),
        ("subdistrict", "not_applicable"),
        ("institution", "not_applicable"),
        ("unknown", "undecided"),
        ("government", "fail"),
        ("township", "fail"),
    ],
)
def test_only_governments_owe_the_three_further_contents(kind: str, verdict: str) -> None:
    made = report(prose={"overview": ("依法公开。",)}, agency_kind=kind)
    told = verdicts("required-content", made)
    assert {told[f"article.{item}"] for item in OWED} == {verdict}


def test_a_report_without_problems_and_improvements_is_told_so() -> None:
    made = report(sections=tuple(s for s in sections(FORM) if s.id != "problems"))
    told = outcomes("required-content", made)["article.50(4)"]
    assert (told.verdict, told.severity) == ("fail", "warning")


def test_a_section_that_says_nothing_is_told_so() -> None:
    told = outcomes("required-content", report(prose={"problems": ()}))["article.50(4)"]
    assert told.verdict == "fail"
    assert "says nothing" in told.message.en


def test_a_section_is_present_whatever_it_says() -> None:
    made = report(prose={"problems": ("无。",)})
    assert verdicts("required-content", made)["article.50(4)"] == "pass"


def test_problems_told_in_another_section_count() -> None:
    overview = ("考核、评议良好，未发生追究。公开的及时性有待提高，下一步将加强管理。",)
    made = report(
        sections=tuple(s for s in sections(FORM, {"overview": overview}) if s.id != "problems")
    )
    assert verdicts("required-content", made)["article.50(4)"] == "pass"


def test_a_missing_last_section_is_only_noted() -> None:
    made = report(sections=tuple(s for s in sections(FORM) if s.id != "other"))
    told = outcomes("required-content", made)["article.50(5)"]
    assert (told.verdict, told.severity) == ("fail", "note")


def test_tables_that_nobody_read_may_be_pictures() -> None:
    told = verdicts("required-content", without_tables(prose={"overview": ("概况。",)}))
    items = ("article.50(1)", "article.50(2)", "article.50(3)")
    assert {told[item] for item in items} == {"undecided"}


def test_a_table_and_a_section_that_are_both_missing_are_told_so() -> None:
    cells: dict[str, Any] = {a: MISSING for a in FORM.addresses if a.startswith("disputes.")}
    made = report(cells=cells, sections=tuple(s for s in sections(FORM) if s.id != "disputes"))
    assert verdicts("required-content", made)["article.50(3)"] == "fail"


def test_prose_in_place_of_a_table_counts() -> None:
    cells: dict[str, Any] = {a: MISSING for a in FORM.addresses if a.startswith("disputes.")}
    made = report(cells=cells, prose={"disputes": ("未发生行政复议、行政诉讼。",)})
    assert verdicts("required-content", made)["article.50(3)"] == "pass"


def test_a_report_from_before_the_article_is_not_measured_by_it() -> None:
    made = without_tables(year=2017, sections=())
    assert verdicts("required-content", made) == {"article.50": "not_applicable"}


def test_what_may_stand_in_the_other_report_of_a_file_is_undecided() -> None:
    other = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
    made = report(prose={"problems": ()}, notes=(other,))
    told = outcomes("required-content", made)["article.50(4)"]
    assert told.verdict == "undecided"
    assert "two reports" in told.message.en
