"""How an indicator is spread over agencies, with one agency marked."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.figures.chosen import left_out, notes, nothing, one_indicator, one_year, sentence
from helpers.figures.look import BLUE, DOT, GREY, INK, SLATE, VERMILLION
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL, Scale, grid, scale_for, short_names, shown
from helpers.figures.sheet import MARGIN, SIZE, Sheet
from helpers.figures.words import width_of
from helpers.indicator import Indicator
from helpers.messages import Lang, Text

BINS = 40
"""Columns that dots are stacked in."""
_DOT = 8.0
_LEAST_HEIGHT = 80.0


def distribution(table: pd.DataFrame, lang: Lang = "en", agency: str = "") -> Picture:
    """Draw every agency's value as a dot, dots of like values on top of each other.

    Args:
        table: Rows of one indicator and year, from :func:`helpers.indicators`.
        lang: Language of the words.
        agency: The agency to mark.

    Returns:
        The picture; its data are the rows of the table that have a value, in order of it.

    Raises:
        UsageError: the table is about several indicators or years.
    """
    one, year = one_indicator(table), one_year(table)
    data = table[table["value"].notna()].sort_values(["value", "agency"], ignore_index=True)
    if one is None or data.empty:
        return nothing(Text("No report has a value", "没有可画的数值"), data, lang)
    title = _title(one, year, data, agency, lang)
    sheet = Sheet()
    top = sheet.title(title) + 14
    values = [float(v) for v in data["value"]]
    scale = scale_for(one.kind, values, MARGIN + 16, sheet.width - MARGIN - 16)
    stacks = _stacks(values, scale)
    height = max(_LEAST_HEIGHT, (1 + max(Counter(stacks).values())) * _DOT + 34)
    bottom = top + height
    grid(sheet, scale, one.kind, top, bottom, lang)
    sheet.line([(scale.start, bottom), (scale.end, bottom)], GREY, 0.8)
    _median(sheet, data, scale, one, top, bottom, lang)
    _dots(sheet, data, stacks, scale, agency, bottom)
    words = Text(
        f"Each dot is an agency: blue with a denominator of {one.least} or more, grey with fewer.",
        f"每点为一个机关：蓝色为分母不少于 {one.least}，灰色为不足。",
    )
    formula = sentence(one.formula.in_(lang)) + Text(".", "。").in_(lang)
    lines = [f"{formula} {words.in_(lang)}" if lang == "en" else formula + words.zh]
    y = notes(sheet, bottom + 24, [*lines, left_out(table, lang)])
    return sheet.picture(title, data, y - 2)


def _stacks(values: list[float], scale: Scale) -> list[int]:
    span = (scale.high - scale.low) / BINS
    return [min(BINS - 1, int((v - scale.low) / span)) for v in values]


def _median(
    sheet: Sheet,
    data: pd.DataFrame,
    scale: Scale,
    one: Indicator,
    top: float,
    bottom: float,
    lang: Lang,
) -> None:
    ranked = data[data["rankable"]]
    if len(ranked) < 3:
        return
    middle = float(ranked["value"].median())
    x = scale.at(middle)
    sheet.line([(x, top), (x, bottom)], SLATE, 1.2)
    words = (
        Text("median of the blue ones", "蓝点中位数").in_(lang)
        + f" {shown(middle, one.kind, lang)}"
    )
    side = "left" if x < scale.start + 0.7 * (scale.end - scale.start) else "right"
    sheet.text(x + (4 if side == "left" else -4), top + 2, words, SMALL, SLATE, side)  # type: ignore[arg-type]


def _dots(
    sheet: Sheet,
    data: pd.DataFrame,
    stacks: list[int],
    scale: Scale,
    agency: str,
    bottom: float,
) -> None:
    filled: Counter[int] = Counter()
    width = (scale.end - scale.start) / BINS
    names = short_names([str(a) for a in data["agency"]])
    # The marked one and those that may be ranked stand at the foot of their stacks.
    order = sorted(
        range(len(data)),
        key=lambda n: (data["agency"][n] != agency, not data["rankable"][n], n),
    )
    for n in order:
        own = bool(agency) and data["agency"][n] == agency
        x = scale.start + (stacks[n] + 0.5) * width
        y = bottom - (filled[stacks[n]] + 0.5) * _DOT - 2
        filled[stacks[n]] += 1
        colour = VERMILLION if own else BLUE if data["rankable"][n] else DOT
        sheet.dot(x, y, colour, 8.6 if own else 6.6)
    for n in order:
        if agency and data["agency"][n] == agency:
            _named(sheet, names[agency], scale, stacks[n], filled, bottom)


def _named(
    sheet: Sheet, name: str, scale: Scale, stack: int, filled: Counter[int], bottom: float
) -> None:
    """Print a name above its stack, and above those beside it as far as the name reaches."""
    width = (scale.end - scale.start) / BINS
    half = width_of(name, SIZE) / 2
    x = scale.start + (stack + 0.5) * width
    middle = min(max(x, scale.start + half), scale.end - half)
    near = [n for n in filled if abs(scale.start + (n + 0.5) * width - middle) <= half + width / 2]
    y = bottom - max(filled[n] for n in (stack, *near)) * _DOT - 12
    sheet.line([(x, y + 8), (x, bottom - filled[stack] * _DOT - 3)], VERMILLION, 0.9)
    sheet.plate(middle - half - 2, y - 7, 2 * half + 4, 14)
    sheet.text(middle, y, name, SIZE, INK, "center")


def _title(one: Indicator, year: int | None, data: pd.DataFrame, agency: str, lang: Lang) -> str:
    head = Text(f"{one.title.en}, {year}: ", f"{year}年{one.title.zh}：").in_(lang)
    own = data[data["agency"] == agency] if agency else data.iloc[:0]
    ranked = data[data["rankable"]]
    if own.empty and len(data) == 1:
        only = shown(float(data["value"].iloc[0]), one.kind, lang)
        return head + Text(
            f"one agency alone has a value, {only}", f"仅一个机关有数值（{only}）"
        ).in_(lang)
    if own.empty:
        low, high = (shown(float(data["value"].quantile(q)), one.kind, lang) for q in (0.25, 0.75))
        told = Text(
            f"the middle half of {len(data)} agencies lies between {low} and {high}",
            f"{len(data)} 个机关中，居中的一半在 {low} 至 {high} 之间",
        )
        return head + told.in_(lang)
    mine = own.iloc[0]
    value = shown(float(mine["value"]), one.kind, lang)
    name = short_names([str(a) for a in data["agency"]]).get(agency, agency)
    if not bool(mine["rankable"]):
        why = Text(
            f"{name} has {value}, of {int(mine['denominator'])} only, or from cells that do not agree: no rank",
            f"{name}为 {value}，但分母仅 {int(mine['denominator'])} 或合计不符，不作排序",
        )
        return head + why.in_(lang)
    others = ranked[ranked["agency"] != agency]
    below = int((others["value"] < mine["value"]).sum())
    of = Text(
        f"the {len(others)} other agencies with a denominator of {one.least} or more",
        f"另外 {len(others)} 个分母不少于 {one.least} 的机关",
    )
    told = Text(f"this is more than in {below} of {of.en}", f"在{of.zh}中高于 {below} 个")
    if not below:
        told = Text(f"none of {of.en} has less", f"{of.zh}均不低于此")
    elif below == len(others):
        told = Text(f"all of {of.en} have less", f"{of.zh}均低于此")
    told = Text(f"{name} has {value}; {told.en}", f"{name}为 {value}，{told.zh}")
    return head + told.in_(lang)
