"""How sure a reading of a line is, weighed from two readings and from its ink.

The recognition gives each character a share of certainty, and it is right about that share but
for two habits: it drops one of two like digits (11 as 1), and a line that it sees a little
larger or smaller it may read otherwise. So a line is read at two sizes, and the digits of a
number are counted in the ink.
"""

from __future__ import annotations

import re
import unicodedata

from helpers.readers.pictures.engine import Reading
from helpers.readers.pictures.ink import InkLine
from helpers.wording import has_chinese

DOUBTED = 0.5
"""What a reading is worth whose digits are as many as the ink can hold but cannot be counted."""
_NUMBER = re.compile(r"[0-9.,+\-]*[0-9][0-9.,+\-]*")
_UPRIGHT = 0.07
"""A lone 1 that leans more may be a stroke, which says something else. In one picture with all
spoilings together strokes leaned by 0.096 and more, figures by 0.03 at most."""
_SURE_ONE = 0.98
"""A lone 1 of which the recognition is less sure may be a 7 or a stroke that noise has thinned: both
were read so with 0.93."""
_APART = 0.75
"""Digits of one number stand closer than this share of their height."""
_NARROWEST, _WIDEST = 0.42, 0.95
"""From one digit to the next: so many heights of a digit, over all fonts."""


def weighed(first: Reading, second: Reading, ink: InkLine) -> tuple[str, float]:
    """Return what a line says and how sure that is, 0 to 1.

    Args:
        first: One reading.
        second: The reading at another size.
        ink: What is printed.
    """
    text, other = _folded(first.text), _folded(second.text)
    if has_chinese(text):
        better = max(first, second, key=lambda r: sum(r.sure) / max(len(r.sure), 1))
        return better.text.strip(), better.least if text == other else 0.0
    if text != other or not text:
        return first.text.strip() or second.text.strip(), 0.0
    sure = min(first.least, second.least)
    if ink.touches:
        sure = min(sure, DOUBTED)
    if _NUMBER.fullmatch(text):
        sure = min(sure, _counted(text, ink))
    if text == "1" and sure < _SURE_ONE:
        sure = min(sure, DOUBTED)
    return text, sure


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _counted(text: str, ink: InkLine) -> float:
    """Return 1 where the ink has as many parts as the number, :data:`DOUBTED` or 0 otherwise."""
    digits = sum(c.isdigit() for c in text)
    marks = len(text) - digits
    # A stroke whose thin ends are lost in pale print seems to stand; its ink has one level only.
    if text == "1" and (abs(ink.lean) > _UPRIGHT or len(ink.counts) < 2):
        return 0.0
    if ink.gap > _APART * ink.height and not marks:
        return 0.0
    if (digits, marks) in ink.counts:
        return 1.0
    if not ink.counts:
        return 0.0  # too pale for its parts to be told apart
    tall, low = ink.counts[0]
    if not marks and not low and tall < digits:
        width = (ink.x1 - ink.x0) / max(ink.height, 1)
        if _NARROWEST * (digits - 1) + 0.2 <= width <= _WIDEST * digits:
            return DOUBTED
    return 0.0
