"""Rows on pages without rules whose cells are in doubt; every name and number is invented."""

import pytest

from helpers.invented import invented_report
from helpers.model import Document, Line, Place, Source
from helpers.parsing import parse_document

ROW = "行政强制\t17"


def read(row: str, page: int) -> tuple[str, str]:
    """Return what was read of a row that stands in a report, and the state of the row above."""
    text = invented_report("2021", layout="tabs")
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("行政强制"))
    lines[at] = row
    items = tuple(
        Line(line, Place(page=page, line=0 if page else n, column=0 if page else 1, paragraph=n))
        for n, line in enumerate(lines, start=1)
    )
    report = parse_document(Document(Source("a.pdf", "0", "pdf", ""), items))
    cell = report.cell("proactive.coercion.decisions")
    return cell.state, report.cell("proactive.penalty.decisions").state


def test_a_row_of_a_page_is_read() -> None:
    assert read(ROW, page=1) == ("number", "number")


@pytest.mark.parametrize(
    "row", ["行政强制\t\ufffd\t17", "行政强制\t17\t\ufffd", "行政强制\t1\ufffd"]
)
def test_a_row_with_characters_on_each_other_is_not_read_and_the_others_are(row: str) -> None:
    assert read(row, page=1) == ("unreadable", "number")
