"""Shapes that pages of governments print, with invented agencies and numbers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.model import Report
from helpers.parsing import read_report
from helpers.parsing.agency import agency_in_title
from helpers.parsing.titles import is_title

TITLE = "虚构县松岭乡2021年政府信息公开工作年度报告\n"
EMPTY = "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"


def read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path, partial=True)


def failed(report: Report) -> list[str]:
    return [finding.rule for finding in audit(report).findings if finding.rule.startswith("parts")]


@pytest.mark.parametrize(
    ("sentence", "fails"),
    [
        ("其中机构职能10条，政策解读20条；财政信息30条；监督保障40条。", False),
        ("其中机构职能10条，政策解读20条；收到申请30条。", True),
        ("其中机构职能10条政务要闻20条通知公告30工作动态40条。", False),
        ("其中机构职能10条，政策解读20条，2021年1月新增40条。", True),
    ],
)
def test_a_list_that_may_go_on_is_not_said_to_fall_short(
    tmp_path: Path, sentence: str, fails: bool
) -> None:
    text = f"{TITLE}一、总体情况\n全年主动公开政府信息100条，{sentence}{EMPTY}"
    assert bool(failed(read(tmp_path, text))) is fails


def test_cells_parted_by_bars_on_lines_of_their_own_are_read(tmp_path: Path) -> None:
    cells = (
        "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 6 行政规范性文件 1 2 3".split()
    )
    table = "\n|\n".join(cells)
    text = f"{TITLE}一、总体情况\n工作有序。\n二、主动公开政府信息情况\n第二十条第（一）项\n|\n{table}\n|\n"
    report = read(tmp_path, f"{text}三、收到和处理政府信息公开申请情况\n")
    columns = ("issued", "repealed", "in_force")
    rows = ("regulations", "normative_documents")
    values = [[report.cell(f"proactive.{r}.{c}").value for c in columns] for r in rows]
    assert values == [[0, 0, 6], [1, 2, 3]]


def test_a_notice_on_how_to_write_reports_is_no_report(tmp_path: Path) -> None:
    title = "虚构县人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知"
    assert not is_title(title)
    with pytest.raises(InputError):
        read(tmp_path, f"{title}\n请各单位按照要求认真编写，于规定期限之前报送。\n")


def test_an_opening_sentence_is_not_taken_for_the_title(tmp_path: Path) -> None:
    opening = "根据《中华人民共和国政府信息公开条例》和有关要求，现将我办2022年度政府信息公开情况报告如下："
    assert not is_title(opening)


def test_a_bracket_that_belongs_to_the_name_is_closed() -> None:
    title = "云海海关总署(本级机关)2020年政府信息公开工作年度报告"
    assert agency_in_title(title) == "云海海关总署(本级机关)"


def test_the_closest_label_is_the_same_in_every_process() -> None:
    code = (
        "from itertools import product\n"
        "from helpers.parsing.closest import Names\n"
        "names = {'甲乙丙丁戊' + ''.join(p): 'one' for p in product('子丑寅卯', repeat=3)}\n"
        "print(Names(names, 0.5).closest('甲乙丙丁戊午未申'))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("统计时间：2021年1月1日-2021年12月31日。", None),
        ("时间：2022年3月18日", "2022-03-18"),
    ],
)
def test_a_period_is_not_the_date_of_publication(
    tmp_path: Path, line: str, published: str | None
) -> None:
    report = read(tmp_path, f"{TITLE}{line}\n一、总体情况\n工作有序。{EMPTY}")
    stated = report.published.days[0].isoformat() if report.published else None
    assert stated == published


def test_digits_that_go_on_above_their_row_are_never_read_without_them(tmp_path: Path) -> None:
    strip = "disputes.litigation_direct.upheld"
    text = invented_report("2021", {strip: 276000}, "tabs")
    first = next(line for line in text.split("\n") if "\t276000\t" in line)
    broken = text.replace(first, "27600\n" + first.replace("276000", "0"))
    report = read(tmp_path, broken)
    assert report.cell(strip).value is None
    assert "27600" in " ".join(unplaced.text for unplaced in report.unplaced)


def test_the_last_head_of_table_four_is_not_the_total_of_table_three(tmp_path: Path) -> None:
    heads = "行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 总计".split()
    text = invented_report("2021", layout="lines", without=("table:disputes",))
    row = "（七）总计\n" + 7 * "0\n"
    assert row in text
    lost = text.replace(row, "（七）总计\n" + 5 * "4\n")
    strip = "\n".join([*heads, *"7 0 13 13 59 208 13".split()])
    report = read(tmp_path, lost.replace("五、", f"{strip}\n五、", 1))
    values = [c.value for a, c in report.cells.items() if "outcome_total" in a]
    assert values == [None] * 7


@pytest.mark.parametrize(("opener", "cell"), [("|", "{} |"), ("| ", " {}  | ")])
def test_an_indented_bar_alone_is_a_blank_cell_where_rows_open_with_one_that_is_not(
    tmp_path: Path, opener: str, cell: str
) -> None:
    rows = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 5  7", "行政规范性文件  2 3"]
    cells = [[opener, *(cell.format(text) for text in row.split(" "))] for row in rows]
    table = "\n".join(line for row in cells for line in row)
    text = f"{TITLE}一、总体情况\n工作有序。\n二、主动公开政府信息情况\n第二十条第（一）项 |\n{table}\n"
    report = read(tmp_path, f"{text}三、收到和处理政府信息公开申请情况\n")
    columns = ("issued", "repealed", "in_force")
    found = [
        [report.cell(f"proactive.{row}.{column}").raw for column in columns]
        for row in ("regulations", "normative_documents")
    ]
    assert found == [["5", "", "7"], ["", "2", "3"]]


def test_heads_that_lost_their_end_are_known_by_their_position(tmp_path: Path) -> None:
    heads = "信息内容 | 本年新 | 本年新 | 对外公开总数量 |"
    rows = "规章 | 0 | 0 | 0 |\n规范性文件 | 1 | 2 | 3 |"
    text = f"{TITLE}一、总体情况\n工作有序。\n二、主动公开政府信息情况\n第二十条第（一）项 |\n"
    end = "三、收到和处理政府信息公开申请情况\n"
    report = read(tmp_path, f"{text}{heads}\n{rows}\n{end}")
    columns = ("created", "disclosed", "disclosed_total")
    row = "proactive.normative_documents"
    assert [report.cell(f"{row}.{column}").value for column in columns] == [1, 2, 3]
    assert not report.unplaced


def test_what_a_head_explains_in_brackets_does_not_hide_it(tmp_path: Path) -> None:
    heads = "信息内容 | 现行有效件数（历史累计） | 本年制发件数 | 本年废止件数 |"
    text = f"{TITLE}一、总体情况\n工作有序。\n二、主动公开政府信息情况\n第二十条第（一）项 |\n"
    rows = "规章 | 0 | 0 | 0 |\n行政规范性文件 | 7 | 2 | 1 |"
    end = "三、收到和处理政府信息公开申请情况\n"
    report = read(tmp_path, f"{text}{heads}\n{rows}\n{end}")
    row = "proactive.normative_documents"
    found = {c: report.cell(f"{row}.{c}").value for c in ("issued", "repealed", "in_force")}
    assert found == {"issued": 2, "repealed": 1, "in_force": 7}
    assert not report.unplaced
