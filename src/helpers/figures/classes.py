"""Classes of values that a map has in place of a scale: their bounds and their shades."""

from __future__ import annotations

import math
from collections.abc import Sequence

from helpers.figures.look import SHADES

CLASSES = (2, 4, 6, 9, SHADES)
"""Shades of five classes, from low to high."""
DARK = CLASSES[3:]
"""Those on which words are white."""

_TINY = 1e-9
"""What is less than this is no difference."""


def edges_of(values: Sequence[float]) -> list[float]:
    """Return the bounds of at most five classes of one width, in round numbers."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = next(width for width in (high - low, abs(high), 1.0) if width > _TINY)
    power = 10.0 ** math.floor(math.log10(span / len(CLASSES)))
    for step in (power * n for n in (1, 2, 2.5, 5, 10, 20)):
        first = math.floor(low / step + 1e-9)
        count = max(1, math.ceil(high / step - 1e-9) - first)
        if count <= len(CLASSES):
            return [round((first + n) * step, 10) for n in range(count + 1)]
    raise AssertionError("no step is wide enough")


def shade_of(value: float, edges: Sequence[float]) -> int:
    """Return the shade of a value; a class holds its lower bound, the last one both."""
    at = sum(value >= edge - 1e-12 for edge in edges[1:-1])
    spread = CLASSES if len(edges) > 3 else (CLASSES[1], CLASSES[-1])
    return spread[at] if len(edges) > 2 else CLASSES[2]
