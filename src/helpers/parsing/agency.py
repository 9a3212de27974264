"""Which organ a report is of, from its title, body, signature and page metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.model import DatedPhrase, Document, Line, Place
from helpers.parsing.dates import find_dates, lost_marks
from helpers.wording import line_mapped, plain, squeeze

_SUBJECT = re.compile(
    r"(?:政府信息公开|政务信息公开|政务公开|信息公开)(?:工作|年度|情况|报告|年报|的)"
)
_YEAR = re.compile(
    r"[\[(【〔]?(?:(?:19|20)\d\d|[二两][〇零○O0一]{1,2}[〇零○O0一二三四五六七八九]{1,2})[\])】〕]?(?:年度?|学年度?)?"
)
_WRAPPING = re.compile(r"(?:关于)?(?:印发|公布|发布|报送|上报)?《?")
_MARKS = "的,.、:-_()[]《》【】<>"
_SUFFIX = (
    "人民政府办公室|人民政府办公厅|人民政府|街道办事处|地区行政公署|行政公署|办事处|管理委员会|委员会"
    "|管委会|办公室|办公厅|管理局|监督局|总局|分局|支队|大队|总队|调查队|局|厅|部|署|司|处|院|所|站|校|中心|银行|大学|学院|学校"
    "|小学|中学|医院|集团|公司|海关|关区|法院|检察院|联合会|总工会|红十字会|残联|妇联|工商联|文联|科协|图书馆|博物馆|文化馆"
    "|档案馆|国资委|街道办|镇|乡|街道|街|苏木|县|市|区|旗|盟|州|省|政府"
)
_NAME = re.compile(rf"[\u4e00-\u9fff·]{{1,30}}?(?:{_SUFFIX})(?![\u4e00-\u9fff])")
_BODY = (
    re.compile(r"由(?P<name>[\u4e00-\u9fff]{2,30}?)(?:编制|根据|按照|依据|结合)"),
    re.compile(
        r"(?:编制|公布|发布|现将|完成)了?《?(?P<name>[\u4e00-\u9fff]{2,30}?)(?:19|20)\d\d年?度?"
        r"(?:政府信息|政务信息|政务|信息)公开"
    ),
    re.compile(
        r"(?:^|[,。《将布制])(?:19|20)\d\d年度?(?P<name>[\u4e00-\u9fff]{2,30}?)"
        r"(?:政府信息|政务信息|政务|信息)公开(?:工作(?:年度)?|年度)报告"
    ),
    re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30}?)(?:根据|按照|依据|依照)(?:《|国务院|新修订)"),
    re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30}?)现?向社会(?:公开|公布)《(?:19|20)\d\d年"),
    re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30}?)(?:认真贯彻落实《|特?编制(?:19|20)\d\d年)"),
)
_SIGNED = re.compile(r"(?P<name>\D{3,60}?)\s*(?=(?:19|20)\d\d)")
_META_NAMES = frozenset({"contentsource", "source", "author", "contentauthor", "dept", "publisher"})
_META_LINE = re.compile(
    r"(?:发布机构|发文机关|信息来源|来源|所属机构|责任部门|发布单位|公开主体)\s*[:：|｜]\s*"
    # Where the space is lost, the next entry of the line follows the name at once.
    r"(?P<name>[\u4e00-\u9fff]{2,30}?)(?=[^\u4e00-\u9fff]|$|(?:浏览|点击|访问|阅读)(?:次数|量|数)"
    r"|(?:发布|发文|成文|生成|公开)(?:日期|时间)|字体大小|打印本页)"
)
_DATE_LINE = re.compile(
    r"(?:发布日期|发布时间|成文日期|发文日期|公开日期|生成日期|(?<![\u4e00-\u9fff])(?:日期|时间))"
    # 统计时间：… is the period; in a table of the page's data a bar stands for the colon.
    r"\s*[:：|｜]\s*(?P<date>[\d年月日./-]{8,12}|20\d\d ?- ?\d{1,2} ?- ?\d{1,2})"
)
_ONLY_DATE = re.compile(r"[(（]?\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)）]?")
_DATE_FIRST = re.compile(
    r"^(?P<date>20\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}))[ \d:]{0,9}(?:(?:信息)?来源|作者|发布机构|发布单位|[(（]点击)"
)
_META_DATES = frozenset({"pubdate", "publishdate", "publicationdate", "date"})
_NO_NAME = re.compile("[我本各全该]|以|在|对|为")
_CONTACT = re.compile(
    rf"(?:请联系:?|[请可][与向]|联系单位:)(?P<name>[\u4e00-\u9fff]{{2,30}}?(?:{_SUFFIX}|委))"
    # The office inside the organ that answers: 某海关办公室政务公开科.
    r"(?:党政|综合)?(?:办公室|办公厅|办)?(?:政府|政务|新闻|信息|公开|和|信访|工作|领导小组)*(?:科|处|办公室|办)?"
    r"(?:联系|[;(,。:])"
)
_SUBJECT_OF_WORK = re.compile(
    r"(?:^|[,。])(?:(?:19|20)\d\d年度?(?:以来)?,?)?(?P<name>[\u4e00-\u9fff]{3,30}?)"
    r"(?:\(以下简称[^()]{2,12}\))?(?:认真|深入|严格|坚持|全面|高度重视|始终|紧紧围绕|在[\u4e00-\u9fff、,]{2,30}领导下)"
)

LONGEST_OPENING = 2000
"""So many characters of a paragraph are searched for a name that stands in its sentences."""

_ABOUT = re.compile("关于(?:印发|公布|发布|报送|做好)?$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The sign-off at the end: organ and date, each with its place.

    Attributes:
        name: The organ as printed, or "".
        name_place: Where it stands.
        dated: The date, or None.
        items: Indexes of the lines that make it up.
    """

    name: str
    name_place: Place | None
    dated: DatedPhrase | None
    items: frozenset[int]


