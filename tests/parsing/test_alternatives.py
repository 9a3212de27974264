"""Rows that lost a blank: read by the sums only where they leave one way; all contents invented."""

import random

import pytest

from helpers.form import load_form
from helpers.invented import Value, completed, invented_report, lines_document
from helpers.model import Report
from helpers.numerals import read_cell
from helpers.parsing import parse_document

ROW = "applications.granted"
KINDS = [c.id for c in load_form("2021").table("applications").blocks[0].columns]


def balanced(**row: Value) -> dict[str, Value]:
    """Return a report whose row 予以公开 holds `row` and in which all sums hold."""
    given: dict[str, Value] = {f"{ROW}.{kind}": value for kind, value in row.items()}
    given |= {f"applications.received.{kind}": value for kind, value in row.items()}
    return completed("2021", given)


def read(cells: dict[str, Value], layout: str = "lines") -> Report:
    return parse_document(
        lines_document(invented_report("2021", cells, layout, derive=False))  # type: ignore[arg-type]
    )


def confidence(report: Report) -> str:
    found = report.reading("applications")
    assert found is not None
    return found.confidence


@pytest.mark.parametrize("layout", ["lines", "spaces"])
def test_numbers_that_stand_fast_whatever_blank_vanished_are_read(layout: str) -> None:
    cells = balanced(natural_person=5, commercial_enterprise=4)
    cells[f"{ROW}.other_organization"] = ""
    report = read(cells, layout)
    assert report.cell(f"{ROW}.natural_person").value == 5
    assert report.cell(f"{ROW}.legal_service_institution").state == "unreadable"
    assert {r.address for r in report.repairs} >= {f"{ROW}.natural_person"}
    assert {r.kind for r in report.repairs} == {"by-sums"}
    assert confidence(report) == "low"


def test_where_a_sum_fails_elsewhere_nothing_is_read_by_sums() -> None:
    cells = balanced(natural_person=5, commercial_enterprise=4)
    cells[f"{ROW}.other_organization"] = ""
    cells["applications.brought_forward.natural_person"] = 3
    report = read(cells)
    assert report.repairs == ()
    assert report.cell(f"{ROW}.natural_person").state == "unreadable"


def test_a_row_of_zeros_proves_nothing() -> None:
    cells = completed("2021", {})
    cells[f"{ROW}.other_organization"] = ""
    assert read(cells).repairs == ()


def test_a_wrong_number_in_a_full_row_stays_where_it_was_printed() -> None:
    cells = balanced(natural_person=5)
    cells[f"{ROW}.natural_person"], cells[f"{ROW}.commercial_enterprise"] = 0, 5
    report = read(cells)
    assert report.repairs == ()
    assert report.cell(f"{ROW}.commercial_enterprise").value == 5


@pytest.mark.parametrize("seed", range(60))
def test_no_repair_undoes_an_exchange_of_the_agency(seed: int) -> None:
    chance = random.Random(seed)
    cells = balanced(**{k: chance.choice((0, 0, 1, 4, 9)) for k in KINDS[:-1]})
    own = [f"{ROW}.{k}" for k in KINDS]
    zeros, filled = [a for a in own if cells[a] == 0], [a for a in own if cells[a]]
    if zeros and filled:
        blank, number = chance.choice(zeros), chance.choice(filled)
        cells[blank], cells[number] = cells[number], ""
    report = read(cells)
    for address, printed in cells.items():
        cell, truth = report.cell(address), read_cell(str(printed))
        if cell.state not in ("unreadable", "missing"):
            assert (cell.state, cell.value) == (truth.state, truth.value)
