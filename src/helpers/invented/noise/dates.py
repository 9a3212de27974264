"""Periods and dates as reports print them, with digits and marks that crawlers lose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

_DIGITS = "〇一二三四五六七八九"
_WHOLE = ("0101", "1231")

PERIODS: tuple[tuple[str, tuple[str, str] | None], ...] = (
    ("本报告所列数据的统计期限自{y}年1月1日起至{y}年12月31日止。", _WHOLE),
    ("本报告所列数据的统计期限自{y}年1月1日至{y}年12月31日。", _WHOLE),
    ("本报告所列数据的统计期限自{y}年1月1日起至12月31日止。", _WHOLE),
    ("本报告数据统计时间从{y}年1月1日到{y}年12月31日止。", _WHOLE),
    ("统计时限为{y}年1月1日至12月31日。", _WHOLE),
    ("数据核定时间为{y}年1月1日至{y}年12月31日。", _WHOLE),
    ("统计时间：{y}年1月1日-{y}年12月31日。", _WHOLE),
    ("统计周期：{y}年1月1日——{y}年12月31日。", _WHOLE),
    ("统计起止时间为{y}年1月1日----{y}年12月31日。", _WHOLE),
    ("本报告所列数据的统计期限自{y}年1月1日起，至{y}年12月31日止。", _WHOLE),
    ("本报告所列数据的统计限自{y}年1月1日起至{y}年12月31日止。", _WHOLE),
    ("本报告所列数据的统计期限自 {y} 年 1 月 1 日起至 {y} 年 12 月 31 日止。", _WHOLE),
    ("本报告内容涵盖{y}年1月1日至{y}年12月31日期间的工作。", _WHOLE),
    ("本报告所列数据的统计期限自{c}年一月一日起至{c}年十二月三十一日止。", _WHOLE),
    ("本报告所列数据的统计期限自{y}11日起至{y}1231日止。", _WHOLE),
    ("本报告所列数据的统计期限自{y}1月1日起至{y}12月31日止。", _WHOLE),
    ("本报告所列数据的统计期限自{y}11日到{y}1231日。", _WHOLE),
    ("本报告所列数据的统计期限自{y}年1月1日起至{y}年12月30日止。", ("0101", "1230")),
    ("本报告所列数据的统计期限自{y}年1月1日起至{y}年10月30日止。", ("0101", "1030")),
    ("本报告所列数据截止日期为{y}年12月31日。", None),
    ("", None),
)
"""A sentence with {y} or {c} for the year, and the first and last day it states."""


@dataclass(frozen=True)
class Stated:
    """A sentence and the period it states, None for none."""

    text: str
    days: tuple[date, date] | None


def chinese_year(year: int) -> str:
    """Return a year digit by digit: 二〇二二."""
    return "".join(_DIGITS[int(d)] for d in str(year))


def _numeral(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones else ""
    )


def stated_period(year: int, chance: Random) -> Stated:
    """Return a period as some report states it."""
    text, edges = chance.choice(PERIODS)
    days = None
    if edges is not None:
        first, last = (date(year, int(e[:2]), int(e[2:])) for e in edges)
        days = (first, last)
    return Stated(text.format(y=year, c=chinese_year(year)), days)


def printed_date(day: date, chance: Random) -> str:
    """Return a date in one of the ways of signatures."""
    cn = f"{chinese_year(day.year)}年{_numeral(day.month)}月{_numeral(day.day)}日"
    return chance.choice(
        (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{day.year}年{day.month:02}月{day.day:02}日",
            cn,
            cn.replace("〇", "O"),
            cn.replace("〇", "0"),
            f"{day.year}-{day.month:02}-{day.day:02}",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}- {day.month:02}- {day.day:02}",
            f"{day.year}{day.month}月{day.day}日",
            f"({day.year}年{day.month}月{day.day}日)",
            f"{day.year}年{day.month}月{day.day}日)",
            f"{day.year}{day.month}{day.day}日)",
        )
    )
