"""Rows whose cells span other columns than the heads above them; every name and number is invented."""

from pathlib import Path

import pytest

from helpers.model import Report
from helpers.parsing import read_report

TITLE = "云岚市青禾镇2019年政府信息公开工作年度报告"
LICENSING = (
    "proactive.licensing.items_last_year",
    "proactive.licensing.change",
    "proactive.licensing.decisions",
)
PROSE = "（虚构示例）2019年，各项工作有序开展，公开平台运行正常，群众反映良好，重点任务完成。" * 5
HEADS = ("上一年项目数量", "本年增/减", "处理决定数量")


def td(text: object, span: int = 1) -> str:
    return f'<td colspan="{span}"><p>{text}</p></td>'


def read(folder: Path, head: str, row: str) -> Report:
    path = folder / "report.html"
    block = "".join(
        f"<tr>{line}</tr>"
        for line in (td("第二十条第（五）项", 5), td("信息内容") + head, td("行政许可") + row)
    )
    path.write_text(
        f"<html><body><p>{TITLE}</p><p>一、总体情况</p><p>{PROSE}</p>"
        f"<p>二、主动公开政府信息情况</p><table>{block}</table>"
        f"<p>五、存在的主要问题及改进情况</p><p>{PROSE}</p></body></html>",
        encoding="utf-8",
    )
    return read_report(path)


def values(report: Report) -> list[float | None]:
    return [report.cell(a).value for a in LICENSING]


HEAD = td(HEADS[0]) + td(HEADS[1], 2) + td(HEADS[2])


def test_as_many_cells_as_heads_over_the_same_columns_are_matched_one_by_one(
    tmp_path: Path,
) -> None:
    report = read(tmp_path, HEAD, td(31, 2) + td(-2) + td(418))
    assert values(report) == [31, -2, 418]
    assert not report.unplaced


@pytest.mark.parametrize(
    "row",
    [
        td(31, 3) + td(418),  # one number over two of its heads
        td(31, 2) + td(-2) + td(418, 2),  # wider than the heads
        td(31, 2) + td(-2),  # a cell is gone
        td(31, 2) + td(-2) + td(9) + td(418),  # one too many
    ],
)
def test_other_cells_than_the_heads_are_read_in_no_column(tmp_path: Path, row: str) -> None:
    assert values(read(tmp_path, HEAD, row)) == [None, None, None]


def test_heads_in_another_order_are_not_taken_for_those_of_the_form(tmp_path: Path) -> None:
    head = td(HEADS[1]) + td(HEADS[0], 2) + td(HEADS[2])
    report = read(tmp_path, head, td(31, 2) + td(-2) + td(418))
    assert values(report) == [None, None, None]


def test_the_same_heads_over_fewer_columns_are_other_heads(tmp_path: Path) -> None:
    row = td(31, 2) + td(-2) + td(418)
    assert values(read(tmp_path, HEAD, row)) == [31, -2, 418]
    narrow = td(HEADS[0]) + td(HEADS[1]) + td(HEADS[2])
    assert values(read(tmp_path, narrow, row)) == [None, None, None]
