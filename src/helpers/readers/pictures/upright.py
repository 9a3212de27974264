"""A picture made ready: of a fit size, upright, and its ink on even paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from helpers.readers.pictures.kinds import Grey

PAGE_WIDTH = 595.0
"""A loose picture is taken to be as wide as a page of A4, in points."""
_LEAST, _MOST = 2.2, 3.4
"""Pixels for a point of the page to work with: some 160 to 250 dots per inch."""
_TALLEST = 14_000
_LEANS = 3.0
"""A picture that leans by more degrees is left as it is."""


COARSE = 1.9
"""Pixels for a point (137 dpi). Below, in a JPEG of quality 25, a 10 was read as 19 with 0.97."""
GRAINY = 5.0
"""Paper varies by no more (of 255) in a sound picture; where blur and grain came together at 150 dpi, a
100 was read as 200 with 0.99."""
BLURRED = 1.1
"""The edge of a stroke is no wider, in points, in a picture that is sharp enough to be believed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for reading.

    Attributes:
        ink: 0 is paper, 255 the darkest print.
        scale: Pixels for one point.
        poor: Whether the picture is too coarse, grainy or blurred for its figures to be believed
            without sums.
        noise: How much paper without print varies (standard deviation of `ink`).
    """

    ink: Grey
    scale: float
    noise: float
    poor: bool = False


def prepared(grey: Grey, width: float = PAGE_WIDTH, own_scale: float | None = None) -> Sheet:
    """Return a picture of a page that is `width` points wide ready for reading."""
    scale = grey.shape[1] / width
    coarse = (own_scale or scale) < COARSE
    fit = min(max(scale, _LEAST), _MOST)
    fit = min(fit, scale * _TALLEST / max(grey.shape[0], 1))
    if abs(fit / scale - 1) > 0.01:
        how = cv2.INTER_AREA if fit < scale else cv2.INTER_CUBIC
        factor = fit / scale
        grey = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), np.uint8)
        scale = fit
    ink = _inked(grey, scale)
    angle = _lean(ink, scale)
    if abs(angle) > 0.03:
        ink = _turned(ink, angle)
    noise = _noise(ink)
    poor = coarse or noise > GRAINY or _edge(ink) / scale > BLURRED
    return Sheet(ink, scale, noise, poor)


def _inked(grey: Grey, scale: float) -> Grey:
    """Return how much darker than the paper around it each point is; shades of cells vanish."""
    size = max(3, round(9 * scale)) | 1
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size // 2 | 1, size // 2 | 1))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    paper = cv2.resize(cv2.blur(paper, (9, 9)), (grey.shape[1], grey.shape[0]))
    even = grey.astype(np.float32) * (255.0 / np.maximum(paper, 40).astype(np.float32))
    return np.asarray(255 - np.clip(even, 0, 255), np.uint8)


def _lean(ink: Grey, scale: float) -> float:
    """Return by how many degrees the rows of a page lean: the angle at which they are sharpest."""
    factor = min(1.0, 1.4 / scale)
    small = cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = np.asarray(np.where(small > 40, small, 0), np.float32)
    best = 0.0
    for step, reach in ((0.5, _LEANS), (0.1, 0.4), (0.02, 0.08)):
        tried = [best + step * n for n in range(-round(reach / step), round(reach / step) + 1)]
        best = max(tried, key=lambda angle: _sharpness(small, angle))
    return best if abs(best) <= _LEANS else 0.0


def _sharpness(ink: np.ndarray, angle: float) -> float:
    rows = _turned(ink, angle).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turned(ink: np.ndarray, angle: float) -> np.ndarray:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)


def _noise(ink: Grey) -> float:
    """Return the variation of the paper, from the half of the points that are lightest."""
    light = ink[ink <= np.median(ink)].astype(np.float32)
    return float(np.sqrt(np.mean(np.square(light)))) if light.size else 0.0


def _edge(ink: Grey) -> float:
    """Return how many points it takes from paper to print where that is steepest; 0 for no print."""
    across = cv2.Sobel(ink, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(ink, cv2.CV_32F, 0, 1, ksize=3)
    slopes = np.hypot(across, down) / 8
    steep, dark = slopes[slopes > 15], ink[ink > 60]
    if not steep.size or not dark.size:
        return 0.0
    return float(np.percentile(dark, 90) / np.percentile(steep, 95))
