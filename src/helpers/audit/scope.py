"""What the words around a number say that it is about: reasons not to compare it.

A clause may speak of another year, of a change, of a part, or of another body; its number then
differs from the table without being wrong. Where the words allow that, nothing is accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from helpers.audit.exact import exact, shown, step
from helpers.concepts import Concept
from helpers.messages import Text
from helpers.model import Claim, Statement

_YEAR = re.compile(r"(?<![较比与同])(?<!结转)(?<!结转至)((?:19|20)\d\d)年(?!度?.{0,3}结转)")
_PAST = re.compile("(?<![较比与同])(?:去年|前年|往年|历年|(?<!结转)上一?年(?!度?.{0,3}结转))|以来")
_CHANGE = re.compile(
    "同比|环比|[较比](?:上|去|前|同|(?:19|20)\\d\\d)|增[长加]|减少|下降|上升|翻|平均|每[年月季日]"
)
_PLANNED = re.compile(
    "(?<![草虚模])拟(?![定制订])|计划|(?<!即)将于|准备|建议(?!提案|和提案|、)|应予"
)
_SPAN = re.compile(r"季度|半年|月份|(?<!\d)\d{1,2}月(?!\d)")
_RUNNING = re.compile("累计|历年|总计")
_THIS_YEAR = re.compile("全年|本年|年度|今年|一年来")
_OF_WHICH = "其中"
_PART = re.compile(
    "律师|网上|网络|在线|线上|线下|当面|现场|信函|邮寄|来信|来访|来电|电子邮件|邮箱|传真|窗口|涉及|属于"
)
_PERSONS = re.compile("自然人|公民|个人")
_BODIES = re.compile("企业|法人|组织|机构")
_OTHERS = re.compile(
    "全系统|下属|所属|各[乡镇街部单县区科股站](?!级)|县区|区县|县市区|镇街(?!道)|街镇|乡镇(?=收|受|办)|(?<![本我])部门|转[办交来]"
)
_ELSEWHERE = re.compile(f"本级|{_OTHERS.pattern}")
_EVERYWHERE = re.compile("全[国省市县区镇乡州盟旗]|各级")
_AS_JUDGE = re.compile(
    "(?<![在未])(?:办理|审理)|应诉|代理|化解|接待|承办|作为复议机关|复议机构|依法行政|行政执法"
)
_SUBJECT = re.compile("信息公开|政务公开|依申请公开")
_OTHER_REQUESTS = re.compile(
    "^(?!.*公开).*(?:许可|审批|救助|低保|补助|补贴|登记|仲裁|建房|宅基地|户口|工伤|贷款|专利|事项)"
)
_ABOUT_DOCUMENTS = re.compile("管理|制度|办法|目录|清单|审核|审查|清理|解读|备案|草案|党内|党委")
_NOT_COUNTS = frozenset(
    "% 元 万元 亿元 个工作日 工作日 天 小时 页 字 名 人 人次 场 期 家 户 平方米 台 套 处 位 辆 类 张 本 册 卷 轮".split()
)
_DIGITS = re.compile(r"\d(?:,?\s*\d)*(?:\s*\.\s*\d(?:\s*\d)*)?")
_BETWEEN = re.compile(r"[,\s]")
_SCALED = r"(\d+(?:\.(\d+))?)(?:余|多)?([万亿])(?!元)"

BROUGHT_FORWARD = "requests_brought_forward"
"""What is counted here is of the year before: 2021年结转2件."""
_NONE_OF_A_KIND = re.compile(
    "纠错|纠正|败诉|撤销|变更|违法|责令|维持|逾期|超期|延期|超时|积压|遗漏|推诿|拖延|拒绝|不予|未予|未按|不按"
    "|不当|不服|不及时|结转|收费|收取|费用|异议|争议|纠纷|不满|转办|转送|重复|恶意|撤回|其他(?!组织)|新的|再|除.{1,20}外|一[件起宗例].{0,2}引"
)
_KINDS = (BROUGHT_FORWARD, "requests_carried_forward", "administrative_fees", "not_processed")
"""Concepts that are themselves a kind of case."""
_NONE_FROM_SOME = re.compile(
    "企业|法人|组织|机构|通过|以.{2,6}(?:方式|形式)|网上|信函|当面|邮件|传真"
)
_FROM_ALL = re.compile("公民|自然人|个人|任何|公众|群众|社会")

_OF_ANSWERED = re.compile("其中[^;；]{0,12}结转[^;；]{0,12}$")

ROUNDED = Text("the number is rounded", "该数字为约数")


def rounding(claim: Claim) -> int | float:
    """Return by how much the true number may differ: 41400 printed as 4.14万 by up to 100."""
    for match in re.finditer(_SCALED, claim.text):
        scale = 10_000 if match[3] == "万" else 100_000_000
        if exact(claim.value) == exact(float(match[1])) * scale:
            return float(Fraction(scale, 10 ** len(match[2] or "")))
    return float(step(claim.value))


def before(claim: Claim) -> str:
    """Return the words of the clause up to the number, the whole clause if it is not found."""
    first = next(_printed(claim), None)
    return claim.text[: first[0]] if first else claim.text


def marked(claim: Claim) -> str:
    """Return the clause with its number written ``#``, without the unit."""
    text = claim.text
    for begin, end in reversed(list(_printed(claim))):
        text = f"{text[:begin]}#{text[end:]}"
    return text


