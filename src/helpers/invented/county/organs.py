"""The organs of the invented county, with what each usually has to do."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.invented.agencies import Agency
from helpers.model import AgencyKind

CITY = "云岚市"
COUNTY = "虚构县"
"""“Invented county”: a name that no place has."""
_TOWNS = "青禾镇 霁溪镇 翎屏镇 珞岭镇 蘅泽镇 砚渡镇 黛陂镇 箬浦镇 汐畈镇 璟塬镇 岫垭镇 沅汀镇 霭埠乡 芃岭乡 翊泽乡"
_SUBDISTRICTS = "云泽街道 岚溪街道 蘅屏街道"
_BUREAUS = (
    ("发展和改革局", 14, 14, 40),
    ("教育局", 18, 9, 60),
    ("公安局", 32, 6, 2600),
    ("民政局", 12, 11, 210),
    ("司法局", 8, 7, 30),
    ("财政局", 10, 16, 12),
    ("人力资源和社会保障局", 22, 13, 340),
    ("自然资源局", 96, 12, 780),
    ("住房和城乡建设局", 70, 18, 520),
    ("交通运输局", 16, 8, 460),
    ("水利局", 9, 5, 75),
    ("农业农村局", 21, 9, 160),
    ("卫生健康局", 14, 8, 390),
    ("应急管理局", 9, 6, 130),
    ("审计局", 3, 3, 0),
    ("市场监督管理局", 27, 10, 1900),
    ("医疗保障局", 6, 6, 45),
    ("城市管理综合执法局", 39, 5, 640),
)
"""Name, requests, normative documents and decisions of an ordinary year."""
_STRICTER = "自然资源局"
_INSTITUTIONS = ("人民医院", "实验中学")


@dataclass(frozen=True)
class Organ:
    """An organ of the county.

    Attributes:
        agency: Its name and kind.
        requests: Requests it receives in an ordinary year.
        documents: Normative documents in force when the series begins.
        decisions: Licences and penalties of an ordinary year.
        stricter: Whether it discloses less from year to year, so that there is a change to find.
    """

    agency: Agency
    requests: float
    documents: int
    decisions: int
    stricter: bool = False


def organs() -> tuple[Organ, ...]:
    """Return the forty organs: the county government, whose report is the sum, comes first."""
    found = [
        _organ("人民政府", "government", 0, 0, 0),
        _organ("人民政府办公室", "department", 33, 46, 0),
    ]
    found += [_organ(name, "department", a, b, c) for name, a, b, c in _BUREAUS]
    for number, name in enumerate(_TOWNS.split()):
        usual = (1 + 1.3 * (number % 5), number % 4, 6 * (number % 6))
        found.append(_organ(f"{name}人民政府", "township", *usual, short=name))
    for number, name in enumerate(_SUBDISTRICTS.split()):
        found.append(_organ(f"{name}办事处", "subdistrict", 5 + 3 * number, 2, 24, short=name))
    found += [_organ(name, "institution", 0.6, 0, 0) for name in _INSTITUTIONS]
    return tuple(found)


def _organ(
    name: str, kind: AgencyKind, requests: float, documents: int, decisions: int, short: str = ""
) -> Organ:
    full = f"{CITY}{COUNTY}{name}"
    stricter = name == _STRICTER
    return Organ(Agency(full, short or full, kind), requests, documents, decisions, stricter)
