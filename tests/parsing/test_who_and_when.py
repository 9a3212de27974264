"""Agency, year, period and date, in the forms in which titles, bodies and pages state them."""

from datetime import date
from pathlib import Path

import pytest

from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report
from helpers.parsing.agency import agency_in_title
from helpers.parsing.chosen import choose_agency
from helpers.parsing.dates import year_in
from helpers.parsing.kinds import kind_of
from helpers.parsing.titles import is_title

TOWN = "虚构县柳溪镇"


def read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("虚构县柳溪镇2022年政府信息公开工作年度报告", TOWN),
        ("2022年虚构县柳溪镇政府信息公开工作年度报告", TOWN),
        ("2022年度虚构县柳溪镇政府信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇2022年度政府信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇2022年政府信息公开年度报告", TOWN),
        ("虚构县柳溪镇2022年政府信息公开工作报告", TOWN),
        ("虚构县柳溪镇2022年政府信息公开工作情况报告", TOWN),
        ("虚构县柳溪镇2022年政府信息公开年度工作报告", TOWN),
        ("虚构县柳溪镇2022年政府信息公开年报", TOWN),
        ("虚构县柳溪镇政府信息公开工作2022年度报告", TOWN),
        ("虚构县柳溪镇2022年信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇2022年政务公开工作年度报告", TOWN),
        ("虚构县柳溪镇2022年政务信息公开工作年度报告", TOWN),
        ("关于虚构县柳溪镇2022年政府信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇政府信息公开报告（2022年）", TOWN),
        ("【2022】虚构县柳溪镇政府信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇2022政府信息公开工作年度报告", TOWN),
        ("2022虚构县柳溪镇2022年度政府信息公开工作年度报告", TOWN),
        ("虚构县柳溪镇 2022 年政府信息 公开工作年度报告", TOWN),
        ("虚构县柳溪镇二〇二二年政府信息公开工作年度报告", TOWN),
        ("《虚构县柳溪镇2022年政府信息公开工作年度报告》", TOWN),
        ("虚构县柳溪镇人民政府2022年政府信息公开工作年度报告", "虚构县柳溪镇人民政府"),
        ("虚构县柳溪镇人民政府信息公开工作年度报告（2022年）", "虚构县柳溪镇人民政府"),
        ("2022年政府信息公开工作年度报告", ""),
    ],
)
def test_a_title_in_any_form_gives_agency_and_year(title: str, agency: str) -> None:
    assert is_title(title)
    assert agency_in_title(title) == agency
    assert year_in(title) == 2022


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 政府信息公开年报",
        "当前位置：首页 -> 政府信息公开工作年度报告",
        "公开目录 政府信息公开年度报告 发布日期 2023-01-19",
        "根据《条例》，现公布虚构县柳溪镇2022年政府信息公开工作年度报告。",
    ],
)
def test_navigation_metadata_and_sentences_are_no_titles(line: str) -> None:
    assert not is_title(line)


def test_a_title_broken_over_lines_amid_metadata_is_put_together(tmp_path: Path) -> None:
    text = Path("tests/fixtures/title_on_two_lines.txt").read_text("utf-8")
    report = read(tmp_path, text)
    assert report.agency == "虚构市晴川区教育局"
    assert report.agency_kind == "department"
    assert report.year == 2023
    assert report.period is not None
    assert report.period.days == (date(2023, 1, 1), date(2023, 12, 31))
    assert report.published is not None
    assert report.published.days[0] == date(2024, 1, 19)
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("虚构市人民政府", "government"),
        ("虚构市", "government"),
        ("虚构县柳溪镇人民政府", "township"),
        ("柳溪乡", "township"),
        ("晴川区云桥街道办事处", "subdistrict"),
        ("虚构市水务局", "department"),
        ("虚构市发展和改革委员会", "department"),
        ("虚构海关", "department"),
        ("虚构大学", "institution"),
        ("虚构", "unknown"),
    ],
)
def test_the_end_of_a_name_tells_the_kind_of_organ(agency: str, kind: str) -> None:
    assert kind_of(agency) == kind


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("由虚构市晴川区云桥街道办事处编制。", "虚构市晴川区云桥街道办事处"),
        ("现将虚构县柳溪乡2022年政府信息公开工作年度报告公布如下。", "虚构县柳溪乡"),
        ("现公布《虚构县柳溪乡2022年度政府信息公开工作年度报告》。", "虚构县柳溪乡"),
        ("虚构市水务局根据《中华人民共和国政府信息公开条例》编制。", "虚构市水务局"),
        ("如有疑问，请与虚构市水务局联系（地址：虚构路1号）。", "虚构市水务局"),
        ("2022年虚构市政府信息公开工作年度报告向社会公布。", "虚构市"),
        ("我局根据《中华人民共和国政府信息公开条例》编制。", ""),
    ],
)
def test_without_a_title_the_opening_names_the_agency(
    tmp_path: Path, opening: str, agency: str
) -> None:
    text = invented_report(title="", opening=[opening], signature=False)
    assert read(tmp_path, text.lstrip()).agency == agency


@pytest.mark.parametrize(
    ("first", "year"),
    [
        ("特编制2022年政府信息公开年度报告。", 2022),
        ("现公布虚构局2022年政府信息公开工作年度报告。", 2022),
        ("主动公开良好，发布《虚构局2021年政府信息公开工作年度报告》。", None),
    ],
)
def test_last_years_report_cited_in_the_text_does_not_give_the_year(
    tmp_path: Path, first: str, year: int | None
) -> None:
    prose = {"overview": [first]}
    text = invented_report(title="", opening=[], prose=prose, signature=False)
    assert read(tmp_path, text.lstrip()).year == year


