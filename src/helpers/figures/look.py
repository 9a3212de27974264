"""The look all figures share: colours, the font and the settings. The door to matplotlib's settings.

Figures are built on :class:`matplotlib.figure.Figure` directly, without pyplot: nothing global
is kept, nothing is shown twice, and the same numbers give the same bytes on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.ft2font import LoadFlags

# Okabe and Ito's colours, which colour-blind readers tell apart and which differ in grey.
BLUE = "#0072B2"
SKY = "#56B4E9"
PALE_SKY = "#b9dcf2"
ORANGE = "#E69F00"
AMBER = "#8a5a00"
"""Orange dark enough for words."""
CREAM = "#fdf3dc"
VERMILLION = "#D55E00"
GREEN = "#009E73"
INK = "#1f2933"
SLATE = "#5f6b78"
"""Grey dark enough for words."""
GREY = "#8a94a0"
DOT = "#b6bec7"
RULE = "#d2d8de"
PALE = "#eef1f4"
WHITE = "#ffffff"

WIDTH = 7.2 * 72
"""Points; the text width of a page."""
DPI = 144
FONT = str(Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf")


SHADES = 12
"""Steps from white to the full blue; pictures have exactly these."""


def shade(step: int) -> str:
    """Return a blue between white (0) and the full one (:data:`SHADES`): the darker, the more."""
    pairs = zip(to_rgb(WHITE), to_rgb(BLUE), strict=True)
    red, green, blue = (w + (b - w) * step / SHADES for w, b in pairs)
    return to_hex((red, green, blue))


@cache
def font_family() -> str:
    """Register the packaged font with Chinese glyphs and return its name.

    The file is added to matplotlib's list in memory; the cache on disk is neither needed nor
    rebuilt, and no font of the machine is used, so pictures are the same everywhere.
    """
    font_manager.fontManager.addfont(FONT)
    return font_manager.FontProperties(fname=FONT).get_name()


@lru_cache(maxsize=256)
def font_of(size: float) -> font_manager.FontProperties:
    """Return the font in `size` points."""
    return font_manager.FontProperties(family=font_family(), size=size)


@lru_cache(maxsize=8192)
def advance(char: str) -> float:
    """Return how far a character moves the next one, in units of the size of the type.

    Only the number is kept, never the open font: a forked process would share its place in the
    file with others.
    """
    font = font_manager.get_font(FONT)
    glyph = font.load_glyph(font.get_char_index(ord(char)), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / float(font.units_per_EM)


@contextmanager
def look() -> Iterator[None]:
    """Draw with the shared settings, whatever the caller's, and give the caller's back."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": [font_family()],
                "hatch.linewidth": 1.0,
                # Glyphs are placed where they belong, not moved to whole dots: at this
                # resolution that looks the same and costs half.
                "text.hinting": "no_hinting",
                "svg.hashsalt": "ogi-audit",
                "svg.fonttype": "path",
                "pdf.fonttype": 42,
            }
        )
        yield
