"""Straight strokes on a page: borders are lines, thin filled areas or frames, by producer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

THIN = 3.0
"""A filled area at most this thick, in points, is a line."""
NEAR = 3.0
"""Strokes this close are one: a border drawn by both neighbours, or a double line."""
_LEVEL = 0.6
"""A stroke may lean by so many points."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Stroke(NamedTuple):
    """A horizontal or vertical stroke.

    Attributes:
        across: Whether it is horizontal.
        at: Its y if horizontal, its x if vertical.
        start: Where it begins along its direction.
        end: Where it ends.
    """

    across: bool
    at: float
    start: float
    end: float


def strokes_of_path(
    pieces: Sequence[Sequence[Point]], box: Box, *, filled: bool, stroked: bool
) -> list[Stroke]:
    """Return the strokes that a drawn path shows.

    Args:
        pieces: Its straight pieces, none for a path of one simple piece.
        box: Its bounding box.
        filled: Whether it is filled.
        stroked: Whether its outline is drawn.
    """
    if not pieces:
        return thin(box)
    found: list[Stroke] = []
    if stroked:
        for piece in pieces:
            for (x0, y0), (x1, y1) in pairwise(piece):
                if abs(x0 - x1) <= _LEVEL or abs(y0 - y1) <= _LEVEL:
                    found += thin((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        return found
    boxes = [_box(piece) for piece in pieces if len(piece) > 2]
    for inner, outer in pairwise(boxes):
        if _frames(outer, inner) or _frames(inner, outer):
            found += edges(outer if _frames(outer, inner) else inner)
    for part in boxes:
        found += thin(part)
    return found


def _box(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _frames(outer: Box, inner: Box) -> bool:
    """Tell whether two boxes are the edges of a frame."""
    return all(
        0 <= side <= THIN
        for side in (
            inner[0] - outer[0],
            inner[1] - outer[1],
            outer[2] - inner[2],
            outer[3] - inner[3],
        )
    )


def thin(box: Box) -> list[Stroke]:
    """Return a thin box as a stroke; a dot is a piece of a dotted line either way."""
    x0, y0, x1, y1 = box
    found = []
    if y1 - y0 <= THIN:
        found.append(Stroke(True, (y0 + y1) / 2, x0, x1))
    if x1 - x0 <= THIN:
        found.append(Stroke(False, (x0 + x1) / 2, y0, y1))
    return found


def edges(box: Box) -> list[Stroke]:
    """Return the four sides of a box."""
    x0, y0, x1, y1 = box
    return [
        Stroke(True, y0, x0, x1),
        Stroke(True, y1, x0, x1),
        Stroke(False, x0, y0, y1),
        Stroke(False, x1, y0, y1),
    ]


def joined(strokes: Iterable[Stroke], across: bool, shortest: float) -> list[Stroke]:
    """Join strokes that lie on one line and touch, and drop what is shorter than `shortest`."""
    own = [s for s in strokes if s.across == across]
    lines = [s for s in own if s.end - s.start > THIN]
    lines += _dotted(s for s in own if s.end - s.start <= THIN)
    result: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in sorted(lines, key=lambda s: s.at):
        if group and stroke.at - group[-1].at > NEAR:
            result += _along(group)
            group = []
        group.append(stroke)
    return [s for s in result + _along(group) if s.end - s.start >= shortest]


def _dotted(dots: Iterable[Stroke]) -> list[Stroke]:
    """Return dotted lines: dots at one level, side by side. A dot alone is no line."""
    levels: dict[float, list[Stroke]] = {}
    for dot in dots:
        levels.setdefault(round(dot.at, 1), []).append(dot)
    lines = (line for level in levels.values() for line in _along(level))
    return [line for line in lines if line.end - line.start > 2 * THIN]


def _along(group: Sequence[Stroke]) -> list[Stroke]:
    """Join the strokes of one line where they touch; each piece keeps its own level."""
    pieces: list[tuple[Stroke, list[float]]] = []
    for stroke in sorted(group, key=lambda s: s.start):
        last = pieces[-1] if pieces else None
        if last is not None and stroke.start - last[0].end <= NEAR:
            last[1].append(stroke.at)
            pieces[-1] = last[0]._replace(end=max(last[0].end, stroke.end)), last[1]
        else:
            pieces.append((stroke, [stroke.at]))
    return [stroke._replace(at=sum(places) / len(places)) for stroke, places in pieces]


def nearest(places: Sequence[float], at: float) -> int:
    """Return the number of the place nearest to `at`; places are in order."""
    after = bisect_left(places, at)
    if after == len(places) or (after and at - places[after - 1] <= places[after] - at):
        return after - 1
    return after
