"""Amounts of money and their units."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import UNREADABLE, claim, labels, only, report, without_tables
from helpers.audit import Outcome
from helpers.form import load_form

PURCHASE = "proactive.procurement.amount"
FEES = "proactive.fees.amount"


def told(form_id: str, printed: Any, **changes: Any) -> Outcome:
    address = PURCHASE if form_id == "2019" else FEES
    return only("unit-unclear", report(form_id, {address: printed}, **changes))


def test_an_amount_without_a_unit_under_a_head_without_one_is_unclear() -> None:
    outcome = told("2019", "276000")
    assert outcome.verdict == "fail"
    assert "276,000 yuan" in outcome.message.en
    assert "2.76 billion yuan" in outcome.message.en
    assert "27.6 亿元" in outcome.message.zh
    assert [e.quote for e in outcome.evidence] == ["采购总金额", "276000"]


@pytest.mark.parametrize("printed", ["276000元", "27.6万元", "0.37万元", "1亿元"])
def test_a_unit_in_the_cell_is_enough(printed: str) -> None:
    assert told("2019", printed).verdict == "pass"


def test_a_unit_in_the_column_head_is_enough() -> None:
    at = "proactive.art20_9.amount"
    printed = tuple(
        replace(x, printed="采购总金额（万元）", match="alias") if x.at == at else x
        for x in labels(load_form("2019"))
    )
    assert told("2019", "27.6", labels=printed).verdict == "pass"


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [("276000", 276000, "元"), ("276000", 27.6, "万元"), ("18.6198", 18.6198, "万元")],
)
def test_a_sentence_that_states_the_amount_with_its_unit_is_enough(
    printed: str, value: float, unit: str
) -> None:
    text = f"政府采购金额{value}{unit}"
    outcome = told("2019", printed, claims=(claim(text, value, None, unit),))
    assert outcome.verdict == "pass"
    assert outcome.evidence[-1].quote == text


@pytest.mark.parametrize("printed", ["0", "0元", "0.00"])
def test_nothing_is_nothing_in_any_unit(printed: str) -> None:
    assert told("2019", printed).verdict == "pass"


@pytest.mark.parametrize("printed", ["", "/", "无"])
def test_no_amount_needs_no_unit(printed: str) -> None:
    assert told("2019", printed).verdict == "not_applicable"


@pytest.mark.parametrize("printed", ["详见附件", UNREADABLE], ids=["text", "unreadable"])
def test_what_is_no_number_is_undecided(printed: Any) -> None:
    assert told("2019", printed).verdict == "undecided"


def test_the_newer_form_states_the_unit_itself() -> None:
    outcome = told("2021", "43.788")
    assert outcome.verdict == "pass"
    assert "437,880 yuan" in outcome.message.en


def test_yuan_typed_under_ten_thousands_are_implausible_for_a_township() -> None:
    outcome = told("2021", "251000")
    assert outcome.verdict == "fail"
    assert "不合常理" in outcome.message.zh


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("某省自然资源厅", "department"),
        ("云岚市人民政府", "government"),
        ("国家税务总局云岚市税务局", "department"),
    ],
)
def test_a_large_amount_is_left_alone_where_it_may_be_right(agency: str, kind: str) -> None:
    assert told("2021", "251000", agency=agency, agency_kind=kind).verdict == "pass"


def test_a_huge_amount_is_written_out() -> None:
    outcome = told("2019", str(10**18))
    assert outcome.verdict == "fail"
    assert "e+" not in outcome.message.en + outcome.message.zh


def test_a_report_without_tables_is_not_concerned() -> None:
    assert only("unit-unclear", without_tables()).verdict == "not_applicable"
