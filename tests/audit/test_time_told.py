"""What the rules about time say: the days compared, the words quoted, and the days in between."""

from datetime import date, timedelta
from typing import Any

import pytest

from audit.build import at, day, facts, only, period, report
from helpers.audit import Evidence
from helpers.messages import Text
from helpers.model import Note
from helpers.model.report import SECOND_REPORT

OFFICE = {"agency_kind": "department", "agency": "云岚市水务局"}
TITLE = "青禾镇2020年政府信息公开工作年度报告"
SIGNED = "2021年1月13日"


def test_a_deadline_that_is_kept_quotes_the_date_where_it_stands() -> None:
    told = only("deadline", report(published=day(2021, 1, 13), **OFFICE))
    assert facts(told) == {"verdict": "pass", "at": "published", "evidence": (SIGNED,)}
    assert told.evidence == (Evidence(SIGNED, at(900)),)
    assert told.message.en == "Dated 13 January 2021, not after 31 January 2021."
    assert told.message.zh == "报告日期为2021年1月13日，不晚于2021年1月31日。"


def test_a_deadline_that_is_missed_shows_both_days() -> None:
    told = only("deadline", report(published=day(2021, 2, 1), **OFFICE))
    assert facts(told) == {
        "verdict": "fail",
        "severity": "warning",
        "at": "published",
        "expected": "2021-01-31",
        "actual": "2021-02-01",
        "evidence": ("2021年2月1日",),
    }


def test_2019_is_the_first_year_of_the_regulations_in_force() -> None:
    for year, verdict in ((2018, "pass"), (2019, "fail")):
        made = report(year=year, published=day(year + 1, 3, 1), **OFFICE)
        assert only("deadline", made).verdict == verdict


@pytest.mark.parametrize(
    ("change", "en", "zh"),
    [
        ({"published": None}, "No date was found", "未找到日期"),
        ({"year": None, "period": None}, "No year was found", "未找到年份"),
    ],
)
def test_what_the_deadline_lacks_is_named(change: dict[str, Any], en: str, zh: str) -> None:
    told = only("deadline", report(**{"published": day(2021, 1, 13), **change}))
    assert facts(told) == {"verdict": "undecided", "at": "published"}
    assert told.message.en.startswith(en)
    assert told.message.zh.startswith(zh)


def test_the_last_day_of_the_year_itself_is_no_day_of_publication() -> None:
    told = only("deadline", report(published=day(2020, 12, 31)))
    assert facts(told) == {
        "verdict": "undecided",
        "at": "published",
        "evidence": ("2020年12月31日",),
    }
    assert told.message.en.startswith(
        "The date 31 December 2020 is before the end of the year 2020;"
    )
    assert told.message.zh.startswith("所载日期2020年12月31日早于2020年度结束")


@pytest.mark.parametrize(("month", "number", "verdict"), [(3, 31, "undecided"), (4, 1, "fail")])
def test_the_office_of_a_government_has_as_long_as_its_government(
    month: int, number: int, verdict: str
) -> None:
    office = {"agency_kind": "department", "agency": "云岚市人民政府办公室"}
    told = only("deadline", report(published=day(2021, month, number), **office))
    assert (told.verdict, told.at) == (verdict, "published")
    assert [e.quote for e in told.evidence] == [f"2021年{month}月{number}日"]
    assert ("the day is 31 March" in told.message.en) == (verdict == "undecided")
    assert told.message.en.startswith(f"Dated {number} {'March' if month == 3 else 'April'} 2021")


# --- the period -----------------------------------------------------------------------------------


def test_the_period_of_a_whole_year_is_quoted() -> None:
    told = only("period-covers-year", report())
    words = "2020-01-01至2020-12-31"
    assert facts(told) == {"verdict": "pass", "at": "period", "evidence": (words,)}
    assert told.evidence == (Evidence(words, at(2)),)


