"""From one year to another: a line an agency, drawn strong where the change is beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.figures.chosen import notes, nothing, one_indicator, sentence
from helpers.figures.look import BLUE, DOT, GREY, INK, RULE, SLATE, VERMILLION
from helpers.figures.picture import Picture
from helpers.figures.scale import Scale, short_names, shown
from helpers.figures.sheet import SIZE, Sheet
from helpers.figures.words import cut
from helpers.indicator import Indicator
from helpers.messages import Lang, Text

_LEAST = 170.0
_APART = 11.5
"""Points between two labels."""
_NAME = 8.5
_LEFT, _RIGHT = 178.0, 178.0


def slopes(table: pd.DataFrame, lang: Lang = "en", agency: str = "") -> Picture:
    """Draw an indicator in the first and the last year of a table, agencies with enough in both.

    Args:
        table: Rows of one indicator and at least two years, from :func:`helpers.indicators`.
        lang: Language of the words.
        agency: An agency to mark.

    Returns:
        The picture; its data has one row an agency: ``agency``, and for both years (``_first``,
        ``_last``) ``numerator``, ``denominator``, ``value``, ``low``, ``high``; ``change`` is
        ``up`` or ``down`` where the two intervals do not meet, else ``within``.

    Raises:
        UsageError: the table is about several indicators.
    """
    one = one_indicator(table)
    years = sorted({int(y) for y in table["year"].dropna()})
    if one is not None and len(years) < 2:
        told = ", ".join(map(str, years)) or "–"
        alone = Text(
            f"A comparison needs two years; there are reports for {told} alone",
            f"比较需要两个年度，仅有 {told} 年度的报告",
        )
        return nothing(alone, table.iloc[:0], lang)
    data = _paired(table, years) if one is not None else table.iloc[:0]
    if one is None or data.empty:
        none = Text("No agency has enough in both years", "没有机关在两个年度均达到下限")
        return nothing(none, data, lang)
    title = _title(one, years, data, lang)
    sheet = Sheet()
    top = sheet.title(title) + 24
    values = [float(v) for side in ("first", "last") for v in data[f"value_{side}"]]
    span = _span(values, max(_LEAST, len(data) * (_APART + 6)), top)
    bottom = span.start
    places = (_LEFT, sheet.width - _RIGHT)
    for x, year in zip(places, (years[0], years[-1]), strict=True):
        sheet.line([(x, top), (x, bottom)], RULE, 1.0)
        sheet.text(x, top - 12, str(year), SIZE, INK, "center")
    _lines(sheet, data, span, places, agency)
    for side in (0, 1):
        _labels(sheet, data, span, places[side], side, one, agency, lang)
    left = table[table["year"].isin([years[0], years[-1]])]["agency"].nunique() - len(data)
    return sheet.picture(title, data, notes(sheet, bottom + 20, _notes(one, left, lang)) - 2)


def _span(values: Sequence[float], height: float, top: float) -> Scale:
    """Return a scale that the values fill: slopes are compared, not lengths from 0."""
    low, high = min(values), max(values)
    room = 0.08 * ((high - low) or 1.0)
    return Scale(low - room, high + room, top + height, top)


def _paired(table: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    columns = ["agency", "numerator", "denominator", "value", "low", "high"]
    sides = []
    for year in (years[0], years[-1]):
        own = table[(table["year"] == year) & table["rankable"] & table["agency"].notna()]
        sides.append(own[columns].drop_duplicates("agency"))
    data = sides[0].merge(sides[1], on="agency", suffixes=("_first", "_last"))
    data = data.sort_values(["value_last", "agency"], ascending=[False, True], ignore_index=True)
    data["change"] = [_change({str(k): v for k, v in r.items()}) for r in data.to_dict("records")]
    return data


def _change(row: dict[str, Any]) -> str:
    if pd.isna(row["low_first"]) or pd.isna(row["low_last"]):
        return "within"
    if row["low_last"] > row["high_first"]:
        return "up"
    return "down" if row["high_last"] < row["low_first"] else "within"


def _colour(row: dict[str, Any], agency: str) -> tuple[str, float]:
    if agency and row["agency"] == agency:
        return VERMILLION, 2.2
    return (DOT, 1.2) if row["change"] == "within" else (BLUE, 2.0)


def _lines(
    sheet: Sheet, data: pd.DataFrame, span: Scale, places: Sequence[float], agency: str
) -> None:
    rows = [{str(k): v for k, v in r.items()} for r in data.to_dict("records")]
    for row in sorted(rows, key=lambda r: _colour(r, agency)[1]):
        colour, width = _colour(row, agency)
        ends = [
            (x, span.at(float(row[f"value_{s}"])))
            for x, s in zip(places, ("first", "last"), strict=True)
        ]
        sheet.line(ends, colour, width)
        for x, y in ends:
            sheet.dot(x, y, GREY if colour == DOT else colour, 5.5)


def _labels(
    sheet: Sheet,
    data: pd.DataFrame,
    span: Scale,
    x: float,
    side: int,
    one: Indicator,
    agency: str,
    lang: Lang,
) -> None:
    name = ("first", "last")[side]
    names = short_names([str(a) for a in data["agency"]])
    order = data.sort_values([f"value_{name}", "agency"], ascending=[False, True])
    wanted = [span.at(float(v)) for v in order[f"value_{name}"]]
    for row, y, at in zip(order.to_dict("records"), spread(wanted, _APART), wanted, strict=True):
        value = shown(float(row[f"value_{name}"]), one.kind, lang)
        counts = f"{int(row[f'numerator_{name}'])}/{int(row[f'denominator_{name}'])}"
        who = cut(names.get(str(row["agency"]), ""), _NAME, 96)
        strong = row["change"] != "within" or row["agency"] == agency
        words = f"{who}  {counts}  {value}" if side == 0 else f"{value}  {counts}  {who}"
        out = -1 if side == 0 else 1
        sheet.line([(x + out * 4, at), (x + out * 11, y)], RULE, 0.6)
        place = "right" if side == 0 else "left"
        sheet.text(x + out * 14, y, words, _NAME, INK if strong else SLATE, place)  # type: ignore[arg-type]


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Return places in order, at least `apart`, as near as may be to those that are wanted."""
    groups: list[list[float]] = []
    for place in wanted:
        groups.append([place])
        while len(groups) > 1 and _first(groups[-1], apart) < _last(groups[-2], apart) + apart:
            last = groups.pop()
            groups[-1] += last
    return [_first(g, apart) + n * apart for g in groups for n in range(len(g))]


