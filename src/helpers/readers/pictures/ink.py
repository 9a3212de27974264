"""The ink of a cell: none, too faint to tell, or lines of print with their parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from helpers.readers.pictures.kinds import Grey, Mask
from helpers.readers.pictures.upright import Sheet

CLEAR = 60.0
"""Print is darker than paper by so much (of 255)."""
FAINT = 22.0
"""Below this nothing is printed, once noise is averaged over some points; between the two
nobody can tell a mark from a stain, and the cell is not called blank."""
_SPECK = 0.9
"""A mark whose sides are both shorter, in points, is a speck of dust and no print."""
_TALL = 0.62
"""Digits are at least this high, as a share of the line they stand on; marks are lower."""
_BIGGEST = 60.0
_LEVELS = (0.4, 0.55, 0.7)


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line of print in a cell, in pixels of the page.

    Attributes:
        x0, y0, x1, y1: The box around its ink.
        counts: How many parts are as high as a digit and how many are lower marks (points,
            commas, dashes), seen at several levels of darkness: digits that touch where their
            edges are pale part where only the darkest ink counts.
        gap: The widest white between two high parts.
        lean: How far its ink leans, across for each step up: a stroke ``/`` leans, a ``1`` stands.
        touches: Whether ink reaches the edge of the cell, where a part may be cut off.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    counts: tuple[tuple[int, int], ...] = ()
    gap: int = 0
    lean: float = 0.0
    touches: bool = False

    @property
    def height(self) -> int:
        """Height of its ink."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class CellInk:
    """What is printed in a cell: `lines`, or none, for certain or not (`faint`)."""

    lines: tuple[InkLine, ...]
    faint: bool = False


Box = tuple[int, int, int, int]


def ink_of(sheet: Sheet, rules: Mask, box: Box, em: float | None = None) -> CellInk:
    """Return the ink inside a box of the page, ruled lines left out.

    Args:
        sheet: The page.
        rules: Where its ruled lines are.
        box: Left, upper, right and lower side of the cell, in pixels.
        em: Size of the print in pixels, or None to take the highest line of the cell for it.
    """
    x0, y0, x1, y1 = box
    inside: Grey = np.where(rules[y0:y1, x0:x1], 0, sheet.ink[y0:y1, x0:x1]).astype(np.uint8)
    if inside.size == 0:
        return CellInk((), faint=True)
    clear = max(CLEAR, 5 * sheet.noise)
    speck = _SPECK * sheet.scale
    parts = _parts(inside, clear, speck)
    if not parts:
        return CellInk((), faint=_is_faint(inside, sheet))
    height, width = inside.shape
    darkest = float(np.percentile(inside[inside > clear], 90))
    levels = [clear, *(darkest * share for share in _LEVELS if darkest * share > clear)]
    lines = []
    for group in _grouped(parts, em):
        left, top = min(p[0] for p in group), min(p[1] for p in group)
        right, bottom = max(p[2] for p in group), max(p[3] for p in group)
        own = inside[top:bottom, left:right]
        edge = left <= 0 or top <= 0 or right >= width or bottom >= height
        counts = tuple(_counted(_parts(own, level, speck), bottom - top) for level in levels)
        gap = _widest_gap(group, bottom - top)
        sides = x0 + left, y0 + top, x0 + right, y0 + bottom
        lines.append(InkLine(*sides, counts, gap, _lean(own), edge))
    return CellInk(tuple(lines))


def _counted(parts: list[Box], height: int) -> tuple[int, int]:
    """Return how many parts are as high as a digit, and how many are not."""
    tall = sum(p[3] - p[1] >= _TALL * height for p in parts)
    return tall, len(parts) - tall


def _lean(own: Grey) -> float:
    moments = cv2.moments(own)
    return -moments["mu11"] / moments["mu02"] if moments["mu02"] else 0.0


def _widest_gap(parts: list[Box], height: int) -> int:
    tall = sorted((p[0], p[2]) for p in parts if p[3] - p[1] >= _TALL * height)
    return max((b[0] - a[1] for a, b in pairwise(tall)), default=0)


def _is_faint(inside: Grey, sheet: Sheet) -> bool:
    """Tell whether something may be printed all the same, paler than print or smaller."""
    averaged = cv2.blur(inside, (3, 3))
    return float(averaged.max()) > max(FAINT, 3.5 * sheet.noise)


def _parts(inside: Grey, level: float, speck: float) -> list[Box]:
    """Return the boxes of what hangs together of the ink darker than a level, specks left out."""
    dark = (inside > level).astype(np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    found = []
    for n in range(1, count):
        x, y, w, h = (int(v) for v in boxes[n][:4])
        if max(w, h) >= speck:
            found.append((x, y, x + w, y + h))
    return found


def _grouped(parts: list[Box], em: float | None) -> list[list[Box]]:
    """Gather parts into lines: those whose heights overlap, then what is a mark of a line."""
    groups: list[list[Box]] = []
    for part in sorted(parts, key=lambda p: p[1]):
        bottom = max((p[3] for p in groups[-1]), default=0) if groups else 0
        if groups and part[1] < bottom:
            groups[-1].append(part)
        else:
            groups.append([part])
    heights = [max(p[3] for p in g) - min(p[1] for p in g) for g in groups]
    usual = em if em is not None else max(heights)
    joined: list[list[Box]] = []
    for group in groups:
        # The two strokes of 二 are no two lines: a line and its marks are at most so high.
        top = min(p[1] for p in joined[-1]) if joined else 0
        whole = max(p[3] for p in group) - top
        low = joined and (
            max(p[3] for p in joined[-1]) - top < 0.7 * usual
            or max(p[3] for p in group) - min(p[1] for p in group) < 0.7 * usual
        )
        if joined and low and whole <= 1.12 * usual:
            joined[-1] += group
        else:
            joined.append(list(group))
    return joined


def em_of(heights: list[int], scale: float) -> float:
    """Return the size of the print of tables, in pixels, from the heights of its lines."""
    sound = [h for h in heights if 4 * scale <= h <= _BIGGEST * scale]
    return 1.08 * float(median(sound)) if sound else 9.0 * scale
