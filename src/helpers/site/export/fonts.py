"""The Chinese font as reportlab can embed it: only what is used, with outlines of TrueType.

The packaged font has the outlines of PostScript, which reportlab does not take. The door to
fontTools.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from helpers.figures.look import FONT

NAME = "NotoSansSC"
_ERROR = 1.0
"""How far a curve may be from the drawn one, in thousandths of the size of the type."""


@cache
def _source() -> Any:
    return TTFont(FONT, lazy=True)


def known(characters: set[str]) -> set[str]:
    """Return those of `characters` that the font can show."""
    return {char for char in characters if ord(char) in _source().getBestCmap()}


def font_bytes(characters: set[str], name: str) -> bytes:
    """Return a TrueType font called `name` with these characters; what it lacks is left out."""
    source = _source()
    drawn, metrics = source.getGlyphSet(), source["hmtx"].metrics
    cmap = {ord(c): source.getBestCmap()[ord(c)] for c in sorted(known(characters))}
    names = list(dict.fromkeys([".notdef", *cmap.values()]))
    glyphs, widths = {}, {}
    for glyph in names:
        pen = TTGlyphPen(None)
        drawn[glyph].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
        widths[glyph] = metrics[glyph]
    built = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    # A clock would make other bytes each time.
    built.updateHead(created=0, modified=0)
    built.font.recalcTimestamp = False
    built.setupGlyphOrder(names)
    built.setupCharacterMap(cmap)
    built.setupGlyf(glyphs)
    built.setupHorizontalMetrics(widths)
    head = source["hhea"]
    built.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    built.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    built.setupOS2(sTypoAscender=head.ascent, sTypoDescender=head.descent)
    built.setupPost()
    out = io.BytesIO()
    built.save(out)
    return out.getvalue()
