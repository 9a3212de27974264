"""A row that lost a cell or was given one is not read as if it were whole. All reports are invented."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from helpers.invented import invented_report
from helpers.invented.boxes import Box, Table
from helpers.invented.drawing import draw
from helpers.invented.kinds import KINDS
from helpers.model import Report
from helpers.parsing import read_report

COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
    "total",
)
REPEATED = "2.重复申请"
QUERY = "8.属于行政查询事项"


def values() -> dict[str, int]:
    """Return numbers of which no two are alike, so that none is right by chance."""
    chance = Random(1)
    drawn = draw(1, "2021").truth.cells
    return dict(zip(drawn, chance.sample(range(100, 1000), len(drawn)), strict=True))


def read(tmp_path: Path, text: str, suffix: str = ".txt") -> Report:
    path = tmp_path / f"report{suffix}"
    path.write_text(text, encoding="utf-8", newline="")
    return read_report(path)


def state_of(report: Report, row: str) -> set[str]:
    return {report.cells[f"applications.{row}.{column}"].state for column in COLUMNS}


def confidence(report: Report, table: str = "applications") -> tuple[str, set[str]]:
    reading = next(r for r in report.readings if r.table == table)
    return reading.confidence, {i.code for i in reading.inferred}


def row_of(text: str, label: str) -> str:
    return next(line for line in text.split("\n") if label in line)


def numbers(row: str) -> list[str]:
    return [value for c in COLUMNS for value in (str(values()[f"applications.{row}.{c}"]),)]


@pytest.mark.parametrize("layout", ["tab_cells", "led_bar_cells", "spaced_bar_cells", "bar_cells"])
@pytest.mark.parametrize(
    ("label", "row"), [(REPEATED, "repeated"), (QUERY, "denied_administrative_query")]
)
def test_a_row_of_cells_on_lines_with_one_too_few_or_too_many_is_not_read(
    tmp_path: Path, layout: str, label: str, row: str
) -> None:
    first, second = numbers(row)[:2]
    text = invented_report("2021", values() | {f"applications.{row}.total": ""}, layout)
    lines = text.split("\n")
    at = next(
        n for n, line in enumerate(lines) if first in line and label in "".join(lines[n - 2 : n])
    )
    assert second in lines[at + 1]
    fewer = "\n".join(lines[:at] + lines[at + 1 :])
    more = "\n".join([*lines[: at + 1], *lines[at:]])
    for damaged in (fewer, more):
        report = read(tmp_path, damaged)
        assert state_of(report, row) == {"unreadable"}
        assert state_of(report, "excessive") == {"number"}


def test_a_row_between_bars_that_lost_a_bar_is_not_read_one_cell_to_the_left(
    tmp_path: Path,
) -> None:
    text = invented_report("2021", values(), "wide_pipes")
    row = row_of(text, "一、本年新收政府信息公开申请数量")
    first, second, *_ = numbers("received")
    report = read(
        tmp_path, text.replace(row, row.replace(f"{first} | {second}", f"{first} 开{second}"))
    )
    assert state_of(report, "received") == {"unreadable"}
    assert state_of(report, "brought_forward") == {"number"}


def test_an_odd_row_is_read_if_its_own_sum_bears_it_out(tmp_path: Path) -> None:
    own = dict(zip(COLUMNS, (1, 2, 3, 4, 5, 6, 21), strict=True))
    given = values() | {f"applications.received.{c}": n for c, n in own.items()}
    text = invented_report("2021", given, "wide_pipes")
    row = row_of(text, "一、本年新收政府信息公开申请数量")
    report = read(tmp_path, text.replace(row, row.replace("|  |  | 1 |", "|  | 1 |")))
    assert report.cell("applications.received.total").value == 21
    assert report.cell("applications.received.natural_person").value == 1


@pytest.mark.parametrize("layout", ["long_bars", "bar_rows"])
def test_a_label_among_the_values_of_a_row_leaves_it_unread(tmp_path: Path, layout: str) -> None:
    text = invented_report("2021", values(), layout)
    row = row_of(text, REPEATED)
    cells = numbers("repeated")
    harmed = row.replace(cells[0], QUERY, 1)
    report = read(tmp_path, text.replace(row, harmed))
    assert "number" not in state_of(report, "repeated")
    shown = set(numbers("repeated")[1:])
    query = [report.cells[f"applications.denied_administrative_query.{c}"] for c in COLUMNS]
    assert not shown & {cell.raw for cell in query if cell.state == "number"}


def test_rows_that_changed_places_lower_the_confidence(tmp_path: Path) -> None:
    text = invented_report("2021", values(), "pipes")
    assert "rows-out-of-order" not in confidence(read(tmp_path, text))[1]
    changed = text.replace(REPEATED, "@").replace(QUERY, REPEATED).replace("@", QUERY)
    level, codes = confidence(read(tmp_path, changed))
    assert level == "low"
    assert "rows-out-of-order" in codes


def test_a_row_printed_twice_with_other_values_lowers_the_confidence(tmp_path: Path) -> None:
    text = invented_report("2021", values(), "pipes")
    row = row_of(text, REPEATED)
    other = row.replace(numbers("repeated")[3], "7")
    level, codes = confidence(read(tmp_path, text.replace(row, f"{row}\n{other}")))
    assert level == "low"
    assert "row-twice" in codes


def test_the_row_of_table_four_printed_twice_with_other_values_is_not_read(tmp_path: Path) -> None:
    text = invented_report("2021", values(), "pipes")
    row = next(
        r for r in text.split("\n") if r.count("|") == 16 and r.split("|")[1].strip().isdigit()
    )
    first = row.split("|")[1].strip()
    report = read(tmp_path, text.replace(row, f"{row}\n{row.replace(first, '7', 1)}"))
    assert report.cell("disputes.reconsideration.upheld").state == "unreadable"
    assert report.cell("disputes.reconsideration.corrected").state == "number"
    assert any("upheld: 7" in u.text for u in report.unplaced)


def damaged_grid(kind: str, change: dict[str, int]) -> bytes:
    """Return a report in which rows, named by a label, have a cell more or less (+1, -1)."""
    parts = draw(3, "2021").parts

    def harmed(table: Table) -> Table:
        new: Table = []
        for row in table:
            label = next((b.text for b in reversed(row) if isinstance(b, Box) and not b.at), "")
            at = next((x for x, b in enumerate(row) if b is not None and b.at), None)
            if at is not None and label in change:
                row = (
                    [*row[:at], *row[at + 1 :]]
                    if change[label] < 0
                    else [*row[:at], row[at], *row[at:]]
                )
            new.append(row)
        return new

    return KINDS[kind].write([p if isinstance(p, str) else harmed(p) for p in parts])


@pytest.mark.parametrize("kind", ["docx, merged cells", "html, plain", "csv"])
def test_a_row_that_sticks_out_of_its_grid_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"report{KINDS[kind].suffix}"
    path.write_bytes(damaged_grid(kind, {REPEATED: 1}))
    report = read_report(path)
    assert "number" not in state_of(report, "repeated")
    assert "number" in state_of(report, "excessive")


@pytest.mark.parametrize("kind", ["docx, merged cells", "html, plain", "csv"])
def test_a_row_shorter_than_its_grid_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"report{KINDS[kind].suffix}"
    path.write_bytes(damaged_grid(kind, {REPEATED: -1}))
    report = read_report(path)
    assert "number" not in state_of(report, "repeated")
    assert "number" in state_of(report, "excessive")


def test_heads_that_stand_over_two_columns_each_are_not_relied_on(tmp_path: Path) -> None:
    page = invented_report("2021", values(), "html")
    doubled = page
    for head in ("法人或其他组织", "商业企业", "科研机构"):
        (cell,) = [part for part in page.split("<td") if f">{head}</td>" in part]
        doubled = doubled.replace(f"<td{cell}", f"<td{cell}<td{cell}", 1)
    rows = doubled.split("<tr>")
    filled = [
        row.replace("</tr>", "<td></td>" * 5 + "</tr>", 1) if row.count("<td") >= 8 else row
        for row in rows
    ]
    report = read(tmp_path, "<tr>".join(filled), ".html")
    for row in ("received", "granted", "repeated"):
        for column, printed in zip(COLUMNS, numbers(row), strict=True):
            cell_there = report.cells[f"applications.{row}.{column}"]
            assert cell_there.state != "number" or cell_there.raw == printed
