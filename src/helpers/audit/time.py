"""Rules about time: the deadline, the period, and whether the years agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form
from helpers.messages import Text
from helpers.model import DatedPhrase, Report


def _quote(phrase: DatedPhrase) -> tuple[Evidence, ...]:
    return (Evidence(phrase.text, phrase.place),)


def _day(day: date) -> Text:
    return Text(f"{day.day} {day:%B} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def _deadline(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is None or report.published is None:
        missing = Text("year", "年份") if report.year is None else Text("date", "日期")
        message = Text(
            "No {m} is stated, so the deadline cannot be judged.", "未写明{m}，无法判断期限。"
        )
        yield Outcome("undecided", "published", message.format(m=missing))
        return
    published = report.published.days[0]
    named = report.agency_kind in ("department", "government")
    month_end = (3, 31) if report.agency_kind == "government" else (1, 31)
    limit = date(report.year + 1, *month_end)
    values = {"p": _day(published), "l": _day(limit)}
    unnamed = Text(
        " Article 49 names departments and governments from the county upwards, not organs of "
        "this kind; 31 January is taken for comparison only.",
        "第四十九条规定的是县级以上人民政府及其部门，未规定此类机关；1月31日仅供比较。",
    )
    tail = Text("", "") if named else unnamed
    evidence = _quote(report.published)
    if published <= limit:
        held = Text("Dated {p}, not after {l}.{t}", "落款{p}，不晚于{l}。{t}").format(
            t=tail, **values
        )
        yield Outcome("pass", "published", held, evidence=evidence)
        return
    late = Text("Dated {p}, after {l}.{t}", "落款{p}，晚于{l}。{t}").format(t=tail, **values)
    yield Outcome(
        "fail",
        "published",
        late,
        severity="warning" if named else "note",
        expected=limit.isoformat(),
        actual=published.isoformat(),
        evidence=evidence,
    )


def _period(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.period is None or report.year is None:
        message = Text("No period is stated.", "未写明统计期限。")
        yield Outcome("not_applicable", "period", message)
        return
    first, last = report.period.days
    evidence = _quote(report.period)
    values = {"a": _day(first), "b": _day(last), "y": report.year}
    if (first, last) == (date(report.year, 1, 1), date(report.year, 12, 31)):
        held = Text("The figures are stated for all of {y}.", "统计期限为{y}年全年。").format(
            **values
        )
        yield Outcome("pass", "period", held, evidence=evidence)
        return
    yield Outcome(
        "fail",
        "period",
        Text(
            "The figures are stated for {a} to {b}, which is not the year {y}.",
            "统计期限为{a}至{b}，不是{y}年全年。",
        ).format(**values),
        expected=f"{report.year}-01-01/{report.year}-12-31",
        actual=f"{first.isoformat()}/{last.isoformat()}",
        evidence=evidence,
    )


def _years(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is None:
        yield Outcome("undecided", "year", Text("No year is stated.", "未写明年份。"))
        return
    if report.published is None:
        yield Outcome("undecided", "published", Text("No date is stated.", "未写明日期。"))
        return
    published = report.published.days[0]
    title = (Evidence(report.title, report.title_place),) if report.title else ()
    evidence = (*title, *_quote(report.published))
    values = {"y": report.year, "p": _day(published)}
    if published > date(report.year, 12, 31):
        held = Text(
            "Dated {p}, after the year {y} it reports on.", "落款{p}，在所报告的{y}年度之后。"
        )
        yield Outcome("pass", "published", held.format(**values), evidence=evidence)
        return
    early = Text(
        "Dated {p}, before the year {y} it reports on had ended: the date, the year or the "
        "figures cannot all be final.",
        "落款{p}，早于所报告的{y}年度结束：日期、年份和数据不可能同时为最终结果。",
    )
    yield Outcome(
        "fail",
        "published",
        early.format(**values),
        expected=f"> {report.year}-12-31",
        actual=published.isoformat(),
        evidence=evidence,
    )


_ARTICLE_49 = Text(
    "Regulations on Open Government Information (State Council decree 711), article 49: "
    "departments of governments from the county upwards by 31 January, those governments by "
    "31 March",
    "《政府信息公开条例》（国务院令第711号）第四十九条：县级以上人民政府部门1月31日前，县级以上地方人民政府3月31日前",
)
_YEARLY = Text(
    "Regulations on Open Government Information, articles 49 and 50: the report is of the "
    "previous calendar year",
    "《政府信息公开条例》第四十九条、第五十条：报告上一年度的情况",
)
_NO_DATE = Text("No date stated: undecided.", "未写明日期：无法判断。")

RULES: tuple[Rule, ...] = (
    Rule(
        "deadline",
        Text("Published in time", "按期公布"),
        Text(
            "Article 49 sets 31 January for departments and 31 March for governments from the "
            "county upwards. It does not name townships, subdistricts or institutions: they are "
            "compared with 31 January, and being later is only noted.",
            "第四十九条规定部门1月31日、县级以上地方人民政府3月31日。乡镇、街道和事业单位未作规定，以1月31日比较，晚于此日仅作提示。",
        ),
        _ARTICLE_49,
        Text("Date of signature or publication; kind of organ", "落款或发布日期；机关性质"),
        "warning",
        _NO_DATE,
        _deadline,
    ),
    Rule(
        "period-covers-year",
        Text("The period is the year", "统计期限为全年"),
        Text(
            "Where the report states the period of its figures, it is the calendar year of the "
            "title.",
            "报告写明统计期限的，应为标题年度的1月1日至12月31日。",
        ),
        _YEARLY,
        Text("Period in the opening; year in the title", "引言中的统计期限；标题年份"),
        "warning",
        Text("No period stated: not applicable.", "未写明统计期限：不适用。"),
        _period,
    ),
    Rule(
        "year-agreement",
        Text("Dates and years agree", "日期与年份相符"),
        Text(
            "A report on a year is signed after that year has ended.",
            "年度报告应在该年度结束之后签发。",
        ),
        _YEARLY,
        Text("Year in the title; date of signature", "标题年份；落款日期"),
        "warning",
        _NO_DATE,
        _years,
    ),
)
"""The rules about time."""
