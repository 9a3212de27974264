"""The fee for handling requests beside the fees of table two: what is told of which amounts."""

from typing import Any

import pytest

from audit.build import facts, outcomes, report
from helpers.audit import Outcome

FEES = "proactive.fees.amount"
ASKED = ("applications.received.total", "applications.brought_forward.total")
REQUEST = {
    "applications.received.natural_person": 1,
    "applications.granted.natural_person": 1,
}


def told(said: str, fees: Any, form_id: str = "2021", **cells: Any) -> Outcome:
    made = report(form_id, {**REQUEST, FEES: fees, **cells}, prose={"other": (said,)})
    (outcome,) = outcomes("fee-kinds", made).values()
    return outcome


def test_the_same_amount_in_table_two_is_told_with_its_cell() -> None:
    outcome = told("收取信息处理费20000元。", "2")
    assert facts(outcome) == {
        "verdict": "fail",
        "at": "other.fees",
        "cells": (FEES,),
        "actual": "2",
        "evidence": ("收取信息处理费20000元。", FEES),
    }
    assert "gives “20000元” as information-processing fee" in outcome.message.en
    assert "same amount (“2 万元”)" in outcome.message.en
    assert "正文信息处理费为 20000元" in outcome.message.zh
    assert "“行政事业性收费”栏填写了同一金额（2 万元）" in outcome.message.zh


@pytest.mark.parametrize(
    ("said", "fees", "shown"),
    [
        ("收取信息处理费200元。", "200", "（200）"),
        ("收取信息处理费200元。", "200元", "（200元）"),
        ("收取信息处理费2万元。", "2万元", "（2万元）"),
        ("收取信息处理费0.02万元。", "200", "（200）"),
        ("收取信息处理费200.5元。", "200.5", "（200.5）"),
    ],
)
def test_an_amount_is_shown_as_the_table_prints_it(said: str, fees: str, shown: str) -> None:
    outcome = told(said, fees)
    assert outcome.verdict == "fail"
    assert shown in outcome.message.zh


def test_another_amount_is_told_to_be_as_it_should() -> None:
    outcome = told("收取信息处理费2950元。", "47.10")
    assert facts(outcome) == {
        "verdict": "pass",
        "at": "other.fees",
        "cells": (FEES,),
        "evidence": ("收取信息处理费2950元。", FEES),
    }
    assert "another amount (47.1), as it should" in outcome.message.en


@pytest.mark.parametrize("said", ["收取信息处理费0元。", "收取信息处理费0.0万元。"])
def test_no_fee_at_all_needs_nothing_to_be_told_from(said: str) -> None:
    outcome = told(said, "0")
    assert facts(outcome) == {
        "verdict": "pass",
        "at": "other.fees",
        "evidence": (said, FEES),
    }
    assert "nothing in table two to tell it from" in outcome.message.en


@pytest.mark.parametrize("printed", ["", "2件", "无"])
def test_a_cell_that_prints_no_amount_leaves_the_fee_open(printed: str) -> None:
    assert facts(told("收取信息处理费200元。", printed)) == {
        "verdict": "undecided",
        "at": "other.fees",
        "cells": (FEES,),
        "evidence": ("收取信息处理费200元。", FEES),
    }


def test_prose_without_such_a_fee_is_not_concerned() -> None:
    assert facts(told("无。", "2")) == {"verdict": "not_applicable", "at": "other.fees"}


def nobody(received: Any, brought: Any) -> Outcome:
    cells = {
        "applications.received.natural_person": 0,
        "applications.granted.natural_person": 0,
        ASKED[0]: received,
        ASKED[1]: brought,
    }
    return told("收取信息处理费200元。", "3", **cells)


def test_a_fee_without_a_request_is_told_with_both_cells_of_table_three() -> None:
    assert facts(nobody(0, 0)) == {
        "verdict": "fail",
        "at": "other.fees",
        "cells": ASKED,
        "expected": 0,
        "actual": "200元",
        "evidence": ("收取信息处理费200元。", *ASKED),
    }


@pytest.mark.parametrize(
    ("received", "brought", "verdict"),
    [(1, 0, "pass"), (0, 1, "pass"), ("/", "/", "pass"), ("若干", 0, "pass")],
)
def test_any_request_may_be_what_a_fee_was_charged_for(
    received: Any, brought: Any, verdict: str
) -> None:
    assert nobody(received, brought).verdict == verdict
