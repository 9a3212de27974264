"""From longitudes and latitudes to points of a sheet: a projection that keeps areas comparable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpers.figures.sheet import Point
from helpers.regions import Ring

_FIRST, _SECOND, _MIDDLE, _ORIGIN = (math.radians(d) for d in (25.0, 47.0, 105.0, 0.0))
"""Parallels and meridian that maps of China usually have."""
_NEAR = 0.35
"""Points; what is nearer than this to the point before cannot be told from it in print."""


@lru_cache(maxsize=1)
def _cone() -> tuple[float, float, float]:
    n = (math.sin(_FIRST) + math.sin(_SECOND)) / 2
    c = math.cos(_FIRST) ** 2 + 2 * n * math.sin(_FIRST)
    return n, c, math.sqrt(c - 2 * n * math.sin(_ORIGIN)) / n


def projected(ring: Ring) -> list[Point]:
    """Return a ring by Albers's equal-area conic projection of the sphere, in radii of the earth.

    Formulas 14-1 to 14-6 of J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional
    Paper 1395, 1987). y goes up.
    """
    n, c, rho_0 = _cone()
    points = []
    for longitude, latitude in ring:
        rho = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
        theta = n * (math.radians(longitude) - _MIDDLE)
        points.append((rho * math.sin(theta), rho_0 - rho * math.cos(theta)))
    return points


@dataclass(frozen=True, slots=True)
class Fit:
    """Where projected points lie on a sheet: enlarged by `scale`, `west` and `north` at its corner."""

    scale: float
    west: float
    north: float
    left: float
    top: float

    def at(self, points: Iterable[Point]) -> list[Point]:
        """Return points of the sheet, without those that cannot be told from the one before."""
        kept: list[Point] = []
        for x, y in points:
            place = (
                self.left + (x - self.west) * self.scale,
                self.top + (self.north - y) * self.scale,
            )
            if not kept or math.dist(kept[-1], place) >= _NEAR:
                kept.append(place)
        return kept


def fit(
    rings: Sequence[Sequence[Point]], left: float, top: float, width: float, most: float
) -> tuple[Fit, float]:
    """Return how rings are laid into a box of a width and at most a height, and the height they take."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    wide, high = max(xs) - min(xs) or 1e-9, max(ys) - min(ys) or 1e-9
    scale = min(width / wide, most / high)
    spare = (width - wide * scale) / 2
    return Fit(scale, min(xs), max(ys), left + spare, top), high * scale


def area(ring: Sequence[Point]) -> float:
    """Return the area within a ring, by the shoelace formula."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of the area within a ring."""
    turned = sx = sy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        cross = x1 * y2 - x2 * y1
        turned += cross
        sx += (x1 + x2) * cross
        sy += (y1 + y2) * cross
    if not turned:
        return ring[0]
    return sx / (3 * turned), sy / (3 * turned)


def crossings(ring: Sequence[Point], y: float) -> list[Point]:
    """Return where a level line lies within a ring: beginnings and ends, from left to right."""
    cuts = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=True))