def _first(group: Sequence[float], apart: float) -> float:
    return sum(group) / len(group) - apart * (len(group) - 1) / 2


def _last(group: Sequence[float], apart: float) -> float:
    return _first(group, apart) + apart * (len(group) - 1)


def _notes(one: Indicator, left: int, lang: Lang) -> list[str]:
    told = Text(
        f"{sentence(one.formula.en)}. Blue: the intervals of 95 % of the two years do not meet. Counts stand beside each value.",
        f"{one.formula.zh}。蓝线：两年的 95% 区间不重叠。数值旁为计数。",
    )
    words = [told.in_(lang)]
    if left:
        absent = Text(
            f"Not drawn: {left} agencies with a denominator below {one.least} in one of the years, no value, or a sum that does not agree.",
            f"未画：{left} 个机关，其任一年度分母不足 {one.least}、无值或合计不符。",
        )
        words.append(absent.in_(lang))
    return words


def _title(one: Indicator, years: Sequence[int], data: pd.DataFrame, lang: Lang) -> str:
    up, down = (data[data["change"] == change] for change in ("up", "down"))
    head = Text(
        f"{one.title.en}, {years[0]} to {years[-1]}: ",
        f"{years[0]}年至{years[-1]}年{one.title.zh}：",
    ).in_(lang)
    if up.empty and down.empty:
        told = Text(
            f"none of {len(data)} agencies changed by more than chance allows",
            f"{len(data)} 个机关的变化均未超出偶然范围",
        )
    else:
        told = Text(
            f"of {len(data)} agencies {len(up) or 'none'} rose and {len(down) or 'none'} fell by more than chance allows",
            f"{len(data)} 个机关中，{len(up)} 个上升、{len(down)} 个下降超出偶然范围",
        )
    return head + told.in_(lang)
