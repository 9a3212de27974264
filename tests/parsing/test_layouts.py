"""Tables in every layout that crawlers and pages make of them, read back to the last cell."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.form import load_form
from helpers.invented import LAYOUTS, Layout, Value, invented_parts, invented_report
from helpers.invented.kinds import KINDS
from helpers.model import Report
from helpers.numerals import read_cell
from helpers.parsing import read_report

FIXTURES = Path("tests/fixtures")
FORMS = ("2019", "2021")
SPACED: tuple[Layout, ...] = ("tab_rows", "tabs", "pipes", "wide_pipes", "html")
"""Layouts in which a blank cell leaves a trace."""


def read(tmp_path: Path, text: str, layout: str = "tab_rows", partial: bool = False) -> Report:
    path = tmp_path / ("report.html" if layout == "html" else "report.txt")
    path.write_text(text, encoding="utf-8")
    return read_report(path, partial=partial)


def numbers(report: Report, start: str = "") -> dict[str, object]:
    known = {a: c.value for a, c in report.cells.items() if c.state == "number"}
    return {a: v for a, v in known.items() if a.startswith(start)}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_report_is_read_back_from_every_layout(
    tmp_path: Path, form_id: str, layout: Layout
) -> None:
    addresses = load_form(form_id).addresses
    values = {address: n + 1 for n, address in enumerate(addresses)}
    report = read(tmp_path, invented_report(form_id, values, layout), layout)
    assert report.form == form_id
    assert numbers(report) == values
    assert report.unplaced == ()
    assert [h.text for h in report.heads] == [
        b.article for b in load_form(form_id).table("proactive").blocks
    ]
    assert all(r.found == r.cells for r in report.readings)
    assert all(c.place is not None for c in report.cells.values())


PRINTED = ["0", "7", "276000", "12.5", "0.37", "/", "-", "—", "无", "减3", "+19", "-8", "1,234"]
PRINTED += ["201件", "12.5万元", "251000元"]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), form_id=st.sampled_from(FORMS))
def test_whatever_the_cells_print_is_read_back_in_its_place(
    tmp_path: Path, layout: Layout, seed: int, form_id: str
) -> None:
    choose = random.Random(seed)
    blank = [""] * 6 if layout in SPACED else []
    values = {a: choose.choice(PRINTED + blank) for a in load_form(form_id).addresses}
    report = read(tmp_path, invented_report(form_id, values, layout, derive=False), layout)
    for address, text in values.items():
        cell, expected = report.cell(address), read_cell(text)
        if cell.state == "unreadable":
            # A row whose blanks leave two ways to place its values is not placed at all.
            assert layout in ("pipes", "wide_pipes", "tabs", "tab_rows")
        else:
            assert (cell.state, cell.value, cell.raw) == (expected.state, expected.value, text)


def test_a_blank_first_value_does_not_shift_the_rest_of_the_row(tmp_path: Path) -> None:
    row = {"natural_person": "", "commercial_enterprise": 5, "total": 5}
    values = {f"applications.received.{column}": value for column, value in row.items()}
    for layout in SPACED:
        report = read(tmp_path, invented_report("2021", values, layout), layout)
        assert report.cell("applications.received.natural_person").state in ("blank", "unreadable")
        assert report.cell("applications.received.commercial_enterprise").value in (5, None)


def test_a_row_with_too_few_values_is_unreadable_and_listed(tmp_path: Path) -> None:
    text = (FIXTURES / "squeezed_blanks.txt").read_text("utf-8")
    report = read(tmp_path, text)
    assert numbers(report) == {
        "proactive.normative_documents.created": 3,
        "proactive.normative_documents.disclosed": 3,
        "proactive.normative_documents.disclosed_total": 3,
        "proactive.procurement.projects": 6,
        "proactive.procurement.amount": 152790,
    }
    for row in ("regulations", "licensing", "other_external_management"):
        states = {c.state for a, c in report.cells.items() if a.startswith(f"proactive.{row}.")}
        assert states == {"unreadable"}
    assert [u.text for u in report.unplaced] == ["规章 | 0", "行政许可 | 8 | 减2"]
    assert report.cell("proactive.procurement.amount").unit == "元"


def test_cells_that_end_in_bars_are_read_one_a_line(tmp_path: Path) -> None:
    report = read(tmp_path, (FIXTURES / "cells_end_in_bars.txt").read_text("utf-8"))
    assert report.cell("proactive.regulations.issued").state == "slash"
    assert numbers(report, "proactive.") == {
        "proactive.normative_documents.issued": 4,
        "proactive.normative_documents.repealed": 1,
        "proactive.normative_documents.in_force": 23,
        "proactive.licensing.decisions": 17,
        "proactive.penalty.decisions": 5,
        "proactive.coercion.decisions": 2,
        "proactive.fees.amount": 1.5,
    }
    received = numbers(report, "applications.received.")
    assert list(received.values()) == [6, 1, 0, 0, 0, 0, 7]
    brought = [c for a, c in report.cells.items() if "brought_forward" in a]
    assert {c.state for c in brought} == {"unreadable"}
    assert [u.text for u in report.unplaced] == ["二、上年结转政府信息公开申请数量 |  | 0"]
    assert [s.id for s in report.sections] == [
        "overview",
        "proactive",
        "applications",
        "disputes",
        "problems",
        "other",
    ]


def test_a_bar_alone_is_a_blank_cell_where_the_row_is_then_complete(tmp_path: Path) -> None:
    text = (FIXTURES / "cells_end_in_bars.txt").read_text("utf-8")
    row = "二、上年结转政府信息公开申请数量 |\n"
    text = text.replace(f"{row}|\n0 |", f"{row}|\n|\n|\n|\n|\n|\n0 |")
    report = read(tmp_path, text)
    brought = [c for a, c in report.cells.items() if "brought_forward" in a]
    assert [c.state for c in brought] == ["blank"] * 6 + ["number"]
    assert report.unplaced == ()


def test_rows_that_begin_with_a_bar_alone_are_put_together(tmp_path: Path) -> None:
    report = read(tmp_path, (FIXTURES / "rows_between_bars.txt").read_text("utf-8"))
    assert numbers(report) == {
        "proactive.regulations.issued": 0,
        "proactive.regulations.repealed": 0,
        "proactive.regulations.in_force": 0,
        "proactive.normative_documents.issued": 4,
        "proactive.normative_documents.repealed": 1,
        "proactive.normative_documents.in_force": 23,
        "proactive.licensing.decisions": 17,
    }


def test_traditional_characters_name_the_same_cells_and_stay_as_printed(tmp_path: Path) -> None:
    report = read(tmp_path, (FIXTURES / "traditional.txt").read_text("utf-8"))
    assert (report.agency, report.year, report.form) == ("虛構縣柳溪鎮", 2022, "2021")
    assert report.cell("proactive.normative_documents.in_force").value == 23
    assert report.cell("proactive.coercion.decisions").value == -2
    assert report.cell("applications.received.total").value == 1
    assert [c.text for c in report.claims] == ["（虛構示例）全年主動公開政府信息9條"]
    assert report.statements[0].concepts == ("requests_received",)


def test_a_page_with_spans_layout_tables_and_navigation_is_read(tmp_path: Path) -> None:
    report = read(tmp_path, (FIXTURES / "merged_header.html").read_text("utf-8"), "html")
    assert report.agency == "虚构市晴川区水务局"
    assert report.published is not None
    assert report.published.days[0].isoformat() == "2023-01-12"
    received = [c for a, c in report.cells.items() if a.startswith("applications.received.")]
    assert [c.value for c in received] == [6, 1, 0, 0, 0, None, 7]
    assert [c.state for c in received].count("blank") == 1
    brought = {c.state for a, c in report.cells.items() if ".brought_forward." in a}
    assert brought == {"unreadable"}
    granted = [c.state for a, c in report.cells.items() if ".granted." in a]
    assert granted.count("slash") == 2
    assert report.cell("applications.denied_prohibited_by_law.natural_person").value == 1
    assert report.cell("applications.denied_prohibited_by_law.total").value == 1
    assert all("999" not in c.text for c in report.claims)
    assert not any("版权" in text for text, _ in report.prose)


@pytest.mark.parametrize("layout", ["pipes", "html", "tab_rows"])
def test_a_swapped_column_is_placed_by_its_head(tmp_path: Path, layout: Layout) -> None:
    swap = {"本年制发件数": "现行有效件数", "现行有效件数": "本年制发件数"}
    values = {
        "proactive.normative_documents.issued": 23,
        "proactive.normative_documents.repealed": 1,
        "proactive.normative_documents.in_force": 4,
    }
    report = read(tmp_path, invented_report("2021", values, layout, labels=swap), layout)
    assert report.cell("proactive.normative_documents.issued").value == 4
    assert report.cell("proactive.normative_documents.in_force").value == 23


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_the_form_does_not_have_is_listed_and_fills_no_cell(
    tmp_path: Path, layout: Layout
) -> None:
    text = invented_report(
        "2021", {"proactive.coercion.decisions": 77}, layout, labels={"行政强制": "行政检查"}
    )
    report = read(tmp_path, text, layout)
    assert report.cell("proactive.coercion.decisions").value is None
    assert 77 not in numbers(report).values()
    assert any("77" in u.text for u in report.unplaced)


@pytest.mark.parametrize("layout", ["lines", "paragraphs", "spaces"])
def test_the_first_row_without_its_label_fills_no_other_row(tmp_path: Path, layout: Layout) -> None:
    label = "一、本年新收政府信息公开申请数量"
    values = {"applications.received.natural_person": 58}
    text = invented_report("2021", values, layout, labels={label: ""})
    report = read(tmp_path, text, layout, partial=True)
    assert 58 not in numbers(report).values()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_second_row_with_other_values_never_replaces_the_first(
    tmp_path: Path, layout: Layout
) -> None:
    values = {"proactive.penalty.decisions": 5, "proactive.coercion.decisions": 9}
    text = invented_report("2021", values, layout, labels={"行政强制": "行政处罚"})
    report = read(tmp_path, text, layout)
    assert report.cell("proactive.penalty.decisions").value == 5
    assert report.cell("proactive.coercion.decisions").value is None
    assert any("9" in u.text for u in report.unplaced)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("label", "misprint"),
    [
        ("5.属于三类内部事务信息", "5、属于第三类内部事务信息"),
        ("（三）不予公开", "（三）不予以公开"),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理"),
        ("商业企业", "商业\u200b企业"),
        ("本年制发件数", "本年（2022）制发件数"),
        ("行政规范性文件", "规范性文件（指有正式文号的文件）"),
    ],
)
def test_a_misprinted_label_is_known_and_reported(
    tmp_path: Path, layout: Layout, label: str, misprint: str
) -> None:
    values = {a: n for n, a in enumerate(load_form("2021").addresses)}
    report = read(
        tmp_path, invented_report("2021", values, layout, labels={label: misprint}), layout
    )
    assert numbers(report) == values


def test_every_value_stands_where_its_place_says(tmp_path: Path) -> None:
    values = {a: 1000 + n for n, a in enumerate(load_form("2021").addresses)}
    text = invented_report("2021", values, "pipes")
    printed_lines = text.split("\n")
    report = read(tmp_path, text)
    for address, value in values.items():
        place = report.cell(address).place
        assert place is not None
        assert printed_lines[place.line - 1][place.column - 1 :].startswith(str(value))


@pytest.mark.parametrize("layout", ["bar_rows", "long_bars", "tab_cells", "pipes"])
@pytest.mark.parametrize("form_id", FORMS)
def test_blanks_that_fill_up_a_strip_of_heads_are_not_its_values(
    tmp_path: Path, form_id: str, layout: str
) -> None:
    cells = [a for a in load_form(form_id).addresses if a.startswith("disputes.")]
    values = {address: n + 1 for n, address in enumerate(cells)}
    report = read(tmp_path, invented_report(form_id, values, layout, derive=False))
    assert numbers(report, "disputes.") == values


@pytest.mark.parametrize("layout", ["bar_rows", "long_bars", "wide_pipes"])
def test_a_blank_first_or_last_value_is_told_by_the_other_rows_of_its_table(
    tmp_path: Path, layout: str
) -> None:
    values = {
        "applications.granted.natural_person": "",
        "applications.granted_in_part.total": "",
        "applications.carried_forward.natural_person": "",
        "applications.carried_forward.total": "",
    }
    report = read(tmp_path, invented_report("2021", values, layout, default=5, derive=False))
    assert {a: report.cell(a).state for a in values} == dict.fromkeys(values, "blank")
    assert len(numbers(report)) == 200 - len(values)


def test_where_no_other_row_tells_a_row_with_blanks_around_it_is_unreadable(tmp_path: Path) -> None:
    rows = [
        f"| {label} |  | 1 | 2 | 3 | 4 | 5 | 6 |  |"
        for label in ("一、本年新收政府信息公开申请数量",)
    ]
    text = invented_report("2021", without=("table:applications",))
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    report = read(tmp_path, text.replace(heading, "\n".join([*rows, heading])))
    assert report.cell("applications.received.total").state == "unreadable"


def test_blank_totals_do_not_join_the_rows_of_a_table_with_a_cell_a_line(tmp_path: Path) -> None:
    form = load_form("2019")
    values: dict[str, Value] = {a: n % 7 for n, a in enumerate(form.addresses)}
    values |= {a: "" for a in form.addresses if a.startswith("applications.") and "total" in a}
    path = tmp_path / "report.txt"
    parts = invented_parts("2019", values, derive=False)
    path.write_bytes(KINDS["text, tab cells"].write(parts))
    report = read_report(path)
    for address, value in values.items():
        assert report.cell(address).value == (None if value == "" else value), address
    assert report.unplaced == ()


def test_rows_that_run_into_one_are_listed_and_none_of_them_is_read(tmp_path: Path) -> None:
    lines = invented_report("2021", {}, "pipes").splitlines()
    (first,) = [n for n, line in enumerate(lines) if "行政处罚" in line and "|" in line]
    lines[first : first + 2] = ["| 行政处罚 | 31 |  | 行政强制 | 47 |"]
    report = read(tmp_path, "\n".join(lines))
    for row in ("penalty", "coercion"):
        assert report.cell(f"proactive.{row}.decisions").state == "unreadable"
    assert "行政处罚 | 31 | " in [u.text for u in report.unplaced]


@pytest.mark.parametrize(
    "printed",
    ["規範性檔案", "规范性文件（行政机关制定发布的“规定”“办法”，以及虚构的说明文字）"],
)
def test_normative_documents_in_the_words_of_an_encyclopedia_or_explained_are_a_row(
    tmp_path: Path, printed: str
) -> None:
    lines = ["第二十条第（一）项", "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量"]
    lines += ["规章 | 0 | 0 | 0", f"{printed} | 2 | 3 | 19", "第二十条第（五）项"]
    text = "\n".join(
        ["虚构市柳溪局2020年政府信息公开工作年度报告", "二、主动公开政府信息情况", *lines]
    )
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8")
    report = read_report(path, partial=True)
    row = [report.cell(f"proactive.normative_documents.{c}").value for c in _CREATED]
    assert (row, report.unplaced) == ([2, 3, 19], ())


_CREATED = ("created", "disclosed", "disclosed_total")
