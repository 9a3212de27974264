"""Rules about what was left in a text that was copied or filled in: years, names, instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from helpers.audit.organs import check_organs
from helpers.audit.prose import NO_PROSE, Hit, hits, paragraphs
from helpers.audit.rule import FORMER, WORDS, Evidence, Outcome, Rule, Severity
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.wording import plain

_UNTIL = re.compile(r"截[至止]到?(?P<year>20\d\d)年(?:12月31日|底|末|年底|年末)")
_COMPARES = re.compile("同比|相比|较上|比上|比去|增长|下降|上年|去年|历年|累计|以来")
_FIRST_WORDS = re.compile(
    r"^(?:(?:一|1)[、.])?(?P<year>20\d\d)年(?:度|来|以来)?[,，]?"
    r"(?=(?:我|本|全)(?:省|市|县|区|镇|乡|街道|局|委|办|厅|旗|院|校|单位|机关))"
)
_WRITTEN = re.compile(
    r"(?:编制|现将|[现特](?:向社会)?公布)了?(?:《|我|本)?[^。;,，]{0,16}?(?P<year>20\d\d)年度?[^。;,，]{0,12}信息公开[^。;,，]{0,8}报告"
)
"""What the opening says that it is the report of: no other report is written or published there."""
_TITLED = re.compile(r"(?P<year>20\d\d)年度?")
_NEXT = re.compile("计划|打算|展望|安排|思路|下一步|整改|问题")
_PLANS = re.compile("将|继续|计划|进一步")
_SELF = re.compile(r"(?<![\"'“‘])我(?P<kind>镇|乡|街道|局|厅|校|院)(?!们)")
_KINDS = {
    "township": frozenset({"镇", "乡"}),
    "subdistrict": frozenset({"街道"}),
    "department": frozenset({"局", "厅", "院"}),
}
_PLACE = re.compile(
    r"(?P<core>[\u4e00-\u9fff]{1,6}?)(?P<kind>镇|乡|街道)(?:人民政府|政府|办事处|街道办)?$"
)
_PARENT = re.compile(r".*[省市县区州盟旗]")


def _stale(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is None:
        yield Outcome("undecided", "year", Text("No year was found.", "未找到年份。"))
    else:
        yield from _years(report, report.year)
    yield from _names(report)
    yield from check_organs(report)
    yield from _selves(report)


def _years(report: Report, year: int) -> Iterator[Outcome]:
    found = [*_until(report, year), *_opened(report, year), *_headed(report, year)]
    yield from found
    if not found:
        message = Text("No other year stands where {y} belongs.", "未见应为{y}而写作其他年份之处。")
        yield Outcome("pass", "year", message.format(y=year))


def _until(report: Report, year: int) -> Iterator[Outcome]:
    """Look for a state of things at the end of an earlier year: 截至2021年底."""
    until = list(hits(report, _UNTIL))
    right = any(int(h.match["year"]) == year for h in until)
    for hit in until:
        named = int(hit.match["year"])
        if named >= year or _COMPARES.search(hit.sentence):
            continue  # plans and comparisons name other years rightly
        yield _year(hit.evidence, named, year, "note" if right or named < year - 1 else "warning")


def _opened(report: Report, year: int) -> Iterator[Outcome]:
    """Look at the first words of the report, and at what it says it is the report of."""
    for text, place in _first_paragraphs(report):
        words = plain(text)
        match = _FIRST_WORDS.search(words)
        if match is None and (not report.opening or (text, place) in report.opening):
            match = _WRITTEN.search(words)
        if match is None:
            continue
        named = int(match["year"])
        if named < year or (named > year and not _PLANS.search(text)):
            yield _year(Evidence(text[:60], place), named, year, "warning")


def _headed(report: Report, year: int) -> Iterator[Outcome]:
    """Look for another year in the headings."""
    for section in report.sections:
        match = _TITLED.search(plain(section.title))
        if match is None or _NEXT.search(section.title):
            continue
        named = int(match["year"])
        if named not in (year, year + 1):
            yield _year(Evidence(section.title, section.place), named, year, "warning")


def _first_paragraphs(report: Report) -> Iterator[tuple[str, Place]]:
    yield from report.opening[:2]
    yield from (line for section in report.sections[:1] for line in section.lines[:1])


def _year(evidence: Evidence, named: int, year: int, severity: Severity) -> Outcome:
    message = Text(
        f"The text speaks of {named} where a report on {year} would speak of {year}; perhaps it "
        "was left from another year's report.",
        f"此处写作{named}年，而报告年度为{year}年，可能是沿用其他年度报告时未作修改。",
    )
    return Outcome(
        "fail", "year", message, severity, expected=year, actual=named, evidence=(evidence,)
    )


def _names(report: Report) -> Iterator[Outcome]:
    """Compare the townships and subdistricts that title, opening and signature name."""
    named = [
        (name, match["core"], place)
        for where, name, place in report.agency_names
        if where in ("title", "body", "signature") and (match := _PLACE.search(plain(name)))
    ]
    if len(named) < 2:
        message = Text(
            "There are not two names of a township or subdistrict to compare.",
            "没有可对照的两处乡镇、街道名称。",
        )
        yield Outcome("not_applicable", "agency", message)
        return
    for (one, core, here), (other, second, there) in combinations(named, 2):
        if not _one_place(core, second):
            yield Outcome(
                "fail",
                "agency",
                Text(
                    f"Two organs are named: “{one}” and “{other}”; one of them may have been left "
                    "from another report.",
                    f"出现两个机关名称：“{one}”和“{other}”，其一可能是沿用其他报告时未作修改。",
                ),
                expected=one,
                actual=other,
                evidence=(Evidence(one, here), Evidence(other, there)),
            )
            return
    message = Text(
        "Title, opening and signature name one place.", "标题、开头和落款所指为同一地方。"
    )
    yield Outcome("pass", "agency", message)


def _one_place(a: str, b: str) -> bool:
    a, b = _PARENT.sub("", a) or a, _PARENT.sub("", b) or b
    return a.endswith(b) or b.endswith(a)


def _selves(report: Report) -> Iterator[Outcome]:
    """Look for “我局” in the report of a township, and for the like."""
    own = _KINDS.get(report.agency_kind)
    if own is None:
        message = Text(
            "The kind of organ does not tell how it would call itself.",
            "无法从机关性质判断其自称。",
        )
        yield Outcome("not_applicable", "self", message)
        return
    met = list(hits(report, _SELF))
    ours = any(h.match["kind"] in own for h in met)
    others = [h for h in met if h.match["kind"] not in own]
    if report.agency_kind == "department":
        # 我院 and 我校 are departments of their own; a township is none.
        others = [h for h in others if h.match["kind"] in ("镇", "乡", "街道")]
    if not others:
        message = Text("The text calls its organ by its own kind.", "文中自称与机关性质相符。")
        yield Outcome("pass", "self", message)
        return
    words = list(dict.fromkeys(h.match.group() for h in others))
    said = "、".join(words)
    times = "once" if len(others) == 1 else f"{len(others)} times"
    yield Outcome(
        "fail",
        "self",
        Text(
            f"The text calls its organ “{said}” ({times}), which it is not; perhaps words of "
            "another report were left in.",
            f"文中自称“{said}”（{len(others)} 处），与机关性质不符，可能是沿用其他报告时未作修改。",
        ),
        severity="note" if ours else "warning",
        actual=said,
        evidence=tuple(h.evidence for h in others[:3]),
    )


_INSTRUCTIONS = re.compile(
    r"(?:该|此|本)部分以表格形式报告|监督保障\(含|第五十条第四项规定的|本地本单位|本地区本单位应"
    r"|\{\{|\}\}|此处(?:填写|请填)|请(?:在此)?(?:填写|填报)(?:具体)?(?:数据|数字|内容|情况)"
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[Xx×✕*＊]{2,}(?=年|月|日|条|件|个|次|期|篇|份|人|镇|乡|街道|局|县|市|区|项)"
    r"|_{3,}(?=年|月|日|条|件|个|次|期|篇|份|人|项)|(?<=[收发布达共])[○〇]{2,}"
)


def _instruction(report: Report, form: Form | None) -> Iterator[Outcome]:
    met = [(h, False) for h in hits(report, _INSTRUCTIONS)]
    met += [(h, True) for h in hits(report, _PLACEHOLDER)]
    for hit, blank in met:
        yield _left(hit, blank)
    if not met:
        words = bool(paragraphs(report))
        message = Text(
            "No instruction and no placeholder was left in.", "未见残留的填写说明或占位符号。"
        )
        if words:
            yield Outcome("pass", "prose", message)
        else:
            yield Outcome("undecided", "prose", NO_PROSE)


def _left(hit: Hit, blank: bool) -> Outcome:
    words = hit.match.group()
    message = Text(
        f"“{words}” is of the instructions for filling in the form; perhaps it was left in.",
        f"“{words}”属于填写说明的用语，疑为未删除的模板文字。",
    )
    if blank:
        message = Text(
            f"“{words}” stands where a number or a name belongs.",
            f"“{words}”处应为数字或名称，疑为未填的占位符号。",
        )
    severity: Severity = "warning" if blank else "note"
    return Outcome("fail", "prose", message, severity, actual=words, evidence=(hit.evidence,))


_COPIED = Text(
    "Regulations on Open Government Information, article 50: a report is of its own organ and year",
    "《政府信息公开条例》第五十条：年度报告应反映本机关当年情况",
)
_NO_CELLS = Text(
    "The rule reads no cells. No year, no prose: undecided.",
    "本规则不涉及单元格。没有年份或正文的，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "stale-text",
        Text("Left from another report", "沿用其他报告的文字"),
        Text(
            "Another year where the year of the report belongs, another township than that of the "
            "title, an organ of another place or another office under the report, or “my bureau” in the report of a township: words that were probably left from "
            "the report that served as a model. Comparisons and plans name other years rightly.",
            "应写报告年度而写成其他年份、出现标题以外的乡镇名称、落款为其他地区或其他部门、乡镇报告中自称“我局”等，多为套用其他报告时未作修改；"
            "比较和计划中提到其他年份属正常。",
        ),
        _COPIED,
        Text("Headings, prose, names of the organ", "标题、正文、机关名称"),
        "warning",
        _NO_CELLS,
        _stale,
        tolerance=WORDS,
        former=FORMER,
    ),
    Rule(
        "instruction-text",
        Text("Instructions and placeholders left in", "残留的说明文字和占位符"),
        Text(
            "Words of the instructions for filling in, and signs such as XX or ×× where a number or "
            "name belongs, were not meant to be published.",
            "填写说明的用语，以及数字、名称处的“××”等符号，均不应出现在公布的报告中。",
        ),
        _COPIED,
        Text("Prose of all sections", "各部分正文"),
        "warning",
        _NO_CELLS,
        _instruction,
        tolerance=WORDS,
        former=FORMER,
    ),
)
"""The rules about what was left in."""
