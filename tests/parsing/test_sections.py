"""Sections: the headings of real reports, what is no heading, and reports that stand twice."""

from pathlib import Path

import pytest

from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report

IDS = ["overview", "proactive", "applications", "disputes", "problems", "other"]


def read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("overview", "一、概述"),
        ("overview", "一、总体概况"),
        ("overview", "一、工作基本情况"),
        ("overview", "—、总体情况"),
        ("overview", "⼀、总体情况"),
        ("overview", "一．总体情况"),
        ("overview", "一 概 述"),
        ("overview", "1、总体情况"),
        ("overview", "总体情况"),
        ("overview", "一、2022年总体情况"),
        ("overview", "一、2022年政府信息公开工作的总体情况"),
        ("proactive", "二、主动公开信息情况"),
        ("proactive", "二、行政机关主动公开政府信息的情况"),
        ("applications", "三、收到和处理政府信息公开情况"),
        ("applications", "三、依申请公开情况"),
        ("disputes", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("disputes", "四、政府信息公开行政复议及行政诉讼情况"),
        ("problems", "五、存在问题和改进措施"),
        ("problems", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("other", "六、其他报告事项"),
        ("other", "六、其他需要报告的事项："),
    ],
)
def test_a_heading_in_any_wording_names_its_section(
    tmp_path: Path, section: str, heading: str
) -> None:
    report = read(tmp_path, invented_report(headings={section: heading}))
    assert [s.id for s in report.sections] == IDS
    assert report.section(section) is not None


def test_words_after_the_colon_of_a_heading_belong_to_the_section(tmp_path: Path) -> None:
    text = invented_report(headings={"other": "六、其他需要报告的事项：无"}, prose={"other": []})
    section = read(tmp_path, text).section("other")
    assert section is not None
    assert (section.title, section.text) == ("其他需要报告的事项", "无")


def test_a_sentence_that_lists_the_sections_opens_none(tmp_path: Path) -> None:
    listed = (
        "本报告分为六个部分：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，"
        "四、政府信息公开行政复议、行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项。"
    )
    report = read(tmp_path, invented_report(opening=[listed]))
    assert [s.id for s in report.sections] == IDS


def test_numbered_items_inside_a_section_open_none(tmp_path: Path) -> None:
    prose = {"problems": ["一、存在的问题", "公开不够及时。", "二、下一步工作", "1、加强培训。"]}
    report = read(tmp_path, invented_report(prose=prose))
    assert [s.id for s in report.sections] == IDS
    section = report.section("problems")
    assert section is not None
    assert "加强培训" in section.text


def test_a_missing_section_is_missing_and_nothing_takes_its_place(tmp_path: Path) -> None:
    report = read(tmp_path, invented_report(without=["problems"]))
    assert [s.id for s in report.sections] == [i for i in IDS if i != "problems"]


def test_table_rows_numbered_like_sections_open_none(tmp_path: Path) -> None:
    for layout in ("lines", "paragraphs", "spaces", "pipes"):
        report = read(tmp_path, invented_report(layout=layout))  # type: ignore[arg-type]
        assert [s.id for s in report.sections] == IDS


def test_tables_signature_and_footer_are_no_prose(tmp_path: Path) -> None:
    text = invented_report() + "主办单位：虚构县人民政府办公室\n版权所有\n"
    words = [line for line, _ in read(tmp_path, text).prose]
    assert not any("第二十条" in w or "主办单位" in w or "2023年1月15日" in w for w in words)


def test_of_two_copies_the_fuller_one_is_read_and_the_other_told(tmp_path: Path) -> None:
    text = Path("tests/fixtures/two_copies.txt").read_text("utf-8")
    report = read(tmp_path, text)
    assert [c.value for c in report.claims] == [9]
    assert [n.code for n in report.notes] == ["copies-differ", "repeated-opening"]
    assert report.title_place is not None
    assert report.title_place.line == 4


def test_the_place_of_a_paragraph_is_its_line_and_column(tmp_path: Path) -> None:
    text = invented_report(prose={"overview": ["\u3000\u3000公开信息5条。"]})
    report = read(tmp_path, text)
    place = report.claims[0].place
    line = text.split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith("5条")
