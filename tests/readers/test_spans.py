"""Tables that pages lay out with spans, one block a row."""

from pathlib import Path

import pytest

from helpers.invented import invented_report
from helpers.model import Line
from helpers.parsing import read_report
from helpers.readers.html import read


def lines(body: str) -> list[str]:
    document = read(f"<html><body>{body}</body></html>".encode(), "page.html", "")
    return [item.text for item in document.items if isinstance(item, Line)]


def spans(*cells: str) -> str:
    return "<div>" + "".join(f"<span>{cell}</span>" for cell in cells) + "</div>"


def test_a_block_of_spans_is_a_row_with_its_blank_cells() -> None:
    assert lines(spans("规章", "1", "", "23")) == ["规章\t1\t\t23"]


def test_one_value_beside_a_row_as_long_is_a_row() -> None:
    assert lines(spans("内容", "数量") + spans("许可", "12")) == ["内容\t数量", "许可\t12"]


@pytest.mark.parametrize(
    "body",
    [
        spans("全年公开", "120", "条信息"),
        "<div>全年<span>公开</span><span>120</span><span>3</span></div>",
        "<p><span>20</span><span>21</span><span>年</span></p>",
        spans("2021", "年", "工作有序"),
    ],
)
def test_prose_in_spans_stays_one_line(body: str) -> None:
    (line,) = lines(body)
    assert "\t" not in line


def test_a_report_laid_out_in_spans_is_read(tmp_path: Path) -> None:
    values = {
        "proactive.normative_documents.issued": 1,
        "proactive.normative_documents.in_force": 23,
    }
    text = invented_report("2021", values, "pipes")
    body = "\n".join(
        spans(*line.split("|")) if "|" in line else f"<p>{line}</p>" for line in text.split("\n")
    )
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    report = read_report(path)
    expected = tmp_path / "page.txt"
    expected.write_text(text, encoding="utf-8")
    printed = read_report(expected).cells
    for address, cell in report.cells.items():
        # The heads of table four, of fewer spans than their values, are not told apart.
        if cell.value is not None or not address.startswith("disputes."):
            assert cell.value == printed[address].value
    assert report.cell("proactive.normative_documents.in_force").value == 23
