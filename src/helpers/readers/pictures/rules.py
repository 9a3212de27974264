"""The ruled lines of a picture as strokes, in points."""

from __future__ import annotations

import cv2
import numpy as np

from helpers.readers.pdf.strokes import Stroke
from helpers.readers.pictures.kinds import Grey, Mask
from helpers.readers.pictures.upright import Sheet

SHORTEST_ACROSS = 24.0
"""In points. Strokes of characters are shorter, those of several in a row have gaps."""
SHORTEST_DOWN = 13.0
"""In points: lower than a row of a table, higher than a character in one."""
_THICKEST = 4.0


def rules_of(sheet: Sheet) -> tuple[list[Stroke], Mask]:
    """Return the ruled lines of a page, and which points of the picture they cover."""
    dark = (sheet.ink > max(38.0, 5 * sheet.noise)).astype(np.uint8)
    strokes: list[Stroke] = []
    covered = np.zeros(dark.shape, np.uint8)
    for across, shortest in ((True, SHORTEST_ACROSS), (False, SHORTEST_DOWN)):
        found = _long(dark, across, round(shortest * sheet.scale))
        strokes += _strokes(found, across, sheet.scale)
        covered = np.maximum(
            covered, np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)
        )
    return strokes, covered.astype(bool)


def _long(dark: Grey, across: bool, length: int) -> Grey:
    """Return the points that lie on a straight run of so many dark ones; small gaps are closed."""

    def bar(n: int) -> Grey:
        return np.ones((1, n) if across else (n, 1), np.uint8)

    # A line that leans by a tenth of a degree steps from row to row: widen it first.
    wide = cv2.dilate(dark, np.ones((2, 1) if across else (1, 2), np.uint8))
    whole = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, bar(3))
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, bar(length)), np.uint8)


def _strokes(found: Grey, across: bool, scale: float) -> list[Stroke]:
    count, _, boxes, middles = cv2.connectedComponentsWithStats(found, connectivity=8)
    strokes = []
    for n in range(1, count):
        x, y, width, height = (int(v) for v in boxes[n][:4])
        thick = (height if across else width) / scale
        if thick > _THICKEST:
            continue
        at = float(middles[n][1 if across else 0]) / scale
        start, size = (x, width) if across else (y, height)
        strokes.append(Stroke(across, at, start / scale, (start + size) / scale))
    return strokes
