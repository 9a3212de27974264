"""Whole tables on one line, their cells parted by spaces; every name and number is invented."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.form import load_form
from helpers.invented import invented_report
from helpers.model import Line, Place, Report
from helpers.parsing import read_report
from helpers.parsing.edition import known_in_any_edition
from helpers.parsing.oneline import line_rows

ROWS = "行政处罚 17 行政强制 0 规章 3 0 21 行政规范性文件 5 2 40"


def rows(text: str) -> list[list[str]]:
    taken = line_rows(Line(text, Place(line=4, column=1)), 3, known_in_any_edition)
    return [[s.text for s in row.slots] for row in taken.rows] if taken else []


def read(folder: Path, text: str) -> Report:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def with_table_three(line: str) -> str:
    whole = invented_report("2021", layout="lines", without=("table:applications",))
    head, rest = whole.split("四、政府信息公开行政复议", 1)
    return f"{head}{line}\n四、政府信息公开行政复议{rest}"


def table_three(**values: str) -> str:
    block = load_form("2021").table("applications").blocks[0]
    zeros = " ".join(["0"] * len(block.columns))
    return " ".join(f"{r.label.zh} {values.get(r.id, zeros)}" for r in block.leaf_rows)


def test_a_line_of_labels_and_values_is_cut_at_the_labels() -> None:
    assert rows(ROWS) == [
        ["行政处罚", "17"],
        ["行政强制", "0"],
        ["规章", "3", "0", "21"],
        ["行政规范性文件", "5", "2", "40"],
    ]


def test_a_label_with_a_space_in_it_is_one() -> None:
    assert rows(ROWS.replace("行政规范性文件", "行政规范 性文件"))[3][0] == "行政规范性文件"


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到申请 17 件 其中 行政处罚 0 行政强制 0 规章 3 0 21",  # words of a sentence
        "行政处罚 17 行政强制 0",  # too short
        "行政处罚 行政强制 规章 行政规范性文件 行政许可 行政处罚 行政强制 规章",  # no value
        ROWS.replace(" ", "\t"),  # a row whose cells have tabs
    ],
)
def test_other_lines_are_no_tables(text: str) -> None:
    assert rows(text) == []


def test_a_table_on_one_line_is_read_with_the_place_of_each_number(tmp_path: Path) -> None:
    line = table_three(received="11 2 0 0 3 1 17", outcome_total="9 2 0 0 3 1 15")
    report = read(tmp_path, with_table_three(line))
    columns = load_form("2021").table("applications").blocks[0].columns
    cells = [report.cell(f"applications.received.{c.id}") for c in columns]
    assert [cell.value for cell in cells] == [11, 2, 0, 0, 3, 1, 17]
    lines = (tmp_path / "report.txt").read_text("utf-8").split("\n")
    for cell in cells:
        assert cell.place is not None
        assert lines[cell.place.line - 1][cell.place.column - 1 :].startswith(cell.raw)


@pytest.mark.parametrize("few", ["11 2 3 1 17", "11 2 0 0 3 1 17 4"])
def test_a_row_with_other_than_all_its_values_is_not_read(tmp_path: Path, few: str) -> None:
    report = read(tmp_path, with_table_three(table_three(received=few)))
    columns = load_form("2021").table("applications").blocks[0].columns
    states = {report.cell(f"applications.received.{c.id}").state for c in columns}
    assert states == {"unreadable"}
    assert report.cell("applications.brought_forward.total").value == 0


@given(st.lists(st.sampled_from([*ROWS.split(), "申请", "其他", "结果", "/", "总计", "3.其他"])))
def test_no_word_of_a_line_is_lost_or_moved(words: list[str]) -> None:
    found = [text for row in rows(" ".join(words)) for text in row]
    assert not found or "".join(found) == "".join(words)
