"""How a list of parts can be read so that it agrees with its whole: reasons not to accuse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from helpers.audit.exact import difference, exact, total
from helpers.audit.outcomes import results_of_cases
from helpers.audit.scope import ROUNDED, before, change, rounding
from helpers.form import editions, load_form
from helpers.messages import Text
from helpers.model import Breakdown, Claim, Place, Report
from helpers.wording import unnumbered

_CARRIED = re.compile("结转|上一?年|去年|往年")
_INSIDE = re.compile(r"(?<!包)含|[（(][^）)]*\d[^）)%％]*[）)]")
_CARRIED_REMARK = re.compile(f"[（(][^）)]*(?:{_CARRIED.pattern})[^）)]*[）)]")
"""The same in brackets that follow a list."""
_CHANNELS = re.compile("网上|网络|在线|线上|线下|当面|现场|信函|邮寄|来信|电子邮件|邮箱|传真|窗口")
_GENERIC = frozenset({"个", "次", "项", "家", "处", "块", "期", "台", "套", "部", "场"})
"""Measure words for so many things that whole and part need not be of one kind."""
MOST_PARTS = 16
"""Longer lists are not tried for a list inside the list."""
Key = tuple[Place, int | float, str]


def added(breakdown: Breakdown) -> int | float:
    """Return what the parts add up to."""
    return total(part.value for part in breakdown.parts)


def broken_off(report: Report, breakdown: Breakdown) -> Text | None:
    """Return that a list ends with its paragraph and no full stop: a page may have cut it."""
    ends = (text.rstrip() for text, _ in report.prose)
    if any(text.endswith(breakdown.text) for text in ends):
        return Text("the paragraph breaks off after it", "段落至此中断")
    return None


def goes_on(report: Report, breakdown: Breakdown) -> Text | None:
    """Return that the next sentence lists one part more, with which parts make up the whole."""
    whole, sums = breakdown.whole, {exact(0)}
    for part in breakdown.parts[:MOST_PARTS]:
        sums |= {each + exact(part.value) for each in sums}
    if not whole.unit:
        return None
    more = re.compile(rf"(?<![\d.,])(\d{{1,9}}){re.escape(whole.unit)}")
    for text, _ in report.prose:
        following = text.partition(f"{breakdown.text}。")[2].partition("。")[0]
        # 办结申请57件：… counts something else, and a number behind the first is a part of that.
        first = more.search(following)
        if first is None or exact(whole.value) - int(first[1]) not in sums:
            continue
        if not _of_another(report, whole, following, int(first[1])):
            return Text("the next sentence goes on with the list", "下一句还列有分项")
    return None


def _of_another(report: Report, whole: Claim, sentence: str, number: int) -> bool:
    """Tell whether a number of a sentence is of another quantity than a whole."""
    return any(
        c.concept not in (None, whole.concept) and c.value == number and c.text in sentence
        for c in report.claims
    )


def doubt(listed: frozenset[Key], breakdown: Breakdown) -> Text | None:
    """Return why whole and parts need not agree exactly, or None."""
    whole, parts = breakdown.whole, breakdown.parts
    if any(c.precision != "exact" for c in (whole, *parts)):
        return ROUNDED
    room = exact(rounding(whole)) + sum(exact(rounding(p)) / 2 for p in parts)
    if room and exact(difference(added(breakdown), whole.value)) <= room:
        return ROUNDED
    if breakdown.may_overlap:
        return Text("the text lets one item count in several parts", "原文说明同一信息可计入多项")
    if change(before(whole)):
        return Text("the first number is a change or an average", "首个数字为增减量或平均数")
    if is_part(listed, whole):
        return Text("it is a list inside a list", "该分项嵌套在另一分项之内")
    if _INSIDE.search(_list_of(breakdown)):
        return Text("a part is itself broken down", "分项中另有细分")
    remark = whole.sentence.partition(breakdown.text)[2]
    if _CARRIED.search(breakdown.text) or _CARRIED_REMARK.match(remark):
        return Text("cases of the year before are counted as well", "其中涉及上年结转或往年数据")
    if len(_dimensions(breakdown.text)) > 1:
        return Text("the parts are sorted in more than one way", "分项按不同标准划分")
    return None


def other_reading(breakdown: Breakdown) -> Text | None:
    """Return how parts that exceed their whole can be read so that they do not, or None."""
    if results_of_cases(breakdown) or _exclude_each_other(breakdown):
        return None
    whole, values = breakdown.whole.value, [p.value for p in breakdown.parts]
    if any(total(values[:n]) == whole for n in range(1, len(values))):
        return Text(
            "the first parts make up the whole and the rest may be about something else",
            "前几项之和已等于总数，其后各项可能另有所指",
        )
    if _nested(values, whole):
        return Text("some parts may be details of the part before", "部分分项可能是前一项的细分")
    if breakdown.whole.unit in _GENERIC and max(values) > whole:
        return Text("whole and parts may count different things", "总数与分项所计可能不是同一事物")
    return None


_KINDS: Sequence[Mapping[str, re.Pattern[str]]] = (
    {
        "in person": re.compile("当面|现场|窗口"),
        "by letter": re.compile("信函|邮寄|来信"),
        "by fax": re.compile("传真"),
        "online": re.compile("网上|网络|在线|线上|电子邮件|邮箱"),
        "another": re.compile("其他|其它"),
    },
    {"online": re.compile("网上|网络|在线|线上"), "offline": re.compile("线下")},
    {
        "person": re.compile("自然人|公民|个人"),
        "body": re.compile("法人|组织|企业|机构"),
    },
)
"""Kinds of one sort: no channel is a detail of another, and no person is an organisation."""


def _exclude_each_other(breakdown: Breakdown) -> bool:
    """Tell whether every part is of another kind of one sort: none can be a detail of another."""
    parts = breakdown.parts
    words = [re.split(r"\d", before(p))[-1] for p in parts]
    for sort in _KINDS:
        kinds = [[name for name, named in sort.items() if named.search(w)] for w in words]
        if all(len(k) == 1 for k in kinds) and len({k[0] for k in kinds}) == len(parts):
            return True
    return False


def _list_of(breakdown: Breakdown) -> str:
    opener = breakdown.text.find(breakdown.listed_as)
    return breakdown.text[opener + len(breakdown.listed_as) :] if opener >= 0 else breakdown.text


def _nested(values: Sequence[int | float], whole: int | float) -> bool:
    """Tell whether the whole comes out when runs of parts are details of the part before each."""
    if len(values) > MOST_PARTS:
        return False
    parts = [exact(v) for v in values]
    sums = {0: {exact(0)}}
    for start, parent in enumerate(parts):
        details, end = exact(0), start + 1
        while True:
            sums.setdefault(end, set()).update(s + parent for s in sums.get(start, ()))
            if end == len(parts) or details + parts[end] > parent:
                break
            details += parts[end]
            end += 1
    return exact(whole) in sums.get(len(parts), set())


@lru_cache(maxsize=1)
def _sorts() -> dict[str, re.Pattern[str]]:
    """The ways in which requests are sorted, by the words of the newest edition."""
    block = next(t for t in load_form(editions()[-1]).tables if t.layout == "matrix").blocks[0]
    applicants = [c.label.zh for c in block.columns if c.id not in ("total", "other_organization")]
    top = next(r.parent for r in block.rows if r.role == "total")
    outcomes = [unnumbered(r.label.zh).split("(")[0] for r in block.children(top or "")]
    return {
        "applicants": re.compile("|".join([*applicants, "企业", "法人", "公民", "个人"])),
        "channels": _CHANNELS,
        "outcomes": re.compile("|".join([*outcomes[:-1], "办结", "答复", "同意公开"])),
    }


def _dimensions(text: str) -> list[str]:
    return [name for name, words in _sorts().items() if words.search(text)]


def listed_parts(report: Report) -> frozenset[Key]:
    """Return what identifies each number that is listed as a part of another one."""
    return frozenset(key(part) for b in report.breakdowns for part in b.parts)


def is_part(listed: frozenset[Key], claim: Claim) -> bool:
    """Tell whether a number is among those of :func:`listed_parts`."""
    return key(claim) in listed


def key(claim: Claim) -> Key:
    """Return what identifies a number of the prose."""
    return claim.place, claim.value, claim.text
