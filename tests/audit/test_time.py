"""Deadline, period and years."""

from datetime import date
from typing import Any

import pytest

from audit.build import day, only, period, report
from helpers.audit import Outcome
from helpers.model import Place

TOWN, COUNTY, OFFICE = "township", "government", "department"


def dated(year: int, month: int, number: int, **changes: Any) -> Outcome:
    return only("deadline", report(published=day(year, month, number), **changes))


@pytest.mark.parametrize(
    ("kind", "month", "number", "verdict"),
    [
        (OFFICE, 1, 31, "pass"),
        (OFFICE, 2, 1, "fail"),
        (COUNTY, 3, 31, "pass"),
        (COUNTY, 4, 1, "fail"),
    ],
)
def test_article_49_sets_a_day_for_departments_and_one_for_governments(
    kind: str, month: int, number: int, verdict: str
) -> None:
    told = dated(2021, month, number, agency_kind=kind, agency="云岚市某局")
    assert (told.verdict, told.severity) == (verdict, "warning" if verdict == "fail" else None)


@pytest.mark.parametrize("kind", ["township", "subdistrict", "institution", "unknown"])
def test_organs_the_article_does_not_name_are_only_noted(kind: str) -> None:
    told = dated(2021, 2, 1, agency_kind=kind)
    assert (told.verdict, told.severity) == ("fail", "note")
    assert "comparison only" in told.message.en
    assert "仅供对照" in told.message.zh


@pytest.mark.parametrize("agency", ["云岚市人民政府办公室", "云岚省人民政府办公厅", "云岚县政府办"])
def test_the_office_of_a_government_may_report_for_the_government(agency: str) -> None:
    assert dated(2021, 3, 20, agency=agency, agency_kind=OFFICE).verdict == "undecided"
    assert dated(2021, 4, 2, agency=agency, agency_kind=OFFICE).verdict == "fail"


def test_a_date_that_only_the_web_page_carries_is_only_noted() -> None:
    made = report(published=day(2023, 7, 1, Place()), agency_kind=OFFICE, agency="云岚市某局")
    told = only("deadline", made)
    assert (told.verdict, told.severity) == ("fail", "note")
    assert "网页" in told.message.zh


def test_before_2019_the_earlier_regulations_gave_everyone_until_march() -> None:
    for number, verdict in ((31, "pass"), (32, "fail")):
        day_ = date(2018, 3, 31) if number == 31 else date(2018, 4, 1)
        made = report(year=2017, published=period(day_, day_), agency_kind=OFFICE, agency="某局")
        told = only("deadline", made)
        assert told.verdict == verdict
        assert told.basis is not None
        assert "492" in told.basis.en


def test_a_date_before_the_end_of_the_year_tells_nothing_about_the_deadline() -> None:
    assert dated(2020, 1, 13).verdict == "undecided"


@pytest.mark.parametrize("change", [{"published": None}, {"year": None}])
def test_without_a_date_or_a_year_the_deadline_is_undecided(change: dict[str, None]) -> None:
    made = report(**{"published": day(2021, 1, 13), "period": None, **change})  # type: ignore[arg-type]
    assert only("deadline", made).verdict == "undecided"


# --- the period -----------------------------------------------------------------------------------


def test_the_whole_year_passes() -> None:
    assert only("period-covers-year", report()).verdict == "pass"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2020, 1, 1), date(2020, 12, 30)),
        (date(2019, 1, 1), date(2020, 12, 31)),
        (date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_another_period_is_a_finding(first: date, last: date) -> None:
    told = only("period-covers-year", report(period=period(first, last)))
    assert told.verdict == "fail"
    assert told.actual == f"{first.isoformat()}/{last.isoformat()}"


def test_a_school_may_count_by_the_school_year() -> None:
    made = report(period=period(date(2019, 9, 1), date(2020, 8, 31)), agency_kind="institution")
    assert only("period-covers-year", made).verdict == "undecided"


@pytest.mark.parametrize("change", [{"period": None}, {"year": None}])
def test_without_a_period_or_a_year_there_is_nothing_to_compare(change: dict[str, None]) -> None:
    made = report(**{"period": period(date(2020, 1, 1), date(2020, 12, 31)), **change})  # type: ignore[arg-type]
    assert only("period-covers-year", made).verdict == "not_applicable"


# --- the years ------------------------------------------------------------------------------------


def test_a_report_signed_after_its_year_passes() -> None:
    assert only("year-agreement", report()).verdict == "pass"


@pytest.mark.parametrize("signed", [date(2020, 1, 13), date(2020, 12, 31)])
def test_a_report_signed_before_the_year_was_over_is_a_finding(signed: date) -> None:
    told = only("year-agreement", report(published=period(signed, signed)))
    assert told.verdict == "fail"
    assert len(told.evidence) == 2


@pytest.mark.parametrize("change", [{"published": None}, {"year": None}])
def test_without_a_date_or_a_year_the_years_are_undecided(change: dict[str, None]) -> None:
    made = report(**{"published": day(2021, 1, 13), "period": None, **change})  # type: ignore[arg-type]
    assert only("year-agreement", made).verdict == "undecided"


def test_no_school_year_begins_with_a_calendar_year() -> None:
    made = report(period=period(date(2019, 1, 1), date(2019, 12, 31)), agency_kind="institution")
    assert only("period-covers-year", made).verdict == "fail"


@pytest.mark.parametrize(
    ("changes", "whose"),
    [
        (
            {"agency_kind": OFFICE},
            ("departments", "第四十九条对县级以上人民政府部门规定的2023年1月31日"),
        ),
        ({"agency_kind": COUNTY}, ("governments from", "县级以上地方人民政府规定的2023年3月31日")),
        ({"agency_kind": TOWN, "year": 2016}, ("article 31", "2007年《条例》第三十一条")),
    ],
)
def test_a_day_that_is_missed_is_told_with_what_sets_it_and_for_whom(
    changes: dict[str, Any], whose: tuple[str, str]
) -> None:
    year = changes.get("year", 2022)
    told = only(
        "deadline", report("2021", published=day(year + 1, 6, 8), **{"year": year, **changes})
    )
    assert told.verdict == "fail"
    assert whose[0] in told.message.en
    assert whose[1] in told.message.zh
