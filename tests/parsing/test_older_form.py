"""Reports on 2008 to 2018: the statistics table in every layout, and reports without it."""

from pathlib import Path

import pytest

from helpers.audit import Audit, audit
from helpers.form import load_form
from helpers.invented import LAYOUTS, Layout, invented_parts, invented_report
from helpers.invented.kinds import KINDS
from helpers.model import Report
from helpers.parsing import read_report

FORM = load_form("legacy")
NUMBERS = {address: n + 3 for n, address in enumerate(FORM.addresses)}
LOCAL = """指标名称 | 计量单位 | 2009年度 | 历年累计
主动公开信息数 | 条 | 71 | 205
申请总数 | 条 | 9 | 31
当面申请数 | 条 | 4 | 11
传真申请数 | 条 | 1 | 5
信函申请数 | 条 | 2 | 8
对申请的答复总数 | 条 | 9 | 30
同意公开答复数 | 条 | 6 | 24
同意部分公开答复数 | 条 | 1 | 2
否决公开答复总数 | 条 | 2 | 4
行政申诉数 | 件 | 0 | 1
"""
"""A local table of another form, some of whose rows are called like rows of the later one."""


def read(folder: Path, text: str, layout: str = "") -> Report:
    path = folder / ("a.html" if layout == "html" else "a.txt")
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def audited(folder: Path, text: str) -> Audit:
    return audit(read(folder, text))


def without_table(**changes: object) -> str:
    return invented_report("legacy", without=["statistics"], **changes)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_number_of_the_statistics_table_is_in_its_cell(
    tmp_path: Path, layout: Layout
) -> None:
    report = read(tmp_path, invented_report("legacy", NUMBERS, layout, derive=False), layout)
    assert (report.form, report.year) == ("legacy", 2017)
    assert {a: cell.value for a, cell in report.cells.items()} == NUMBERS
    assert report.unplaced == ()
    assert [s.id for s in report.sections] == [s.id for s in FORM.sections]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_blank_value_is_blank_or_unreadable_and_moves_no_other(
    tmp_path: Path, layout: Layout
) -> None:
    gone = ("statistics.by_gazette.count", "statistics.trainees.count")
    values = NUMBERS | dict.fromkeys(gone, "") | {"statistics.complaints.count": "/"}
    report = read(tmp_path, invented_report("legacy", values, layout, derive=False), layout)
    expected = "unreadable" if layout in ("spaces", "lines") else "blank"
    assert [report.cell(a).state for a in gone] == [expected, expected]
    assert report.cell("statistics.complaints.count").state == "slash"
    others = [a for a in FORM.addresses if isinstance(values[a], int)]
    assert [report.cell(a).value for a in others] == [values[a] for a in others]


def test_the_unit_printed_beside_a_number_is_kept_with_it(tmp_path: Path) -> None:
    report = read(tmp_path, invented_report("legacy", {"statistics.fees.count": "0.3"}, "pipes"))
    assert (
        report.cell("statistics.fees.count").value,
        report.cell("statistics.fees.count").unit,
    ) == (
        0.3,
        "万元",
    )


def test_two_numbers_in_one_row_are_in_no_cell(tmp_path: Path) -> None:
    text = invented_report("legacy", {"statistics.meetings.count": "2 | 7"}, "pipes")
    report = read(tmp_path, text)
    assert report.cell("statistics.meetings.count").state == "unreadable"
    assert [u.text.split(" | ")[-2:] for u in report.unplaced] == [["2", "7"]]


def test_the_rows_of_a_local_table_go_to_no_cell_and_are_all_listed(tmp_path: Path) -> None:
    report = read(tmp_path, without_table(year=2009, prose={"other": LOCAL.splitlines()}))
    assert report.form == "legacy"
    assert {cell.state for cell in report.cells.values()} == {"missing"}
    listed = " ".join(u.text for u in report.unplaced)
    assert all(line.split(" | ")[0] in listed for line in LOCAL.splitlines())


