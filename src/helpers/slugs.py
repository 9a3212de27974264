"""Names in ASCII letters: 上塘镇 becomes shang-tang-zhen. The door to `pypinyin`.

The readings are those of the library but for places it reads otherwise than their people do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock

_SLUG = re.compile(r"[^a-z0-9]+")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows takes for a device, whatever its suffix: products must have another name."""
_teaching = Lock()
LONGEST = 80
"""Characters of the longest slug."""

_CHARACTERS = {"长": "cháng,zhǎng", "都": "dū,dōu"}
"""What a character is mostly read as in names: 长治, 长葛, 都昌, 尧都."""
_PLACES = """
六合 lù hé|洪洞 hóng tóng|荥经 yíng jīng|浚县 xùn xiàn|朝阳 cháo yáng|单县 shàn xiàn|筠连 jūn lián
什邡 shí fāng|珲春 hún chūn|穆棱 mù líng|繁峙 fán shì|宕昌 tàn chāng|大城县 dài chéng xiàn|覃塘 qín táng
漯河 luò hé|大堡镇 dà bǔ zhèn|闵行 mǐn háng|伽师 jiā shī|召陵 shào líng|佛坪 fó píng|阿勒泰 ā lè tài
长寿区 cháng shòu qū|乌什 wū shí|涡阳 guō yáng|万柏林 wàn bǎi lín|太行 tài háng|长子县 zhǎng zǐ xiàn
"""


def slug_of(name: str) -> str:
    """Return a name in lower-case ASCII letters, digits and hyphens; Chinese as pinyin."""
    ascii_name = name if name.isascii() else _in_letters(name)
    slug = _SLUG.sub("-", ascii_name.lower()).strip("-")[:LONGEST].strip("-") or "report"
    return f"{slug}-report" if _DEVICE.fullmatch(slug) else slug


def _in_letters(name: str) -> str:
    from pypinyin import lazy_pinyin  # its dictionaries take longer to load than a report to read

    with _teaching:  # the library walks its dictionary while it learns; other threads wait
        _teach()
    return "-".join(lazy_pinyin(name, errors=lambda s: s))


@lru_cache(maxsize=1)
def _teach() -> None:
    """Tell the library, once, the readings it does not have."""
    from pypinyin import load_phrases_dict, load_single_dict

    load_single_dict({ord(char): readings for char, readings in _CHARACTERS.items()})
    entries = (entry.split(" ") for line in _PLACES.split("\n") for entry in line.split("|"))
    load_phrases_dict({name: [[part] for part in parts] for name, *parts in entries if name})
