"""Titles as reports print them: where the year stands, what is left out, how they break."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from helpers.invented.noise.dates import chinese_year

TITLES: tuple[str, ...] = (
    "{a}{y}年政府信息公开工作年度报告",
    "{y}年{a}政府信息公开工作年度报告",
    "{y}年度{a}政府信息公开工作年度报告",
    "{a}{y}年度政府信息公开工作年度报告",
    "{a}{y}年政府信息公开年度报告",
    "{a}{y}年度政府信息公开工作报告",
    "{a}{y}年政府信息公开工作情况报告",
    "{a}{y}年政府信息公开年度工作报告",
    "{a}{y}年政府信息公开年报",
    "{a}{y}年政府信息公开工作年报",
    "{a}政府信息公开工作{y}年度报告",
    "{a}{y}年信息公开工作年度报告",
    "{a}{y}年政务公开工作年度报告",
    "{a}{y}年政务信息公开工作年度报告",
    "{a}{y}年政府信息公开工作的年度报告",
    "{a}关于{y}年政府信息公开工作年度报告",
    "{a}政府信息公开报告（{y}年）",
    "【{y}】{a}政府信息公开工作年度报告",
    "{a}{y}政府信息公开工作年度报告",
    "{y}{a}{y}年度政府信息公开工作年度报告",
    "{a}{c}年政府信息公开工作年度报告",
    "{a}\n{y}年政府信息公开工作年度报告",
    "{a}{y}年\n政府信息公开工作年度报告",
    "{a}{y}年政府信息 公开工作年度报告",
    "{a} {y} 年政府信息公开工作年度报告",
    "{a}{y}年政府信息公开工作年度报告（文字版）",
    "{a}关于印发{y}年政府信息公开工作年度报告的通知",
    "{a}{y}年政府信息公开 工作告年度报",
    "{y}年政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
)
"""Title forms with {a} for the agency, {y} or {c} for the year, a line feed where they break."""


@dataclass(frozen=True)
class Titled:
    """A title as lines, and what it tells."""

    lines: tuple[str, ...]
    agency: str
    year: bool


def printed_title(agency: str, year: int, chance: Random) -> Titled:
    """Return a title in one of the forms of real reports."""
    form = chance.choices(TITLES, [12, *[1] * (len(TITLES) - 1)])[0]
    text = form.format(a=agency, y=year, c=chinese_year(year))
    tells_year = "{y}" in form or "{c}" in form
    return Titled(tuple(text.split("\n")), agency if "{a}" in form else "", tells_year)
