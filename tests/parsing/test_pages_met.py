"""Ways in which pages print what stands around the tables; every name and number is invented."""

from datetime import date
from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report

TITLE = "云岚市青禾镇2022年政府信息公开工作年度报告"
PROSE = (
    "（虚构示例）2022年，各项工作有序开展，公开平台运行正常，群众反映良好，重点任务均已完成。" * 4
)


def read(folder: Path, text: str, **options: bool) -> Report:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path, **options)


def test_bars_that_fill_title_and_date_up_to_a_width_are_no_table(tmp_path: Path) -> None:
    bars = " | " + "|" * 200
    text = f"{TITLE}{bars}\n2023年01月18日 (点击: ){bars}\n一、总体情况{bars}\n{PROSE}\n"
    report = read(tmp_path, text)
    assert (report.agency, report.year) == ("云岚市青禾镇", 2022)
    assert report.published is not None
    assert report.published.days[0] == date(2023, 1, 18)
    assert [s.id for s in report.sections] == ["overview"]


def test_blank_cells_after_a_label_keep_their_bars(tmp_path: Path) -> None:
    text = invented_report("2021", {"proactive.regulations.issued": ""}, "bar_rows")
    assert read(tmp_path, text).cell("proactive.regulations.issued").state == "blank"


@pytest.mark.parametrize("data", ["来源: 云岚发布", "作者：办公室", "发布机构：青禾镇"])
def test_a_first_heading_joined_to_the_data_of_the_page_is_one(tmp_path: Path, data: str) -> None:
    report = read(tmp_path, f"{TITLE}\n2023年01月18日 {data}一、总体情况\n{PROSE}\n")
    assert [s.id for s in report.sections] == ["overview"]
    assert report.published is not None


def test_a_report_that_names_itself_under_its_first_heading_is_one(tmp_path: Path) -> None:
    text = f"一、总体情况\n现将本街道2022年政府信息公开工作年度报告编制如下。{PROSE}\n"
    assert read(tmp_path, text).year == 2022


def test_an_organ_that_publishes_its_report_to_the_public_is_its_author(tmp_path: Path) -> None:
    opening = "根据规定，云岚市教育体育局现向社会公开《2022年政府信息公开工作年度报告》。"
    report = read(tmp_path, f"{opening}\n一、总体情况\n{PROSE}\n")
    assert (report.agency, report.year) == ("云岚市教育体育局", 2022)


def test_two_sections_and_some_cells_are_a_report_without_a_title(tmp_path: Path) -> None:
    rows = "规章 | 0 | 0 | 0 |\n行政规范性文件 | 0 | 0 | 0 |\n"
    text = f"一、总体情况\n{PROSE}\n二、主动公开政府信息情况\n"
    head = "第二十条第（一）项 ||||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    assert read(tmp_path, text + head + rows, partial=True).form == "2021"
    with pytest.raises(InputError):
        read(tmp_path, text, partial=True)


def test_the_name_of_a_field_is_no_organ(tmp_path: Path) -> None:
    text = f"• 中文名：2022年度政府信息公开年度报告\n一、总体情况\n{PROSE}\n"
    assert read(tmp_path, text).agency == ""


@pytest.mark.parametrize(
    ("below", "agency"),
    [("云岚农业大学", "云岚农业大学"), ("各乡镇人民政府：", ""), ("全市工作 有序开展", "")],
)
def test_an_organ_alone_below_a_title_without_one_is_the_author(
    tmp_path: Path, below: str, agency: str
) -> None:
    text = f"2022年度信息公开工作年度报告\n{below}\n（2022年10月30日）\n一、概述\n{PROSE}\n"
    assert read(tmp_path, text).agency == agency


@pytest.mark.parametrize("name", ["云岚农业大学", ""])
def test_a_school_year_and_a_date_after_it_are_no_mistake(tmp_path: Path, name: str) -> None:
    text = (
        f"2022年度信息公开工作年度报告\n{name}\n（2022年10月30日）\n"
        f"统计期限为2021年9月1日至2022年8月31日。\n一、概述\n{PROSE}\n"
    )
    report = read(tmp_path, text)
    assert report.period is not None
    rules = {finding.rule for finding in audit(report).findings}
    assert not rules & {"period-covers-year", "year-agreement"}


def test_an_office_that_counts_from_september_to_august_is_told_so(tmp_path: Path) -> None:
    text = (
        "2022年度政府信息公开工作年度报告\n云岚市教育局\n"
        f"统计期限为2021年9月1日至2022年8月31日。\n一、概述\n{PROSE}\n"
    )
    assert "period-covers-year" in {f.rule for f in audit(read(tmp_path, text)).findings}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("因本机关不掌握等原因无法提供10件", "not_provided"),
        ("因本机关不掌握10件", "not_provided_not_held"),
        ("属于国家秘密、行政执法案卷等情形不予公开3件", "denied"),
    ],
)
def test_a_number_for_several_reasons_is_not_that_of_the_one_that_is_named(
    tmp_path: Path, words: str, concept: str
) -> None:
    prose = {"overview": [f"全年收到政府信息公开申请19件，{words}。"]}
    report = read(tmp_path, invented_report("2021", prose=prose))
    assert report.claims[-1].concept == concept


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_title_among_the_data_of_the_page_is_the_title(tmp_path: Path, suffix: str) -> None:
    rows = [("标题：", TITLE), ("索引号：", "1"), ("发布机构：", "青禾镇")]
    around = "\n".join(f"{a} | {b} | ||" for a, b in rows)
    body = f"一、总体情况\n{PROSE}\n"
    if suffix == "html":
        around = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
        body = f"<p>一、总体情况</p><p>{PROSE}</p>"
        around = f"<table>{around}</table>"
    path = tmp_path / f"report.{suffix}"
    path.write_text(f"{around}\n{body}", encoding="utf-8")
    assert (read_report(path).agency, read_report(path).year) == ("云岚市青禾镇", 2022)


