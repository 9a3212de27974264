"""What a figure function returns: a picture that shows itself, carries its data and saves."""

from __future__ import annotations

import io
import warnings
from functools import cache
from pathlib import Path

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from helpers.figures import look
from helpers.markup import clean

_RAMPS = (
    (look.INK, look.WHITE, 16),
    (look.INK, look.PALE, 8),
    (look.INK, look.SKY, 8),
    (look.INK, look.PALE_SKY, 8),
    (look.WHITE, look.BLUE, look.SHADES),
    (look.SLATE, look.WHITE, 10),
    (look.GREY, look.WHITE, 8),
    (look.GREY, look.SKY, 4),
    (look.DOT, look.WHITE, 4),
    (look.DOT, look.PALE, 4),
    (look.RULE, look.WHITE, 2),
    (look.RULE, look.PALE, 2),
    (look.WHITE, look.SKY, 4),
    (look.WHITE, look.PALE_SKY, 4),
    (look.SKY, look.PALE_SKY, 4),
    (look.VERMILLION, look.WHITE, 10),
    (look.VERMILLION, look.PALE, 5),
    (look.VERMILLION, look.SKY, 8),
    (look.VERMILLION, look.PALE_SKY, 8),
    (look.VERMILLION, look.BLUE, 4),
    (look.VERMILLION, look.CREAM, 4),
    (look.GREEN, look.WHITE, 10),
    (look.ORANGE, look.WHITE, 6),
    (look.ORANGE, look.CREAM, 4),
    (look.ORANGE, look.PALE, 4),
    (look.AMBER, look.CREAM, 8),
    (look.AMBER, look.WHITE, 8),
)
"""Pairs of colours that meet in a figure, and the steps in which one passes into the other."""


class Picture:
    """A finished figure: shows itself in a notebook, carries its data, saves in three formats.

    Attributes:
        title: The finding the figure states.
        data: The numbers drawn, one row a mark.
        figure: The matplotlib figure.
    """

    def __init__(self, title: str, data: pd.DataFrame, figure: Figure) -> None:
        self.title = title
        self.data = data
        self.figure = figure

    def __repr__(self) -> str:
        """The title, so that a notebook's stored text tells when the finding changes."""
        return f"Figure: {clean(self.title)}"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The picture as IPython asks for it, with its width in CSS pixels."""
        width = int(self.figure.get_figwidth() * 100)
        return self.bytes("png"), {"width": width}

    def bytes(self, kind: str = "png") -> bytes:
        """Return the picture as ``png``, ``svg`` or ``pdf``; the same bytes every time."""
        # Dates and versions in the metadata would differ between runs and machines.
        metadata: dict[str, dict[str, None]] = {
            "svg": {"Date": None, "Creator": None},
            "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
        }
        buffer = io.BytesIO()
        with look.look(), warnings.catch_warnings():
            # A rare character that the font lacks shows as a box; the warnings name a path.
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
            if kind == "png":
                _write_png(self.figure, buffer)
            else:
                self.figure.savefig(buffer, format=kind, metadata=metadata[kind])
        return buffer.getvalue()

    def save(self, path: Path | str) -> Path:
        """Write the picture; the suffix chooses the format (``.png``, ``.svg``, ``.pdf``)."""
        target = Path(path)
        target.write_bytes(self.bytes(target.suffix.lstrip(".").lower()))
        return target


def _write_png(figure: Figure, buffer: io.BytesIO) -> None:
    """Draw once and write with the colours of the look: a third of the size, and of the time.

    What `savefig` does beyond this is to lay out a second time and to store four bytes a dot.
    """
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    dots = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), dots, "raw", "RGBA", 0, 1)
    image = drawn.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    image.save(buffer, "PNG", compress_level=6, dpi=(look.DPI, look.DPI))


@cache
def _palette() -> Image.Image:
    """Return an image with the colours of the look and those between them; at most 256.

    A palette of our own rather than one made for each picture: plain areas keep their exact
    colour, and a picture's bytes depend on nothing but what it shows.
    """
    colours: dict[tuple[int, ...], None] = {}
    for first, last, steps in _RAMPS:
        pairs = list(zip(to_rgb(first), to_rgb(last), strict=True))
        for step in range(steps + 1):
            colours[tuple(round(255 * (a + (b - a) * step / steps)) for a, b in pairs)] = None
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in colours for part in colour])
    return image
