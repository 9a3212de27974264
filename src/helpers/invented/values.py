"""What cells print, with what it means: numbers in every dress, blanks, slashes, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from helpers.form import Form
from helpers.invented.grids import Value, completed
from helpers.numerals import State


@dataclass(frozen=True)
class Shown:
    """What a cell prints and what a reader must make of it; written down, not computed."""

    text: str
    state: State = "number"
    value: int | float | None = None
    unit: str | None = None


BLANK = Shown("", "blank")
_SLASHES = tuple(Shown(text, "slash") for text in ("/", "-", "—", "无"))
_DRESSED = (
    Shown("+19", value=19),
    Shown("-11", value=-11),
    Shown("减3", value=-3),
    Shown("201件", value=201, unit="件"),
    Shown("6项", value=6, unit="项"),
    Shown("251000元", value=251000, unit="元"),
    Shown("43.788万元", value=43.788, unit="万元"),
    Shown("26.55", value=26.55),
    Shown("59237.2449", value=59237.2449),
    Shown("２０８", value=208),
    Shown("6,700", value=6700),
    Shown("276000", value=276000),
)
WORDS = (Shown("本单位未制作", "text"), Shown("详见附件", "text"))
"""Prose in a cell."""
_PLAIN = (0, 0, 0, 0, 1, 2, 7, 13, 208, 1234)


def number(value: int) -> Shown:
    """Return a plain number."""
    return Shown(str(value), value=value)


def drawn_values(
    form: Form, chance: Random, *, noise: bool, blanks: bool, words: bool
) -> dict[str, Shown]:
    """Return what every cell of a form prints.

    In half of the reports everything adds up, in the others nothing need: a reader may use
    neither for granted.

    Args:
        form: The edition.
        chance: Where chance comes from.
        noise: Whether numbers come with signs, units, separators and full-width digits.
        blanks: Whether cells may be blank.
        words: Whether single cells may hold prose.
    """
    if chance.random() < 0.5:
        return _adding_up(form, chance)
    often: list[tuple[Shown, ...]] = [tuple(map(number, _PLAIN)), _SLASHES]
    weights = [80.0, chance.choice((0, 5, 20))]
    if blanks:
        often.append((BLANK,))
        weights.append(chance.choice((0, 5, 30)))
    if noise:
        often.append(_DRESSED)
        weights.append(chance.choice((0, 3, 10)))
    if noise and words:
        often.append(WORDS)
        weights.append(chance.choice((0, 0, 0.5)))
    return {a: chance.choice(chance.choices(often, weights)[0]) for a in form.addresses}


def _adding_up(form: Form, chance: Random) -> dict[str, Shown]:
    """Return numbers for which every identity of the form holds."""
    totals = {e.right[0] for e in form.equations if len(e.right) == 1}
    given: Mapping[str, Value] = {
        a: chance.choice((0, 0, 0, 1, 3, 12)) for a in form.addresses if a not in totals
    }
    cells = completed(form.id, given)
    # What came in and what was settled must meet: the difference came in this year.
    for equation in form.equations:
        if len(equation.right) > 1:
            gap = sum(int(cells[a]) for a in equation.right) - sum(
                int(cells[a]) for a in equation.left
            )
            first = equation.left[0]
            if gap < 0:
                first, gap = equation.right[-1], -gap
            cells[first] = int(cells[first]) + gap
    cells = completed(form.id, {a: v for a, v in cells.items() if a not in totals})
    return {a: number(int(v)) for a, v in cells.items()}
