"""Lines of print cut out of a page, and what is recognised in them as characters with places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from helpers.readers.pdf.glyphs import UNREADABLE, Glyph, TextLine
from helpers.readers.pictures.engine import HEIGHT, Engine, Reading
from helpers.readers.pictures.ink import InkLine
from helpers.readers.pictures.kinds import Grey
from helpers.readers.pictures.upright import Sheet
from helpers.readers.pictures.weighing import DOUBTED, weighed
from helpers.wording import has_chinese

_SIZES = (0.86, 0.70)
"""A figure is read twice, a character being these shares of the height of its picture."""
_BESIDE = 0.45
"""So much paper is left before and after a line, in ems."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A line to be read.

    Attributes:
        ink: What is printed.
        em: Size of a character, in pixels of the page.
    """

    ink: InkLine
    em: float


def read_lines(sheet: Sheet, page: Grey, cuts: Sequence[Cut], engine: Engine) -> list[TextLine]:
    """Read lines of a page.

    Args:
        sheet: The page.
        page: Its ink without ruled lines.
        cuts: The lines.
        engine: What recognises characters.

    Returns:
        The lines with places in points; one in which nothing is recognised holds U+FFFD.
    """
    large, small = _SIZES
    firsts = engine.read([_picture(page, cut, large) for cut in cuts])
    # Words are judged by the labels of the form; only figures are worth a second look.
    again = [n for n, first in enumerate(firsts) if not has_chinese(first.text)]
    others = engine.read([_picture(page, cuts[n], small) for n in again])
    second = dict(zip(again, others, strict=True))
    return [
        _line(sheet, cut, first, second.get(n, first))
        for n, (cut, first) in enumerate(zip(cuts, firsts, strict=True))
    ]


def _picture(page: Grey, cut: Cut, size: float) -> Grey:
    """Return a line dark on white, at the height the models read."""
    ink = cut.ink
    factor = size * HEIGHT / cut.em
    tall = HEIGHT / factor
    middle, beside = (ink.y0 + ink.y1) / 2, _BESIDE * cut.em
    top, left = round(middle - tall / 2), round(ink.x0 - beside)
    width = round(ink.x1 - ink.x0 + 2 * beside)
    strip = np.zeros((round(tall), width), np.uint8)
    # Only its own ink: what stands above and below belongs to other lines and cells.
    y0, y1 = max(ink.y0 - 2, 0), min(ink.y1 + 2, page.shape[0])
    x0, x1 = max(ink.x0 - 2, 0), min(ink.x1 + 2, page.shape[1])
    y0, y1 = max(y0, top), min(y1, top + strip.shape[0])
    x0, x1 = max(x0, left), min(x1, left + width)
    strip[y0 - top : y1 - top, x0 - left : x1 - left] = page[y0:y1, x0:x1]
    darkest = float(np.percentile(strip[strip > 40], 90)) if (strip > 40).any() else 255.0
    strong = np.clip(strip.astype(np.float32) * (255.0 / max(darkest, 60.0)), 0, 255)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    wide = max(16, round(width * factor))
    return np.asarray(255 - cv2.resize(strong.astype(np.uint8), (wide, HEIGHT), interpolation=how))


def _line(sheet: Sheet, cut: Cut, first: Reading, second: Reading) -> TextLine:
    text, sure = weighed(first, second, cut.ink)
    sure = min(sure, DOUBTED) if sheet.poor else sure
    if not text:
        text, sure = UNREADABLE, 0.0
    own = first if first.text.strip() == text else second
    at = _places(own, text)
    scale, ink = sheet.scale, cut.ink
    em = cut.em / scale
    base = (ink.y0 + ink.y1) / 2 / scale + 0.38 * em
    edges = [0.0, *((a + b) / 2 for a, b in pairwise(at)), 1.0]
    left, width = ink.x0 / scale, (ink.x1 - ink.x0) / scale
    glyphs = [
        Glyph(char, left + width * edges[n], left + width * edges[n + 1], base, em, 0, sure)
        for n, char in enumerate(text)
        if not char.isspace()
    ]
    return TextLine(glyphs)


def _places(reading: Reading, text: str) -> list[float]:
    """Return where each character of `text` stands, as a share of the line."""
    if len(reading.text) != len(text):
        return [(n + 0.5) / len(text) for n in range(len(text))]
    first, last = reading.at[0], reading.at[-1]
    span = max(last - first, 1.0)
    ends = 0.5 / len(text)
    return [ends + (1 - 2 * ends) * (x - first) / span for x in reading.at]
