"""Short blocks and rows cut out of lines tell as well when a row is damaged. All reports are invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from helpers.invented import invented_report
from helpers.invented.boxes import Box, Part, Row
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.invented.pages import PAGES, page_text
from helpers.model import Report
from helpers.parsing import read_report

RULES = "规章"
ORDERS = "行政规范性文件"
FEES = "行政事业性收费"
ROWS = {
    RULES: ("regulations", "issued", "repealed", "in_force"),
    ORDERS: ("normative_documents", "issued", "repealed", "in_force"),
    FEES: ("fees", "amount"),
}
LAST = "proactive.regulations.in_force"


def values() -> dict[str, str]:
    """Return numbers of which no two are alike, so that none is right by chance."""
    chance = Random(2)
    drawn = draw(1, "2021").truth.cells
    numbers = chance.sample(range(100, 1000), len(drawn))
    return {a: str(n) for a, n in zip(drawn, numbers, strict=True)}


def parts(given: Mapping[str, str], *, before: Mapping[str, str], head: str = "") -> list[Part]:
    """Return a report in which a cell stands `before` the values of rows that are named by label.

    With a `head` of the agency's own the cell stands after the values, below it.
    """

    def changed(row: Row) -> Row:
        labels = [box.text for box in row if box is not None and not box.at and box.text]
        at = next((x for x, box in enumerate(row) if box is not None and box.at), len(row))
        said: Row = [
            Box(given[box.at], box.colspan, box.rowspan, box.at) if box and box.at else box
            for box in row
        ]
        if head and "现行有效件数" in labels:
            return [*said, Box(head)]
        more: Row = [Box(before[label]) for label in labels if label in before]
        return [*said, *more] if head else [*said[:at], *more, *said[at:]]

    return [
        part if isinstance(part, str) else [changed(row) for row in part]
        for part in draw(1, "2021").parts
    ]


def read(tmp_path: Path, data: bytes | str, suffix: str = ".html") -> Report:
    path = tmp_path / f"report{suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_report(path)


def states(report: Report, label: str) -> set[str]:
    row, *columns = ROWS[label]
    return {report.cells[f"proactive.{row}.{column}"].state for column in columns}


def confidence(report: Report, table: str = "proactive") -> tuple[str, set[str]]:
    reading = next(r for r in report.readings if r.table == table)
    return reading.confidence, {i.code for i in reading.inferred}


def row_states(report: Report, row: str) -> set[str]:
    start = f"applications.{row}."
    return {cell.state for address, cell in report.cells.items() if address.startswith(start)}


@pytest.mark.parametrize(
    "kind", ["html, plain", "html, saved by Word", "docx, merged cells", "csv"]
)
@pytest.mark.parametrize("label", [RULES, FEES])
def test_a_row_with_a_number_beyond_its_heads_is_not_read(
    tmp_path: Path, kind: str, label: str
) -> None:
    written = KINDS[kind].write(parts(values(), before={label: "7"}))
    report = read(tmp_path, written, KINDS[kind].suffix)
    assert states(report, label) == {"unreadable"}
    assert states(report, ORDERS) == {"number"}


@pytest.mark.parametrize("kind", ["html, plain", "csv"])
def test_a_number_below_a_head_of_the_agencys_own_leaves_its_row_read(
    tmp_path: Path, kind: str
) -> None:
    written = KINDS[kind].write(parts(values(), before={RULES: "7"}, head="其中涉企件数"))
    report = read(tmp_path, written, KINDS[kind].suffix)
    assert states(report, RULES) == {"number"}
    assert report.cells[LAST].raw == values()[LAST]


def test_a_nought_below_a_blank_head_leaves_its_row_read_in_a_table_without_grid(
    tmp_path: Path,
) -> None:
    drawn = draw(1, "2019").truth.cells
    text = invented_report("2019", dict.fromkeys(drawn, "5"), "tab_rows")
    heads, row = "\t本年增/减\n", f"\t{FEES}\n\t5\n\t5\n"
    before, fees, after = text.partition(row)
    before, last, heads_after = before.rpartition(heads)
    assert fees
    assert last
    changed = f"{before}{last}\t \n{heads_after}{fees}\t0\n{after}"
    report = read(tmp_path, changed, ".txt")
    assert report.cells["proactive.fees.change"].raw == "5"
    assert report.cells["proactive.fees.change"].state == "number"


def test_a_blank_cell_too_many_in_a_short_block_lowers_the_confidence(tmp_path: Path) -> None:
    given = values() | {LAST: ""}
    assert confidence(read(tmp_path, page_text(parts(given, before={}))))[0] == "certain"
    level, codes = confidence(read(tmp_path, page_text(parts(given, before={RULES: ""}))))
    assert level == "low"
    assert "row-too-wide" in codes


def test_a_blank_cell_after_the_one_value_of_a_row_changes_nothing(tmp_path: Path) -> None:
    page = page_text(parts(values(), before={}))
    fee = f"<td>{values()['proactive.fees.amount']}</td>"
    assert page.count(fee) == 1
    assert confidence(read(tmp_path, page.replace(fee, f"{fee}<td></td>")))[0] != "low"


@pytest.mark.parametrize("layout", ["bar_cells", "tab_cells", "lines"])
def test_rows_of_two_blocks_that_changed_places_lower_the_confidence_of_a_table_without_grid(
    tmp_path: Path, layout: str
) -> None:
    text = invented_report("2021", values(), layout)
    assert confidence(read(tmp_path, text, ".txt"))[0] != "low"
    changed = text.replace(FEES, "@").replace("行政许可", FEES).replace("@", "行政许可")
    level, codes = confidence(read(tmp_path, changed, ".txt"))
    assert level == "low"
    assert "rows-out-of-order" in codes


def test_a_block_that_is_gone_between_two_lowers_the_confidence_of_a_table_without_grid(
    tmp_path: Path,
) -> None:
    text = invented_report("2021", values(), "lines")
    start, end = (text.index(article) for article in ("第二十条第（五）项", "第二十条第（六）项"))
    level, codes = confidence(read(tmp_path, text[:start] + text[end:], ".txt"))
    assert level == "low"
    assert "row-missing" in codes


def test_a_blank_row_whose_label_is_printed_is_not_missing(tmp_path: Path) -> None:
    given = values() | {"proactive.licensing.decisions": ""}
    assert (
        "row-missing"
        not in confidence(read(tmp_path, invented_report("2021", given, "lines"), ".txt"))[1]
    )


def test_a_label_that_ran_into_a_number_leaves_its_row_unread(tmp_path: Path) -> None:
    text = invented_report("2021", values(), "pipes")
    number = values()["applications.denied_administrative_query.research_institution"]
    report = read(tmp_path, text.replace(f" {number} ", f" {number}（四）无法提供 "), ".txt")
    assert "number" not in row_states(report, "denied_administrative_query")
    assert row_states(report, "denied_enforcement_file") == {"number"}


def test_a_column_head_before_the_label_of_a_row_leaves_it_unread(tmp_path: Path) -> None:
    page = page_text(parts(values(), before={}))
    row = f"<tr><td>{FEES}</td>"
    assert page.count(row) == 1
    report = read(tmp_path, page.replace(row, f"<tr><td>本年制发件数</td><td>{FEES}</td>"))
    assert states(report, FEES) == {"unreadable"}
    assert states(report, ORDERS) == {"number"}


def sums(given: Mapping[str, str], row: str, total: str) -> dict[str, str]:
    start = f"applications.{row}."
    own = [a for a in given if a.startswith(start)]
    return dict(given) | {a: str(n) for n, a in enumerate(own, start=1)} | {f"{start}total": total}


@pytest.mark.parametrize(("total", "state"), [("21", "number"), ("33", "unreadable")])
def test_a_row_cut_out_of_broken_lines_is_read_only_if_it_adds_up(
    tmp_path: Path, total: str, state: str
) -> None:
    given = sums(values(), "brought_forward", total)
    page = page_text(parts(given, before={}), PAGES["rows of div"])
    (row,) = [line for line in page.split("\n") if "二、上年结转" in line]
    broken = row.replace("</div><div>", "</div></div>\n<div><div>")
    report = read(tmp_path, page.replace(row, broken))
    assert row_states(report, "brought_forward") == {state}
    assert row_states(report, "received") == {"number"}


def test_a_strip_filled_up_otherwise_than_its_heads_is_read_with_low_confidence(
    tmp_path: Path,
) -> None:
    text = invented_report("2021", values(), "long_bars")
    assert "row-too-wide" not in confidence(read(tmp_path, text, ".txt"), "disputes")[1]
    lost = values()["disputes.litigation_after_reconsideration.corrected"]
    assert text.count(f"| {lost} |") == 1
    level, codes = confidence(read(tmp_path, text.replace(f"| {lost} |", "|"), ".txt"), "disputes")
    assert level == "low"
    assert "row-too-wide" in codes


def test_more_numbers_in_no_row_than_cells_read_lower_the_confidence(tmp_path: Path) -> None:
    page = page_text(parts(values(), before={}))
    assert confidence(read(tmp_path, page))[0] == "certain"
    for label in (RULES, ORDERS, "行政许可", "行政处罚", "行政强制"):
        page = page.replace(f"<td>{label}</td>", "<td>信息内容</td>")
    report = read(tmp_path, page)
    assert states(report, FEES) == {"number"}
    level, codes = confidence(report)
    assert level == "low"
    assert "numbers-astray" in codes


@pytest.mark.parametrize(
    ("label", "state"),
    [("二、上年结转政府信息公开申请数量", "number"), ("上年结转政府信公开申请数", "unreadable")],
)
def test_a_sum_bears_out_the_values_of_an_odd_row_and_not_its_damaged_label(
    tmp_path: Path, label: str, state: str
) -> None:
    text = invented_report("2021", sums(values(), "brought_forward", "21"), "wide_pipes")
    (row,) = [line for line in text.split("\n") if "二、上年结转" in line]
    odd = row.replace("二、上年结转政府信息公开申请数量", label).replace("|  |  | 1 |", "|  | 1 |")
    assert odd.count("|") == row.count("|") - 1
    report = read(tmp_path, text.replace(row, odd), ".txt")
    assert row_states(report, "brought_forward") == {state}
    assert row_states(report, "received") == {"number"}