def test_another_period_shows_the_year_that_it_should_be() -> None:
    other = period(date(2020, 1, 1), date(2020, 11, 30))
    told = only("period-covers-year", report(period=other))
    assert facts(told) == {
        "verdict": "fail",
        "at": "period",
        "expected": "2020-01-01/2020-12-31",
        "actual": "2020-01-01/2020-11-30",
        "evidence": (other.text,),
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [({"period": None}, "No period is stated."), ({"year": None}, "No year was found")],
)
def test_what_the_period_lacks_is_named(change: dict[str, Any], words: str) -> None:
    stated = period(date(2020, 1, 1), date(2020, 12, 31))
    told = only("period-covers-year", report(**{"period": stated, **change}))
    assert facts(told) == {"verdict": "not_applicable", "at": "period"}
    assert told.message.en.startswith(words)


@pytest.mark.parametrize(
    ("first", "days", "verdict"),
    [
        (date(2019, 9, 1), 359, "fail"),
        (date(2019, 9, 1), 360, "undecided"),
        (date(2019, 9, 1), 370, "undecided"),
        (date(2019, 9, 1), 371, "fail"),
        (date(2019, 6, 30), 365, "fail"),
        (date(2019, 7, 1), 365, "undecided"),
        (date(2019, 8, 1), 365, "undecided"),
        (date(2019, 10, 31), 365, "undecided"),
        (date(2019, 11, 1), 365, "fail"),
    ],
)
def test_a_school_year_lasts_a_year_and_begins_from_july_to_october(
    first: date, days: int, verdict: str
) -> None:
    stated = period(first, first + timedelta(days))
    told = only("period-covers-year", report(period=stated, agency_kind="institution"))
    assert (told.verdict, told.at, [e.quote for e in told.evidence]) == (
        verdict,
        "period",
        [stated.text],
    )


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("unknown", "undecided"), ("institution", "undecided"), ("township", "fail")],
)
def test_only_an_organ_that_can_be_a_school_counts_by_the_school_year(
    kind: str, verdict: str
) -> None:
    stated = period(date(2019, 9, 1), date(2020, 8, 31))
    assert only("period-covers-year", report(period=stated, agency_kind=kind)).verdict == verdict


# --- the years ------------------------------------------------------------------------------------


def test_the_years_that_agree_quote_title_and_date_where_they_stand() -> None:
    told = only("year-agreement", report())
    assert facts(told) == {"verdict": "pass", "at": "published", "evidence": (TITLE, SIGNED)}
    assert told.evidence == (Evidence(TITLE, at(1)), Evidence(SIGNED, at(900)))


def test_a_date_before_the_end_of_the_year_shows_the_day_it_should_follow() -> None:
    told = only("year-agreement", report(published=day(2020, 12, 31)))
    assert facts(told) == {
        "verdict": "fail",
        "at": "published",
        "expected": "> 2020-12-31",
        "actual": "2020-12-31",
        "evidence": (TITLE, "2020年12月31日"),
    }


def test_a_report_by_the_school_year_is_dated_after_that() -> None:
    school = {"period": period(date(2019, 9, 1), date(2020, 8, 31)), "agency_kind": "institution"}
    for published, verdict in ((day(2020, 8, 31), "fail"), (day(2020, 9, 1), "pass")):
        assert only("year-agreement", report(published=published, **school)).verdict == verdict


@pytest.mark.parametrize(
    ("rule", "signed", "en", "zh"),
    [
        ("deadline", day(2021, 2, 1), "Dated 1 February 2021, after", "报告日期为2021年2月1日，晚于"),
        ("year-agreement", day(2020, 12, 1), "Dated 1 December 2020, before", "报告日期为2020年12月1日，早于"),
    ],
)  # fmt: skip
def test_a_date_in_a_file_of_two_reports_accuses_neither_of_them(
    rule: str, signed: Any, en: str, zh: str
) -> None:
    other = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
    made = report(published=signed, notes=(other,), **OFFICE)
    told = only(rule, made)
    assert facts(told)["verdict"] == "undecided"
    assert signed.text in facts(told)["evidence"]
    assert told.message.en.startswith(en)
    assert told.message.en.endswith("two reports, and the date may be that of the other.")
    assert told.message.zh.startswith(zh)
    assert told.message.zh.endswith("文件中有两份报告，该日期可能属于另一份。")
    assert (
        only(rule, report(published=day(2021, 1, 13), notes=(other,), **OFFICE)).verdict == "pass"
    )
