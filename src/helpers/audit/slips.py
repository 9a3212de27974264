"""How easily a hand writes one number for another: the order among equally small repairs."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.audit.exact import shown
from helpers.messages import Text
from helpers.numerals import Number

_EXCHANGED = Text("two cells exchanged", "两格数字互换")
_ONE_DIGIT = Text("one digit", "一位数字有误")
_TWO_DIGITS = Text("two digits exchanged", "相邻数字颠倒")
_TOO_MANY = Text("a digit too many", "多写一位")
_LOST = Text("a digit lost", "漏写一位")
_LEFT_OUT = Text("a number left out", "漏填数字")
_FILLED_IN = Text("a number where none belongs", "误填数字")
_ANOTHER = Text("another number", "数字不同")


def slips(pairs: Sequence[tuple[Number, Number]]) -> tuple[int, list[Text]]:
    """Weigh a set of changes.

    Args:
        pairs: What is printed and what should stand there, for each cell.

    Returns:
        The weight of the set, small for an easy slip, and the kind of slip of each change.
    """
    (old, new), *others = pairs
    if others == [(new, old)]:
        return 1, [_EXCHANGED, _EXCHANGED]
    weighed = [_slip(observed, suggested) for observed, suggested in pairs]
    return sum(weight for weight, _ in weighed), [kind for _, kind in weighed]


def _slip(observed: Number, suggested: Number) -> tuple[int, Text]:
    old, new = shown(observed), shown(suggested)
    if old == "0":
        return 3, _LEFT_OUT
    if new == "0":
        return 3, _FILLED_IN
    if len(old) == len(new):
        differ = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(differ) == 1:
            return 1, _ONE_DIGIT
        if len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(old) == sorted(new):
            return 1, _TWO_DIGITS
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    if len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    ):
        return 2, _TOO_MANY if longer == old else _LOST
    return 4, _ANOTHER
