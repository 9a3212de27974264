"""Blank cells that are empty lines: taken only where the whole run tells; all contents invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.form import load_form
from helpers.invented import invented_report
from helpers.model import Document, Line, Place, Source
from helpers.parsing import parse_document
from helpers.parsing.reading import parse_document as parse

ROWS = load_form("2021").table("applications").blocks[0].leaf_rows


def document_of(text: str) -> Document:
    lines = tuple(Line(t, Place(line=n, column=1)) for n, t in enumerate(text.split("\n"), start=1))
    return Document(Source("a.txt", "0", "text", "utf-8"), lines)


def table_three(cells: dict[str, list[str]], between: str, after: str = "") -> str:
    """Return a report whose table three is one cell a line, rows parted by `after`."""
    whole = invented_report("2021", layout="lines", without=("table:applications",))
    head, rest = whole.split("四、政府信息公开行政复议", 1)
    zeros = ["0"] * 7
    lines = [between.join([r.label.zh, *cells.get(r.id, zeros)]) + after for r in ROWS]
    return f"{head}{between.join(lines)}\n四、政府信息公开行政复议{rest}"


def raws(text: str, row: str) -> list[str]:
    report = parse_document(document_of(text))
    columns = load_form("2021").table("applications").blocks[0].columns
    cells = [report.cell(f"applications.{row}.{c.id}") for c in columns]
    return [c.raw if c.state == "number" else c.state for c in cells]


def test_an_empty_paragraph_between_paragraphs_is_a_blank_cell() -> None:
    text = table_three({"received": ["103", "3", "", "", "1", "", "107"]}, "\n\n")
    assert raws(text, "received") == ["103", "3", "blank", "blank", "1", "blank", "107"]


def test_an_empty_line_between_lines_is_a_blank_cell() -> None:
    text = table_three({"received": ["103", "3", "", "", "1", "", "107"]}, "\n")
    assert raws(text, "received") == ["103", "3", "blank", "blank", "1", "blank", "107"]


def test_blank_cells_in_every_row_are_told_by_the_gaps_between_the_others() -> None:
    cells = {row.id: ["", "2", "", "4", "5", "", "7"] for row in ROWS}
    text = table_three({**cells, "granted": ["1", "2", "3", "4", "", "", ""]}, "\n\n")
    assert raws(text, "received") == ["blank", "2", "blank", "4", "5", "blank", "7"]
    assert raws(text, "granted") == ["1", "2", "3", "4", "blank", "blank", "blank"]


def strip_of(values: list[str], between: str, after: str = "") -> list[str]:
    """Return the cells of table four, printed one cell a line."""
    whole = invented_report("2021", layout="lines", without=("table:disputes",))
    head, _, rest = whole.partition("四、政府信息公开行政复议、行政诉讼情况\n")
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = ["行政复议", "行政诉讼", *results, "未经复议直接起诉", "复议后起诉", *results, *results]
    strip = between.join([*heads, *values]) + after
    text = f"{head}四、政府信息公开行政复议、行政诉讼情况\n{strip}\n{rest}"
    report = parse_document(document_of(text))
    block = load_form("2021").table("disputes").blocks[0]
    cells = [report.cell(f"disputes.{r.id}.{c.id}") for r in block.leaf_rows for c in block.columns]
    return [c.raw if c.state == "number" else c.state for c in cells]


STRIP = ["4", "", "", "2", "6", "1", "", "", "", "1", "", "", "", "", ""]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_blank_cells_of_the_strip_are_told_by_the_gaps_between_its_heads(between: str) -> None:
    assert strip_of(STRIP, between) == [value or "blank" for value in STRIP]


@pytest.mark.parametrize(
    ("values", "after"),
    [
        (["4", "2", "6", "1", "1"], ""),  # blanks left no line
        (["4", "2", "6", "1", "1"], "\n" * 20),  # lines after the table are no cells
        ([*STRIP[:5], "7"], "\n"),  # too few altogether
        ([*STRIP, "9"], ""),  # one value too many
    ],
)
def test_a_strip_whose_blanks_cannot_be_told_is_not_read(values: list[str], after: str) -> None:
    assert not {"4", "6"} & set(strip_of(values, "\n\n", after))


def test_a_blank_at_the_end_of_a_row_is_not_taken_where_empty_lines_part_the_rows() -> None:
    text = table_three({"received": ["1", "2", "3", "4", "5", "6"]}, "\n", after="\n")
    assert raws(text, "received") == ["unreadable"] * 7


def test_squeezed_blanks_stay_unreadable() -> None:
    text = table_three({"received": ["103", "3", "1", "107"]}, "\n\n")
    assert raws(text, "received") == ["unreadable"] * 7


def test_one_row_that_does_not_come_out_leaves_the_whole_run_to_the_printed_values() -> None:
    cells = {"received": ["1", "", "0", "0", "0", "0", "1"], "granted": ["1", "0", "0"]}
    text = table_three(cells, "\n\n")
    assert raws(text, "received") == ["unreadable"] * 7
    assert raws(text, "granted") == ["unreadable"] * 7
    assert raws(text, "repeated") == ["0"] * 7


@settings(max_examples=30, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            row.id: st.lists(st.sampled_from(["", "0", "7", "12"]), min_size=7, max_size=7)
            for row in ROWS
        }
    ),
    st.sampled_from(["\n", "\n\n"]),
)
def test_no_number_ever_lands_in_another_cell(cells: dict[str, list[str]], between: str) -> None:
    report = parse(document_of(table_three(cells, between)))
    columns = load_form("2021").table("applications").blocks[0].columns
    for row in ROWS:
        for column, printed in zip(columns, cells[row.id], strict=True):
            cell = report.cell(f"applications.{row.id}.{column.id}")
            assert cell.state in ("unreadable", "missing") or cell.raw == printed


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_paragraphs_with_blank_cells_are_read_back(form_id: str) -> None:
    form = load_form(form_id)
    values = {a: "" if n % 23 == 3 else n % 4 for n, a in enumerate(form.addresses)}
    report = parse(document_of(invented_report(form_id, values, "paragraphs", derive=False)))
    three = [a for a in form.addresses if a.startswith("applications.")]
    assert {a: report.cell(a).raw for a in three} == {a: str(values[a]) for a in three}
