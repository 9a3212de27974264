"""Rules about what the prose cites: the notices that issued the form, and the Regulations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from helpers.audit.layout import edition_for, first_year
from helpers.audit.prose import Hit, hits
from helpers.audit.rule import WORDS, Outcome, Rule
from helpers.audit.time import day
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import plain

_CITED = re.compile(
    r"(?P<organ>国办[\u4e00-\u9fff]{0,6})[〔\[(【]?(?P<year>20\d\d)[〕\])】]?(?P<number>\d{1,3})号"
)
_NUMBER = re.compile(r"^(?P<organ>[\u4e00-\u9fff]+)〔(?P<year>\d{4})〕(?P<number>\d+)号$")
_ABOUT_REPORTS = re.compile("年度报告|年报")


def _notices() -> dict[tuple[str, str], tuple[Form, str]]:
    """Return the notices of the editions in use since 2019 by year and number."""
    found = {}
    for form in (load_form(e) for e in editions()):
        match = _NUMBER.match(form.notice_number)
        if match is not None and form.under_article_50:
            found[match["year"], match["number"]] = (form, match["organ"])
    return found


def _notice_cited(report: Report, form: Form | None) -> Iterator[Outcome]:
    notices, told = _notices(), list[Outcome]()
    met = [h for h in hits(report, _CITED) if (h.match["year"], h.match["number"]) in notices]
    named = {notices[h.match["year"], h.match["number"]][0].id for h in met}
    for hit in met:
        cited, organ = notices[hit.match["year"], hit.match["number"]]
        if hit.match["organ"] != organ and not _ABOUT_REPORTS.search(hit.sentence):
            continue  # another document that bears the same number
        told.append(_notice(report, hit, cited, organ, named))
        told.extend(_titled(hit, cited))
    yield from _once(told)
    if not told:
        message = Text(
            "The prose does not cite the notice that issued the form.",
            "正文没有引用印发格式的通知。",
        )
        yield Outcome("not_applicable", "notice", message)


def _once(told: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what is said again and again once, with all the places it is said of."""
    once: dict[tuple[str, str, str], Outcome] = {}
    for outcome in told:
        key = outcome.at, outcome.verdict, outcome.message.en
        first = once.setdefault(key, outcome)
        if first is not outcome:
            once[key] = replace(first, evidence=(*first.evidence, *outcome.evidence))
    yield from once.values()


_TITLE = re.compile(r"《(?P<title>[^。;]{6,70}?)》?(?:\(以下[^)]*\))?[,(]?$")
_MARKS = re.compile("[《》〈〉<>\"'“”‘’()的]")
_TELLING = 6
"""So many characters at the end of its title tell a notice from the others."""


def _titled(hit: Hit, cited: Form) -> Iterator[Outcome]:
    """Compare the title that stands before a number with the titles of the notices."""
    match = _TITLE.search(hit.before)
    if match is None:
        return
    title = _MARKS.sub("", match["title"])
    for form, _ in _notices().values():
        if form.id != cited.id and title.endswith(_ending(form)):
            message = Text(
                f"The number {cited.notice_number} stands behind the title of "
                f"{form.notice_number}; one of the two is mistaken.",
                f"文号{cited.notice_number}之前所写的是{form.notice_number}的标题，二者不符。",
            )
            at = f"notice.{cited.id}.title"
            named = (cited.notice.zh, match["title"])
            yield Outcome("fail", at, message, "note", (), *named, (hit.evidence,))


def _ending(form: Form) -> str:
    words = _MARKS.sub("", plain(form.notice.zh)).removesuffix("通知")
    return f"{words[-_TELLING:]}通知"


def _notice(report: Report, hit: Hit, cited: Form, organ: str, named: set[str]) -> Outcome:
    at, evidence = f"notice.{cited.id}", (hit.evidence,)
    printed = hit.match.group()
    if hit.match["organ"] != organ:
        message = Text(
            f"“{printed}” is cited; the notice is {cited.notice_number}.",
            f"引用为“{printed}”，该通知文号为{cited.notice_number}。",
        )
        return Outcome("fail", at, message, "note", (), cited.notice_number, printed, evidence)
    year, published = report.year, report.published
    if year is None:
        message = Text("No year was found to compare with.", "未找到可对照的年份。")
        return Outcome("undecided", at, message, evidence=evidence)
    due = edition_for(year)
    if cited.covers(year) or not due.under_article_50:
        message = Text(
            f"{cited.notice_number} is cited, the notice for reports on {year}.",
            f"引用{cited.notice_number}，适用于{year}年度报告。",
        )
        return Outcome("pass", at, message, evidence=evidence)
    if cited.years[0] > year:
        return _too_new(cited, published.days[0] if published else None, at, hit)
    if due.id in named:
        message = Text(
            f"{cited.notice_number} is cited beside {due.notice_number}, which replaced it.",
            f"同时引用了{cited.notice_number}和取代它的{due.notice_number}。",
        )
        return Outcome("pass", at, message, evidence=evidence)
    message = Text(
        f"{cited.notice_number} is cited; since reports on {due.years[0]} the form is that of "
        f"{due.notice_number}.",
        f"引用{cited.notice_number}；自{due.years[0]}年度报告起适用{due.notice_number}所附格式。",
    )
    return Outcome("fail", at, message, None, (), due.notice_number, cited.notice_number, evidence)