def agency_in_title(title: str) -> str:
    """Return the organ a title names: 2022年度螅镇政府信息公开… gives 螅镇; "" for none."""
    folded, origin = line_mapped(title)
    subject = _SUBJECT.search(folded)
    if subject is None:
        return ""
    start, end = 0, subject.start()
    year = _YEAR.match(folded)
    wrapping = _WRAPPING.match(folded, year.end() if year else 0)
    start = wrapping.end() if wrapping else year.end() if year else 0
    if again := _YEAR.match(folded, start):
        start = again.end()
    # XX县人民政府信息公开年度报告 drops one of the two 政府 that should stand there.
    if folded[start:end].endswith("人民") and subject.group().startswith("政府"):
        end += 2
    name = folded[start:end]
    for match in _YEAR.finditer(name):
        # 云海海关总署2010年海关信息公开…: what follows the year is no part of the name.
        if match.end() == len(name.rstrip(_MARKS)) or names_organ(name[: match.start()]):
            end = start + match.start()
            break
    name = folded[start:end]
    start += len(name) - len(name.lstrip(_MARKS))
    end -= len(name) - len(name.rstrip(_MARKS))
    if about := _ABOUT.search(folded[start:end]):
        end = start + about.start()  # X局关于印发2022年政府信息公开工作年度报告的通知
    inside = folded[start:end]
    if inside.count("(") > inside.count(")") and folded[end : end + 1] == ")":
        end += 1  # 总署(本级机关)
    if end <= start or folded[start:end].isdigit():
        return ""
    return re.sub(r"\s", "", title[origin[start] : origin[end - 1] + 1])


def find_signature(document: Document, begin: int, end: int, tables: set[int]) -> Signature:
    """Find organ and date at the end of the report (items `begin` to `end`)."""
    nothing = Signature("", None, None, frozenset())
    tail: list[tuple[int, Line]] = [
        (i, item)
        for i in range(begin, end)
        if isinstance(item := document.items[i], Line) and i not in tables and plain(item.text)
    ][-6:]
    for at in range(len(tail) - 1, -1, -1):
        index, line = tail[at]
        folded = plain(line.text)
        dates = find_dates(line.text.strip(), line.place)
        if not dates and (signed := _signed_in_one(index, line)) is not None:
            return signed
        cut, only = (False, None) if dates else lost_marks(line.text, line.place)
        if not (dates or cut) or len(folded) > 45:
            continue
        dated = dates[-1] if dates else only
        if dated is not None and not cut:
            before = folded[: folded.rfind(plain(dated.text))].strip("(),:")
            if names_organ(before):
                return Signature(before, line.place, dated, frozenset({index}))
            if len(folded) - len(plain(dated.text)) > 4:
                continue
        for near in (at - 1, at + 1):
            if 0 <= near < len(tail) and names_organ(plain(tail[near][1].text)):
                other, other_line = tail[near]
                name = squeezed(other_line.text)
                return Signature(name, other_line.place, dated, frozenset({index, other}))
        return Signature("", None, dated, frozenset({index}))
    if tail and names_organ(plain(tail[-1][1].text)):
        index, line = tail[-1]
        return Signature(squeezed(line.text), line.place, None, frozenset({index}))
    return nothing


