"""Which of the names a report gives its organ is the one it goes by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.model import Place
from helpers.wording import plain

_GENERIC = re.compile(
    "[我本该]?(?:省|市|县|区|镇|乡|街道|旗|州)?(?:人民政府|政府|局|办|委|厅|办公室|机关|单位|院|中心)?"
)
"""What stands for a name in the title of some sites: 市局, 我办, 镇."""


def core(name: str) -> str:
    """Return a name without what forms of one organ's name differ in: 上塘镇人民政府 → 上塘镇."""
    return re.sub("(?:人民政府|政府|办事处)$", "", plain(name))


def without_place(name: str) -> bool:
    """Tell whether a name begins with the level of its place only: 区卫生局, 县教育局."""
    return re.match("[省市县区州旗](?!政府|人民政府)", plain(name)) is not None


def choose_agency(names: Sequence[tuple[str, str, Place | None]]) -> str:
    """Return the longest form of the organ's name.

    Args:
        names: ``(where, name, place)`` in order of trust: title, signature, body, metadata.

    Returns:
        The first name, or a longer form that ends like it; "" for none. 丰城市人民政府办公室 is no
        form of 丰城市. A first name without a name (市局) gives way to one of its kind.
    """
    if not names:
        return ""
    first = names[0][1]
    if _GENERIC.fullmatch(plain(first)):
        like = (n for _, n, _ in names[1:] if not _GENERIC.fullmatch(plain(n)))
        first = next((n for n in like if core(n).endswith(core(first)[-1:])), first)
    forms = [n for _, n, _ in names if core(n).endswith(core(first))]
    return max(forms, key=len, default=first)
