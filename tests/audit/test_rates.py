"""Percentages of the prose, recomputed from the numbers they come from."""

from typing import Any

import pytest

from audit.build import report
from helpers.audit import Outcome
from helpers.audit.rates import check_rates
from helpers.form import Form, load_form
from helpers.model import Place, Report
from helpers.parsing.breakdowns import breakdowns
from helpers.parsing.claims import spots
from helpers.parsing.paragraph import Paragraph
from helpers.parsing.rates import rates

SEVEN = {
    "applications.received.natural_person": 7,
    "applications.brought_forward.natural_person": 1,
    "applications.granted.natural_person": 3,
    "applications.not_held.natural_person": 3,
    "applications.carried_forward.natural_person": 2,
}


def said(text: str, **changes: Any) -> Report:
    paragraph = Paragraph.of(text, Place(line=9, column=1), "overview", 2022)
    found = spots(paragraph)
    lists = list(breakdowns(paragraph, found))
    return report("2021", SEVEN, rates=tuple(rates(paragraph, found, lists)), **changes)


def outcomes(text: str, previous: Report | None = None) -> list[Outcome]:
    return [o for o in check_rates(said(text), None, previous) if o.at != "prose"]


def judged(text: str, previous: Report | None = None) -> list[tuple[str, str | None]]:
    return [(o.verdict, o.severity) for o in outcomes(text, previous)]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息400条，其中动态270条，占67.5%；公告130条，占32.5%。",
        "公开信息57条，其中公告4条，占7.02%；概况53条，占92.98%。",
        "公开信息300条，其中网站100条、占33.3%，微信200条、占66.7%。",
        "共公开信息50条，规范性文件2条占4%。",
        "收到申请22起，比2021年（31起）下降29%。",
        "收到申请22件，较上年的20件增长10%。",
        "公开信息22043条，增加3721条，增长20.31%。",
        "公开信息108条，比2021年增加58条，上涨116%。",
        "收到政府信息公开申请22件，同比增长57%（2021年14件）。",
        "2021年收到申请10件，2022年收到申请7件，同比减少30%。",
        "收到申请7件，比去年减少3件，下降30%。",
        "受理申请40件，办结36件，办结率90%。",
        "受理申请7件，办结7件，办结率100%。",
        "发放问卷210份，满意205份，满意率97.62%。",
        "收到申请0件，比上年的3件减少100%。",
    ],
)
def test_a_percentage_that_follows_from_its_numbers_passes(text: str) -> None:
    assert judged(text)
    assert {verdict for verdict, _ in judged(text)} == {"pass"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息312条，其中动态207条，占58.1%；公告105条，占33.7%。", 66.3462),
        ("公开信息349条，其中公告20条，占5%；动态329条，占94.3%。", 5.7307),
        ("收到申请22起，比2021年（31起）下降39%。", 29.0323),
        ("收到申请22件，较上年的20件增长12%。", 10),
        ("公开信息108条，比2021年增加58条，上涨126%。", 116),
        ("收到申请7件，较上年的10件增长30%。", -30),
    ],
)
def test_another_percentage_is_a_warning_with_the_right_one(text: str, expected: float) -> None:
    wrong = [o for o in outcomes(text) if o.verdict == "fail"]
    assert [(o.severity, o.expected) for o in wrong] == [(None, expected)]


@pytest.mark.parametrize(
    ("text", "worked_out"),
    [
        ("公开信息312条，其中动态207条，占58.1%。", "207 ÷ 312 ≈ 66.35%"),
        ("收到申请22起，比2021年（31起）下降39%。", "(31 − 22) ÷ 31 ≈ 29.03%"),
        ("收到申请22件，较上年的20件增长12%。", "(22 − 20) ÷ 20 = 10%"),
        ("公开信息3000条，其中网站1999条，占66.64%。", "1999 ÷ 3000 ≈ 66.63%"),
    ],
)
def test_a_finding_writes_the_percentage_out_so_that_it_can_be_worked_out_again(
    text: str, worked_out: str
) -> None:
    (wrong,) = [o for o in outcomes(text) if o.verdict == "fail"]
    assert worked_out in wrong.message.en
    assert worked_out in wrong.message.zh


@pytest.mark.parametrize(
    "text",
    [
        "共受理申请87件，数量较去年回落12.3%；答复申请80件（含上年度结转申请3件）。",
        "共受理申请87件，同比增长12.3%，办理上年遗留的3件。",
        "共受理申请87件，同比增长12.3%，处理去年顺延申请3件。",
    ],
)
def test_what_came_over_from_last_year_is_not_last_year_s_number(text: str) -> None:
    assert judged(text) == [("undecided", None)]


def test_a_change_from_one_thing_to_another_is_not_recomputed() -> None:
    text = "收到政府信息公开申请22件，比去年行政复议3件增长12%。"
    assert judged(text) == [("undecided", None)]


def test_a_percentage_that_was_cut_off_is_a_note() -> None:
    text = "公开信息300条，其中网站200条、占66.6%，微信100条、占33.3%。"
    assert judged(text) == [("fail", "note"), ("pass", None)]


@pytest.mark.parametrize(
    "text",
    ["公开信息30条，其中网站20条，占166.7%。", "申请答复率120%。", "收到申请3件，同比下降130%。"],
)
def test_what_no_percentage_can_be_is_an_error(text: str) -> None:
    assert judged(text) == [("fail", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请7件，同比增长40%。",
        "主动公开信息同比增长5.26%。",
        "动态类信息占67.8%。",
        "答复率100%。",
        "公开信息1200余条，其中网站900条，占75%。",
        "收到申请7件，较上年的0件增长100%。",
        "收到申请5件，答复4件，按时答复率100%。",
    ],
)
def test_a_percentage_whose_numbers_are_not_told_is_undecided(text: str) -> None:
    assert judged(text) == [("undecided", None)]


def test_a_share_of_the_outcomes_is_held_against_the_table() -> None:
    held = said("予以公开3件，占50%。")
    assert [o.verdict for o in check_rates(held, _form())] == ["pass"]
    held = said("予以公开3件，占60%。")
    assert [o.verdict for o in check_rates(held, _form())] == ["fail"]


def test_last_years_report_gives_the_number_that_is_not_told() -> None:
    last = report(
        "2021",
        {"applications.received.natural_person": 5, "applications.granted.natural_person": 5},
    )
    assert judged("收到政府信息公开申请7件，同比增长40%。", last) == [("pass", None)]
    assert judged("收到政府信息公开申请7件，同比增长30%。", last) == [("fail", None)]
    assert judged("主动公开信息700条，同比增长40%。", last) == [("undecided", None)]


def test_prose_without_percentages_is_not_concerned() -> None:
    (outcome,) = check_rates(report(), None)
    assert outcome.verdict == "not_applicable"


def _form() -> Form:

    return load_form("2021")


@pytest.mark.parametrize(
    ("over", "verdict"),
    [
        ("较上年", "fail"),
        ("同比", "fail"),
        ("较2021年", "fail"),
        ("较2019年", "undecided"),
        ("较前三年平均数", "undecided"),
        ("较历年均值", "undecided"),
    ],
)
def test_last_year_s_report_is_the_base_only_of_a_change_over_last_year(
    over: str, verdict: str
) -> None:
    previous = report("2021", {"applications.received.natural_person": 10}, year=2021)
    told = judged(f"收到政府信息公开申请7件，{over}增长35.2%。", previous)
    assert [v for v, _ in told] == [verdict]
