"""Rules about time: the deadline, the period, and whether the years agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from helpers.audit.layout import first_year
from helpers.audit.rule import FORMER, Evidence, Outcome, Rule
from helpers.form import Form
from helpers.messages import Text
from helpers.model import DatedPhrase, Place, Report
from helpers.model.report import SECOND_REPORT

_OFFICE = re.compile("(?:政府|行署)办(?:公室|公厅)?$")
_MONTHS = "January February March April May June July August September October November December"


def _quote(phrase: DatedPhrase) -> tuple[Evidence, ...]:
    return (Evidence(phrase.text, phrase.place),)


def day(when: date) -> Text:
    """Write a day in words."""
    return Text(
        f"{when.day} {_MONTHS.split()[when.month - 1]} {when.year}",
        f"{when.year}年{when.month}月{when.day}日",
    )


def _deadline(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is None or report.published is None:
        missing = Text("year", "年份") if report.year is None else Text("date", "日期")
        message = Text(
            "No {m} was found, so the deadline cannot be judged.", "未找到{m}，无法判断期限。"
        )
        yield Outcome("undecided", "published", message.format(m=missing))
        return
    published = report.published.days[0]
    if published <= date(report.year, 12, 31):
        message = Text(
            "The date {p} is before the end of the year {y}; the date or the year may be mistaken, "
            "so the deadline cannot be judged.",
            "所载日期{p}早于{y}年度结束，日期或年份可能有误，无法判断期限。",
        )
        yield Outcome(
            "undecided",
            "published",
            message.format(p=day(published), y=report.year),
            evidence=_quote(report.published),
        )
        return
    yield _of_this_report(report, _judge_deadline(report, report.year, report.published))


def _of_this_report(report: Report, outcome: Outcome) -> Outcome:
    """Leave open what rests on a date that may be that of another report in the file."""
    if outcome.verdict != "fail" or all(note.code != SECOND_REPORT for note in report.notes):
        return outcome
    said = outcome.message
    message = Text(
        f"{said.en} The file holds two reports, and the date may be that of the other.",
        f"{said.zh}文件中有两份报告，该日期可能属于另一份。",
    )
    return Outcome("undecided", outcome.at, message, evidence=outcome.evidence)


def _judge_deadline(report: Report, year: int, dated: DatedPhrase) -> Outcome:
    published = dated.days[0]
    old = year < first_year()
    government = report.agency_kind == "government" or old
    limit = date(year + 1, 3, 31) if government else date(year + 1, 1, 31)
    named = old or report.agency_kind in ("department", "government")
    tail = Text("", "")
    if not named:
        tail = Text(
            " Article 49 names departments and governments from the county upwards, not organs "
            "of this kind; 31 January is taken for comparison only.",
            "第四十九条规定的是县级以上人民政府及其部门，未规定此类机关，1月31日仅供对照。",
        )
    from_page = dated.place == Place()
    values = {
        "d": Text("The web page is dated", "网页所载日期为")
        if from_page
        else Text("Dated", "报告日期为"),
        "p": day(published),
        "l": day(limit),
    }
    evidence = _quote(dated)
    basis = _OLD_ARTICLE_31 if old else None
    if published <= limit:
        held = Text("{d} {p}, not after {l}.{t}", "{d}{p}，不晚于{l}。{t}").format(t=tail, **values)
        return Outcome("pass", "published", held, evidence=evidence, basis=basis)
    later = Text("{d} {p}, after {l}{w}.{t}", "{d}{p}，晚于{w}{l}。{t}")
    values["w"] = _whose_day(old, government) if named else Text("", "")
    # The office of a government usually publishes the report of the government itself.
    if _OFFICE.search(report.agency) and not government and published <= date(year + 1, 3, 31):
        tail = Text(
            " If this is the report of the government and not of its office, the day is 31 March.",
            "如系以办公机构名义发布的本级政府年度报告，期限应为3月31日。",
        )
        return Outcome("undecided", "published", later.format(t=tail, **values), evidence=evidence)
    if from_page:
        tail = Text(
            f"{tail.en} A page may carry the day it was moved to a new site.",
            f"{tail.zh}网页日期可能是网站迁移后的日期。",
        )
    return Outcome(
        "fail",
        "published",
        later.format(t=tail, **values),
        severity="warning" if named and not from_page else "note",
        expected=limit.isoformat(),
        actual=published.isoformat(),
        evidence=evidence,
        basis=basis,
    )


def _whose_day(old: bool, government: bool) -> Text:
    """Return what sets the last day for publication, and for whom."""
    if old:
        return Text(
            ", the day that article 31 of the Regulations of 2007 set for every organ",
            "2007年《条例》第三十一条对各级行政机关规定的",
        )
    if government:
        return Text(
            ", the day that article 49 sets for governments from the county upwards",
            "《条例》第四十九条对县级以上地方人民政府规定的",
        )
    return Text(
        ", the day that article 49 sets for departments of governments from the county upwards",
        "《条例》第四十九条对县级以上人民政府部门规定的",
    )


def _period(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.period is None or report.year is None:
        message = (
            Text("No period is stated.", "未写明统计期限。")
            if report.period is None
            else Text("No year was found to compare with.", "未找到可对照的年份。")
        )
        yield Outcome("not_applicable", "period", message)
        return
    first, last = report.period.days
    evidence = _quote(report.period)
    values = {"a": day(first), "b": day(last), "y": report.year}
    if (first, last) == (date(report.year, 1, 1), date(report.year, 12, 31)):
        held = Text("The figures are stated for all of {y}.", "统计期限为{y}年全年。").format(
            **values
        )
        yield Outcome("pass", "period", held, evidence=evidence)
        return
    if _by_school_year(report):
        message = Text(
            "The figures are stated for {a} to {b}; schools may count by the school year.",
            "统计期限为{a}至{b}，学校等单位可按学年统计。",
        )
        yield Outcome("undecided", "period", message.format(**values), evidence=evidence)
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


def _by_school_year(report: Report) -> bool:
    """Tell whether a report counts by the school year, which begins with no calendar year.

    The kind of organ is unknown where a page gives no name.
    """
    if report.period is None or report.agency_kind not in ("institution", "unknown"):
        return False
    first, last = report.period.days
    return 360 <= (last - first).days <= 370 and first.month in (7, 8, 9, 10)


def _years(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is None:
        yield Outcome("undecided", "year", Text("No year was found.", "未找到年份。"))
        return
    if report.published is None:
        yield Outcome("undecided", "published", Text("No date was found.", "未找到日期。"))
        return
    published = report.published.days[0]
    title = (Evidence(report.title, report.title_place),) if report.title else ()
    evidence = (*title, *_quote(report.published))
    values = {"y": report.year, "p": day(published)}
    ended = date(report.year, 12, 31)
    if _by_school_year(report) and report.period is not None:
        ended = report.period.days[1]
    if published > ended:
        held = Text(
            "Dated {p}, after the end of the year {y} it reports on.",
            "报告日期为{p}，在所报告的{y}年度结束之后。",
        )
        yield Outcome("pass", "published", held.format(**values), evidence=evidence)
        return
    early = Text(
        "Dated {p}, before the end of the year {y} it reports on: either the date or the year "
        "is mistaken, or the figures were not final.",
        "报告日期为{p}，早于所报告的{y}年度结束：日期或年份有误，或者数据并非全年最终数据。",
    )
    failed = Outcome(
        "fail",
        "published",
        early.format(**values),
        expected=f"> {report.year}-12-31",
        actual=published.isoformat(),
        evidence=evidence,
    )
    yield _of_this_report(report, failed)


_OLD_ARTICLE_31 = Text(
    "Regulations on Open Government Information of 2007 (State Council decree 492), article 31: "
    "every administrative organ by 31 March",
    "2007年《政府信息公开条例》（国务院令第492号）第三十一条：各级行政机关应当在每年3月31日前公布",
)
_ARTICLE_49 = Text(
    "Regulations on Open Government Information (State Council decree 711), article 49: "
    "departments of governments from the county upwards by 31 January, those governments by "
    "31 March",
    "《政府信息公开条例》（国务院令第711号）第四十九条：县级以上人民政府部门为每年1月31日前，县级以上地方人民政府为每年3月31日前",
)
_YEARLY = Text(
    "Regulations on Open Government Information, articles 49 and 50: the report is of the "
    "previous calendar year",
    "《政府信息公开条例》第四十九条、第五十条：报告上一年度的情况",
)
_NO_DATE = Text(
    "The rule reads no cells. No date or no year found: undecided.",
    "本规则不涉及单元格。未找到日期或年份的，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "deadline",
        Text("Published in time", "按期公布"),
        Text(
            "Article 49 sets 31 January for departments and 31 March for governments from the "
            "county upwards. It does not name townships, subdistricts or institutions: they are "
            "compared with 31 January, and being later is only noted, and so is a date that only "
            "the web page carries. For years before 2019 the earlier Regulations set 31 March "
            "for all.",
            "第四十九条规定县级以上人民政府部门为1月31日前、县级以上地方人民政府为3月31日前。"
            "乡镇、街道和事业单位未作规定，以1月31日作对照，晚于此日仅作提示；仅见于网页的日期同样只作提示。"
            "2018年及以前年度适用修订前的《条例》，期限均为3月31日前。",
        ),
        _ARTICLE_49,
        Text("Date of signature or publication; kind of organ", "落款日期或发布日期、机关性质"),
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
            "报告写明统计期限的，应为标题所示年度的1月1日至12月31日。",
        ),
        _YEARLY,
        Text("Period in the prose; year in the title", "正文中的统计期限、标题年份"),
        "warning",
        Text(
            "The rule reads no cells. No period stated: not applicable.",
            "本规则不涉及单元格。未写明统计期限的，不适用。",
        ),
        _period,
        former=FORMER,
    ),
    Rule(
        "year-agreement",
        Text("Dates and years agree", "日期与年份相符"),
        Text(
            "A report on a year is signed after that year has ended.",
            "年度报告应在该年度结束之后签发。",
        ),
        _YEARLY,
        Text("Year in the title; date of signature", "标题年份、落款日期"),
        "warning",
        _NO_DATE,
        _years,
        former=FORMER,
    ),
)
"""The rules about time."""
