"""The rule about a report that repeats last year's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from helpers.audit.beside import quotes, told, value_of, without_earlier
from helpers.audit.context import ALONE, Context
from helpers.audit.layout import layout
from helpers.audit.rule import OWN_TEXT, Evidence, Outcome, Rule
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import plain

LEAST_CHARACTERS = 200
"""A text shorter than this says nothing that two years could not both say."""
LEAST_COUNTS = 5
"""So many counts of things that happen within a year must be there before sameness means anything."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OWN_YEAR = 3000
"""Stands for the year of the report: none becomes negative, since a minus would not count either."""
_STOCKS = frozenset({"total", "in_force", "disclosed_total", "items_last_year"})
"""Columns that repeat others, or hold what is there and not what happened."""


def text_hash(report: Report) -> str:
    """Return a hash of the prose in which marks, spaces and the years themselves do not count."""
    return hashlib.sha256(_normal(report).encode()).hexdigest()


def _normal(report: Report) -> str:
    text = plain("".join(text for text, _ in report.prose))
    year = report.year or 0

    def relative(match: re.Match[str]) -> str:
        return f"Y{_OWN_YEAR + int(match.group()) - year}Z"

    return re.sub(r"[\W_]", "", _YEAR.sub(relative, text))


def _same(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    earlier = context.earlier
    if earlier is None:
        yield without_earlier(context, "report")
        return
    yield _text(report, earlier, context)
    yield _numbers(report, form, earlier, context)


def _text(report: Report, earlier: Report, context: Context) -> Outcome:
    mine = _normal(report)
    if len(mine) < LEAST_CHARACTERS:
        message = Text("The prose is too short to tell.", "正文过短，不作判断。")
        return Outcome("undecided", "text", message)
    if text_hash(report) != text_hash(earlier):
        message = Text("The prose is not that of last year.", "正文与上年报告不同。")
        return Outcome("pass", "text", message)
    tail = told(context)
    first = report.prose[0]
    other = earlier.prose[0]
    return Outcome(
        "fail",
        "text",
        Text(
            f"The prose is that of last year's report word for word ({len(mine)} characters), but "
            f"for the years in it.{tail.en}",
            f"除年份外，正文与上年报告一字不差（共 {len(mine)} 字）。{tail.zh}",
        ),
        evidence=(
            Evidence(first[0][:120], first[1]),
            Evidence(other[0][:120], other[1], source=earlier.source.path),
        ),
    )


def _numbers(report: Report, form: Form | None, earlier: Report, context: Context) -> Outcome:
    at = "tables"
    if form is None or report.form != earlier.form:
        message = Text(
            "The two reports are not of one edition of the form.", "两份报告不是同一版本格式。"
        )
        return Outcome("not_applicable", at, message)
    cells = layout(form).addresses
    mine = {a: value_of(report, a) for a in sorted(cells)}
    same = all(value_of(earlier, a) == v for a, v in mine.items())
    if not same:
        message = Text("The tables are not those of last year.", "表格数字与上年报告不同。")
        return Outcome("pass", at, message)
    counts = _of_the_year(form, [a for a, v in mine.items() if v])
    if len(counts) < LEAST_COUNTS:
        message = Text(
            "All numbers are those of last year, but too few of them are not zero to tell.",
            "全部数字与上年相同，但不为零的太少，不作判断。",
        )
        return Outcome("undecided", at, message)
    tail = told(context)
    return Outcome(
        "fail",
        at,
        Text(
            f"All {len(mine)} cells print the numbers of last year's report, {len(counts)} counts "
            f"of what happened within the year among them.{tail.en}",
            f"全部 {len(mine)} 个单元格的数字与上年报告相同，其中 {len(counts)} 个是当年发生数。{tail.zh}",
        ),
        cells=tuple(counts),
        actual=len(counts),
        evidence=(*_own(report, counts[:3]), *quotes(earlier, counts[:3])),
    )


def _of_the_year(form: Form, addresses: list[str]) -> list[str]:
    """Return the cells that count what happened within the year, each on its own evidence.

    A total follows from its parts: where one of them is there, the total adds nothing to it.
    """
    there = set(addresses)
    sums = {
        e.right[0] for e in form.equations if len(e.right) == 1 and not there.isdisjoint(e.left)
    }
    return [a for a in addresses if a not in sums and a.rpartition(".")[2] not in _STOCKS]


def _own(report: Report, addresses: list[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(report.cell(a).raw, report.cell(a).place, a) for a in addresses)


RULES: tuple[Rule, ...] = (
    Rule(
        "same-as-last-year",
        Text("Not last year's report again", "与上年报告雷同"),
        Text(
            "A report is about its own year. Prose that is last year's word for word, or tables in "
            "which not one number has changed, were probably copied. Likeness short of that is for "
            "a comparison of texts.",
            "年度报告应反映当年情况。正文与上年一字不差，或者各表数字无一变化的，多为照抄；其他相似情形由文本比对处理。",
        ),
        Text(
            "Notice 国办公开办函〔2021〕30号, which names reports that repeat others among the failings",
            "国办公开办函〔2021〕30号将内容雷同列为应予纠正的情形",
        ),
        Text("Prose and tables of this and of last year's report", "本年和上年报告的正文和表格"),
        "warning",
        Text(
            "Last year's report not at hand: not applicable. Short prose, or hardly a number that "
            "is not zero: undecided.",
            "未取得上年报告的，不适用；正文过短或几乎没有非零数字的，不作判断。",
        ),
        _same,
        tolerance=Text(
            "Years, marks and spaces of the prose do not count.", "正文中的年份、标点和空格不计。"
        ),
        across=_same,
        former=OWN_TEXT,
        since=2021,
    ),
)
"""The rule about a copy of last year's report."""
