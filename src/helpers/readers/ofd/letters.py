"""Text objects of OFD: characters with their places."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from helpers.readers.ofd.numbers import UnsoundError, number, offsets_in
from helpers.readers.pdf.space import Affine, apply

_UPRIGHT = 0.05
"""Text may lean by so much, in radians."""
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_NO_CHARACTERS = re.compile(r"[\t\r\n]")
"""Breaks between the tags of a file laid out for the eye; no offset belongs to them."""
_CLOSEST = 0.5
"""Characters closer than this share of their width lie on each other, and are not narrow."""


class Letter(NamedTuple):
    """A character, in points.

    Attributes:
        text: The character, white space included.
        origin: Where it stands on its line.
        width: Its advance, along its own direction.
        em: Size of its print.
        turn: Quarter turns clockwise, None if it is slanted.
        run: Number of the text object.
        shown: Whether any ink shows it.
    """

    text: str
    origin: tuple[float, float]
    width: float
    em: float
    turn: int | None
    run: int
    shown: bool


def letters_of(element: Element, matrix: Affine, run: int, *, shown: bool) -> Iterator[Letter]:
    """Yield the characters of a text object.

    Args:
        element: The text object.
        matrix: From its space to points of the page.
        run: Its number.
        shown: Whether it is painted.
    """
    size = abs(number(element.get("Size", "")))
    across = number(element.get("HScale") or "1")
    a, b, c, d, _, _ = matrix
    em, along = max(size * math.hypot(c, d), 0.5), math.hypot(a, b)
    quarter = round(number(element.get("CharDirection") or "0") / 90) % 4
    turn = _turn(matrix, quarter)
    level = quarter == 0 and number(element.get("ReadDirection") or "0") == 0
    x: float | None = None
    y: float | None = None
    for code in element.iterfind("TextCode"):
        text = _text(code)
        x = number(code.get("X", "")) if code.get("X") else x
        y = number(code.get("Y", "")) if code.get("Y") else y
        if x is None or y is None:
            raise UnsoundError("TextCode")
        right = offsets_in(code.get("DeltaX"), len(text))
        down = offsets_in(code.get("DeltaY"), len(text))
        at, base = x, y
        for n, character in enumerate(text):
            natural = size * _width(character) * across
            # Without an offset the font decides, which is not asked: Chinese fonts agree.
            step = natural if level and not down else 0.0
            step = right[n] if n < len(right) else step
            width = natural
            if level and _CLOSEST * natural < step < natural:
                width = step
            place = apply(matrix, at, base)
            yield Letter(character, place, width * along, em, turn, run, shown)
            at += step
            base += down[n] if n < len(down) else 0.0


def _text(code: Element) -> str:
    text = _NO_CHARACTERS.sub("", "".join(code.itertext()))
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


def _width(character: str) -> float:
    """Return the usual advance of a character in ems."""
    if east_asian_width(character) in "WFA":
        return 1.0
    return 0.7 if character.isupper() else 0.5


def _turn(matrix: Affine, quarter: int) -> int | None:
    a, b, c, d, _, _ = matrix
    if a * d - b * c <= 0:  # seen in a mirror
        return None
    angle = math.atan2(b, a)
    turn = round(angle / (math.pi / 2))
    straight = abs(angle - turn * math.pi / 2) < _UPRIGHT
    return (turn + quarter) % 4 if straight else None