def _printed(claim: Claim) -> Iterator[tuple[int, int]]:
    """Yield where the clause prints the number, with separators and spaces between its digits.

    A pattern of its own for every number would take longer than all else that is asked of it.
    """
    digits = shown(claim.value)
    for match in _DIGITS.finditer(claim.text):
        if match.group() == digits or _BETWEEN.sub("", match.group()) == digits:
            yield match.span()


def other_year(text: str, year: int | None, opening: str = "") -> Text | None:
    """Return why `text` speaks of a year other than the report's, or None.

    `opening` is what stands before it in the sentence: it may name the year, too.
    """
    years = _YEAR.findall(text)
    named = years or ([] if _THIS_YEAR.search(text) else _YEAR.findall(opening))
    if year and named and int(named[-1]) != year:
        return Text(f"it speaks of {named[-1]}", f"所述为{named[-1]}年")
    if not years and _PAST.search(text):
        return Text("it speaks of earlier years", "所述为以往年度")
    return None


def opening(claim: Claim) -> str:
    """Return what stands in the sentence before the clause of the number."""
    return claim.sentence[: max(claim.sentence.find(claim.text), 0)]


def no_count(claim: Claim, concept: Concept) -> Text | None:
    """Return why the number cannot be the count of a table, or None."""
    if claim.unit in _NOT_COUNTS and claim.unit not in concept.units:
        return Text("its unit is not that of the table", "其单位与表格不同")
    return None


def change(words: str) -> Text | None:
    """Return why a number after `words` is a change or an average, or None."""
    if _CHANGE.search(words):
        return Text("it is a change or an average", "所述为增减量或平均数")
    return None


_OTHER_SPAN = re.compile("平均|均值|前[两二三四五几]年|上[两二]年|疫情|以来|历年|计划|目标|预期")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def over_last_year(text: str, last: int | None) -> bool:
    """Tell whether a change is one over the year before: 较前三年平均数, 较2017年 are not."""
    years = {int(year) for year in _ANY_YEAR.findall(text)}
    return not _OTHER_SPAN.search(text) and years <= {last}


def aside(claim: Claim, concept: Concept, year: int | None) -> Text | None:
    """Return why a number is not about the cells of its concept in this year, or None."""
    return no_count(claim, concept) or (
        None if concept.id == BROUGHT_FORWARD else other_year(before(claim), year, opening(claim))
    )


def other_matter(claim: Claim, concept: Concept) -> Text | None:
    """Return why a number may be about something else than the cells, whatever they hold."""
    words = before(claim)
    if found := change(words):
        return found
    if _SPAN.search(words):
        return Text("it speaks of a part of the year", "所述为年内某一时段")
    if _PLANNED.search(words):
        return Text("it is planned or proposed", "所述为计划或建议")
    # An organ issues its own documents only: 本级 sets them apart from nobody else's.
    issued = concept.id.startswith(("documents", "regulations"))
    others = _OTHERS if issued else _ELSEWHERE
    if others.search(claim.text) and not _EVERYWHERE.search(claim.text):
        return Text("it may speak of other bodies as well or instead", "所述单位范围可能不同")
    told = opening(claim) + claim.text
    if _disputes(concept) and _AS_JUDGE.search(told) and not _SUBJECT.search(told):
        return Text("the cases may be about other matters", "可能不是政府信息公开案件")
    if concept.id.startswith("requests") and _OTHER_REQUESTS.search(claim.text):
        return Text("the requests may be for something else", "可能不是政府信息公开申请")
    looked_through = concept.id.startswith("documents") and not concept.id.endswith(
        ("repealed", "in_force")
    )
    if looked_through and _ABOUT_DOCUMENTS.search(claim.text):
        return Text("it may count something else about documents", "所计可能不是文件本身的数量")
    return None


