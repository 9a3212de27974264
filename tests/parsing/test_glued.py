"""Labels and values that ran together: read only where there is one way; all contents invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.invented import invented_report
from helpers.model import Document, Line, Place, Report, Source
from helpers.parsing import parse_document
from helpers.parsing.glued import cut


def with_line(line: str) -> Report:
    """Return a report whose row 规章 of table two is this line."""
    text = invented_report("2021", layout="tabs")
    old = next(t for t in text.split("\n") if t.startswith("规章\t"))
    lines = text.replace(old, line).split("\n")
    return parse_document(
        Document(
            Source("a.txt", "0", "text", "utf-8"),
            tuple(Line(t, Place(line=n, column=1)) for n, t in enumerate(lines, start=1)),
        )
    )


def states(report: Report, row: str) -> list[str]:
    cells = [report.cell(f"proactive.{row}.{c}") for c in ("issued", "repealed", "in_force")]
    return [c.raw if c.state == "number" else c.state for c in cells]


def test_three_zeros_are_three_zeros() -> None:
    report = with_line("规章000")
    assert states(report, "regulations") == ["0", "0", "0"]
    place = report.cell("proactive.regulations.in_force").place
    assert place is not None
    assert place.column == 5


@pytest.mark.parametrize("digits", ["555", "100", "00", "0000", "12"])
def test_digits_that_can_be_cut_in_two_ways_are_unreadable_and_listed(digits: str) -> None:
    report = with_line(f"规章{digits}")
    assert states(report, "regulations") == ["unreadable"] * 3
    assert [digits in u.text for u in report.unplaced] == [True]


def test_a_word_with_digits_that_is_no_row_is_no_row() -> None:
    report = with_line("附件000")
    assert states(report, "regulations") == ["missing"] * 3


@given(st.lists(st.integers(0, 30), min_size=1, max_size=7))
def test_what_is_cut_is_what_was_printed(numbers: list[int]) -> None:
    assert cut("".join(map(str, numbers)), len(numbers)) in (None, [str(n) for n in numbers])


@given(st.lists(st.sampled_from(["", "0", "5", "10"]), min_size=7, max_size=7))
def test_with_a_blank_cell_among_them_nothing_is_cut(printed: list[str]) -> None:
    found = cut("".join(printed), 7)
    assert found is None or found == printed
