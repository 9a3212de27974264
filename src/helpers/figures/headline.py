"""The finding of an indicator over many: who is at its ends, and whether the ends differ for certain."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.figures.scale import short_names, shown
from helpers.indicator import Indicator
from helpers.messages import Lang, Text


class Noun(NamedTuple):
    """What is compared: one of it and several in English, and the Chinese word."""

    one: str
    many: str
    zh: str


AGENCIES = Noun("agency", "agencies", "机关")


def from_to(one: Indicator, year: int | None, ranked: pd.DataFrame, noun: Noun, lang: Lang) -> str:
    """Return the title of a figure of one indicator and year.

    Args:
        one: The indicator.
        year: The year.
        ranked: Rows that may be put in order, from high to low, with `agency` (the name), `value`,
            `low`, `high`.
        noun: What the rows are.
        lang: Language of the words.
    """
    head = Text(f"{one.title.en}, {year}: ", f"{year}年{one.title.zh}：")
    if len(ranked) < 2:
        told = Text(
            f"{'one' if len(ranked) else 'no'} {noun.one} has the {one.least} that a ranking needs",
            f"{'仅一个' if len(ranked) else '没有'}{noun.zh}达到排序所需的 {one.least}",
        )
        return (head.en + told.en) if lang == "en" else head.zh + told.zh
    names = short_names([str(a) for a in ranked["agency"]])
    first, last = ranked.iloc[0], ranked.iloc[-1]
    high, low = (names.get(str(r["agency"]), str(r["agency"])) for r in (first, last))
    top, base = (shown(float(r["value"]), one.kind, lang) for r in (first, last))
    apart = ranked["low"].max() > ranked["high"].min()
    told = Text(
        f"from {base} ({low}) to {top} ({high}) among {len(ranked)} {noun.many} with a denominator of {one.least} or more",
        f"{len(ranked)} 个分母不少于 {one.least} 的{noun.zh}中，{high}最高（{top}），{low}最低（{base}）",
    )
    if one.kind != "mean" and not apart:
        told = Text(
            f"{told.en}; all intervals meet, so no two differ for certain",
            f"{told.zh}；区间均有重叠，差异不能确定",
        )
    return (head.en + told.en) if lang == "en" else head.zh + told.zh
