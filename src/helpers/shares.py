"""Parts of wholes with their intervals of 95 %: small numbers are the rule, so no share stands alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959964
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: reports, requests, cells."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1, or None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 % for the share, 0 to 1, or None of nothing."""
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        # At a share of 0 or 1 rounding may leave the ends a hair beside the share itself.
        return min(max(middle - half, 0.0), p), max(min(middle + half, 1.0), p)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Events of one kind for each of another: it may exceed 1, so it is no share."""

    events: int
    base: int

    @property
    def value(self) -> float | None:
        """Events for each one of the base, or None of nothing."""
        return self.events / self.base if self.base else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The score interval of 95 % for a Poisson count, over the base; None of nothing."""
        if not self.base:
            return None
        middle = self.events + _Z**2 / 2
        half = _Z * math.sqrt(self.events + _Z**2 / 4)
        low = max(middle - half, 0.0) / self.base
        return min(low, self.events / self.base), (middle + half) / self.base