def _signed_in_one(index: int, line: Line) -> Signature | None:
    """Read organ and date on one line where the date lost some of its marks: 虚构镇 20233月1日."""
    match = _SIGNED.match(line.text)
    if match is None or not names_organ(name := plain(match["name"])):
        return None
    cut, dated = lost_marks(line.text[match.end() :], line.place.moved(line.text, match.end()))
    return Signature(name, line.place, dated, frozenset({index})) if cut else None


def names_organ(text: str) -> bool:
    """Tell whether a text in normal form is the name of an organ and nothing else."""
    return 2 < len(text) <= 35 and bool(_NAME.fullmatch(text))


def names_alone(text: str) -> bool:
    """Tell whether a line below a title is the organ that the title lacks, and no addressee."""
    return names_organ(plain(text)) and not _NO_NAME.match(plain(text))


def squeezed(text: str) -> str:
    """Return a name without the white space it is printed with."""
    return squeeze(text).replace(" ", "")


def names_in_body(lines: Iterable[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Return organs that the opening paragraphs name as the author (由X编制, X根据《…》)."""
    found = []
    for text, place in lines:
        folded, origin = line_mapped(text)
        matches = [m for pattern in _BODY for m in pattern.finditer(folded)]
        found += [
            (_quoted(text, origin, m), place)
            for m in matches
            if names_organ(m["name"]) and not _NO_NAME.match(m["name"])
        ]
    return found


def name_in_prose(lines: Iterable[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Return the organ to be asked about the report, or whose work its first sentences tell.

    For want of a better name it is the author.
    """
    lines = list(lines)
    for pattern in (_CONTACT, _SUBJECT_OF_WORK):
        for text, place in lines:
            folded, origin = line_mapped(text[:LONGEST_OPENING])
            for match in pattern.finditer(folded):
                if names_organ(match["name"]) and not _NO_NAME.match(match["name"]):
                    return [(_quoted(text, origin, match), place)]
    return []


def full_name(short: str, lines: Iterable[tuple[str, Place]]) -> tuple[str, Place] | None:
    """Return the name that the opening abbreviates to `short`, or None.

    虚构市残疾人联合会（以下简称“市残联”）: the title may print the short one only.
    """
    if not short:
        return None
    called = re.compile(
        rf"(?P<name>[\u4e00-\u9fff]{{3,30}})\((?:以下)?简称:?[\"']?{re.escape(plain(short))}[\"']?\)"
    )
    for text, place in lines:
        folded, origin = line_mapped(text[:LONGEST_OPENING])
        match = called.search(folded)
        if match and names_organ(match["name"]):
            return _quoted(text, origin, match), place
    return None


def _quoted(text: str, origin: Sequence[int], match: re.Match[str]) -> str:
    return re.sub(r"\s", "", text[origin[match.start("name")] : origin[match.end("name") - 1] + 1])


def names_in_metadata(
    document: Document, outside: Sequence[Line]
) -> list[tuple[str, Place | None]]:
    """Return organs named by page metadata and by lines such as 发布机构：… around the report."""
    found: list[tuple[str, Place | None]] = []
    for name, content in document.metadata:
        if name.lower() in _META_NAMES and names_organ(plain(content)):
            found.append((plain(content), None))
    for line in outside:
        match = _META_LINE.search(squeeze(line.text))
        if match and names_organ(match["name"]):
            found.append((match["name"], line.place))
    return found


def date_in_metadata(document: Document, outside: Sequence[Line]) -> DatedPhrase | None:
    """Return the publication date that the page states outside the report, or None."""
    for line in outside:
        squeezed = squeeze(line.text)
        match = _DATE_LINE.search(squeezed) or _DATE_FIRST.match(squeezed)
        if match:
            dates = find_dates(match["date"].replace(" ", ""), line.place)
            if dates:
                return dates[0]
        if _ONLY_DATE.fullmatch(squeezed) and (dates := find_dates(line.text, line.place)):
            return dates[0]
    for name, content in document.metadata:
        if name.lower() in _META_DATES:
            dates = find_dates(content, Place())
            if dates:
                return dates[0]
    return None
