"""One agency through the years: a small panel an indicator, with the others of its kind behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.errors import UsageError
from helpers.figures.chosen import notes, nothing
from helpers.figures.look import BLUE, DOT, GREY, INK, RULE, SLATE
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL, Scale, scale_for, shown
from helpers.figures.sheet import MARGIN, Sheet
from helpers.figures.words import wrapped
from helpers.indicator import Indicator, indicator
from helpers.messages import Lang, Text

ACROSS = 3
"""Panels in a row."""
_PLOT = 78.0
_HEAD = 34.0
_FOOT = 40.0
_NAME = 9.0


def by_year(table: pd.DataFrame, lang: Lang = "en", beside: pd.DataFrame | None = None) -> Picture:
    """Draw indicators of one agency by year, each in a panel of its own.

    Args:
        table: Rows of one agency, from :func:`helpers.indicators`.
        lang: Language of the words.
        beside: The same indicators of a group by year (``by=["year"]``), drawn as a grey line.

    Returns:
        The picture; its data are the rows of the table.

    Raises:
        UsageError: the table is about several agencies.
    """
    agencies = list(dict.fromkeys(table["agency"].dropna()))
    if len(agencies) > 1:
        raise UsageError(
            "one-at-a-time",
            Text("This figure is about one agency.", "此图只画一个机关。"),
            Text("Choose the rows of one before drawing.", "请先选出一个机关的行。"),
            ", ".join(map(str, agencies[:3])),
        )
    data = table.sort_values(["indicator", "year"], ignore_index=True)
    chosen = [indicator(str(name)) for name in dict.fromkeys(table["indicator"])]
    years = sorted({int(y) for y in table["year"].dropna()})
    if not chosen or not years:
        return nothing(Text("There is no report of this agency", "没有该机关的报告"), data, lang)
    title = _title(str(agencies[0]) if agencies else "", chosen, data, years, lang)
    sheet = Sheet()
    top = sheet.title(title) + 6
    width = (sheet.width - 2 * MARGIN) / ACROSS
    for number, one in enumerate(chosen):
        x = MARGIN + (number % ACROSS) * width
        y = top + (number // ACROSS) * (_HEAD + _PLOT + _FOOT)
        others = beside[beside["indicator"] == one.id] if beside is not None else None
        _panel(
            sheet, (x, y, width - 14), one, data[data["indicator"] == one.id], years, others, lang
        )
    rows = -(-len(chosen) // ACROSS)
    end = top + rows * (_HEAD + _PLOT + _FOOT)
    return sheet.picture(title, data, notes(sheet, end + 4, _notes(beside is not None, lang)) - 2)


def _panel(
    sheet: Sheet,
    place: tuple[float, float, float],
    one: Indicator,
    own: pd.DataFrame,
    years: Sequence[int],
    others: pd.DataFrame | None,
    lang: Lang,
) -> None:
    x, y, width = place
    for n, line in enumerate(wrapped(one.title.in_(lang), int(width * 2 / _NAME)).split("\n")[:2]):
        sheet.text(x, y + 8 + 11.5 * n, line, _NAME)
    top, bottom = y + _HEAD, y + _HEAD + _PLOT
    frames = [own] if others is None else [own, others]
    ends = [float(v) for f in frames for c in ("value", "low", "high") for v in f[c].dropna()]
    span = scale_for(one.kind, ends, bottom, top)
    start, end = x + 34, x + width - 10
    across = Scale(years[0], max(years[-1], years[0] + 1), start, end)
    for tick in span.ticks(4):
        sheet.line([(x + 26, span.at(tick)), (x + width, span.at(tick))], RULE, 0.6)
        sheet.text(
            x + 23, span.at(tick), shown(tick, one.kind, lang, tick=True), SMALL, SLATE, "right"
        )
    if others is not None:
        points = [
            (across.at(int(r["year"])), span.at(float(r["value"])))
            for r in others.to_dict("records")
            if pd.notna(r["value"]) and int(r["year"]) in years
        ]
        if len(points) > 1:
            sheet.line(points, DOT, 2.6)
    rows = {int(r["year"]): {str(k): v for k, v in r.items()} for r in own.to_dict("records")}
    _values(sheet, rows, one, across, span)
    for year in years:
        _foot(sheet, across.at(year), bottom, year, rows.get(year), one)


def _values(
    sheet: Sheet, rows: dict[int, dict[str, Any]], one: Indicator, across: Scale, span: Scale
) -> None:
    there = {year: row for year, row in sorted(rows.items()) if pd.notna(row["value"])}
    run: list[tuple[float, float]] = []
    for year, row in there.items():
        at = (across.at(year), span.at(float(row["value"])))
        # A year without a value breaks the line: nothing is drawn where nothing is known.
        if run and year - 1 not in there:
            run = []
        run.append(at)
        if len(run) > 1:
            sheet.line(run[-2:], BLUE, 1.6)
        if pd.notna(row["low"]):
            sheet.line(
                [(at[0], span.at(float(row["low"]))), (at[0], span.at(float(row["high"])))],
                BLUE,
                0.9,
            )
        sheet.dot(*at, BLUE if bool(row["rankable"]) else GREY, 5.5)


def _foot(
    sheet: Sheet, x: float, bottom: float, year: int, row: dict[str, Any] | None, one: Indicator
) -> None:
    sheet.text(x, bottom + 9, str(year), SMALL, INK, "center")
    words = "–"
    if row is not None and pd.notna(row["numerator"]):
        words = f"{int(row['numerator'])}/{int(row['denominator'])}"
        words = str(int(row["numerator"])) if one.kind == "mean" else words
        words += "!" if "identity-failed" in str(row["flag"]) else ""
    sheet.text(x, bottom + 19, words, SMALL, SLATE, "center")


def _notes(beside: bool, lang: Lang) -> list[str]:
    told = Text(
        "Below each year the counts; upright lines are intervals of 95 %; grey dots rest on too few to rank; "
        "! a sum of the cells does not agree; – no value.",
        "年份下为计数；竖线为 95% 区间；灰点分母过小，不参与排序；! 所用单元格合计不符；– 无值。",
    )
    words = told.in_(lang)
    if beside:
        words += Text(" Broad grey line: the group.", "灰色粗线：全体。").in_(lang)
    return [words]


def _title(
    agency: str, chosen: Sequence[Indicator], data: pd.DataFrame, years: Sequence[int], lang: Lang
) -> str:
    if len(years) < 2:
        alone = Text(
            f"{agency}, {years[0]}: one year alone, nothing to compare with",
            f"{agency}{years[0]}年：仅一个年度，无从比较",
        )
        return alone.in_(lang)
    changed = []
    for one in chosen:
        own = data[(data["indicator"] == one.id) & data["low"].notna()]
        first, last = own[own["year"] == years[0]], own[own["year"] == years[-1]]
        if first.empty or last.empty:
            continue
        a, b = first.iloc[0], last.iloc[0]
        if float(b["low"]) > float(a["high"]) or float(b["high"]) < float(a["low"]):
            values = [shown(float(r["value"]), one.kind, lang) for r in (a, b)]
            changed.append(
                Text(
                    f"{one.title.en} from {values[0]} to {values[1]}",
                    f"{one.title.zh}由 {values[0]} 变为 {values[1]}",
                )
            )
    head = Text(f"{agency}, {years[0]}–{years[-1]}: ", f"{agency}{years[0]}—{years[-1]}年：").in_(
        lang
    )
    if not changed:
        told = Text(
            f"none of {len(chosen)} indicators changed by more than chance allows",
            f"{len(chosen)} 项指标的变化均未超出偶然范围",
        )
        return head + told.in_(lang)
    return head + Text(
        "changed beyond chance: " + "; ".join(c.en for c in changed),
        "变化超出偶然范围的有：" + "；".join(c.zh for c in changed),
    ).in_(lang)