@pytest.mark.parametrize("name", ["html, divided tables", "ofd, ruled, over pages, heads repeated"])
def test_a_table_cut_into_short_pieces_is_one_table(tmp_path: Path, name: str) -> None:
    kind = KINDS[name]
    path = tmp_path / f"report{kind.suffix}"
    path.write_bytes(kind.write(invented_parts("legacy", NUMBERS, derive=False)))
    report = read_report(path)
    assert {a: cell.value for a, cell in report.cells.items()} == NUMBERS
    assert report.unplaced == ()


def test_three_rows_of_a_local_table_are_not_taken_for_the_forms(tmp_path: Path) -> None:
    rows = [line for line in LOCAL.splitlines() if "申请数" in line or "指标" in line]
    report = read(tmp_path, without_table(year=2009, prose={"other": rows}))
    assert {cell.state for cell in report.cells.values()} == {"missing"}


def test_an_old_report_without_the_table_is_read_and_not_accused(tmp_path: Path) -> None:
    done = audited(tmp_path, without_table(year=2012))
    assert (done.report.form, done.report.year) == ("legacy", 2012)
    assert {cell.state for cell in done.report.cells.values()} == {"missing"}
    assert done.findings == ()


def test_a_total_that_is_not_its_parts_is_found(tmp_path: Path) -> None:
    values = {"statistics.received_online.count": 4, "statistics.requests_received.count": 5}
    (finding,) = audited(tmp_path, invented_report("legacy", values)).findings
    assert (finding.rule, finding.severity, finding.expected, finding.actual) == (
        "statistics-sum",
        "warning",
        4,
        5,
    )


@pytest.mark.parametrize(
    ("form_id", "year", "due"),
    [
        ("legacy", 2019, "2019"),
        ("legacy", 2021, "2021"),
        ("2019", 2018, "legacy"),
        ("2019", 2021, "2021"),
        ("2019", 2023, "2021"),
        ("2021", 2019, "2019"),
        ("2021", 2020, "2019"),
    ],
)
def test_an_edition_in_a_year_it_is_not_for_is_a_finding(
    tmp_path: Path, form_id: str, year: int, due: str
) -> None:
    done = audited(tmp_path, invented_report(form_id, year=year))
    (finding,) = (f for f in done.findings if f.at == "edition")
    assert (finding.rule, finding.actual, finding.expected) == ("form-conformance", form_id, due)
    assert load_form(due).name.en in finding.message.en
    assert load_form(due).name.zh in finding.message.zh


@pytest.mark.parametrize(
    ("sentence", "cell", "number", "verdict"),
    [
        ("全年主动公开政府信息120条。", "disclosed", 120, "pass"),
        ("全年主动公开政府信息120条。", "disclosed", 121, "undecided"),
        ("全年收到政府信息公开申请7件。", "requests_received", 7, "pass"),
        ("全年收到政府信息公开申请7件。", "requests_received", 8, "fail"),
        ("全年制发规范性文件3件。", "documents_issued", 3, "pass"),
        ("全年制发规范性文件3件。", "documents_issued", 4, "fail"),
        ("全年发生行政诉讼2件。", "litigation", 2, "pass"),
        ("全年发生行政诉讼2件。", "litigation", 1, "fail"),
    ],
)
def test_numbers_of_the_prose_are_held_against_the_list_of_indicators(
    tmp_path: Path, sentence: str, cell: str, number: int, verdict: str
) -> None:
    address = f"statistics.{cell}.count"
    text = invented_report("legacy", {address: number})
    heading = text.index("一、概述")
    end = text.index("\n", heading)
    result = audited(tmp_path, f"{text[: end + 1]}{sentence}\n{text[end + 1 :]}")
    found = [r.outcome for r in result.results if r.rule.id == "claim-table"]
    own = [o for o in found if o.cells == (address,) and o.evidence[0].quote in sentence]
    assert [outcome.verdict for outcome in own] == [verdict]
