"""What stands on a page, whatever the format of its file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from helpers.readers.pdf.glyphs import Glyph
from helpers.readers.pdf.strokes import Stroke


@dataclass(slots=True)
class Page:
    """What stands on a page.

    Attributes:
        number: From 1.
        width: In points.
        height: In points.
        glyphs: Characters, spaces left out.
        strokes: Straight strokes, horizontal or vertical.
        pictures: How many pictures larger than an ornament it shows.
        drawn: Whether anything is drawn on it.
        counts: How many characters are ``slanted``, ``hidden`` under a filled area,
            ``invisible`` (a layer of recognised text) or ``damaged``.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: int = 0
    drawn: bool = False
    counts: Counter[str] = field(default_factory=Counter)
