"""Agencies that do not exist, of every kind: places are made of syllables that no place has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from helpers.model import AgencyKind

_FIRST = tuple("霁翎珞蘅砚黛箬汐璟岫沅霭芃翊")
_SECOND = tuple("溪屏岭泽渡陂浦畈塬垭汀埠")
_BUREAUS = (
    "水务局",
    "教育局",
    "财政局",
    "医疗保障局",
    "自然资源和规划局",
    "人力资源和社会保障局",
    "市场监督管理局",
    "卫生健康委员会",
    "发展和改革委员会",
    "人民政府办公室",
)
_INSTITUTIONS = ("第一人民医院", "职业技术学院", "实验中学")


@dataclass(frozen=True)
class Agency:
    """An invented organ.

    Attributes:
        name: Full name, as in the signature.
        short: Name as many titles have it, which the full name contains or equals.
        kind: Kind of organ.
    """

    name: str
    short: str
    kind: AgencyKind


def invented_place(chance: Random) -> str:
    """Return the name of a place without its kind: 霁陂."""
    return chance.choice(_FIRST) + chance.choice(_SECOND)


def invented_agency(chance: Random, kind: AgencyKind | None = None) -> Agency:
    """Return an agency of a kind, or of any."""
    city = f"{invented_place(chance)}市"
    county = f"{invented_place(chance)}{chance.choice('县区')}"
    above = chance.choice((city, county, city + county))
    kinds: tuple[AgencyKind, ...] = (
        "township",
        "department",
        "subdistrict",
        "government",
        "institution",
    )
    kind = kind or chance.choices(kinds, (5, 5, 2, 2, 1))[0]
    if kind == "township":
        place = f"{invented_place(chance)}{chance.choice('镇镇乡')}"
        return Agency(f"{above}{place}人民政府", place, kind)
    if kind == "subdistrict":
        place = f"{invented_place(chance)}街道"
        return Agency(f"{above}{place}办事处", place, kind)
    if kind == "government":
        return Agency(f"{above}人民政府", above, kind)
    body = chance.choice(_BUREAUS if kind == "department" else _INSTITUTIONS)
    name = f"{above}{body}"
    return Agency(name, name, kind)