def _too_new(cited: Form, published: date | None, at: str, hit: Hit) -> Outcome:
    """Judge a notice that is younger than the reports the organ's year is about."""
    evidence = (hit.evidence,)
    issued = cited.notice_date
    number = cited.notice_number
    if published is None or issued is None:
        message = Text(
            f"{number} is cited, a notice for later reports; without the dates of both it cannot "
            "be told whether it existed when the report was written.",
            f"引用{number}，该通知适用于以后年度；缺少日期，无法判断报告写成时是否已经印发。",
        )
        return Outcome("undecided", at, message, evidence=evidence)
    if published >= issued:
        message = Text(
            f"{number} is cited; it was there when the report was dated.",
            f"引用{number}，报告日期时该通知已印发。",
        )
        return Outcome("pass", at, message, evidence=evidence)
    message = Text(
        f"{number} is cited in a report dated {day(published).en}, but the notice is of "
        f"{day(issued).en}: the date or the notice is mistaken.",
        f"报告日期为{day(published).zh}，所引{number}印发于{day(issued).zh}，当时尚未印发：日期或文号有误。",
    )
    return Outcome(
        "fail", at, message, None, (), issued.isoformat(), published.isoformat(), evidence
    )


_DECREE = re.compile(
    r"信息公开条例》?(?:\(?中华人民共和国)?[^。;《和及、]{0,12}?(?:国务院|国)令?(?:\(?第)?(?P<number>\d{2,4})号"
    r"|(?:国务院|国)令?第?(?P<before>\d{2,4})号[)公布修订发的]{0,6}《?(?:中华人民共和国)?(?:政府)?信息公开条例"
)
IN_FORCE, REPEALED = 711, 492


def _regulations_cited(report: Report, form: Form | None) -> Iterator[Outcome]:
    told = [_decree(report, hit) for hit in hits(report, _DECREE)]
    yield from _once(told)
    if not told:
        message = Text(
            "The prose names no decree beside the Regulations.", "正文没有写明《条例》的令号。"
        )
        yield Outcome("not_applicable", "decree", message)


def _decree(report: Report, hit: Hit) -> Outcome:
    number = int(hit.match["number"] or hit.match["before"])
    evidence = (hit.evidence,)
    if report.year is None:
        message = Text("No year was found to compare with.", "未找到可对照的年份。")
        return Outcome("undecided", "decree", message, evidence=evidence)
    # Of 2019 both were in force, one after the other, and so they were when 2018 was reported on.
    allowed = {IN_FORCE} if report.year > first_year() else {IN_FORCE, REPEALED}
    if number in allowed:
        message = Text(f"Decree {number} is cited.", f"引用国务院令第{number}号。")
        return Outcome("pass", "decree", message, evidence=evidence)
    what = (
        Text(
            "that of the Regulations before their revision of 2019", "是《条例》2019年修订前的令号"
        )
        if number == REPEALED
        else Text("which is not that of these Regulations", "不是《政府信息公开条例》的令号")
    )
    message = Text(
        f"Decree {number} is cited, {what.en}; those in force are decree {IN_FORCE}.",
        f"引用国务院令第{number}号，{what.zh}；现行《条例》为国务院令第{IN_FORCE}号。",
    )
    return Outcome("fail", "decree", message, None, (), IN_FORCE, number, evidence)


_NO_CELLS = Text(
    "The rule reads no cells. Nothing cited: not applicable. No year or date to compare with: "
    "undecided.",
    "本规则不涉及单元格。没有引用的，不适用；没有可对照的年份或日期的，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "notice-cited",
        Text("Notice cited for the form", "所引格式通知"),
        Text(
            "A report that names the notice its form rests on names the one for its year. The notice "
            "of 2019 was replaced in September 2021, and that of 2021 cannot be cited before it "
            "existed. Another class of document with the same number, and the title of one notice with "
            "the number of the other, are noted as slips.",
            "报告写明格式所据通知的，应为适用于该年度的通知：2019年的通知已于2021年9月被取代；2021年的通知在印发之前无从引用。"
            "文号类别写错的，以及标题与文号分属两份通知的，仅作提示。",
        ),
        Text(
            "国办公开办函〔2019〕60号 for reports on 2019 and 2020; 国办公开办函〔2021〕30号 from 2021",
            "国办公开办函〔2019〕60号（2019、2020年度）；国办公开办函〔2021〕30号（2021年度起）",
        ),
        Text("The prose; date of the report", "正文、报告日期"),
        "warning",
        _NO_CELLS,
        _notice_cited,
        tolerance=WORDS,
    ),
    Rule(
        "regulations-cited",
        Text("Decree of the Regulations", "所引《条例》令号"),
        Text(
            "The Regulations are State Council decree 711 since 15 May 2019; until then they were "
            "decree 492.",
            "《政府信息公开条例》自2019年5月15日起为国务院令第711号，此前为第492号。",
        ),
        Text(
            "Regulations on Open Government Information (State Council decree 711)",
            "《政府信息公开条例》（国务院令第711号）",
        ),
        Text("The prose", "正文"),
        "warning",
        _NO_CELLS,
        _regulations_cited,
        tolerance=WORDS,
    ),
)
"""The rules about what is cited."""
