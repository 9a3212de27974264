"""The rule about text that a report shares with last year's, or with another organ's."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit.beside import without_earlier
from helpers.audit.context import ALONE, Context
from helpers.audit.rule import OWN_TEXT, Evidence, Outcome, Rule, Severity
from helpers.form import Form
from helpers.likeness import ALIKE, Likeness, likeness, wording
from helpers.messages import Text
from helpers.model import Report

NEARLY_ALL = 0.9
"""From here on a text shared with another organ is a warning: hardly a sentence is its own."""
LAST_YEAR = "text.last-year"
SHOWN = 3
"""Passages quoted of each pair."""
QUOTED = 160
"""Characters of a passage that are quoted."""


def _reuse(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    mine = wording(report)
    if context.earlier is None:
        yield without_earlier(context, LAST_YEAR)
    else:
        last = Text("that of the year before", "上年报告")
        found = likeness(mine, wording(context.earlier))
        yield _outcome(found, context.earlier, last, LAST_YEAR, "note")
    for other in context.alike:
        found = likeness(mine, wording(other))
        name = other.agency or other.title
        words = Text(f"that of {name} for {other.year}", f"{name}{other.year}年度报告")
        high = found.share is not None and found.share >= NEARLY_ALL
        yield _outcome(found, other, words, "text.other-organ", "warning" if high else "note")
    if not context.alike:
        message = Text(
            "No report of another organ is known to share its text.",
            "未发现与其他机关报告文字相同。",
        )
        yield Outcome("not_applicable", "text.other-organ", message)


def _outcome(found: Likeness, other: Report, name: Text, at: str, severity: Severity) -> Outcome:
    if found.share is None:
        message = Text(
            f"Beside {name.en}: too little text of its own to compare.",
            f"与{name.zh}相比：自有文字过少，不作判断。",
        )
        return Outcome("undecided", at, message)
    share = f"{found.share * 100:.0f}%"
    says = Text(
        f"This report and {name.en} share {share} of their wording, without numbers, own names "
        "and sentences of the law",
        f"本报告与{name.zh}相比，两者有 {share} 的文字相同（不计数字、自身名称和法定用语）",
    )
    if found.share < ALIKE:
        message = Text(f"{says.en}: they are texts of their own.", f"{says.zh}，属于各自撰写。")
        return Outcome("pass", at, message)
    order = at != LAST_YEAR  # of last year's report everybody knows that it was first
    passages = found.passages[:SHOWN]
    mine = tuple(Evidence(_cut(p.first), p.first_place) for p in passages)
    theirs = tuple(
        Evidence(_cut(p.second), p.second_place, source=other.source.path) for p in passages
    )
    return Outcome(
        "fail",
        at,
        Text(
            f"{says.en}. Which of the two was first cannot be told from them."
            if order
            else f"{says.en}.",
            f"{says.zh}。孰先孰后无从判断。" if order else f"{says.zh}。",
        ),
        severity=severity,
        actual=round(found.share, 4),
        evidence=mine + theirs,
    )


def _cut(words: str) -> str:
    return words if len(words) <= QUOTED else words[:QUOTED] + "…"


RULES: tuple[Rule, ...] = (
    Rule(
        "reuse",
        Text("Text shared with another report", "与其他报告文字雷同"),
        Text(
            "A report tells of its own organ and year. The share is the Jaccard index of all "
            "stretches of eight characters, the same in either order; the longest shared passages "
            "are quoted. Offices of one county often write from one template, so it is a note, "
            "and a warning only where hardly a sentence is left that another organ does not have.",
            "年度报告应反映本机关当年情况。相同程度按所有八字片段的交集与并集之比计算，与先后无关，并引出最长的相同段落。"
            "同一地区各机关常用同一模板，故一般仅作提示；几乎全文与其他机关相同的，才列为存疑。",
        ),
        Text(
            "Notice 国办公开办函〔2021〕30号, which names reports that repeat others among the failings",
            "国办公开办函〔2021〕30号将内容雷同列为应予纠正的情形",
        ),
        Text(
            "The prose of this report, of last year's and of others'",
            "本报告、上年报告和其他机关报告的正文",
        ),
        "note",
        Text(
            "No other report at hand: not applicable. Too little text of its own: undecided.",
            "未取得其他报告的，不适用；自有文字过少的，不作判断。",
        ),
        _reuse,
        tolerance=Text(
            f"Less than {ALIKE:.0%} shared is taken for texts of their own.",
            f"相同部分不足 {ALIKE:.0%} 的，视为各自撰写。",
        ),
        across=_reuse,
        former=OWN_TEXT,
        since=2021,
    ),
)
"""The rule about text that is shared."""
