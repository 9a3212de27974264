"""Rules about wholes and their listed parts in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from helpers.audit.exact import difference, exact, shown, total
from helpers.audit.outcomes import results_of_cases
from helpers.audit.rule import Evidence, Outcome, Rule, Severity
from helpers.audit.scope import ROUNDED, before, change, rounding
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Breakdown, Claim, Place, Report
from helpers.wording import unnumbered

_CARRIED = re.compile("结转|上一?年|去年|往年")
_INSIDE = re.compile(r"(?<!包)含|[（(][^）)]*\d[^）)%％]*[）)]")
_BRACKETS = re.compile("[（(][^）)]*[）)]")
_CHANNELS = re.compile("网上|网络|在线|线上|线下|当面|现场|信函|邮寄|来信|电子邮件|邮箱|传真|窗口")
_GENERIC = frozenset({"个", "次", "项", "家", "处", "块", "期", "台", "套", "部", "场"})
"""Measure words for so many things that whole and part need not be of one kind."""
MOST_PARTS = 16
"""Longer lists are not tried for a list inside the list."""


def _sum(breakdown: Breakdown) -> int | float:
    return total(part.value for part in breakdown.parts)


def _compared(breakdown: Breakdown) -> Text:
    """Write the comparison out: ``108 + 102 = 210 against the stated 208``."""
    unit = f" {breakdown.whole.unit}" if breakdown.whole.unit else ""
    parts = " + ".join(shown(p.value) for p in breakdown.parts)
    added = f"{parts} = {shown(_sum(breakdown))}" if len(breakdown.parts) > 1 else parts
    whole = shown(breakdown.whole.value)
    return Text(
        f"the parts listed are {added}, the whole stated is {whole}",
        f"所列分项为 {added}{unit}，所述总数为 {whole}{unit}",
    )


def _at(breakdown: Breakdown) -> str:
    section = breakdown.whole.section or "opening"
    return f"prose.{section}.{breakdown.whole.concept or 'whole'}.{shown(breakdown.whole.value)}"


def _outcome(breakdown: Breakdown, verdict: str, message: Text, **more: object) -> Outcome:
    places = (breakdown.place, *breakdown.whole.others)
    return Outcome(
        verdict,  # type: ignore[arg-type]
        _at(breakdown),
        message.format(c=_compared(breakdown)),
        evidence=tuple(Evidence(breakdown.text, place) for place in places),
        **more,  # type: ignore[arg-type]
    )


def _exceed(report: Report, form: Form | None) -> Iterator[Outcome]:
    listed = listed_parts(report)
    for breakdown in report.breakdowns:
        added, whole = _sum(breakdown), breakdown.whole.value
        if added <= whole:
            held = Text("No more than the whole: {c}.", "分项之和未超过总数：{c}。")
            yield _outcome(breakdown, "pass", held, expected=whole, actual=added)
        elif reason := doubt(listed, breakdown) or _other_reading(breakdown):
            message = Text("Not judged, because {r}: {c}.", "因{r}，不作判断：{c}。").format(
                r=reason, c="{c}"
            )
            yield _outcome(breakdown, "undecided", message)
        else:
            message = Text(
                "The listed parts exceed the whole: {c}; that is {n} too many{u}.",
                "分项之和超过总数：{c}，多出 {n}{u}。",
            ).format(c="{c}", n=shown(difference(added, whole)), u=_unless(breakdown))
            yield _outcome(breakdown, "fail", message, expected=whole, actual=added)
    yield from _none_listed(report)


_PLACES = re.compile("网站|平台|公众号|微信|微博|公报|公开栏|公示栏|报刊|电视|广播|渠道")
_TWICE = Text(
    ", unless some count under several channels, which the text does not say",
    "（除非有的同时计入多个渠道，但文中未作说明）",
)


def _unless(breakdown: Breakdown) -> Text:
    """Return what would explain parts that exceed their whole, and stands nowhere in the text."""
    return _TWICE if all(_PLACES.search(p.text) for p in breakdown.parts) else Text("", "")


def _below(report: Report, form: Form | None) -> Iterator[Outcome]:
    listed = listed_parts(report)
    for breakdown in report.breakdowns:
        added, whole = _sum(breakdown), breakdown.whole.value
        if added >= whole:
            held = Text("No less than the whole: {c}.", "分项之和不少于总数：{c}。")
            yield _outcome(breakdown, "pass", held, expected=whole, actual=added)
        elif not breakdown.closed:
            message = Text(
                "The list does not claim to be complete: {c}.", "所列分项未必是全部：{c}。"
            )
            yield _outcome(breakdown, "not_applicable", message)
        elif reason := (
            doubt(listed, breakdown)
            or _broken_off(report, breakdown)
            or _goes_on(report, breakdown)
        ):
            message = Text("Not judged, because {r}: {c}.", "因{r}，不作判断：{c}。").format(
                r=reason, c="{c}"
            )
            yield _outcome(breakdown, "undecided", message)
        else:
            # 其中 introduces parts and need not list them all; 分别为 does.
            severity: Severity = "note" if breakdown.listed_as == "其中" else "warning"
            message = Text(
                "The listed parts fall short of the whole: {c}; {n} are unaccounted for.",
                "分项之和少于总数：{c}，相差 {n}。",
            ).format(c="{c}", n=shown(difference(whole, added)))
            yield _outcome(
                breakdown, "fail", message, severity=severity, expected=whole, actual=added
            )
    yield from _none_listed(report)


def _broken_off(report: Report, breakdown: Breakdown) -> Text | None:
    """Return that a list ends with its paragraph and no full stop: a page may have cut it."""
    ends = (text.rstrip() for text, _ in report.prose)
    if any(text.endswith(breakdown.text) for text in ends):
        return Text("the paragraph breaks off after it", "段落至此中断")
    return None


def _goes_on(report: Report, breakdown: Breakdown) -> Text | None:
    """Return that the next sentence lists one part more, with which parts make up the whole."""
    whole, sums = exact(breakdown.whole.value), {exact(0)}
    for part in breakdown.parts[:MOST_PARTS]:
        sums |= {each + exact(part.value) for each in sums}
    if not breakdown.whole.unit:
        return None
    more = re.compile(rf"(?<![\d.,])(\d{{1,9}}){re.escape(breakdown.whole.unit)}")
    for text, _ in report.prose:
        after = text.partition(breakdown.text)[2]
        following = after[1:].partition("。")[0] if after.startswith("。") else ""
        if any(whole - int(n) in sums for n in more.findall(following)):
            return Text("the next sentence goes on with the list", "下一句还列有分项")
    return None


def doubt(listed: frozenset[Key], breakdown: Breakdown) -> Text | None:
    """Return why whole and parts need not agree exactly, or None."""
    whole, parts = breakdown.whole, breakdown.parts
    if any(c.precision != "exact" for c in (whole, *parts)):
        return ROUNDED
    room = exact(rounding(whole)) + sum((exact(rounding(p)) for p in parts), exact(0)) / 2
    if room and exact(difference(_sum(breakdown), whole.value)) <= room:
        return ROUNDED
    if breakdown.may_overlap:
        return Text("the text lets one item count in several parts", "原文说明同一信息可计入多项")
    if change(before(whole)):
        return Text("the first number is a change or an average", "首个数字为增减量或平均数")
    if is_part(listed, whole):
        return Text("it is a list inside a list", "该分项嵌套在另一分项之内")
    if _INSIDE.search(_list_of(breakdown)):
        return Text("a part is itself broken down", "分项中另有细分")
    if _CARRIED.search(breakdown.text + _remark(breakdown)):
        return Text("cases of the year before are counted as well", "其中涉及上年结转或往年数据")
    if len(_dimensions(breakdown.text)) > 1:
        return Text("the parts are sorted in more than one way", "分项按不同标准划分")
    return None


def _other_reading(breakdown: Breakdown) -> Text | None:
    """Return how parts that exceed their whole can be read so that they do not, or None."""
    if results_of_cases(breakdown):
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


def _remark(breakdown: Breakdown) -> str:
    """Return the brackets that follow the last part, "" for none."""
    _, _, rest = breakdown.whole.sentence.partition(breakdown.text)
    remark = _BRACKETS.match(rest)
    return remark.group() if remark else ""


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


def _none_listed(report: Report) -> Iterator[Outcome]:
    if not report.breakdowns:
        message = Text("The prose lists no parts of a whole.", "正文没有列出总数的分项。")
        yield Outcome("not_applicable", "prose", message)


Key = tuple[Place, int | float, str]


def listed_parts(report: Report) -> frozenset[Key]:
    """Return what identifies each number that is listed as a part of another one."""
    return frozenset(key(part) for b in report.breakdowns for part in b.parts)


def is_part(listed: frozenset[Key], claim: Claim) -> bool:
    """Tell whether a number is among those of :func:`listed_parts`."""
    return key(claim) in listed


def key(claim: Claim) -> Key:
    """Return what identifies a number of the prose."""
    return claim.place, claim.value, claim.text


_PROSE = Text("The prose of all sections", "各部分正文")
_ARITHMETIC = Text("Arithmetic: a part cannot exceed its whole", "算术关系：部分不能大于整体")
_INEXACT = Text(
    "The rule reads no cells. Rounded numbers and lists that can be read in another way are left "
    "undecided.",
    "本规则不涉及单元格。约数以及可作其他理解的分项，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "parts-exceed-whole",
        Text("Parts exceed their whole", "分项之和大于总数"),
        Text(
            "Where the prose states a total and lists its parts, the parts cannot add up to more "
            "than the total, unless the text itself says that one item counts in several parts.",
            "正文写明总数并列出分项的，除原文说明同一信息计入多项外，分项之和不可能大于总数。",
        ),
        _ARITHMETIC,
        _PROSE,
        "error",
        _INEXACT,
        _exceed,
    ),
    Rule(
        "parts-below-whole",
        Text("Parts fall short of their whole", "分项之和小于总数"),
        Text(
            "Where a list of parts claims to be complete, it adds up to the total. A list opened "
            "by “其中” (of which) need not be complete, so a shortfall there is only noted.",
            "分项完整列出的，其和应等于总数。以“其中”引出的分项不一定完整，不足的仅作提示。",
        ),
        Text("Arithmetic: all parts make up the whole", "算术关系：全部分项之和等于整体"),
        _PROSE,
        "warning",
        _INEXACT,
        _below,
    ),
)
"""The rules about parts and wholes."""
