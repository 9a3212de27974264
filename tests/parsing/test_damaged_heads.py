"""A row that has another width than its heads, or none of its own, is doubted. All reports are invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from helpers.form import load_form
from helpers.invented import completed, invented_report
from helpers.invented.boxes import with_texts
from helpers.invented.drawing import draw
from helpers.invented.pages import PAGES, page_text
from helpers.parsing import read_report


def values(form: str = "2021", **given: str) -> dict[str, str]:
    """Return numbers of which no two are alike, so that none is right by chance."""
    drawn = draw(1, form).truth.cells
    numbers = Random(3).sample(range(100, 1000), len(drawn))
    own = {a: str(n) for a, n in zip(drawn, numbers, strict=True)}
    return own | {address.replace("__", "."): text for address, text in given.items()}


def sound() -> dict[str, str]:
    """Return numbers of which no two parts are alike, and which add up."""
    form = load_form("2021")
    totals = {e.right[0] for e in form.equations if len(e.right) == 1}
    parts = [a for a in form.addresses if a not in totals]
    drawn = zip(parts, Random(3).sample(range(100, 1000), len(parts)), strict=True)
    return {a: str(n) for a, n in completed("2021", dict(drawn)).items()}


def confidence(tmp_path: Path, text: str, table: str, suffix: str = ".txt") -> tuple[str, set[str]]:
    """Return how sure the reading of a table is, and the codes of what it rests on."""
    path = tmp_path / f"report{suffix}"
    path.write_bytes(text.encode())
    reading = next(r for r in read_report(path).readings if r.table == table)
    return reading.confidence, {i.code for i in reading.inferred}


def page(given: Mapping[str, str], layout: str = "plain") -> str:
    """Return a report that prints what is given as a web page."""
    return page_text(
        [
            part
            if isinstance(part, str)
            else with_texts(part, lambda box: given[box.at] if box.at else box.text)
            for part in draw(1, "2021").parts
        ],
        PAGES[layout],
    )


def once(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_a_row_wider_than_its_heads_by_a_blank_lowers_the_confidence_of_a_table_of_lines(
    tmp_path: Path,
) -> None:
    given = values("2019", proactive__procurement__amount="")
    projects = given["proactive.procurement.projects"]
    text = invented_report("2019", given, "split_heads")
    assert confidence(tmp_path, text, "proactive")[0] != "low"
    wide = once(text, f"| {projects} |", f"| {projects} | {projects} |")
    level, codes = confidence(tmp_path, wide, "proactive")
    assert level == "low"
    assert "row-too-wide" in codes


def test_a_row_narrower_than_its_heads_lowers_the_confidence_of_a_table_of_lines(
    tmp_path: Path,
) -> None:
    given = values("2019")
    items = given["proactive.fees.items_last_year"]
    text = invented_report("2019", given, "bar_rows")
    assert confidence(tmp_path, text, "proactive")[0] != "low"
    narrow = once(text, f"行政事业性收费 | {items} |", "行政事业性收费 |")
    level, codes = confidence(tmp_path, narrow, "proactive")
    assert level == "low"
    assert "row-too-narrow" in codes


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_strip_wider_than_its_heads_by_a_blank_lowers_its_confidence(
    tmp_path: Path, suffix: str
) -> None:
    given = values(disputes__litigation_after_reconsideration__total="")
    first = given["disputes.reconsideration.corrected"]
    if suffix == ".html":
        text, mark, blank = page(given), f"<td>{first}</td>", "<td></td>"
    else:
        text, mark, blank = invented_report("2021", given, "split_heads"), f"| {first} |", "|"
    assert confidence(tmp_path, text, "disputes", suffix)[0] == "certain"
    level, codes = confidence(tmp_path, once(text, mark, blank + mark), "disputes", suffix)
    assert level == "low"
    assert "row-too-wide" in codes


def test_a_block_below_the_article_of_another_without_its_own_heads_lowers_the_confidence(
    tmp_path: Path,
) -> None:
    text = invented_report("2021", values(), "lines")
    sixth, eighth = "第二十条第（六）项", "第二十条第（八）项"
    cited = once(text, eighth, sixth)
    assert confidence(tmp_path, cited, "proactive")[0] != "low"  # a wrong citation, and no more
    heads = "信息内容\n本年收费金额（单位：万元）\n"
    level, codes = confidence(tmp_path, once(cited, heads, ""), "proactive")
    assert level == "low"
    assert "heads-of-another" in codes


@pytest.mark.parametrize("label", ["规章", "行政许可"])
def test_a_row_whose_label_stands_after_that_of_another_row_is_not_read(
    tmp_path: Path, label: str
) -> None:
    text = page(values())
    row = "<tr><td>行政强制</td>"
    changed = once(text, row, f"<tr><td>{label}</td><td>行政强制</td>")
    path = tmp_path / "report.html"
    path.write_bytes(changed.encode())
    cells = read_report(path).cells
    assert cells["proactive.coercion.decisions"].state == "unreadable"
    assert cells["proactive.penalty.decisions"].state == "number"


def test_a_row_cut_out_of_lines_lowers_the_confidence_of_a_table_without_sums(
    tmp_path: Path,
) -> None:
    text = page(values(), "rows of div")
    assert confidence(tmp_path, text, "proactive", ".html")[0] == "certain"
    (row,) = [line for line in text.split("\n") if "<div>规章</div>" in line]
    broken = row.replace("</div><div>", "</div></div>\n<div><div>")
    level, codes = confidence(tmp_path, once(text, row, broken), "proactive", ".html")
    assert level == "low"
    assert "row-cut-out" in codes


def test_a_row_of_spans_one_of_which_lost_its_end_is_not_read(tmp_path: Path) -> None:
    given = values(applications__repeated__total="")
    text = page(given, "rows of span")
    last = f"<span>{given['applications.repeated.other_organization']}</span>"
    path = tmp_path / "report.html"
    path.write_bytes(once(text, last, f"{last}<span>{last}").encode())
    cells = read_report(path).cells
    assert cells["applications.repeated.total"].state in ("unreadable", "missing")
    assert cells["applications.excessive.total"].state == "number"


def test_a_block_below_the_heads_of_another_and_no_article_lowers_the_confidence(
    tmp_path: Path,
) -> None:
    text = page(values())
    start = text.index("<tr><td colspan", text.index("行政强制"))
    end = text.index("<tr><td>行政事业性收费")
    assert "第二十条第（八）项" in text[start:end]
    level, codes = confidence(tmp_path, text[:start] + text[end:], "proactive", ".html")
    assert level == "low"
    assert "heads-of-another" in codes


@pytest.mark.parametrize("layout", ["led_bar_cells", "spaced_bar_cells"])
def test_two_values_on_one_line_lower_the_confidence_where_each_has_its_own(
    tmp_path: Path, layout: str
) -> None:
    given = values("2019")
    items, change = (given[f"proactive.fees.{c}"] for c in ("items_last_year", "change"))
    text = invented_report("2019", given, layout)
    assert confidence(tmp_path, text, "proactive")[0] == "certain"
    start, end = text.index(items), text.index(change)
    joined = text[:start] + text[start:end].replace("\n", " ") + text[end:]
    level, codes = confidence(tmp_path, joined, "proactive")
    assert level == "low"
    assert "cells-share-line" in codes


def test_a_value_twice_in_a_row_that_a_row_after_another_heading_follows_is_not_read(
    tmp_path: Path,
) -> None:
    given = values("2019", applications__other_handling__total="")
    first = given["applications.other_handling.natural_person"]
    text = invented_report("2019", given, "tab_cells")
    path = tmp_path / "report.txt"
    path.write_text(once(text, f"\t{first}\n", f"\t{first}\n\t{first}\n"), encoding="utf-8")
    cells = read_report(path).cells
    assert cells["applications.other_handling.total"].state == "unreadable"
    assert cells["applications.granted.total"].state == "number"


@pytest.mark.parametrize("another_lost", [True, False])
def test_an_odd_row_that_adds_up_is_doubted_only_where_another_row_is_lost(
    tmp_path: Path, *, another_lost: bool
) -> None:
    given = values()
    for row in ("outcome_total", "repeated"):
        own = [a for a in given if a.startswith(f"applications.{row}.")]
        given |= {a: str(n) for n, a in enumerate(own, start=1)} | {own[-1]: "21"}
    text = invented_report("2021", given, "wide_pipes")
    text = once(text, "（七）总计 |  | 1 |", "（七）总计 |  |  | 1 |")
    if another_lost:
        text = once(text, "2.重复申请 | 1 | 2 |", "2.重复申请 | 2 |")
    assert ("row-odd" in confidence(tmp_path, text, "applications")[1]) is another_lost


@pytest.mark.parametrize("torn", ["29<span>2938</span>", "2938</><span>2938</span>"])
def test_a_number_in_a_span_inside_the_span_of_another_is_not_read_as_one_with_it(
    tmp_path: Path, torn: str
) -> None:
    text = page(values(applications__repeated__total="2938"), "rows of span")
    path = tmp_path / "report.html"
    path.write_bytes(once(text, "2938</span></div>", f"{torn}</div>").encode())
    cells = read_report(path).cells
    assert cells["applications.repeated.total"].state in ("unreadable", "missing")
    assert cells["applications.excessive.total"].state == "number"


def test_a_last_value_that_lost_its_bar_lowers_the_confidence(tmp_path: Path) -> None:
    given = values(proactive__coercion__decisions="9431")
    text = invented_report("2021", given, "spaced_bar_cells")
    assert confidence(tmp_path, text, "proactive")[0] == "certain"
    level, codes = confidence(tmp_path, once(text, " 9431  | ", " 9 "), "proactive")
    assert level == "low"
    assert "cell-unclosed" in codes


@pytest.mark.parametrize("row", ["granted", "other_reason"])
def test_a_row_filled_up_by_the_blank_before_the_next_is_not_read(tmp_path: Path, row: str) -> None:
    given = values()
    lost = given[f"applications.{row}.commercial_enterprise"]
    text = invented_report("2021", given, "tab_cells")
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert read_report(path).cells[f"applications.{row}.total"].state == "number"
    lines = text.split("\n")
    (at,) = [n for n, line in enumerate(lines) if line.strip(" |\t") == lost]
    path.write_text("\n".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")
    cells = read_report(path).cells
    assert cells[f"applications.{row}.other_organization"].state == "unreadable"
    assert cells["applications.repeated.total"].state == "number"


def test_values_of_a_row_that_is_gone_are_not_those_of_a_label_that_stands_alone(
    tmp_path: Path,
) -> None:
    text = page(sound(), "rows of div")
    begin = text.index("</div>", text.index("要求提供公开出版物")) + len("</div>")
    end = text.index("结转下年度继续办理</div>") + len("结转下年度继续办理</div>")
    alone = f"{text[:begin]}</div>{'<div></div>' * 4}<div>{text[end:]}"
    assert confidence(tmp_path, text, "applications", ".html")[0] != "low"
    level, codes = confidence(tmp_path, alone, "applications", ".html")
    assert (level, "row-odd" in codes) == ("low", True)


@pytest.mark.parametrize(
    ("cell", "low"),
    [
        ("办理", True),
        ("公开申请", True),
        ("665申请", True),
        ("515 994", True),
        ("详见附件", False),
        ("/", False),
    ],
)
def test_a_piece_of_a_label_or_two_numbers_among_numbers_lower_the_confidence(
    tmp_path: Path, cell: str, *, low: bool
) -> None:
    given = sound() | {"applications.repeated.other_organization": cell}
    level, codes = confidence(tmp_path, page(given), "applications", ".html")
    assert ("words-astray" in codes, level == "low") == (low, low)
