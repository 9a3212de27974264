"""Rules about wholes and their listed parts in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from helpers.audit.agreeing import parts_of_agreeing, printed_in_full
from helpers.audit.exact import difference, shown
from helpers.audit.otherwise import added, broken_off, doubt, goes_on, listed_parts, other_reading
from helpers.audit.rule import Evidence, Outcome, Rule, Severity
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Breakdown, Report


def _compared(breakdown: Breakdown) -> Text:
    """Write the comparison out: ``108 + 102 = 210 against the stated 208``."""
    unit = f" {breakdown.whole.unit}" if breakdown.whole.unit else ""
    parts = " + ".join(shown(p.value) for p in breakdown.parts)
    sums = f"{parts} = {shown(added(breakdown))}" if len(breakdown.parts) > 1 else parts
    whole = shown(breakdown.whole.value)
    return Text(
        f"the parts listed are {sums}, the whole stated is {whole}",
        f"所列分项为 {sums}{unit}，所述总数为 {whole}{unit}",
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
        summed, whole = added(breakdown), breakdown.whole.value
        if summed <= whole:
            held = Text("No more than the whole: {c}.", "分项之和未超过总数：{c}。")
            yield _outcome(breakdown, "pass", held, expected=whole, actual=summed)
        elif reason := doubt(listed, breakdown) or other_reading(breakdown):
            message = Text("Not judged, because {r}: {c}.", "因{r}，不作判断：{c}。").format(
                r=reason, c="{c}"
            )
            yield _outcome(breakdown, "undecided", message)
        else:
            message = Text(
                "The listed parts exceed the whole: {c}; that is {n} too many{u}.",
                "分项之和超过总数：{c}，多出 {n}{u}。",
            ).format(c="{c}", n=shown(difference(summed, whole)), u=_unless(breakdown))
            yield _outcome(breakdown, "fail", message, expected=whole, actual=summed)
    yield from _none_listed(report)


_PLACES = re.compile("网站|平台|公众号|微信|微博|公报|公开栏|公示栏|报刊|电视|广播|渠道")
_TWICE = Text(
    ", unless some count under several channels, which the text does not say",
    "（除非有的同时计入多个渠道，但文中未作说明）",
)


_OPEN = Text(
    "; “其中” (of which) need not list them all, so see whether a part was left out",
    "；“其中”所列未必是全部，请核对是否有未列出的分项",
)


def _unless(breakdown: Breakdown) -> Text:
    """Return what would explain parts that exceed their whole, and stands nowhere in the text."""
    return _TWICE if all(_PLACES.search(p.text) for p in breakdown.parts) else Text("", "")


def _below(report: Report, form: Form | None) -> Iterator[Outcome]:
    listed, agreeing = listed_parts(report), cache(lambda: parts_of_agreeing(report, form))
    for breakdown in report.breakdowns:
        summed, whole = added(breakdown), breakdown.whole.value
        if summed >= whole:
            held = Text("No less than the whole: {c}.", "分项之和不少于总数：{c}。")
            yield _outcome(breakdown, "pass", held, expected=whole, actual=summed)
        elif not breakdown.closed:
            message = Text(
                "The list does not claim to be complete: {c}.", "所列分项未必是全部：{c}。"
            )
            yield _outcome(breakdown, "not_applicable", message)
        elif reason := (
            doubt(listed, breakdown) or broken_off(report, breakdown) or goes_on(report, breakdown)
        ):
            message = Text("Not judged, because {r}: {c}.", "因{r}，不作判断：{c}。").format(
                r=reason, c="{c}"
            )
            yield _outcome(breakdown, "undecided", message)
        elif breakdown.listed_as == "其中" and printed_in_full(report, form, breakdown, agreeing()):
            message = Text(
                "The tables print these numbers, and others that are not listed here: {c}.",
                "各数均与表格一致，其余未在此列出：{c}。",
            )
            yield _outcome(breakdown, "pass", message)
        else:
            # 其中 introduces parts and need not list them all; 分别为 does.
            severity: Severity = "note" if breakdown.listed_as == "其中" else "warning"
            message = Text(
                "The listed parts fall short of the whole by {n}: {c}{o}.",
                "分项之和少于总数：{c}，相差 {n}{o}。",
            ).format(
                c="{c}", n=shown(difference(whole, summed)), o=_OPEN if severity == "note" else ""
            )
            yield _outcome(
                breakdown, "fail", message, severity=severity, expected=whole, actual=summed
            )
    yield from _none_listed(report)


def _none_listed(report: Report) -> Iterator[Outcome]:
    if not report.breakdowns:
        message = Text("The prose lists no parts of a whole.", "正文没有列出总数的分项。")
        yield Outcome("not_applicable", "prose", message)


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
