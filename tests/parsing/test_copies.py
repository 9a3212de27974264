"""Pages that print a table twice: a number that differs between the copies is not taken."""

import re
from pathlib import Path
from typing import Any

import pytest

from helpers.audit import audit
from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report

ADDRESS = "proactive.licensing.decisions"


def page(value: int | str, **changes: Any) -> str:
    return invented_report("2021", {ADDRESS: value}, "html", **changes)


def body(text: str) -> str:
    found = re.search(r"<body[^>]*>(.*)</body>", text, re.DOTALL)
    assert found is not None
    return found[1]


def read(folder: Path, text: str) -> Report:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def together(first: str, second: str) -> str:
    return first.replace(body(first), body(first) + body(second))


def with_second_report(value: int | str, other: int | str) -> str:
    return together(page(value), page(other))


def with_second_table(value: int | str, other: int | str) -> str:
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


@pytest.mark.parametrize("pair", [("", 7), (7, "/"), ("无", 7), (7, "约7"), ("7件", "7万件")])
@pytest.mark.parametrize("twice", [with_second_report, with_second_table])
def test_a_number_that_one_of_two_copies_does_not_print_is_not_taken(
    tmp_path: Path, twice: object, pair: tuple[int | str, int | str]
) -> None:
    assert callable(twice)
    for values in (pair, pair[::-1]):
        assert read(tmp_path, twice(*values)).cell(ADDRESS).state == "unreadable"


def test_a_unit_that_only_one_copy_prints_changes_no_number(tmp_path: Path) -> None:
    assert read(tmp_path, with_second_report("7件", 7)).cell(ADDRESS).value == 7


def test_a_copy_that_lost_all_its_numbers_contests_nothing(tmp_path: Path) -> None:
    lost = re.sub(r"(<td[^>]*>)\d+(</td>)", r"\1\2", page(7))
    report = read(tmp_path, together(lost, page(7)))
    assert (report.cell(ADDRESS).value, "copies-differ" in codes(report)) == (7, False)


@pytest.mark.parametrize("first", [True, False])
def test_of_two_copies_the_one_with_tables_is_read(tmp_path: Path, first: bool) -> None:
    bare = re.sub("<table>.*?</table>", "", page(7), flags=re.DOTALL)
    text = together(page(7), bare) if first else together(bare, page(7))
    assert read(tmp_path, text).cell(ADDRESS).value == 7


def test_another_years_report_on_the_page_contests_nothing(tmp_path: Path) -> None:
    report = read(tmp_path, together(page(7), page(9, year=2023)))
    assert (report.year, report.cell(ADDRESS).value) == (2023, 9)
    assert "copies-differ" not in codes(report)
    assert "second-report" in codes(report)


def codes(report: Report) -> list[str]:
    return [note.code for note in report.notes]


def saying(words: str) -> str:
    return page(7, prose={"overview": [words]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年办理行政许可8件。", "全年办理行政许可7件。"),
        ("全年办理行政许可7件。", "全年办理行政许可8件。"),
        ("全年公开信息9条，其中网站5条、微信3条。", "全年公开信息9条，其中网站5条、微信4条。"),
        ("全年收到申请八件。", "全年收到申请七件。"),
    ],
)
def test_a_number_of_the_prose_that_two_copies_print_differently_accuses_nobody(
    tmp_path: Path, one: str, other: str
) -> None:
    report = read(tmp_path, together(saying(one), saying(other)))
    assert "copies-differ" in codes(report)
    assert {claim.concept for claim in report.claims} == {None}
    assert not report.breakdowns
    assert not [f for f in audit(report).findings if f.severity == "error"]


def test_a_sentence_that_both_copies_print_alike_is_held_against_the_tables(
    tmp_path: Path,
) -> None:
    words = "全年办理行政许可8件。"
    report = read(tmp_path, together(saying(words), saying(words)))
    assert "copies-differ" not in codes(report)
    assert "claim-table" in [f.rule for f in audit(report).findings]
