"""Pages that print a table twice: a number that differs between the copies is not taken."""

import re
from pathlib import Path

import pytest

from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report

ADDRESS = "proactive.licensing.decisions"


def page(value: int) -> str:
    return invented_report("2021", {ADDRESS: value}, "html")


def body(text: str) -> str:
    found = re.search(r"<body[^>]*>(.*)</body>", text, re.DOTALL)
    assert found is not None
    return found[1]


def read(folder: Path, text: str) -> Report:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def with_second_report(value: int, other: int) -> str:
    text = page(value)
    return text.replace(body(text), body(text) + body(page(other)))


def with_second_table(value: int, other: int) -> str:
    first, second = (
        re.findall(r"<table.*?</table>", page(n), re.DOTALL)[0] for n in (value, other)
    )
    return page(value).replace(first, first + second)


@pytest.mark.parametrize("twice", [with_second_report, with_second_table])
def test_a_number_that_two_copies_print_differently_is_not_taken(
    tmp_path: Path, twice: object
) -> None:
    assert callable(twice)
    report = read(tmp_path, twice(7, 9))
    cell = report.cell(ADDRESS)
    assert (cell.value, cell.state) == (None, "unreadable")
    assert any(ADDRESS in unplaced.text for unplaced in report.unplaced)
    assert report.cell("proactive.penalty.decisions").state == "number"


@pytest.mark.parametrize("twice", [with_second_report, with_second_table])
def test_copies_that_agree_are_read(tmp_path: Path, twice: object) -> None:
    assert callable(twice)
    report = read(tmp_path, twice(7, 7))
    assert report.cell(ADDRESS).value == 7
    assert not report.unplaced


def test_copies_that_differ_are_told(tmp_path: Path) -> None:
    notes = read(tmp_path, with_second_report(7, 9)).notes
    assert "copies-differ" in [note.code for note in notes]
