"""Amounts of money: each in its unit, right up to its last digit, and told with both units."""

from typing import Any

import pytest

from audit.build import claim, facts, only, report
from helpers.audit import Outcome

FEES, BOUGHT = "proactive.fees.amount", "proactive.procurement.amount"


def fees(value: float, unit: str | None, printed: Any, **more: Any) -> Outcome:
    said = claim(f"行政事业性收费{value}{unit or ''}", value, "administrative_fees", unit, **more)
    return only("claim-table", report("2021", {FEES: printed}, claims=(said,)))


def bought(value: float, unit: str, printed: Any) -> Outcome:
    """Return what is said of an amount of the 2019 edition, which states no unit."""
    said = claim(f"政府集中采购{value}{unit}", value, "procurement_amount", unit)
    return only("claim-table", report("2019", {BOUGHT: printed}, claims=(said,)))


def test_an_amount_that_differs_is_told_with_both_units() -> None:
    outcome = fees(52, "万元", "47.10")
    assert facts(outcome) == {
        "verdict": "fail",
        "at": "prose.overview.administrative_fees",
        "cells": (FEES,),
        "expected": 47.1,
        "actual": 52,
        "evidence": ("行政事业性收费52万元", FEES),
    }
    assert outcome.message.en.endswith(
        ": the prose says “52 万元”, the table “47.1 万元”; they differ."
    )
    assert outcome.message.zh.endswith("：正文为 52 万元，表格为 47.1 万元，两者不一致。")


@pytest.mark.parametrize(
    ("value", "unit", "printed", "says"),
    [
        (471_000, "元", "471000元", "“471000 元”, the table “471000 元”; they agree."),
        (47.1, None, "47.10", "the prose says 47.1, the table 47.1; the unit of the cell is"),
    ],
)
def test_a_unit_is_told_where_it_is_printed(
    value: float, unit: str | None, printed: str, says: str
) -> None:
    assert says in fees(value, unit, printed).message.en


def test_a_cell_that_prints_no_amount_is_told() -> None:
    outcome = fees(52, "万元", "若干")
    assert facts(outcome) == {
        "verdict": "undecided",
        "at": "prose.overview.administrative_fees",
        "cells": (FEES,),
        "evidence": ("行政事业性收费52万元", FEES),
    }
    assert outcome.message.en.endswith("the prose says 52; the table prints no such number.")
    assert outcome.message.zh.endswith("正文为 52 万元，表格中没有相应数字。")


def test_an_edition_without_the_cell_prints_no_amount() -> None:
    said = claim("行政事业性收费52万元", 52, "administrative_fees", "万元")
    outcome = only("claim-table", report("2019", claims=(said,)))
    assert (outcome.verdict, outcome.cells) == ("undecided", ())
    assert outcome.message.en.endswith("the table prints no such number.")


@pytest.mark.parametrize(
    ("value", "unit", "printed", "verdict"),
    [
        (47, "万元", "47.5", "pass"),
        (47, "万元", "47.51", "fail"),
        (47.1, "万元", "47.15", "pass"),
        (47.1, "万元", "47.16", "fail"),
        (2, "亿元", "2.5亿元", "pass"),
        (2, "亿元", "2.51亿元", "fail"),
        # A number of yuan is not rounded.
        (471_000, "元", "47.10005", "fail"),
        (471_000, None, "47.10", "pass"),
        (471_000.1, None, "47.10", "fail"),
        (0, "元", "0", "pass"),
        (0, "元", "0.01", "fail"),
    ],
)
def test_an_amount_is_right_up_to_half_of_its_last_digit(
    value: float, unit: str | None, printed: str, verdict: str
) -> None:
    assert fees(value, unit, printed).verdict == verdict


def test_a_rounded_amount_that_differs_is_left_open() -> None:
    outcome = fees(52, "万元", "47.10", precision="about")
    assert outcome.verdict == "undecided"
    assert outcome.message.zh.endswith("，正文为约数。")


@pytest.mark.parametrize(
    ("value", "unit", "printed", "verdict"),
    [
        (47, "元", "47", "pass"),
        (47, "万元", "47", "pass"),
        (50, "万元", "47", "undecided"),
        (50, "万元", "47万元", "fail"),
    ],
)
def test_a_cell_without_a_unit_may_be_in_yuan_or_in_tens_of_thousands(
    value: float, unit: str, printed: str, verdict: str
) -> None:
    assert bought(value, unit, printed).verdict == verdict
