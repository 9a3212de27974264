"""Three examples for each rule about words and dates: one passes, one fails, one cannot be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from helpers.audit.context import Context
from helpers.audit.example import Examples
from helpers.audit.specimen import BUSY, changed, specimen, telling, three
from helpers.form import load_form
from helpers.messages import Text
from helpers.model import DatedPhrase, Head, Note, Place, Report, Unplaced
from helpers.model.report import SECOND_REPORT


def _articles() -> Examples:
    form = load_form("2021")
    first = next(b for t in form.tables for b in t.blocks if b.article)

    def headed(text: str) -> Report:
        made = specimen()
        heads = (Head(first.id, text, Place(line=20)), *made.heads[1:])
        return replace(made, heads=heads)

    return three(
        ("The heads of the form.", "标题与格式一致。", specimen()),
        ("Article 26 at the first head.", "首栏写作第二十六条。", headed("第二十六条第（一）项")),
        ("The item is not named.", "未写明项次。", headed("第二十条")),
    )


def _form() -> Examples:
    made = specimen()
    extra = Unplaced("0", Place(line=50), Text("No column is left.", "没有对应的列。"))
    return three(
        ("All as in the form.", "与规定格式一致。", made),
        (
            "The last section is missing.",
            "缺少最后一部分。",
            replace(made, sections=made.sections[:-1], unplaced=(extra,)),
        ),
        ("No year is found.", "未找到年份。", replace(made, year=None)),
    )


def _unit() -> Examples:
    def paid(text: str) -> Report:
        made = specimen("2019", {"proactive.procurement.projects": "2"})
        return changed(made, proactive__procurement__amount=text)

    return three(
        ("The cell prints its unit.", "单元格写明单位。", paid("18.6万元")),
        ("276000 of what?", "276000 未注明单位。", paid("276000")),
        ("Words stand in the cell.", "单元格为文字。", paid("见附件")),
    )


def _content() -> Examples:
    made = specimen()
    silent = specimen(prose={"overview": ("依法主动公开政府信息。",)})
    return three(
        ("Every content is there.", "内容齐全。", made),
        ("A township is silent on assessment.", "乡镇未报告考核情况。", silent),
        ("The kind of organ is unknown.", "机关性质不明。", replace(silent, agency_kind="unknown")),
    )


def _dated(day: date) -> DatedPhrase:
    return DatedPhrase((day, day), f"{day.year}年{day.month}月{day.day}日", Place(line=900))


def _deadline() -> Examples:
    office = specimen(agency="云岚市水务局", agency_kind="department")
    return three(
        ("Dated 13 January.", "1月13日公布。", office),
        (
            "A department, dated 2 March.",
            "部门于3月2日公布。",
            replace(office, published=_dated(date(2023, 3, 2))),
        ),
        ("There is no date.", "没有日期。", replace(office, published=None)),
    )


def _period() -> Examples:
    def stated(first: date, last: date, **changes: object) -> Report:
        words = f"{first.year}年{first.month}月至{last.year}年{last.month}月"
        made = specimen(period=DatedPhrase((first, last), words, Place(line=2)))
        return replace(made, **changes)  # type: ignore[arg-type]

    return three(
        ("The calendar year.", "全年。", specimen()),
        ("The year before.", "上一年度。", stated(date(2021, 1, 1), date(2021, 12, 31))),
        (
            "A school, by the school year.",
            "学校按学年统计。",
            stated(date(2021, 9, 1), date(2022, 8, 31), agency_kind="institution"),
        ),
    )


def _years() -> Examples:
    return three(
        ("Dated after the year.", "日期在年度结束之后。", specimen()),
        (
            "Dated before its end.",
            "日期早于年度结束。",
            specimen(published=_dated(date(2022, 12, 14))),
        ),
        ("There is no date.", "没有日期。", specimen(published=None)),
    )


def _stale() -> Examples:
    return three(
        ("The year is the report's.", "年份相符。", telling("2022年，我镇依法公开政府信息。")),
        (
            "Last year's opening was left.",
            "沿用上年开头。",
            telling("2021年，我镇依法公开政府信息。"),
        ),
        ("The year is not known.", "年份不明。", telling("我镇依法公开政府信息。", year=None)),
    )


def _instruction() -> Examples:
    return three(
        ("No placeholder.", "没有占位符号。", specimen()),
        ("“××件” was not filled in.", "“××件”未填写。", telling("全年收到申请××件。")),
        ("There is no prose.", "没有正文。", specimen(sections=())),
    )


def _notice() -> Examples:
    old, new = (load_form(e).notice_number for e in ("2019", "2021"))
    return three(
        (
            "The notice for the year.",
            "引用当年适用的通知。",
            telling(f"根据{new}要求编制年度报告。"),
        ),
        (
            "The notice that was replaced.",
            "引用已被取代的通知。",
            telling(f"根据{old}要求编制年度报告。"),
        ),
        ("Without a year.", "没有年份。", telling(f"根据{new}要求编制年度报告。", year=None)),
    )


def _decree() -> Examples:
    def under(number: int, **changes: object) -> Report:
        law = "《中华人民共和国政府信息公开条例》"
        return telling(f"根据{law}（国务院令第{number}号）编制本报告。", **changes)

    return three(
        ("Decree 711.", "国务院令第711号。", under(711)),
        ("Decree 771.", "国务院令第771号。", under(771)),
        ("Without a year.", "没有年份。", under(711, year=None)),
    )


def _lost() -> Examples:
    return three(
        ("The number is there.", "数字齐全。", telling("全年共收到2件。")),
        ("“共收到件”.", "“共收到件”。", telling("全年共收到件，均已答复。")),
        ("There is no prose.", "没有正文。", specimen(sections=())),
    )


def _announced() -> Examples:
    def saying(count: str, **changes: object) -> Report:
        line = (f"本报告由{count}个部分组成。", Place(line=2, column=1))
        return replace(specimen(), opening=(line,), **changes)  # type: ignore[arg-type]

    return three(
        ("Six announced, six there.", "写明六个，实有六个。", saying("六")),
        ("Five announced, six there.", "写明五个，实有六个。", saying("五")),
        ("No heading was recognised.", "未识别出标题。", saying("六", sections=())),
    )


def _one() -> Examples:
    other = Note(
        SECOND_REPORT,
        Text(
            "The file holds another report, “青禾镇2021年…”.",
            "文件中还有另一份报告“青禾镇2021年…”。",
        ),
        Place(line=300),
    )
    return three(
        ("One report.", "一份报告。", specimen()),
        ("Two years in one file.", "一个文件两个年度。", specimen(notes=(other,))),
        (
            "Nothing was found to tell by.",
            "没有可据以判断的内容。",
            specimen(title="", sections=()),
        ),
    )


def _fees() -> Examples:
    def charged(amount: str) -> Report:
        made = specimen(cells=BUSY, prose={"other": ("本年度收取信息处理费2万元。",)})
        return changed(made, proactive__fees__amount=amount)

    return three(
        ("Two different sums.", "两个不同金额。", charged("47.1")),
        ("The same sum in table two.", "表二填写同一金额。", charged("2")),
        ("The cell is blank.", "单元格空白。", charged("")),
    )


_OWN = (
    "全镇设立便民窗口，由党政办派专人值守，逐日登记群众来电来访，当场答复，办结后电话回访。",
    "文化广场新建电子屏，滚动播放惠民补贴名单、修路工程进度和防汛值班安排，群众反映良好。",
    "档案室把近年会议纪要逐份编目扫描，由分管副镇长签字后移交查阅点，设专人指引填表。",
    "村务监督小组每季度抽查公示栏，发现张贴不及时，当日补齐并通报，村干部在例会上作了说明。",
    "组织财政所、民政所、农技站骨干集中学习保密审查流程，演练拟稿、核稿、会签、上网四个环节。",
    "在赶集日摆设咨询台，把医保缴费、秸秆还田、危房改造三类热点问题讲给赶集的乡亲听。",
)
_OTHER = (
    "街道把社区网格员手机号印在楼道门牌旁，居民扫码即可看到低保公示和旧改时间表。",
    "会同供水公司张贴停水通告，另用方言广播提醒老年人储水，两日内没有接到抱怨电话。",
    "邀请退休教师担任政务公开观察员，每月到大厅旁听一次，记下听不懂的词语请窗口改写。",
    "将历年拆迁安置房分配底册装订成册，放在居委会阅览角，由热心居民轮流看管。",
    "组织菜市场商户座谈，公布摊位费减免依据和计算办法，现场算账并当场签字确认。",
    "结合防震演练讲解应急物资采购公示，演练后请中学生画成漫画贴在校门口橱窗。",
)


def _shared() -> Examples:
    def of(*sentences: str, **changes: Any) -> Report:
        return specimen(prose={"overview": sentences}, **changes)

    mine, theirs = of(*_OWN), of(*_OTHER, agency="云岚市白鹭街道办事处")
    copy = of(*_OWN, agency="云岚市白鹭街道办事处")
    return three(
        ("Each wrote its own text.", "各自撰写。", mine),
        ("A neighbour prints the same text.", "邻近机关文字相同。", mine),
        ("Too little text to compare.", "文字过少。", telling("无。")),
        (Context(alike=(theirs,)), Context(alike=(copy,)), Context(alike=(theirs,))),
    )


ABOUT_WORDS: Mapping[str, Callable[[], Examples]] = {
    "article-cited": _articles,
    "form-conformance": _form,
    "unit-unclear": _unit,
    "required-content": _content,
    "deadline": _deadline,
    "period-covers-year": _period,
    "year-agreement": _years,
    "stale-text": _stale,
    "instruction-text": _instruction,
    "notice-cited": _notice,
    "regulations-cited": _decree,
    "number-lost": _lost,
    "parts-announced": _announced,
    "one-report": _one,
    "fee-kinds": _fees,
    "reuse": _shared,
}
"""Rule → what makes its examples."""
