"""What the rules about single numbers say of each number: where, of which cells, and what it shows."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import facts, outcomes, report, without_tables
from helpers.audit import Outcome
from helpers.model import Cell, Place, Region

ADDRESS = "applications.received.natural_person"
MOST = 100_000_000


def possible(printed: Any, confidence: Any = "certain") -> dict[str, Outcome]:
    made = report("2021")
    made = report("2021", {**made.cells, ADDRESS: printed})
    readings = tuple(replace(r, confidence=confidence) for r in made.readings)
    return outcomes("possible-count", replace(made, readings=readings))


@pytest.mark.parametrize("rule_id", ["possible-count", "documents-within", "regulations-level"])
def test_without_tables_there_is_no_number_to_judge(rule_id: str) -> None:
    (told,) = outcomes(rule_id, without_tables()).values()
    where = {
        "possible-count": "tables",
        "documents-within": "proactive",
        "regulations-level": "proactive.regulations",
    }
    assert facts(told) == {"verdict": "not_applicable", "at": where[rule_id]}


def test_a_finding_about_one_number_is_of_its_cell_and_quotes_it() -> None:
    told = possible("-2")[ADDRESS]
    assert facts(told) == {
        "verdict": "fail",
        "severity": "error",
        "at": ADDRESS,
        "cells": (ADDRESS,),
        "actual": "-2",
        "evidence": (ADDRESS,),
    }
    assert told.message.en == (
        "Requests received this year, Natural persons: -2; a count is never negative."
    )
    assert told.message.zh.endswith("为 -2，件数不可能为负。")


@pytest.mark.parametrize(
    ("printed", "words"),
    [("0.5", "a count is whole"), ("-0.5", "never negative"), (MOST, "digits may have run")],
)
def test_each_kind_of_odd_number_is_told_by_its_own_reason(printed: Any, words: str) -> None:
    assert words in possible(printed)[ADDRESS].message.en


@pytest.mark.parametrize("printed", [0, "0.0", "3.0", 1, MOST - 1, "12.5%"])
def test_what_a_count_can_be_is_not_reported(printed: Any) -> None:
    assert {o.verdict for o in possible(printed).values()} == {"pass"}


@pytest.mark.parametrize(
    ("confidence", "severity"),
    [("certain", "error"), ("high", "error"), ("low", "warning")],
)
def test_an_impossible_count_is_an_error_where_the_table_was_surely_read(
    confidence: str, severity: str
) -> None:
    assert possible("-2", confidence)[ADDRESS].severity == severity


def test_a_cell_whose_unit_is_a_percentage_is_no_count() -> None:
    """Older lists print the unit in a column of its own."""
    share = Cell(12.5, "%", "12.5", "number", Place(line=1))
    assert ADDRESS not in possible(share)
    assert possible(replace(share, unit="件"))[ADDRESS].verdict == "fail"


def test_a_table_is_told_with_how_many_numbers_it_prints() -> None:
    told = possible(0)
    assert told["table.disputes"].message.en.endswith(": 15 numbers, each of which a count can be.")
    blank = {a: "" for a in report("2021").cells if a.startswith("disputes.")}
    told = outcomes("possible-count", report("2021", blank))
    assert facts(told["table.disputes"]) == {"verdict": "undecided", "at": "table.disputes"}
    assert told["table.disputes"].message.en.endswith(": no number is printed.")
    assert told["table.disputes"].message.zh.endswith("表没有数字。")


# --- part and whole -------------------------------------------------------------------------------

NAME = "proactive.normative_documents"
FLOW = tuple(f"{NAME}.{column}" for column in ("issued", "in_force", "repealed"))


def within(form_id: str, **printed: Any) -> dict[str, Outcome]:
    cells = {f"{NAME}.{column}": value for column, value in printed.items()}
    return outcomes("documents-within", report(form_id, cells))


def test_an_edition_with_both_columns_is_judged_row_by_row_and_nothing_more_is_said() -> None:
    told = within("2021", issued=12, repealed=0, in_force=15)
    assert sorted(told) == [f"{NAME}.in_force", "proactive.regulations.in_force"]
    assert facts(told[f"{NAME}.in_force"]) == {
        "verdict": "pass",
        "at": f"{NAME}.in_force",
        "cells": FLOW,
    }


def test_more_new_documents_than_there_are_is_told_with_how_many_are_missing() -> None:
    told = within("2021", issued=12, repealed=2, in_force=3)[f"{NAME}.in_force"]
    assert facts(told) == {
        "verdict": "fail",
        "at": f"{NAME}.in_force",
        "cells": FLOW,
        "expected": ">= 10",
        "actual": 3,
        "evidence": FLOW,
    }
    assert "7 too few" in told.message.en
    assert "尚缺 7" in told.message.zh


@pytest.mark.parametrize(("whole", "verdict"), [(4, "fail"), (5, "pass")])
def test_what_was_newly_disclosed_lies_within_all_that_is_open(whole: int, verdict: str) -> None:
    told = within("2019", disclosed=5, disclosed_total=whole)[f"{NAME}.disclosed_total"]
    assert told.verdict == verdict


def test_documents_one_of_whose_cells_prints_no_number_are_left_open() -> None:
    told = within("2021", issued="若干", repealed=0, in_force=3)[f"{NAME}.in_force"]
    assert facts(told) == {"verdict": "undecided", "at": f"{NAME}.in_force", "cells": FLOW}


# --- regulations ----------------------------------------------------------------------------------

ROW = "proactive.regulations"
MUNICIPAL = Region("990100", "甲省", "云岚市")


def regulations(cells: dict[str, Any], **changes: Any) -> Outcome:
    (told,) = outcomes("regulations-level", report("2021", cells, **changes)).values()
    return told


def test_regulations_of_a_township_are_told_with_every_number_printed() -> None:
    told = regulations({f"{ROW}.issued": 1, f"{ROW}.in_force": 6})
    cells = (f"{ROW}.issued", f"{ROW}.in_force")
    assert facts(told) == {
        "verdict": "fail",
        "at": ROW,
        "cells": cells,
        "expected": 0,
        "actual": "1",
        "evidence": cells,
    }
    assert "Issued this year 1, In force 6; but a township makes none" in told.message.en
    assert "本年制发件数 1、现行有效件数 6，但乡镇政府无权制定" in told.message.zh


@pytest.mark.parametrize(
    ("kind", "agency", "region", "verdict"),
    [
        ("institution", "云岚市青禾博物馆", MUNICIPAL, "fail"),
        ("department", "云岚市某某委员会", MUNICIPAL, "fail"),
        ("department", "某某委员会", Region(), "undecided"),
        ("department", "青禾水务局", Region(), "fail"),
        ("department", "云岚市人民政府办公室", MUNICIPAL, "undecided"),
    ],
)
def test_an_office_is_of_a_local_government_by_its_place_or_by_its_name(
    kind: Any, agency: str, region: Region, verdict: str
) -> None:
    told = regulations({f"{ROW}.in_force": 1}, agency_kind=kind, agency=agency, region=region)
    assert (told.verdict, told.cells) == (verdict, (f"{ROW}.in_force",))


def test_no_number_of_regulations_at_all_is_left_open() -> None:
    told = regulations({f"{ROW}.{c}": "无数据" for c in ("issued", "repealed", "in_force")})
    assert facts(told) == {"verdict": "undecided", "at": ROW}
