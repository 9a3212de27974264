"""Pages that lie on their side or stand on their head: how many quarter turns set them upright."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from helpers.readers.pdf.glyphs import Glyph
from helpers.readers.pictures.engine import HEIGHT, Engine
from helpers.readers.pictures.kinds import Grey
from helpers.wording import has_chinese

_LEGIBLE = 0.8
"""Chinese characters of a sharp upright page are recognised with more certainty on average; of one on
its side with up to 0.84, but its lines run down. A page that is doubted in vain costs time only."""
_FEW = 8
"""A page with fewer Chinese characters does not tell how it lies."""
_SLIM = 2.5
"""A line is so many times as long as it is high."""
_LINES = 12
_LONGEST = 20
"""So many lines are tried each way, and of each so many characters at most."""
_BETTER = 2.0
"""Another way must make so many times as much sense as the page does as it is."""
_LEAST = 5.0
"""And hold so many characters. A page of 100 dpi on its side, all spoilings together, held 5.7;
the ways that are wrong held 1.3 at most."""


def legible(glyphs: Iterable[Glyph]) -> bool:
    """Tell whether what was recognised on a page shows that it stands upright."""
    sure = [g.sure for g in glyphs if has_chinese(g.text)]
    return len(sure) >= _FEW and sum(sure) / len(sure) > _LEGIBLE


def runs_across(box: tuple[int, int, int, int]) -> bool:
    """Tell whether the box around a line is much wider than high."""
    return box[2] - box[0] > _SLIM * (box[3] - box[1])


def runs_down(box: tuple[int, int, int, int]) -> bool:
    """Tell whether the box around a line is much higher than wide."""
    return box[3] - box[1] > _SLIM * (box[2] - box[0])


def quarter_turns(ink: Grey, engine: Engine) -> int:
    """Return how often a page must be turned to the left by 90°: 0 to 3.

    Args:
        ink: Its ink without ruled lines.
        engine: What finds and recognises characters.
    """
    boxes = sorted(engine.find(ink), key=lambda b: (b[0] - b[2]) * (b[3] - b[1]))
    slim = [box for box in boxes if runs_across(box) or runs_down(box)]
    lines = [ink[y0:y1, x0:x1] for x0, y0, x1, y1 in slim[:_LINES]]
    if not lines:
        return 0
    made = [_sense(lines, turns, engine) for turns in range(4)]
    best = max(range(4), key=lambda turns: made[turns])
    return best if made[best] > max(_BETTER * made[0], _LEAST) else 0


def _sense(lines: list[Grey], turns: int, engine: Engine) -> float:
    """Return how many Chinese characters lines hold that were turned, weighed by certainty."""
    turned = [np.rot90(line, turns) for line in lines]
    strips = [_strip(line) for line in turned if line.shape[1] > line.shape[0]]
    return sum(
        sure
        for reading in engine.read(strips)
        for char, sure in zip(reading.text, reading.sure, strict=True)
        if has_chinese(char) and sure > 0.5
    )


def _strip(line: np.ndarray) -> Grey:
    wide = max(16, round(line.shape[1] * HEIGHT / line.shape[0]))
    size = (wide, HEIGHT)
    small = cv2.resize(np.ascontiguousarray(line), size, interpolation=cv2.INTER_AREA)
    return np.asarray(255 - small[:, : _LONGEST * HEIGHT], np.uint8)
