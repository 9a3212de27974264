"""The ruled lines of a picture as strokes, in points."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from helpers.readers.pdf.grids import MOST_STROKES
from helpers.readers.pdf.strokes import NEAR, Stroke
from helpers.readers.pictures.kinds import Grey, Mask
from helpers.readers.pictures.upright import Sheet

SHORTEST_ACROSS = 24.0
"""In points. Strokes of characters are shorter, those of several in a row have gaps."""
SHORTEST_DOWN = 13.0
"""In points: lower than a row of a table, higher than a character in one."""
_THICKEST = 4.0
_LEVEL = 1.2
"""Strokes on one line lie so near, in points."""
_LONG_ACROSS, _LONG_DOWN = 110.0, 26.0
"""A stroke is this long, in points, or it meets others. Those of characters in a row make shorter
ones across; one that touches the lower side of a table seems to hang down from it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A stroke, and the points of the picture that it is made of: one number in `marks`."""

    stroke: Stroke
    number: int


def rules_of(sheet: Sheet) -> tuple[list[Stroke], Mask]:
    """Return the ruled lines of a page, and which points of the picture they cover."""
    dark = (sheet.ink > max(38.0, 5 * sheet.noise)).astype(np.uint8)
    marks, found = [], []
    for across, shortest in ((True, SHORTEST_ACROSS), (False, SHORTEST_DOWN)):
        length = round(shortest * sheet.scale)
        thin = _thinned(_long(dark, across, length), across, length, sheet.scale)
        count, own, boxes, middles = cv2.connectedComponentsWithStats(thin, connectivity=8)
        marks.append(own)
        found.append(
            [
                _Found(stroke, n)
                for n in range(1, count)
                if (stroke := _stroke(boxes[n], middles[n], across, sheet.scale)) is not None
            ]
        )
    kept = _ruled(*found)
    covered = np.zeros(dark.shape, np.uint8)
    for own, all_found, group in zip(marks, found, kept, strict=True):
        # What is too thick for a line is no print either.
        numbers = {f.number for f in group}
        loose = [f.number for f in all_found if f.number not in numbers]
        points = ((own > 0) & ~np.isin(own, loose)).astype(np.uint8)
        covered |= np.asarray(cv2.dilate(points, np.ones((3, 3), np.uint8)), np.uint8)
    return [f.stroke for group in kept for f in group], covered.astype(bool)


def _ruled(across: list[_Found], down: list[_Found]) -> tuple[list[_Found], list[_Found]]:
    """Return the strokes that rule a table, without those that characters are made of."""
    if len(across) + len(down) > MOST_STROKES:
        return across, down  # which is refused
    sure = [f for f in down if f.stroke.end - f.stroke.start >= _LONG_DOWN]
    level = [f.stroke for f in _beams(across, sure)]
    walls = sure + [
        f
        for f in down
        if f.stroke.end - f.stroke.start < _LONG_DOWN
        and _meets(f.stroke.start, f.stroke.at, level)
        and _meets(f.stroke.end, f.stroke.at, level)
    ]
    walls += _in_line(down, walls)
    beams = _beams(across, walls)
    return beams + _in_line(across, beams), walls


def _beams(across: list[_Found], walls: list[_Found]) -> list[_Found]:
    """Return the strokes across that are long, or meet one of the walls."""
    return [
        f
        for f in across
        if f.stroke.end - f.stroke.start >= _LONG_ACROSS
        or any(
            f.stroke.start - NEAR <= wall.stroke.at <= f.stroke.end + NEAR
            and wall.stroke.start - NEAR <= f.stroke.at <= wall.stroke.end + NEAR
            for wall in walls
        )
    ]


def _meets(end: float, at: float, crossing: list[Stroke]) -> bool:
    return any(abs(s.at - end) <= NEAR and s.start - NEAR <= at <= s.end + NEAR for s in crossing)


def _in_line(strokes: list[_Found], kept: list[_Found]) -> list[_Found]:
    """Return pieces of a line that is broken where its print is pale."""
    numbers = {f.number for f in kept}
    return [
        f
        for f in strokes
        if f.number not in numbers and any(abs(f.stroke.at - k.stroke.at) <= _LEVEL for k in kept)
    ]


def _long(dark: Grey, across: bool, length: int) -> Grey:
    """Return the points that lie on a straight run of so many dark ones; small gaps are closed."""

    def bar(n: int) -> Grey:
        return np.ones((1, n) if across else (n, 1), np.uint8)

    # A line that leans by a tenth of a degree steps from row to row: widen it first.
    wide = cv2.dilate(dark, np.ones((2, 1) if across else (1, 2), np.uint8))
    whole = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, bar(3))
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, bar(length)), np.uint8)


def _thinned(found: Grey, across: bool, length: int, scale: float) -> Grey:
    """Return strokes without what makes them thick: a character that touches a ruled line."""
    count, marks, boxes, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    thin = found.copy()
    for n in range(1, count):
        x, y, width, height = (int(v) for v in boxes[n][:4])
        if (height if across else width) <= _THICKEST * scale:
            continue
        own = marks[y : y + height, x : x + width] == n
        # A ruled line is the longest there; what is much shorter hangs on it.
        runs = own.sum(axis=1 if across else 0)
        short = runs < max(length, 0.6 * int(runs.max()))
        drop = own & (short[:, None] if across else short[None, :])
        thin[y : y + height, x : x + width][drop] = 0
    return thin


def _stroke(box: np.ndarray, middle: np.ndarray, across: bool, scale: float) -> Stroke | None:
    """Return what hangs together as a stroke; None if it is too thick for one."""
    x, y, width, height = (int(v) for v in box[:4])
    if (height if across else width) / scale > _THICKEST:
        return None
    at = float(middle[1 if across else 0]) / scale
    start, size = (x, width) if across else (y, height)
    return Stroke(across, at, start / scale, (start + size) / scale)
