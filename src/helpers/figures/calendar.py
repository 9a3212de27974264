"""When reports are dated, against the day that article 49 sets: a dot a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from helpers.figures.chosen import notes, nothing
from helpers.figures.look import BLUE, INK, RULE, SLATE, VERMILLION
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL, Scale
from helpers.figures.sheet import MARGIN, SIZE, Sheet
from helpers.indicator.counting import deadline
from helpers.messages import Lang, Text

_DOT = 5.0
_NAMES = 40.0
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_STEP = 2
"""Days that share a column of dots."""
_COLUMNS = ["report", "agency", "year", "agency_kind", "published", "deadline", "days_after"]


def calendar(reports: pd.DataFrame, lang: Lang = "en", agency: str = "") -> Picture:
    """Draw the dates of reports, a row a year, with the days on which they were due.

    Args:
        reports: The tidy table of reports.
        lang: Language of the words.
        agency: An agency to name at its dots.

    Returns:
        The picture; its data has one row a report with a date after the end of its year:
        ``report``, ``agency``, ``year``, ``agency_kind``, ``published``, ``deadline``,
        ``days_after`` (below 0: in time).
    """
    data, without = _dated(reports)
    if data.empty:
        return nothing(Text("No report has a date", "没有报告载明日期"), data, lang)
    title = _title(data, lang)
    sheet = Sheet()
    y = sheet.title(title) + 24
    days = [
        (date.fromisoformat(p) - date(y0, 12, 31)).days
        for p, y0 in zip(data["published"], data["year"], strict=True)
    ]
    last = max(100, *days)
    scale = Scale(0, last + 4, MARGIN + _NAMES, sheet.width - MARGIN)
    first = y
    for year in sorted(set(data["year"])):
        rows = [n for n in range(len(data)) if data["year"][n] == year]
        stacks = Counter(days[n] // _STEP for n in rows)
        y += max(stacks.values()) * _DOT + 16
        _year(sheet, y, int(year), rows, days, data, scale, agency)
    _months(sheet, scale, first - 10, y, last, lang)
    words = Text(
        "Due: 31 January for departments; 31 March for governments. For townships and other organs article 49 names no day; "
        "31 January is a comparison only. Red: after that day. The date is the one printed.",
        "期限：政府部门1月31日，政府3月31日。乡镇等机关第四十九条未作规定，1月31日仅供对照。红色：晚于该日。日期以报告所印为准。",
    )
    lines = [words.in_(lang)]
    if without:
        lines.append(
            Text(
                f"Not drawn: {without} (no date, or one before the end of the year).",
                f"未画：{without} 份报告没有日期，或日期早于年度结束。",
            ).in_(lang)
        )
    return sheet.picture(title, data, notes(sheet, y + 24, lines) - 2)


def _dated(reports: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    rows = []
    for row in reports.to_dict("records"):
        if pd.isna(row["year"]) or pd.isna(row["published"]):
            continue
        year, day = int(row["year"]), date.fromisoformat(str(row["published"]))
        if day <= date(year, 12, 31):
            continue
        due = deadline(year, str(row["agency_kind"]))
        who = (row["report"], row["agency"], year, row["agency_kind"])
        rows.append((*who, day.isoformat(), due.isoformat(), (day - due).days))
    data = pd.DataFrame(rows, columns=_COLUMNS)
    data = data.sort_values(["year", "published", "report"], ignore_index=True)
    return data, len(reports) - len(data)


def _year(
    sheet: Sheet,
    y: float,
    year: int,
    rows: Sequence[int],
    days: Sequence[int],
    data: pd.DataFrame,
    scale: Scale,
    agency: str,
) -> None:
    sheet.line([(scale.start, y), (scale.end, y)], RULE, 0.8)
    sheet.text(MARGIN, y - 6, str(year), SIZE)
    filled: Counter[int] = Counter()
    for n in sorted(rows, key=lambda n: (days[n], data["agency_kind"][n] != "government")):
        stack = days[n] // _STEP
        at = (scale.at(stack * _STEP + _STEP / 2), y - (filled[stack] + 0.5) * _DOT - 1)
        filled[stack] += 1
        late = int(data["days_after"][n]) > 0
        sheet.dot(*at, VERMILLION if late else BLUE, 4.4)
        if agency and data["agency"][n] == agency:
            sheet.line([(at[0], at[1] - 3), (at[0], at[1] - 9)], INK, 0.8)
            sheet.text(at[0], at[1] - 13, str(data["published"][n])[5:], SMALL, INK, "center")


def _months(sheet: Sheet, scale: Scale, top: float, bottom: float, last: int, lang: Lang) -> None:
    start = date(2000, 12, 31)
    for month in range(1, 13):
        day = (date(2001, month, 1) - start).days
        if day > last:
            break
        x = scale.at(day)
        sheet.line([(x, bottom), (x, bottom + 4)], SLATE, 0.7)
        sheet.text(
            x + 2, bottom + 10, Text(_MONTHS[month - 1], f"{month}月").in_(lang), SMALL, SLATE
        )
    for month, words in ((1, Text("31 Jan", "1月31日")), (3, Text("31 Mar", "3月31日"))):
        x = scale.at((date(2001, month, 31) - start).days + 1)
        sheet.line([(x, top), (x, bottom)], SLATE, 1.0)
        sheet.text(x, top - 6, words.in_(lang), SMALL, SLATE, "center")


def _title(data: pd.DataFrame, lang: Lang) -> str:
    late = data[data["days_after"] > 0]
    named = int(late["agency_kind"].isin(["department", "government"]).sum())
    near = int(((data["days_after"] <= 0) & (data["days_after"] > -7)).sum())
    return Text(
        f"{len(late)} of {len(data)} reports are dated after the deadline, {named} of them by organs that "
        f"article 49 names; {near} in the last seven days before it",
        f"{len(data)} 份报告中有 {len(late)} 份晚于期限，其中第四十九条所规定的机关 {named} 份；"
        f"{near} 份在期限前最后七日内",
    ).in_(lang)
