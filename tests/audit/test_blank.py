"""What is left blank: which totals are concluded, and what is said of tables without numbers."""

from dataclasses import replace
from typing import Any

import pytest

from audit.build import MISSING, UNREADABLE, at, only, outcomes, report
from helpers.audit import Outcome
from helpers.audit.blank import MOST_NAMED, blank_totals, inferred
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import Place, Report, TableReading
from helpers.model.report import Unplaced

FORM = load_form("2021")
RECONSIDERED = "disputes.reconsideration."
DISPUTES = tuple(a for a in FORM.addresses if a.startswith("disputes."))


def disputes(**printed: Any) -> Report:
    """Return a report in order but for cells of one row of the table of disputes."""
    made = report("2021", {})
    return report("2021", {**made.cells, **{RECONSIDERED + k: v for k, v in printed.items()}})


def told_of(table: str, made: Report, rule: str = "totals-filled") -> Outcome:
    return outcomes(rule, made)[f"table.{table}"]


def test_a_blank_total_is_what_its_printed_parts_add_up_to() -> None:
    (one,) = blank_totals(disputes(upheld=2, corrected="", pending="1件", total="/"), FORM)
    assert (one.address, one.value) == (RECONSIDERED + "total", 3)


@pytest.mark.parametrize("part", ["约3", MISSING, UNREADABLE, "3万"], ids=str)
def test_a_total_is_not_concluded_from_parts_that_are_not_all_known(part: Any) -> None:
    assert blank_totals(disputes(upheld=2, corrected=part, total=""), FORM) == []


def test_a_total_is_not_concluded_where_no_part_is_printed() -> None:
    parts = dict.fromkeys(("upheld", "corrected", "other_result", "pending"), "")
    assert blank_totals(disputes(**parts, total=""), FORM) == []


def test_a_total_that_says_something_else_is_not_blank() -> None:
    for printed in (0, MISSING, UNREADABLE, "无此项"):
        assert blank_totals(disputes(upheld=2, total=printed), FORM) == []


def test_blank_totals_are_inferred_in_every_table_and_row() -> None:
    made = report("2021", {})
    blank = {RECONSIDERED + "total": "", "disputes.litigation_direct.total": ""}
    parts = {RECONSIDERED + "upheld": 2, "disputes.litigation_direct.pending": 4}
    assert dict(inferred(report("2021", {**made.cells, **blank, **parts}), FORM)) == {
        RECONSIDERED + "total": 2,
        "disputes.litigation_direct.total": 4,
    }
    assert dict(inferred(made, FORM)) == {}


def test_a_blank_total_of_zeros_is_no_fault() -> None:
    told = told_of("disputes", disputes(total=""))
    assert (told.verdict, told.cells) == ("pass", ())


def test_a_table_names_its_blank_totals_each_once() -> None:
    made = report("2021", {"applications.granted.natural_person": 3})
    columns = ("natural_person", "total")
    blank = {f"applications.outcome_total.{column}": "" for column in columns}
    told = told_of("applications", report("2021", {**made.cells, **blank}))
    assert (told.verdict, told.actual) == ("fail", "")
    assert sorted(told.cells) == sorted(blank)
    assert told.message.en.endswith(": Column “Natural persons”: 3; Column “Total”: 3.")
    assert told.message.zh.endswith("：“自然人”列为 3；“总计”列为 3。")
    assert told_of("disputes", report("2021", {**made.cells, **blank})).verdict == "pass"


def test_more_blank_totals_than_are_named_are_counted() -> None:
    made = report("2021", {})
    applicants = [
        a for a in made.cells if a.startswith("applications.") and a.endswith(".natural_person")
    ]
    parts = [a for a in applicants if FORM.row_of(a).role == "leaf"]
    changed = dict.fromkeys(parts, 7) | {
        a.replace("natural_person", "total"): "" for a in parts[: MOST_NAMED + 2]
    }
    told = told_of("applications", report("2021", {**made.cells, **changed}))
    assert len(told.cells) >= MOST_NAMED + 2
    more = len(told.cells) - MOST_NAMED
    assert f"and {more} more." in told.message.en
    assert told.message.en.count(": 7") == MOST_NAMED
    assert told.message.zh.count("为 7") == MOST_NAMED
    assert f"另有 {more} 处。" in told.message.zh