@pytest.mark.parametrize(
    ("dated", "day"), [("20231月19日", date(2023, 1, 19)), ("20233月1日", date(2023, 3, 1))]
)
def test_a_signature_on_one_line_with_a_date_that_lost_marks_names_the_organ(
    tmp_path: Path, dated: str, day: date
) -> None:
    text = invented_report(
        title="柳溪镇2022年政府信息公开工作年度报告", opening=[], signature=False
    )
    text = text.replace("（虚构样例", f"虚构市柳溪镇人民政府  {dated}\n（虚构样例")
    report = read(tmp_path, text)
    assert report.agency == "虚构市柳溪镇人民政府"
    assert report.published is not None
    assert report.published.days == (day, day)


def test_the_signature_gives_the_longer_form_of_the_name(tmp_path: Path) -> None:
    text = invented_report(
        agency="虚构市柳溪镇人民政府", title="柳溪镇2022年政府信息公开工作年度报告", opening=[]
    )
    report = read(tmp_path, text)
    assert report.agency == "虚构市柳溪镇人民政府"
    assert [where for where, _, _ in report.agency_names] == ["title", "signature"]


@pytest.mark.parametrize(
    "stated",
    [
        "统计期限自2022年1月1日起至2022年12月31日止",
        "统计期限自2022年1月1日至2022年12月31日",
        "统计期限自2022年1月1日起至12月31日止",
        "统计期限为2022年1月1日到12月31日",
        "统计时限从2022年1月1日起，至2022年12月31日止",
        "统计周期2022年1月1日-2022年12月31日",
        "数据时间2022年1月1日——2022年12月31日",
        "统计期限自2022 年 1 月 1 日起至 2022 年 12 月 31 日止",
        "统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止",
        "统计期限自202211日起至20221231日止",
        "统计期限自20221月1日起至202212月31日止",
        "涵盖2022年1月1日至12月31日期间",
    ],
)
def test_a_period_is_read_in_any_wording(tmp_path: Path, stated: str) -> None:
    report = read(tmp_path, invented_report(opening=[f"本报告{stated}。"]))
    assert report.period is not None
    assert report.period.days == (date(2022, 1, 1), date(2022, 12, 31))
    assert report.period.text in stated


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "2022年1月1日至12月31日举办活动",
        "统计期限自202202011日起至20221231日止",
        "统计期限为学年",
    ],
)
def test_no_period_is_made_out_of_other_words(tmp_path: Path, stated: str) -> None:
    assert read(tmp_path, invented_report(opening=[stated])).period is None


def test_a_wrong_period_is_read_as_it_stands(tmp_path: Path) -> None:
    stated = "统计期限自2021年1月1日起至2021年12月21日止。"
    report = read(tmp_path, invented_report(year=2022, opening=[stated]))
    assert report.period is not None
    assert report.period.days[1] == date(2021, 12, 21)
    assert report.year == 2022


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2023-01-19 来源：虚构县",
        "成文日期: 2023-01-19",
        "发布时间：2023年1月19日 浏览次数：",
        "2023年01月19日来源：虚构县",
        "（2023年1月19日）",
    ],
)
def test_a_date_beside_the_title_is_the_date_of_publication(tmp_path: Path, line: str) -> None:
    for where in (f"{line}\n{{}}", "{}"):
        opening = [line, "本报告依法编制。"] if where == "{}" else ["本报告依法编制。"]
        text = where.format(invented_report(opening=opening, signature=False))
        report = read(tmp_path, text)
        assert report.published is not None
        assert report.published.days[0] == date(2023, 1, 19)


def test_the_date_of_signature_goes_before_that_of_the_page(tmp_path: Path) -> None:
    text = invented_report(opening=["发布日期：2023-02-20"], published=date(2023, 1, 12))
    report = read(tmp_path, text)
    assert report.published is not None
    assert report.published.days[0] == date(2023, 1, 12)


def test_without_any_date_none_is_given(tmp_path: Path) -> None:
    assert read(tmp_path, invented_report(signature=False)).published is None


def test_the_word_before_the_subject_of_a_title_is_no_part_of_the_name() -> None:
    title = "霁陂县水务局关于2022年政府信息公开工作年度报告"
    assert agency_in_title(title) == "霁陂县水务局"


@pytest.mark.parametrize(
    ("names", "agency"),
    [
        (["柳溪镇", "虚构县柳溪镇人民政府", "虚构县人民政府"], "虚构县柳溪镇人民政府"),
        (["虚构市", "虚构市人民政府办公室"], "虚构市"),
        (["市局", "虚构市水务局", "虚构市人民政府"], "虚构市水务局"),
        (["镇", "虚构县人民政府"], "镇"),
        (["虚构市水务局", "别处市水务局"], "虚构市水务局"),
    ],
)
def test_the_longest_form_of_the_same_organ_is_kept(names: list[str], agency: str) -> None:
    assert choose_agency([("title", name, None) for name in names]) == agency


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("20231月19日", date(2023, 1, 19)),
        ("202315日)", date(2023, 1, 5)),
        ("2023年131日", date(2023, 1, 31)),
        ("(20230115日)", date(2023, 1, 15)),
        ("2023119日)", None),  # 19 January or 9 November
        ("2023112日", None),
    ],
)
def test_a_date_that_lost_its_marks_is_read_if_it_can_be_only_one(
    tmp_path: Path, printed: str, day: date | None
) -> None:
    text = invented_report(signature=False, mark=False) + f"云岚市青禾镇人民政府\n{printed}\n"
    report = read(tmp_path, text)
    assert (report.published.days[0] if report.published else None) == day
    assert ("signature", "云岚市青禾镇人民政府") in [(w, n) for w, n, _ in report.agency_names]
