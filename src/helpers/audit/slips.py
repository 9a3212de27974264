"""How easily a hand writes one number for another: the order among equally small repairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from helpers.audit.exact import shown
from helpers.messages import Text
from helpers.numerals import Number

Pair = tuple[str, Number, Number]
"""A cell, what it prints, and what should stand there."""

_NEXT_COLUMN = Text("one column off", "错填相邻一列")
_NEXT_ROW = Text("one row off", "错填相邻一行")
_EXCHANGED = Text("two cells exchanged", "两格数字互换")
_COPIED = Text("the first part copied as the total", "误将首项照抄为合计")
_ONE_DIGIT = Text("one digit", "一位数字有误")
_TWO_DIGITS = Text("two digits exchanged", "相邻数字颠倒")
_DOUBLED = Text("a digit written twice", "同一位数字重复")
_TOO_MANY = Text("a digit too many", "多写一位")
_LOST = Text("a digit lost", "漏写一位")
_LEFT_OUT = Text("a number left out", "漏填数字")
_FILLED_IN = Text("a number where none belongs", "误填数字")
_ANOTHER = Text("another number", "数字不同")
_SAID = Text("the prose says so", "与正文一致")

STATED = 12
"""How much a number of the prose weighs: more than the easiest slip, less than the next ones."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the cells beside their numbers.

    Attributes:
        places: Cell → its table, and where its row and its column come in that table.
        first: Total of a row → the first part of that row, and what it prints.
        stated: Cell → the numbers that the prose gives for it.
    """

    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    first: Mapping[str, Number] = field(default_factory=dict)
    stated: Mapping[str, frozenset[Number]] = field(default_factory=dict)


def slips(pairs: Sequence[Pair], ground: Ground) -> tuple[int, list[Text]]:
    """Weigh a set of changes.

    Args:
        pairs: The changes.
        ground: What is known of the cells.

    Returns:
        The weight of the set, small for an easy slip, and the kind of slip of each change. A
        number of the prose makes the change to it lighter, and a change away from it heavier.
    """
    weights: dict[str, tuple[int, Text]] = {}
    for one, other in combinations(pairs, 2):
        exchanged = one[1:] == other[:0:-1]
        if exchanged and one[0] not in weights and other[0] not in weights:
            weight, kind = _exchange(one, other, ground)
            weights |= {one[0]: (weight, kind), other[0]: (0, kind)}
    total, kinds = 0, []
    for address, observed, suggested in pairs:
        weight, kind = weights.get(address) or _slip(address, observed, suggested, ground)
        stated = ground.stated.get(address, frozenset())
        if suggested in stated:
            weight, kind = weight - STATED, _with(kind, _SAID)
        elif observed in stated:
            weight += STATED
        total += weight
        kinds.append(kind)
    return total, kinds


def _with(kind: Text, more: Text) -> Text:
    return Text(f"{kind.en}; {more.en}", f"{kind.zh}，{more.zh}")


def _exchange(one: Pair, other: Pair, ground: Ground) -> tuple[int, Text]:
    """Weigh two cells that should hold each other's numbers; one of them is often empty."""
    here, there = ground.places.get(one[0]), ground.places.get(other[0])
    moved = "0" in (shown(one[1]), shown(other[1]))
    if here is None or there is None or here[0] != there[0]:
        return 25, _EXCHANGED
    apart = (abs(here[1] - there[1]), abs(here[2] - there[2]))
    if apart == (0, 1):
        return 10, _NEXT_COLUMN if moved else _EXCHANGED
    if apart == (1, 0):
        return 10, _NEXT_ROW if moved else _EXCHANGED
    return 15 if 0 in apart else 25, _EXCHANGED


def _slip(address: str, observed: Number, suggested: Number, ground: Ground) -> tuple[int, Text]:
    old, new = shown(observed), shown(suggested)
    if old != "0" and ground.first.get(address) == observed:
        return 10, _COPIED
    if old == "0":
        return 30, _LEFT_OUT
    if new == "0":
        return 30, _FILLED_IN
    if len(old) == len(new):
        differ = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(differ) == 1:
            return 10, _ONE_DIGIT
        if len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(old) == sorted(new):
            return 10, _TWO_DIGITS
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    cut = [i for i in range(len(longer)) if longer[:i] + longer[i + 1 :] == shorter]
    if len(longer) == len(shorter) + 1 and cut:
        if len(cut) > 1:  # either of two equal neighbours may be the one too many
            return 15, _DOUBLED if longer == old else _LOST
        return 20, _TOO_MANY if longer == old else _LOST
    return 40, _ANOTHER
