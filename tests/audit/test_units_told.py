"""What is told of an amount and its unit: where the unit was found, and how much it comes to."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import UNREADABLE, at, claim, facts, labels, only, report, without_tables
from helpers.audit import Evidence, Outcome
from helpers.form import load_form

PURCHASE, HEAD = "proactive.procurement.amount", "采购总金额"
FEES, FEES_HEAD = "proactive.fees.amount", "本年收费金额（单位：万元）"


def told(printed: Any, form_id: str = "2019", **changes: Any) -> Outcome:
    cell = PURCHASE if form_id == "2019" else FEES
    return only("unit-unclear", report(form_id, {cell: printed}, **changes))


def headed(form_id: str, *words: str) -> dict[str, Any]:
    """Return the labels of a form with other words at the head of its amounts."""
    head = {"2019": HEAD, "2021": FEES_HEAD}[form_id]
    own = labels(load_form(form_id))
    (old,) = [x for x in own if x.printed == head]
    new = [replace(old, printed=w, match="alias") for w in words]
    return {"labels": (*(x for x in own if x is not old), *new)}


def test_a_report_without_tables_has_no_amount() -> None:
    told_of = only("unit-unclear", without_tables())
    assert facts(told_of) == {"verdict": "not_applicable", "at": "proactive"}


@pytest.mark.parametrize(
    ("printed", "verdict", "en", "zh"),
    [
        ("", "not_applicable", "no amount is printed.", "没有填写金额。"),
        ("详见附件", "undecided", "what is printed is no number.", "所填内容不是数字。"),
        (UNREADABLE, "undecided", "what is printed is no number.", "所填内容不是数字。"),
        ("0", "pass", "nil, in any unit.", "为零，与单位无关。"),
    ],
)
def test_what_needs_no_unit_is_told_of_its_cell(
    printed: Any, verdict: str, en: str, zh: str
) -> None:
    outcome = told(printed)
    assert facts(outcome) == {"verdict": verdict, "at": PURCHASE, "cells": (PURCHASE,)}
    assert outcome.message.en.endswith(en)
    assert outcome.message.zh.endswith(zh)


def test_an_amount_without_a_unit_is_quoted_with_the_head_above_it() -> None:
    outcome = told("276000")
    assert facts(outcome) == {
        "verdict": "fail",
        "at": PURCHASE,
        "cells": (PURCHASE,),
        "actual": "276000",
        "evidence": (HEAD, PURCHASE),
    }
    assert outcome.evidence[0] == Evidence(HEAD, at(1))


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        (f"{HEAD}（元）", "2 yuan."),
        (f"{HEAD}（万元）", "20,000 yuan."),
        (f"{HEAD}（亿元）", "200 million yuan."),
    ],
)
def test_the_head_of_a_column_tells_the_unit(words: str, yuan: str) -> None:
    outcome = told("2", **headed("2019", words))
    assert facts(outcome) == {
        "verdict": "pass",
        "at": PURCHASE,
        "cells": (PURCHASE,),
        "evidence": (words, PURCHASE),
    }
    assert outcome.message.en.endswith(f": {yuan}")


def test_a_head_printed_again_is_quoted_once() -> None:
    outcome = told("2", **headed("2019", f"{HEAD}（元）", f"{HEAD}（万元）"))
    assert [e.quote for e in outcome.evidence] == [f"{HEAD}（元）", "2"]


def test_a_head_that_leaves_the_unit_of_the_form_out_says_nothing_else() -> None:
    outcome = told("43.788", "2021", **headed("2021", "本年收费金额"))
    assert outcome.message.en.endswith(": 437,880 yuan.")
    assert outcome.message.zh.endswith("：43.788万元。")


@pytest.mark.parametrize(("printed", "zh"), [("276元", "276元。"), ("2.5万元", "2.5万元。")])
def test_a_unit_in_the_cell_is_told(printed: str, zh: str) -> None:
    assert told(printed).message.zh.endswith(f"：{zh}")


@pytest.mark.parametrize(("printed", "verdict"), [("99999.99", "pass"), ("100000", "fail")])
def test_a_billion_yuan_is_implausible_for_a_township(printed: str, verdict: str) -> None:
    outcome = told(printed, "2021")
    assert facts(outcome) == {
        "verdict": verdict,
        "at": FEES,
        "cells": (FEES,),
        "evidence": (FEES_HEAD, FEES),
        **({"actual": printed} if verdict == "fail" else {}),
    }


@pytest.mark.parametrize(
    ("unit", "value", "precision", "verdict"),
    [
        ("元", 276_000, "exact", "pass"),
        ("元", 276_000, "about", "fail"),
        ("元", 276_001, "exact", "fail"),
        ("件", 276_000, "exact", "fail"),
        (None, 276_000, "exact", "fail"),
    ],
)
def test_only_a_sentence_with_the_same_amount_of_money_tells_the_unit(
    unit: str | None, value: int, precision: Any, verdict: str
) -> None:
    said = claim("采购情况见上", value, None, unit, precision)
    outcome = told("276000", claims=(said,))
    assert outcome.verdict == verdict
    if verdict == "pass":
        assert outcome.evidence[-1] == Evidence("采购情况见上", at(101, 9))


@pytest.mark.parametrize(
    ("printed", "en", "zh"),
    [
        ("999999", "999,999 yuan", " 999,999 元"),
        ("1000000", "1 million yuan", " 100 万元"),
        ("90000000", "90 million yuan", " 9,000 万元"),
        ("100000000", "100 million yuan", " 1 亿元"),
        ("900000000", "900 million yuan", " 9 亿元"),
        ("1000000000", "1 billion yuan", " 10 亿元"),
        (str(10**18), "1,000,000,000 billion yuan", " 10,000,000,000 亿元"),
        ("276000.5", "276,000.5 yuan", " 276,000.5 元"),
    ],
)
def test_an_amount_is_written_in_words_a_person_reads(printed: str, en: str, zh: str) -> None:
    message = told(printed).message
    assert f"As yuan it is {en}; " in message.en
    assert f"以元计为{zh}，" in message.zh
