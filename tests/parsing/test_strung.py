"""Headings inside a paragraph, years and names that no title states, with invented agencies."""

from pathlib import Path

import pytest

from helpers.model import Report
from helpers.parsing import read_report
from helpers.parsing.agency import agency_in_title, names_organ
from helpers.parsing.kinds import kind_of

OFFICIAL = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMBERS = "一二三四五六"
TITLE = "虚构县松岭乡2021年政府信息公开工作年度报告\n"
PROSE = "我乡认真贯彻要求，一、抓领导，二、抓落实，工作有序。"


def read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


@pytest.mark.parametrize("gap", ["", " ", "\u3000", "\u00a0\u00a0"])
def test_headings_inside_one_paragraph_are_found(tmp_path: Path, gap: str) -> None:
    parts = "".join(f"{n}、{name}{gap}{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    report = read(tmp_path, f"{TITLE}{parts}\n")
    assert [s.title for s in report.sections] == list(OFFICIAL)
    assert {s.text for s in report.sections} == {PROSE}


def test_headings_with_nothing_between_them_are_found(tmp_path: Path) -> None:
    parts = "".join(f"{n}、{name}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    report = read(tmp_path, f"{TITLE}{parts}：无。\n")
    assert [(s.number, s.title) for s in report.sections] == list(enumerate(OFFICIAL, start=1))
    assert report.sections[-1].text == "无。"


def test_a_heading_keeps_the_place_where_it_stands(tmp_path: Path) -> None:
    line = f"一、总体情况 {PROSE}二、主动公开政府信息情况 {PROSE}"
    report = read(tmp_path, f"{TITLE}{line}\n三、收到和处理政府信息公开申请情况\n{PROSE}\n")
    place = report.sections[1].place
    assert line[place.column - 1 :].startswith("二、主动公开")


def test_a_list_of_the_parts_of_the_report_is_no_row_of_headings(tmp_path: Path) -> None:
    listed = "，".join(f"{n}、{name}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    parts = "\n".join(f"{n}、{name}\n{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    report = read(tmp_path, f"{TITLE}本报告由六部分组成：{listed}。\n{parts}\n")
    assert [s.place.line for s in report.sections] == [3, 5, 7, 9, 11, 13]


def test_a_heading_that_breaks_off_before_the_next_ends_there(tmp_path: Path) -> None:
    names = "\n".join(f"{n}、{name}\n{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    torn = f"五、存在的四、{OFFICIAL[3]}"
    report = read(tmp_path, f"{TITLE}{names.replace(f'四、{OFFICIAL[3]}', torn)}\n")
    assert OFFICIAL[3] in [s.title for s in report.sections]


def test_numbers_before_other_words_head_no_section(tmp_path: Path) -> None:
    prose = f"{PROSE}按照第二、主动公开的要求，三、存在的困难较多，四、其他方面也有进展。"
    parts = "\n".join(f"{n}、{name}\n{prose}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    report = read(tmp_path, f"{TITLE}{parts}\n")
    assert [s.text for s in report.sections] == [prose] * 6


def untitled(opening: str, end: str = "") -> str:
    parts = "\n".join(f"{n}、{name}\n{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    return f"政府信息公开工作年度报告\n{opening}\n{parts}\n{end}"


@pytest.mark.parametrize(
    ("opening", "end", "year"),
    [
        ("本报告所列数据截至2023年12月31日。", "", 2023),
        ("本报告所列数据截止到2023年底。", "2025年3月1日", 2023),
        ("截至2022年底共120条，截至2023年12月31日共150条。", "", None),
        ("统计期限为1月1日至12月31日。", "虚构县松岭乡人民政府\n2024年1月12日", 2023),
        ("统计期限为1月1日至12月31日。", "虚构县松岭乡人民政府\n2023年12月31日", 2023),
        ("统计期限为1月1日至12月31日。", "", None),
        ("欢迎查阅。", "虚构县松岭乡人民政府\n2024年1月12日", None),
    ],
)
def test_a_year_that_only_period_and_date_state_is_read(
    tmp_path: Path, opening: str, end: str, year: int | None
) -> None:
    assert read(tmp_path, untitled(opening, end)).year == year


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云海海关关区", "department"),
        ("云海海关", "department"),
        ("虚构县残联", "department"),
        ("虚构市国资委", "department"),
        ("虚构市图书馆", "institution"),
        ("虚构市第一中学", "institution"),
        ("虚构县人民医院", "institution"),
        ("虚构县妇幼保健院", "institution"),
        ("松岭街", "subdistrict"),
        ("松岭街道办", "subdistrict"),
        ("虚构区松岭街办事处", "subdistrict"),
        ("虚构县人民法院", "unknown"),
    ],
)
def test_the_end_of_a_name_tells_the_kind_of_organ(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["虚构县残联", "松岭街道办", "虚构市图书馆", "虚构县人民法院"])
def test_short_names_are_names_of_organs(name: str) -> None:
    assert names_organ(name)


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("全年发布4次红色预警信息。", None),
        ("全年发布120条政府信息。", "disclosed_items"),
        ("全年发布各类信息120条。", "disclosed_items"),
        ("全年主动公开120条信息。", "disclosed_items"),
    ],
)
def test_warnings_sent_out_are_no_items_disclosed(
    tmp_path: Path, sentence: str, concept: str | None
) -> None:
    parts = "\n".join(f"{n}、{name}\n" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    report = read(tmp_path, f"{TITLE}{parts}{sentence}\n")
    assert [claim.concept for claim in report.claims] == [concept]


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("如有疑问，请与虚构县松岭乡党政办联系（电话：略）。", "虚构县松岭乡"),
        ("如有疑问，请联系：云海海关办公室政务公开科。", "云海海关"),
        ("如有疑问，请与虚构县残疾人联合会联系（地址：略）。", "虚构县残疾人联合会"),
        ("如有疑问，请与我办联系。", ""),
        ("梳理编制云海海关关区2021年政府信息公开工作年度报告。", "云海海关关区"),
        ("2021年，虚构县民政局坚持以公开为常态。", "虚构县民政局"),
        ("2021年，我局坚持以公开为常态。", ""),
        ("2021年，各有关部门高度重视。", ""),
    ],
)
def test_an_organ_that_only_the_prose_names_is_found(
    tmp_path: Path, opening: str, agency: str
) -> None:
    assert read(tmp_path, untitled(opening)).agency == agency


def test_a_short_name_in_the_title_is_written_out_as_the_opening_does(tmp_path: Path) -> None:
    text = untitled("2021年，虚构市残疾人联合会（以下简称“市残联”）坚持公开。")
    report = read(tmp_path, f"市残联{text}")
    assert report.agency == "虚构市残疾人联合会"


def test_an_opening_that_names_the_report_and_one_section_are_enough(tmp_path: Path) -> None:
    opening = "现将虚构县松岭乡2021年政府信息公开工作年度报告公布如下。"
    report = read(tmp_path, f"{opening}\n一、总体情况\n{PROSE * 4}\n")
    assert (report.agency, report.year) == ("虚构县松岭乡", 2021)


def test_a_part_of_a_section_is_no_section_whatever_it_is_called(tmp_path: Path) -> None:
    parts = [f"{n}、{name}\n{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True)]
    parts[0] = "一、总体情况\n（一）主动公开情况\n工作有序。\n（二）依申请公开情况\n工作有序。"
    parts[2] += "\n1、依申请公开情况：尚未收到申请。"
    report = read(tmp_path, TITLE + "\n".join(parts))
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]


def test_a_first_section_by_another_name_is_a_section(tmp_path: Path) -> None:
    parts = [f"{n}、{name}\n{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True)]
    parts[0] = f"一、今年的几项工作\n{PROSE}"
    report = read(tmp_path, TITLE + "\n".join(parts))
    assert [(s.number, s.id) for s in report.sections][:2] == [(1, ""), (2, "proactive")]


def test_marks_that_a_page_puts_before_a_heading_do_not_hide_it(tmp_path: Path) -> None:
    parts = [f"????{n}、{name}\n????{PROSE}" for n, name in zip(NUMBERS, OFFICIAL, strict=True)]
    report = read(tmp_path, TITLE + "\n".join(parts))
    assert [s.title for s in report.sections] == list(OFFICIAL)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("云海海关总署2010年海关信息公开工作年度报告", "云海海关总署"),
        ("云海学院2018学年度信息公开年度工作报告", "云海学院"),
        ("云海学院2017-2018学年信息公开工作年度报告", "云海学院"),
    ],
)
def test_the_year_inside_a_title_ends_the_name(title: str, agency: str) -> None:
    assert agency_in_title(title) == agency


@pytest.mark.parametrize(
    "opening",
    [
        "依据《中华人民共和国政府信息公开条例》第五十条规定，制作本报告。",
        "根据《中华人民共和国政府信息公开条例》要求，结合工作实际，编制本年度报告。",
        "本报告由云海市政务公开办公室根据《中华人民共和国政府信息公开条例》编制。",
        "2021年云海市政府信息公开工作年度报告根据《中华人民共和国政府信息公开条例》编制。",
    ],
)
def test_an_opening_tells_a_report_without_a_title(tmp_path: Path, opening: str) -> None:
    report = read(tmp_path, f"{opening}\n一、总体情况\n2021年，{PROSE * 4}\n")
    assert (report.year, len(report.sections)) == (2021, 1)


def test_an_office_of_a_government_lies_in_its_place(tmp_path: Path) -> None:
    title = "广州市越秀区人民政府松岭街道办事处2021年政府信息公开工作年度报告"
    parts = "\n".join(f"{n}、{name}" for n, name in zip(NUMBERS, OFFICIAL, strict=True))
    region = read(tmp_path, f"{title}\n{parts}\n").region
    assert (region.code, region.township) == ("440104", "松岭街道")


def test_article_heads_in_traditional_characters_are_heads(tmp_path: Path) -> None:
    heads = "信息內容 | 本年制發件數 | 本年廢止件數 | 現行有效件數 |"
    text = f"{TITLE}一、總體情況\n{PROSE}\n二、主動公開政府信息情況\n第二十條第（一）項 |\n"
    rows = "規章 | 0 | 0 | 0 |\n行政規範性文件 | 1 | 2 | 3 |\n三、收到和處理政府信息公開申請情況\n"
    path = tmp_path / "report.txt"
    path.write_text(f"{text}{heads}\n{rows}", encoding="utf-8")
    report = read_report(path, partial=True)
    assert report.cell("proactive.normative_documents.in_force").value == 3
    assert not report.unplaced
