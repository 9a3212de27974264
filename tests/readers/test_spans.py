"""Tables that pages lay out with spans or blocks, one block a row."""

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


def row(*cells: str) -> str:
    return "<div>" + "".join(f"<div>{cell}</div>" for cell in cells) + "</div>"


def test_blocks_side_by_side_are_rows_with_their_blank_cells() -> None:
    body = row("第二十条第（一）项") + row("信息内容", "本年<br>制发件数") + row("规章", "")
    assert lines(body) == ["第二十条第（一）项", "信息内容\t本年 制发件数", "规章\t"]


def test_a_hidden_block_is_no_cell_and_no_row() -> None:
    hidden = '<div style="display:none">'
    body = row("内容", "数量") + f"{hidden}<div>旧</div><div>8</div></div>"
    body += f"<div><div>许可</div>{hidden}9</div><div>12</div></div>"
    assert lines(body) == ["内容\t数量", "许可\t12"]


@pytest.mark.parametrize(
    "body",
    [
        row("规章", "1", "0", "1", "规范性文件", "2", "0", "5") + row("行政许可", "3"),
        row(
            *"规章 1 0 1 规范性文件 2 0 5 行政许可 3 行政处罚 0 行政强制 0 收费 0 采购 0 0 0".split()
        ),
        row("规章", "1", "0") + "<p>二、</p>",
        row("全年公开信息，", "120条。") + row("全年办理申请，", "7件。"),
        row("<a href='/a'>首页</a>", "<a href='/b'>公开</a>") * 2,
    ],
)
def test_blocks_whose_rows_cannot_be_told_stay_a_line_each(body: str) -> None:
    assert all("\t" not in line for line in lines(body) if "规范性文件" in line or len(line) < 9)


def test_lines_with_numbers_in_a_span_are_never_joined_to_one_number() -> None:
    assert (
        lines("<div><span>规章</span><span>1<br>2</span><span>3</span></div>")[0] != "规章\t12\t3"
    )


def test_many_blocks_of_prose_are_looked_at_once() -> None:
    body = "<div><span>工作有序开展，成效良好。</span></div>" * 15_000
    assert len(lines(body)) == 15_000


def test_a_report_laid_out_in_spans_is_read(tmp_path: Path) -> None:
    values = {
        "proactive.normative_documents.issued": 1,
        "proactive.normative_documents.in_force": 23,
    }
    text = invented_report("2021", values, "pipes")
    body = "\n".join(
        spans(*line.strip("|").split("|")) if "|" in line else f"<p>{line}</p>"
        for line in text.split("\n")
    )
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    report = read_report(path)
    expected = tmp_path / "page.txt"
    expected.write_text(text, encoding="utf-8")
    printed = read_report(expected).cells
    assert {a: c.value for a, c in report.cells.items()} == {a: c.value for a, c in printed.items()}
    assert report.cell("proactive.normative_documents.in_force").value == 23