def narrower(
    claim: Claim, table: int | float, concept: Concept, *, whole_agrees: bool
) -> Text | None:
    """Return why a number that differs from the table may be right all the same, or None.

    Where it is a part of a whole that agrees with the table, it is of all that the table counts.
    """
    if found := other_matter(claim, concept):
        return found
    words = before(claim)
    if _EVERYWHERE.search(claim.text):
        return Text("it may speak of other bodies as well or instead", "所述单位范围可能不同")
    if _RUNNING.search(words) and not _THIS_YEAR.search(words) and claim.value > table:
        return Text("it may be a running total of several years", "可能为多年累计数")
    # 答复15件，其中上年结转2件，本年新收13件: what came in is a part of what was answered.
    if claim.value < table and _OF_ANSWERED.search(opening(claim)):
        return Text("it is one of several parts", "该数字为分项之一")
    persons, bodies = _PERSONS.search(claim.text), _BODIES.search(claim.text)
    mixed = bool(persons) != bool(bodies) and not (whole_agrees and _of_one_kind(concept))
    part = _PART.search(claim.text) or (_OF_WHICH in claim.text and not whole_agrees)
    if claim.value < table and (part or mixed):
        return Text("it may be a part only", "可能只是其中一部分")
    return None


def _of_one_kind(concept: Concept) -> bool:
    """Tell whether a concept is itself about one kind of applicant."""
    return all(a.startswith("applications.") and not a.endswith(".total") for a in concept.cells)


def vague(claim: Claim, table: int | float) -> bool:
    """Tell whether a number that is not meant exactly fits the table: 100余 fits 108.

    A vague number gives its leading digits: 100余 is below 200; 近20 is at most 15 % too high,
    约30 within a tenth.
    """
    stated, held = exact(claim.value), exact(table)
    if not stated or claim.precision == "exact":
        return False
    digits = str(int(stated))
    unit = step(claim.value) or Fraction(10) ** (len(digits) - len(digits.rstrip("0")))
    if claim.precision == "at_least":
        return stated <= held < stated + unit
    if claim.precision == "at_most":
        return stated - max(stated * 15 / 100, Fraction(1)) <= held <= stated
    return abs(held - stated) <= stated / 10


def some_only(statement: Statement, year: int | None) -> Text | None:
    """Return why a statement of "all" need not speak of all of the year, or None."""
    text = statement.text
    if found := other_year(text, year):
        return found
    if _SPAN.search(text):
        return Text("it speaks of a part of the year", "所述为年内某一时段")
    if _ELSEWHERE.search(text):
        return Text("it may speak of other bodies", "所述单位范围可能不同")
    return None


def narrower_none(statement: Statement, year: int | None, concept: Concept) -> Text | None:
    """Return why a statement of "none" need not mean that there were none at all, or None."""
    text = statement.text
    if found := other_year(text, year):
        return found
    if _SPAN.search(text):
        return Text("it speaks of a part of the year", "所述为年内某一时段")
    if _NONE_OF_A_KIND.search(text) and not concept.id.startswith(_KINDS):
        return Text("it may deny one kind of case only", "可能只否定其中某一种情形")
    if _NONE_FROM_SOME.search(text) and not _FROM_ALL.search(text):
        return Text(
            "it may speak of some applicants or channels only", "可能只涉及部分申请人或渠道"
        )
    if _ELSEWHERE.search(text) or _EVERYWHERE.search(text):
        return Text("it may speak of other bodies", "所述单位范围可能不同")
    return None


def _disputes(concept: Concept) -> bool:
    return any(address.startswith("disputes.") for address in concept.cells)
