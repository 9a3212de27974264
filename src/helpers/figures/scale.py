"""A scale from numbers to points, with the round numbers that are printed along it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.figures.look import RULE, SLATE
from helpers.figures.sheet import Sheet
from helpers.indicator.declared import Kind
from helpers.messages import Lang, Text

SMALL = 7.5
"""Points; the type of numbers along a scale and of notes."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers from `low` to `high` lie between two points of the sheet."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the point of a number."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int = 6) -> list[float]:
        """Return round numbers from `low` to `high`, at most so many."""
        span = self.high - self.low
        power = 10.0 ** math.floor(math.log10(span / most))
        step = next(
            power * n for n in (1, 2, 2.5, 5, 10, 20) if span / (power * n) <= most - 1 + 1e-9
        )
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(n * step, 10) for n in range(first, last + 1)]


def scale_for(kind: Kind, values: Iterable[float], start: float, end: float) -> Scale:
    """Return a scale with room for values of an indicator; that of a share begins at 0."""
    there = [v for v in values if not math.isnan(v)]
    top, bottom = max(there, default=1.0), min(there, default=0.0)
    if kind == "share":
        limit = next(t for t in (0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0, math.inf) if top <= t)
        return Scale(0.0, limit if math.isfinite(limit) else top, start, end)
    low = min(bottom, 0.0)
    high = max(top, 0.0)
    room = (high - low) or 1.0
    return Scale(low - (0.04 * room if low < 0 else 0), high + 0.04 * room, start, end)


def grid(sheet: Sheet, scale: Scale, kind: Kind, top: float, bottom: float, lang: Lang) -> None:
    """Draw the lines of a scale from left to right, with their numbers below."""
    for tick in scale.ticks():
        x = scale.at(tick)
        sheet.line([(x, top), (x, bottom)], RULE, 0.6)
        sheet.text(x, bottom + 8, shown(tick, kind, lang, tick=True), SMALL, SLATE, "center")


def shown(value: float, kind: Kind, lang: Lang, *, tick: bool = False) -> str:
    """Return a value of an indicator as words: ``65 %``, ``0.11``, ``29 days``."""
    if kind == "share":
        part = 100 * value
        digits = 0 if part == round(part) or (part >= 10 and not tick) else 1
        return f"{part:.{digits}f}" + Text(" %", "%").in_(lang)
    if kind == "ratio":
        return f"{value:.2f}"
    number = f"{value:.0f}" if value == round(value) else f"{value:.1f}"
    if number == "-0":
        number = "0"
    return number if tick else number + Text(" days", "天").in_(lang)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Return names without what all of them begin with, when that is the name of a place."""
    whole = [name for name in dict.fromkeys(names) if name]
    if len(whole) < 2:
        return {name: name for name in whole}
    common = 0
    while all(len(n) > common + 2 and n[common] == whole[0][common] for n in whole):
        common += 1
    # A place ends in the word for its kind; less is chance: 水利局 and 水务局 share 水.
    cut = max((whole[0][:common].rfind(kind) + 1 for kind in "省市县区盟旗州"), default=0)
    return {name: name[cut:] for name in whole}
