"""What is told of a number of the prose: its place, its cells, its unit, and how it came out."""

from typing import Any

import pytest

from audit.build import at, claim, facts, only, report
from helpers.audit import Evidence, Outcome

FIVE = {"applications.received.natural_person": 5, "applications.granted.natural_person": 5}
RECEIVED = "requests_received"
CELL = "applications.received.total"
SAID = "收到政府信息公开申请"


def told(text: str, value: float, concept: str = RECEIVED, **more: Any) -> Outcome:
    form, cells = more.pop("form_id", "2021"), more.pop("cells", FIVE)
    made = report(form, cells, claims=(claim(text, value, concept, **more),))
    return only("claim-table", made)


def test_a_number_that_differs_is_told_with_its_place_and_its_cell() -> None:
    outcome = told(f"{SAID}8件", 8)
    assert facts(outcome) == {
        "verdict": "fail",
        "at": "prose.overview.requests_received",
        "cells": (CELL,),
        "expected": 5,
        "actual": 8,
        "evidence": (f"{SAID}8件", CELL),
    }
    assert outcome.evidence[0] == Evidence(f"{SAID}8件", at(101, 9))


def test_a_number_before_the_first_heading_is_of_the_opening() -> None:
    assert told(f"{SAID}5件", 5, section="").at == "prose.opening.requests_received"


def test_prose_without_such_a_number_is_told_as_a_whole() -> None:
    assert facts(only("claim-table", report())) == {"verdict": "not_applicable", "at": "prose"}


def test_what_an_edition_has_no_table_for_is_not_held_against_it() -> None:
    """The list of indicators before 2019 has no requests carried forward."""
    made = report(
        "legacy", claims=(claim("结转下年2件", 2, "requests_carried_forward"),), year=2016
    )
    assert facts(only("claim-table", made)) == {"verdict": "not_applicable", "at": "prose"}
    assert told("结转下年2件", 2, "requests_carried_forward").verdict == "fail"


@pytest.mark.parametrize(
    ("more", "en", "zh"),
    [
        ({}, "the prose says 5, the table 5; they agree.", "正文为 5 件，表格为 5，两者一致。"),
        ({"unit": None}, "the table 5; they agree.", "：正文为 5，表格为 5，两者一致。"),
        ({"unit": "%"}, "the prose says 5, but its unit", "正文为 5%，但其单位与表格不同。"),
    ],
)
def test_a_number_is_told_with_the_unit_it_has(more: dict[str, Any], en: str, zh: str) -> None:
    message = told(f"{SAID}5件", 5, **more).message
    assert message.en.startswith("Requests received: ")
    assert en in message.en
    assert zh in message.zh


@pytest.mark.parametrize(
    ("table", "verdict"), [(11_000, "pass"), (13_000, "pass"), (10_999, "fail"), (13_001, "fail")]
)
def test_a_number_in_tens_of_thousands_is_right_up_to_its_last_digit(
    table: int, verdict: str
) -> None:
    outcome = told(f"{SAID}1.2万件", 12_000, cells={CELL: table})
    assert outcome.verdict == verdict
    if verdict == "pass":
        assert outcome.message.en.endswith(f"the table {table}; they agree as rounded.")
        assert outcome.message.zh.endswith(f"表格为 {table}，取整后一致。")


def test_words_for_about_so_many_are_named() -> None:
    message = told(f"{SAID}100余件", 100, cells={CELL: 108}, precision="at_least").message
    assert message.en.endswith("the table 108; which fits the words.")
    assert message.zh.endswith("表格为 108，与约数表述相符。")


def test_a_cell_that_prints_no_number_is_told() -> None:
    outcome = told(f"{SAID}8件", 8, cells={CELL: "若干"})
    assert facts(outcome) == {
        "verdict": "undecided",
        "at": "prose.overview.requests_received",
        "cells": (CELL,),
        "evidence": (f"{SAID}8件", CELL),
    }
    assert outcome.message.en == (
        "Requests received: the prose says 8; the table prints no such number."
    )
    assert outcome.message.zh.endswith("正文为 8 件，表格中没有相应数字。")


def test_a_number_that_is_not_judged_shows_none_that_should_stand_there() -> None:
    outcome = told(f"上半年{SAID}3件", 3)
    assert facts(outcome) == {
        "verdict": "undecided",
        "at": "prose.overview.requests_received",
        "cells": (CELL,),
        "evidence": (f"上半年{SAID}3件", CELL),
    }
    assert outcome.message.en.endswith("not judged, because it speaks of a part of the year.")
    assert outcome.message.zh.endswith("因所述为年内某一时段，不作判断。")


def test_a_number_that_equals_another_quantity_shows_the_cells_of_that() -> None:
    other = ("applications.received.total", "applications.brought_forward.total")
    cells = {**FIVE, "applications.brought_forward.natural_person": 2}
    outcome = told(f"{SAID}7件", 7, cells=cells)
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "note",
        "at": "prose.overview.requests_received",
        "cells": other,
        "expected": 7,
        "actual": 7,
        "evidence": (f"{SAID}7件", *other),
    }
