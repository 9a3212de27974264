"""Rules about a text that is not whole: numbers lost from sentences, parts that were announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.prose import NO_PROSE, hits, paragraphs
from helpers.audit.rule import FORMER, WORDS, Evidence, Outcome, Rule, Severity
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report
from helpers.model.report import SECOND_REPORT
from helpers.numerals import chinese_number

_UNITS = "(?:件|条|篇|份|起|宗|例|人次|场次)"
_END = r"(?=[,。;、:)]|$)"
_LOST = re.compile(
    # a count that the verb or the noun before it announces
    rf"(?:共|共计|累计|合计|总计|分别)(?:新)?(?:收到|受理|(?:主动)?公开|发布|更新|答复|办理|办结|制发){_UNITS}{_END}"
    rf"|(?:共计|累计|合计|总计){_UNITS}{_END}"
    rf"|(?:收到|接到)(?:各类)?{_UNITS}{_END}"
    rf"|(?:政府|政务|各类|更新|公开|发布)信息(?:条|篇){_END}"
    rf"|动态(?:信息)?(?:条|篇){_END}"
    # a rate without its digits; numbers of articles, documents and decrees
    r"|(?:占比?|达到?|增长|下降|率为?)%"
    r"|〔\d{4}〕号|(?<![a-zA-Z\d])第号|第条第?[(款项]|第[一二三四五六七八九十]+条第项"
    r"|(?<![\d每逐〇零○一二三四五六七八九十])年月日"
)


def _lost(report: Report, form: Form | None) -> Iterator[Outcome]:
    met = list(hits(report, _LOST))
    for hit in met:
        words = hit.match.group()
        message = Text(
            f"A number seems to be missing in “{words}”; it was lost in the report, or on the way "
            "from its page to this file.",
            f"“{words}”处似缺数字：可能原文遗漏，也可能在网页转为文件时丢失。",
        )
        # Recognition loses digits more often than authors do.
        severity: Severity | None = "note" if report.by_ocr else None
        yield Outcome("fail", "prose", message, severity, (), None, words, (hit.evidence,))
    if not met:
        there = bool(paragraphs(report))
        message = Text("No sentence lacks its number.", "未见缺少数字的语句。")
        if there:
            yield Outcome("pass", "prose", message)
        else:
            yield Outcome("undecided", "prose", NO_PROSE)


_ANNOUNCED = re.compile(
    r"(?:(?:由|分为?|包括|包含|共|共有)(?:以下|下列|如下)?|等)"
    r"(?P<count>[一二三四五六七八九十两]|\d{1,2})(?:个|大)?(?:部分(?:组成|构成|内容)?|方面(?:组成|构成|内容))"
)


def _announced(report: Report, form: Form | None) -> Iterator[Outcome]:
    near = [*report.opening, *(line for s in report.sections[:1] for line in s.lines[:2])]
    spoken = {place for _, place in near}
    met = [h for h in hits(report, _ANNOUNCED) if "报告" in h.sentence]
    met = [h for h in met if any(_same_line(h.evidence, place) for place in spoken)]
    if not met:
        message = Text(
            "The opening does not say how many parts there are.", "开头没有写明共几部分。"
        )
        yield Outcome("not_applicable", "opening", message)
        return
    hit, there = met[0], len(report.sections)
    printed = hit.match["count"]
    said = int(printed) if printed.isdigit() else chinese_number(printed.replace("两", "二"))
    evidence: tuple[Evidence, ...] = (
        hit.evidence,
        *(Evidence(s.title, s.place) for s in report.sections),
    )
    if not there:
        message = Text("No section heading was recognised.", "未识别出各部分标题。")
        yield Outcome("undecided", "opening", message, evidence=evidence)
    elif said == there:
        message = Text(
            f"{there} parts are announced and there.", f"写明{there}个部分，与实际相符。"
        )
        yield Outcome("pass", "opening", message, evidence=evidence)
    else:
        message = Text(
            f"The opening announces {said} parts; {there} were found.",
            f"开头写明{said}个部分，实际见到 {there} 个。",
        )
        yield Outcome("fail", "opening", message, expected=said, actual=there, evidence=evidence)


def _same_line(evidence: Evidence, place: object) -> bool:
    here = evidence.place
    if here is None:
        return False
    return _line(here) == _line(place)


def _line(place: object) -> tuple[int, ...]:
    names = ("page", "line", "paragraph", "table", "row", "cell")
    return tuple(getattr(place, name) for name in names)


def _one_report(report: Report, form: Form | None) -> Iterator[Outcome]:
    others = [n for n in report.notes if n.code == SECOND_REPORT]
    for note in others:
        words = report.title
        message = Text(
            f"{note.text.en} What is said here is about “{words}” alone.",
            f"{note.text.zh}本次审计只针对“{words}”。",
        )
        yield Outcome("fail", "file", message, evidence=(Evidence(words, note.place),))
    if not others and not report.title:
        message = Text(
            "No title was read, so two reports could not be told apart.",
            "未读到标题，无法区分是否有两份报告。",
        )
        yield Outcome("undecided", "file", message)
    elif not others:
        message = Text("The file holds one report.", "文件中只有一份报告。")
        yield Outcome("pass", "file", message)


_NO_CELLS = Text(
    "The rule reads no cells. No prose, or no headings: undecided.",
    "本规则不涉及单元格。没有正文或标题的，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "number-lost",
        Text("Numbers lost from a sentence", "语句中缺少数字"),
        Text(
            "“共收到件” has room for a number and holds none. Whether the organ left it out or the "
            "page lost it cannot be seen in the text, so the source should be looked at.",
            "“共收到件”之类语句缺少数字。是机关遗漏还是网页丢失，从文本无法看出，应核对原文。",
        ),
        Text(
            "Regulations on Open Government Information, article 50: the report states the numbers",
            "《政府信息公开条例》第五十条：年度报告应写明数量",
        ),
        Text("Prose of all sections", "各部分正文"),
        "warning",
        _NO_CELLS,
        _lost,
        tolerance=WORDS,
        former=FORMER,
    ),
    Rule(
        "parts-announced",
        Text("As many parts as announced", "部分数与说明相符"),
        Text(
            "Where the opening says of how many parts the report consists, so many are there.",
            "开头写明由几部分组成的，实际应有相同数目的部分。",
        ),
        Text("One report says one thing of itself", "同一报告的说明与内容应一致"),
        Text("Opening; section headings", "开头、各部分标题"),
        "note",
        _NO_CELLS,
        _announced,
    ),
    Rule(
        "one-report",
        Text("One report in the file", "一个文件一份报告"),
        Text(
            "A file that holds the report of another year or organ as well is read up to the report "
            "that is fuller; the other is named and not judged.",
            "文件中还有其他年度或机关报告的，只读取较完整的一份，另一份予以指出，不作判断。",
        ),
        Text("How the file was read", "文件的读取情况"),
        Text("Remarks of the reading", "读取说明"),
        "note",
        Text("The rule reads no cells.", "本规则不涉及单元格。"),
        _one_report,
        tolerance=WORDS,
    ),
)
"""The rules about a text that is not whole, or that is more than one."""
