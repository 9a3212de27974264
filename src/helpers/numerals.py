"""Text to number: cells of a table, and numerals in prose.

The value is the number as printed; nothing is converted between units (251000元 is 251000 with
unit 元, 43.788万元 is 43.788 with unit 万元).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from helpers.wording import plain

State = Literal["number", "blank", "slash", "text", "missing", "unreadable"]
"""What stands in a cell. See the contract: a blank or a slash is not a zero."""

Number = int | float

_SLASHES = frozenset({"/", "//", "\\", "-", "--", "---", "----", "无", "*", "×", "x", "N/A", "n/a"})
_UNIT = r"(?:[万亿]?元(?:整)?|[万亿]|[件条项个份篇起宗例次家名人部]|[件人]次)"
_CELL = re.compile(
    rf"(?P<sign>[+\-]|增加?|减少?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<fraction>\.\d+)?"
    rf"(?P<unit>{_UNIT})?"
)
# Numbers in two lines of one cell, footnote marks (①, ²) and 000 may be several values run together.
_RUN_TOGETHER = re.compile(r"\d\s+\d|[²³¹⁰⁴-⁹₀-₉①-⓿❶-➓½¼¾⅐-⅞]|^\s*[+-]?0\d")
_MINUS = frozenset({"-", "减", "减少"})

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

_COLLOQUIAL = re.compile("[百千万亿][一二三四五六七八九两]$")

CHINESE_NUMERAL = "[〇零○一二三四五六七八九十百千两]"
"""Character class of the numerals that :func:`chinese_number` reads (without 万 and 亿)."""


@dataclass(frozen=True, slots=True)
class CellText:
    """What the text of one cell says.

    Attributes:
        state: ``number``, ``blank``, ``slash`` or ``text``.
        value: The number as printed, else None.
        unit: A unit printed in the cell, else None.
    """

    state: State
    value: Number | None = None
    unit: str | None = None


def as_number(digits: str) -> Number:
    """Return an int for whole numbers and a float otherwise; thousands separators are allowed."""
    digits = digits.replace(",", "")
    return float(digits) if "." in digits else int(digits)


@lru_cache(maxsize=8192)
def read_cell(text: str) -> CellText:
    """Read the text of one table cell.

    Args:
        text: The cell as printed, line breaks and no-break spaces included.

    Returns:
        The state with value and unit. ``减3`` and ``-3`` are −3, ``+19`` is 19; ``000`` and two
        numbers in one cell are text, since nobody can tell what they mean.
    """
    folded = plain(text)
    if _RUN_TOGETHER.search(text):
        return CellText("text")
    if not folded:
        return CellText("blank")
    if folded in _SLASHES:
        return CellText("slash")
    match = _CELL.fullmatch(folded)
    if match is None or len(match["digits"]) > 20:
        return CellText("text")
    value = as_number(match["digits"] + (match["fraction"] or ""))
    if match["sign"] in _MINUS:
        value = -value
    return CellText("number", value, match["unit"])


def chinese_number(text: str) -> int | None:
    """Read a Chinese numeral: 十一, 三百零五, 两, 二〇二〇 (digit by digit), 一万二千.

    Returns:
        The whole number, or None when `text` is no numeral in good order.
    """
    if not text:
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    if _COLLOQUIAL.search(text):
        return None  # 三百二 is 320 to a speaker and 302 to a reader
    total = section = 0
    digit: int | None = None
    last_ten = 10_000
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            ten = _TENS[char]
            if ten >= last_ten:
                return None
            section += (1 if digit in (None, 0) and ten == 10 else digit or 0) * ten
            digit, last_ten = None, ten
        elif char in _LARGE:
            total += (section + (digit or 0)) * _LARGE[char]
            section, digit, last_ten = 0, None, 10_000
        else:
            return None
    return total + section + (digit or 0)
