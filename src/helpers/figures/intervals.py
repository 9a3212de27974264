"""One indicator across agencies: dots with their intervals, and the counts beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.figures.chosen import left_out, notes, nothing, one_indicator, one_year, sentence
from helpers.figures.headline import AGENCIES, from_to
from helpers.figures.look import BLUE, DOT, GREY, INK, PALE, SLATE, VERMILLION
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL, Scale, grid, scale_for, short_names
from helpers.figures.sheet import MARGIN, Sheet
from helpers.figures.words import cut, width_of
from helpers.indicator import Indicator
from helpers.messages import Lang, Text

_ROW = 14.5
_NAMES = 150.0
_COUNTS = 62.0
_COLUMNS = ("agency", "year", "indicator", "numerator", "denominator", "value", "low", "high")
NAME = 8.5
"""Points; the type of the names of agencies."""


def intervals(table: pd.DataFrame, lang: Lang = "en", agency: str = "") -> Picture:
    """Draw an indicator of one year across agencies, those with enough to rank from high to low.

    Args:
        table: Rows of one indicator and year, from :func:`helpers.indicators`.
        lang: Language of the words.
        agency: An agency to mark.

    Returns:
        The picture; its data are the rows of the table that have a value, in the order drawn.

    Raises:
        UsageError: the table is about several indicators or years.
    """
    one, year = one_indicator(table), one_year(table)
    there = table[table["value"].notna()]
    if one is None or there.empty:
        return nothing(Text("No report has a value", "没有可画的数值"), there, lang)
    ranked = there[there["rankable"]].sort_values(
        ["value", "denominator", "agency"], ascending=[False, False, True]
    )
    others = there[~there["rankable"]].sort_values(
        ["denominator", "agency"], ascending=[False, True]
    )
    data = pd.concat([ranked, others], ignore_index=True)
    title = from_to(one, year, ranked, AGENCIES, lang)
    sheet = Sheet()
    top = sheet.title(title) + 12
    names = short_names([str(a) for a in table["agency"].fillna("")])
    width = min(_NAMES, 8 + max(width_of(n, NAME) for n in names.values()))
    ends = [float(v) for column in ("value", "high", "low") for v in data[column].dropna()]
    scale = scale_for(one.kind, ends, MARGIN + width + 10, sheet.width - MARGIN - _COUNTS)
    gap = 1.4 * _ROW if len(ranked) and len(others) else 0.0
    bottom = top + _ROW * len(data) + gap
    grid(sheet, scale, one.kind, top - 6, bottom - 4, lang)
    y = top
    for number, row in enumerate(data.to_dict("records")):
        if number == len(ranked) and len(others):
            y += gap
            if gap:
                _divider(sheet, y - gap, one, lang)
        _row(sheet, y, {str(k): v for k, v in row.items()}, names, scale, one, agency)
        y += _ROW
    words = [_explained(one, lang), left_out(table, lang)]
    return sheet.picture(title, data, notes(sheet, bottom + 22, words) - 2)


def _divider(sheet: Sheet, y: float, one: Indicator, lang: Lang) -> None:
    words = Text(
        f"not ranked: fewer than {one.least}, or a sum that does not agree (!)",
        f"不参与排序：分母不足 {one.least}，或合计不符（!）",
    )
    sheet.plate(MARGIN, y - 2.5, sheet.width - 2 * MARGIN, 15)
    sheet.line([(MARGIN, y - 3), (sheet.width - MARGIN, y - 3)], GREY, 0.7)
    sheet.text(MARGIN, y + 6, words.in_(lang), SMALL, SLATE)


def _row(
    sheet: Sheet,
    y: float,
    row: dict[str, Any],
    names: dict[str, str],
    scale: Scale,
    one: Indicator,
    agency: str,
) -> None:
    own = bool(agency) and str(row["agency"]) == agency
    ranked = bool(row["rankable"])
    colour = VERMILLION if own else BLUE if ranked else GREY
    if own:
        sheet.box(MARGIN, y - _ROW / 2, sheet.width - 2 * MARGIN, _ROW, PALE)
    name = names.get(str(row["agency"]), str(row["report"]))
    room = scale.start - MARGIN - 10
    ink = INK if ranked or own else SLATE
    sheet.text(scale.start - 8, y, cut(name, NAME, room), NAME, ink, "right")
    if pd.notna(row["low"]):
        ends = [(scale.at(float(row["low"])), y), (scale.at(float(row["high"])), y)]
        sheet.line(ends, colour if ranked or own else DOT, 1.5)
    sheet.dot(scale.at(float(row["value"])), y, colour, 5.5)
    counts = f"{int(row['numerator']):,}/{int(row['denominator']):,}"
    if one.kind == "mean":
        counts = f"{float(row['value']):.0f}"
    if "identity-failed" in str(row["flag"]):
        counts += " !"
    sheet.text(sheet.width - MARGIN, y, counts, NAME, ink, "right")


def _explained(one: Indicator, lang: Lang) -> str:
    formula = sentence(one.formula.in_(lang))
    if one.kind == "mean":
        return formula + Text(".", "。").in_(lang)
    return Text(
        f"{formula}. Lines: intervals of 95 %; at the right the counts.",
        f"{formula}。横线为 95% 区间，右侧为计数。",
    ).in_(lang)
