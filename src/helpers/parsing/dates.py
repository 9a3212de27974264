"""Years, dates and periods as reports print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from helpers.model import DatedPhrase, Place
from helpers.numerals import chinese_number
from helpers.wording import line_mapped, plain

_CN_YEAR = "[二两][〇零○OoＯ0]{1,2}[〇零○OoＯ0一二三四五六七八九]{1,2}"
_YEAR = rf"(?:(?:19|20)\d\d|{_CN_YEAR})"
_CN = "[一二三四五六七八九十]{1,3}"
_DAY = (
    rf"(?P<y%d>{_YEAR})(?:年|[-/.])(?P<m%d>\d{{1,2}}|{_CN})(?:月|[-/.])(?P<d%d>\d{{1,2}}|{_CN})日?"
)
DATE = re.compile(_DAY.replace("%d", "1") + r"(?!\d)")
_PERIOD = re.compile(
    _DAY.replace("%d", "1")
    + r"起?,?(?:至|到|[-~]+)"
    + rf"(?:(?P<y2>{_YEAR})(?:年|[-/.]))?(?P<m2>\d{{1,2}}|{_CN})(?:月|[-/.])(?P<d2>\d{{1,2}}|{_CN})日?"
)
# 自202011日起至20201231日止: crawlers lose 年 and 月. Only a whole year is read out of it.
_LOST_MARKS = re.compile(
    r"(?<!\d)(?P<y1>20\d\d)年?1月?1日?起?,?(?:至|到|[-~]+)(?P<y2>20\d\d)?年?12月?31日?(?!\d)"
)
_UP_TO = re.compile(rf"截[至止]到?(?P<year>{_YEAR})年(?:12月31日|年?底)")
_BEGINS = re.compile(rf"(?P<year>{_YEAR})年度?(?:以来)?,")
_NO_YEAR = re.compile(r"(?<![\d年])1月1日起?,?(?:至|到|[-~]+)(?:同年|当年|本年)?12月31日")
# 2020119日): the same in a date under a report, where the day can be 19 January or 9 November.
_LOST_DAY = re.compile(
    r"\(?(?P<y>20\d\d)年?(?:(?P<m>\d{1,2})月(?P<d>\d{1,2})|(?P<both>\d{2,4}))日\)?"
)
_YEAR_WORD = re.compile(rf"(?P<year>{_YEAR})年?(?:度|年)?")
_PERIOD_WORDS = re.compile("统计|期限|时限|时间|数据|期间|截止|报告|周期|时段|涵盖|工作情况")


def year_number(text: str) -> int | None:
    """Return a printed year as a number: ``2020``, ``二〇二〇``, ``二O二0``; None if it is none."""
    digits = "".join(
        "0" if c in "〇零○OoＯ" else str(chinese_number(c)) if c in "一二两三四五六七八九" else c
        for c in text
    )
    return int(digits) if digits.isdigit() and 1990 <= int(digits) <= 2100 else None


def year_in(text: str) -> int | None:
    """Return the first year printed in `text`, or None."""
    for match in _YEAR_WORD.finditer(plain(text)):
        year = year_number(match["year"])
        if year is not None:
            return year
    return None


def _day(year: str, month: str, day: str) -> date | None:
    y = year_number(year)
    m = int(month) if month.isdigit() else chinese_number(month)
    d = int(day) if day.isdigit() else chinese_number(day)
    try:
        return date(y, m, d) if y and m and d else None
    except ValueError:
        return None


def find_period(lines: Iterable[tuple[str, Place]]) -> DatedPhrase | None:
    """Return the period the figures are stated for: the first one in a sentence that says so."""
    for text, place in lines:
        folded, origin = line_mapped(text)
        matches = [*_PERIOD.finditer(folded), *_LOST_MARKS.finditer(folded)]
        for match in matches:
            around = folded[max(0, match.start() - 30) : match.end() + 12]
            if match.re is _LOST_MARKS:
                first, last = (
                    _day(match["y1"], "1", "1"),
                    _day(match["y2"] or match["y1"], "12", "31"),
                )
            else:
                first = _day(match["y1"], match["m1"], match["d1"])
                last = _day(match["y2"] or match["y1"], match["m2"], match["d2"])
            if first and last and _PERIOD_WORDS.search(around):
                quote = text[origin[match.start()] : origin[match.end() - 1] + 1]
                return DatedPhrase((first, last), quote, place.moved(text, origin[match.start()]))
    return None


def year_stated(lines: Iterable[tuple[str, str, Place]], dated: date | None) -> int | None:
    """Return the year of a report whose period is not printed in full, or None.

    Args:
        lines: The prose: section, text and place of each paragraph.
        dated: The date of the signature.

    Returns:
        The year of 截至2023年12月31日; or where the period is printed without its year
        (1月1日至12月31日) the last year that had ended by the date of the signature; or without
        any period the year that a paragraph of the overview opens with (2023年，我局…).
    """
    whole_year, begins, ends = False, None, set()
    for section, text, _ in lines:
        folded, _ = line_mapped(text)
        if section == "overview" and begins is None and (match := _BEGINS.match(folded)):
            begins = year_number(match["year"])
        ends |= {year_number(match["year"]) for match in _UP_TO.finditer(folded)}
        whole_year |= any(
            _PERIOD_WORDS.search(folded[max(0, m.start() - 30) : m.end() + 12])
            for m in _NO_YEAR.finditer(folded)
        )
    if ends:
        # Where they differ, one of them looks back.
        return ends.pop() if len(ends) == 1 else None
    if begins and not whole_year:
        return begins
    if not whole_year or dated is None:
        return None
    return dated.year - (dated < date(dated.year, 12, 31))


def find_dates(text: str, place: Place) -> list[DatedPhrase]:
    """Return every full date printed in `text`."""
    folded, origin = line_mapped(text)
    found = []
    for match in DATE.finditer(folded):
        day = _day(match["y1"], match["m1"], match["d1"])
        if day is not None:
            quote = text[origin[match.start()] : origin[match.end() - 1] + 1]
            found.append(DatedPhrase((day, day), quote, place.moved(text, origin[match.start()])))
    return found


def lost_marks(text: str, place: Place) -> tuple[bool, DatedPhrase | None]:
    """Read a line that is a date without some of its marks: 20201月19日, 2021315日).

    Returns:
        Whether the line is one, and the date if it can be only one.
    """
    match = _LOST_DAY.fullmatch(plain(text))
    if match is None:
        return False, None
    both = match["both"]
    pairs = [(both[:n], both[n:]) for n in (1, 2)] if both else [(match["m"], match["d"])]
    days = {
        day
        for month, of_month in pairs
        if len(of_month) in (1, 2) and (day := _day(match["y"], month, of_month))
    }
    if len(days) != 1:
        return True, None
    (day,) = days
    return True, DatedPhrase((day, day), text.strip(), place)