def test_a_table_without_a_number_is_not_judged_and_one_that_is_missing_not_concerned() -> None:
    made = report("2021", {})
    for printed, verdict in (
        ("", "undecided"),
        ("详见附件", "undecided"),
        (MISSING, "not_applicable"),
    ):
        cells = {**made.cells, **dict.fromkeys(DISPUTES, printed)}
        assert told_of("disputes", report("2021", cells)).verdict == verdict
    some = {**made.cells, **dict.fromkeys(DISPUTES, MISSING), DISPUTES[0]: ""}
    assert told_of("disputes", report("2021", some)).verdict == "undecided"


@pytest.mark.parametrize("rule", ["totals-filled", "table-filled"])
def test_a_report_without_a_form_is_not_concerned(rule: str) -> None:
    told = only(rule, report(form=None, cells={}))
    assert (told.verdict, told.at) == ("not_applicable", "form")


# --- tables without numbers -----------------------------------------------------------------------


def emptied(printed: Any, **one: Any) -> Report:
    made = report("2021", {})
    changed = dict.fromkeys(DISPUTES, printed) | {RECONSIDERED + k: v for k, v in one.items()}
    return report("2021", {**made.cells, **changed})


def test_one_number_is_enough_for_a_table_to_be_filled() -> None:
    told = told_of("disputes", emptied("", upheld=3), "table-filled")
    assert told.verdict == "pass"
    assert "1 of 15 cells" in told.message.en


def test_a_table_counts_its_words_apart_from_its_empty_cells() -> None:
    told = told_of("disputes", emptied("", upheld="详见附件", pending="无此项"), "table-filled")
    assert (told.verdict, told.actual) == ("fail", 2)
    assert told.cells == DISPUTES
    told = told_of("disputes", emptied(MISSING, upheld="详见附件"), "table-filled")
    assert (told.verdict, told.actual) == ("fail", 1)


def test_a_cell_that_could_not_be_read_leaves_the_table_open() -> None:
    told = told_of("disputes", emptied("", upheld=UNREADABLE), "table-filled")
    assert told.verdict == "undecided"
    assert told.cells == DISPUTES


def test_an_empty_table_is_told_with_the_cells_it_has() -> None:
    told = told_of("disputes", emptied(""), "table-filled")
    assert (told.verdict, told.actual) == ("fail", "")
    assert told.cells == DISPUTES
    assert "its 15 cells" in told.message.en
    told = told_of("disputes", emptied("", upheld=MISSING), "table-filled")
    assert "its 14 cells" in told.message.en


def stray(line: int) -> Unplaced:
    return Unplaced("见附件", at(line), Text("fits no cell", "无法归入单元格"))


def read_at(**places: Place | None) -> tuple[TableReading, ...]:
    return tuple(TableReading(name, "rows", 15, 15, place) for name, place in places.items())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "counted"),
    [([4], 1), ([5], 1), ([4, 5, 5], 3), ([3], 0), ([6], 0), ([7], 0), ([3, 4, 6], 1)],
)
def test_texts_count_for_the_table_they_stand_in(lines: list[int], counted: int) -> None:
    readings = read_at(proactive=at(8), applications=at(2), disputes=at(4), later=at(6))
    made = replace(emptied(""), readings=readings, unplaced=tuple(map(stray, lines)))
    told = told_of("disputes", made, "table-filled")
    assert told.verdict == ("undecided" if counted else "fail")
    if counted:
        assert f"{counted} texts stand there" in told.message.en
        assert told.cells == DISPUTES


@pytest.mark.parametrize("unit", ["page", "line", "paragraph", "table", "row", "cell"])
def test_places_of_every_kind_of_document_are_put_in_order(unit: str) -> None:
    readings = read_at(disputes=Place(**{unit: 2}), later=Place(**{unit: 4}))
    for number, verdict in ((1, "fail"), (3, "undecided"), (5, "fail")):
        text = replace(stray(1), place=Place(**{unit: number}))
        made = replace(emptied(""), readings=readings, unplaced=(text,))
        assert told_of("disputes", made, "table-filled").verdict == verdict


def test_texts_count_for_the_last_table_to_the_end_and_for_none_without_a_place() -> None:
    made = replace(emptied(""), unplaced=(stray(9),))
    for place, verdict in ((at(4), "undecided"), (None, "fail")):
        told = told_of("disputes", replace(made, readings=read_at(disputes=place)), "table-filled")
        assert told.verdict == verdict