def test_a_date_of_the_page_may_have_spaces_in_it(tmp_path: Path) -> None:
    report = read(
        tmp_path, f"{TITLE}\n发布日期: 2023- 01- 13 16 : 26 浏览次数:\n一、总体情况\n{PROSE}\n"
    )
    assert report.published is not None
    assert report.published.days[0] == date(2023, 1, 13)


@pytest.mark.parametrize(
    "words",
    [
        "制作依申请公开信息495条，收到申请26例，均依法办理。",
        "共办理回复依申请公开事项26件，其中网上政府信息公开申请件25件，书面申请件1件。",
    ],
)
def test_documents_and_written_requests_are_not_all_requests(tmp_path: Path, words: str) -> None:
    values = {"applications.received.natural_person": 26, "applications.granted.natural_person": 26}
    report = read(tmp_path, invented_report("2021", values, prose={"overview": [words]}))
    received = [c.value for c in report.claims if c.concept == "requests_received"]
    assert not set(received) - {26}
    assert "claim-table" not in {finding.rule for finding in audit(report).findings}


def test_a_report_that_is_said_to_be_approved_and_published_is_one(tmp_path: Path) -> None:
    opening = "《2022年度云岚县水务局信息公开工作年度报告》已经研究同意，现予公开发布。"
    report = read(tmp_path, f"{opening}\n一、总体情况\n{PROSE}\n")
    assert (report.agency, report.year) == ("云岚县水务局", 2022)


def test_a_name_between_the_year_and_the_report_is_the_author(tmp_path: Path) -> None:
    opening = "根据要求，特编制2022年度云岚县水利局政府信息公开年度报告。"
    assert read(tmp_path, f"{opening}\n一、总体情况\n{PROSE}\n").agency == "云岚县水利局"


def test_a_name_that_lacks_its_place_is_completed_by_whom_to_ask(tmp_path: Path) -> None:
    opening = "现向社会公布区卫生局2022年政府信息公开工作年度报告。"
    asked = "如有疑问，可与青禾区卫生局联系（地址：云岚路1号）。"
    report = read(tmp_path, f"{opening}{asked}\n一、总体情况\n{PROSE}\n")
    assert report.agency == "青禾区卫生局"
    other = "如有疑问，请与青禾区档案馆联系（地址：云岚路1号）。"
    assert read(tmp_path, f"{opening}{other}\n一、总体情况\n{PROSE}\n").agency == "区卫生局"


def test_an_introduction_before_the_first_section_is_no_copy(tmp_path: Path) -> None:
    text = f"{TITLE}\n引言\n（虚构示例）本报告共七部分。\n一、概述\n{PROSE}\n二、主动公开情况\n{PROSE}\n"
    report = read(tmp_path, text)
    assert "repeated-opening" not in [note.code for note in report.notes]
    assert [s.title for s in report.sections] == ["概述", "主动公开情况"]


@pytest.mark.parametrize("name", ["国家统计局云岚调查队", "国家统计局云岚调查总队"])
def test_a_survey_team_is_a_department(tmp_path: Path, name: str) -> None:
    text = f"{name}2022年政府信息公开工作报告\n一、政府信息公开主要工作概述\n{PROSE}\n"
    assert (read(tmp_path, text).agency, read(tmp_path, text).agency_kind) == (name, "department")


@pytest.mark.parametrize(
    "words",
    [
        "全年共制作信息184条，其中主动公开55条，依申请公开3条，不予公开126条。",
        "2022年共发文184件，其中主动公开文件0件，不公开文件181件，依申请公开3件。",
        "全年制发公文184件，其中主动公开181件、依申请公开类3件。",
    ],
)
def test_documents_by_how_they_may_be_had_are_no_requests(tmp_path: Path, words: str) -> None:
    report = read(tmp_path, invented_report("2021", prose={"overview": [words]}))
    assert {c.concept for c in report.claims} <= {
        None,
        "disclosed_items",
        "documents_by_access",
        "papers_by_access",
    }
    assert "claim-table" not in {finding.rule for finding in audit(report).findings}


def test_a_heading_of_a_column_in_a_list_does_not_end_it(tmp_path: Path) -> None:
    words = "全年发布信息226条，其中新闻发布会1条，政策解读28条，重点领域156条，回应关切41条。"
    (found,) = read(tmp_path, invented_report("2021", prose={"overview": [words]})).breakdowns
    assert [part.value for part in found.parts] == [1, 28, 156, 41]


def test_disclosed_or_disclosed_in_part_is_the_sum_of_both(tmp_path: Path) -> None:
    words = "共答复申请70件，其中同意公开或部分公开共31件。"
    report = read(tmp_path, invented_report("2021", prose={"overview": [words]}))
    assert [c.concept for c in report.claims if c.value == 31] == ["granted_with_part"]
