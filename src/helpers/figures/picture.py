"""What a figure function returns, and the look all figures share. The door to matplotlib.

Figures are built on :class:`matplotlib.figure.Figure` directly, without pyplot: nothing global
is kept, nothing is shown twice, and the same numbers give the same bytes on any machine.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Okabe and Ito's colours, which colour-blind readers tell apart and which differ in grey.
BLUE = "#0072B2"
SKY = "#56B4E9"
ORANGE = "#E69F00"
VERMILLION = "#D55E00"
GREEN = "#009E73"
INK = "#1f2933"
GREY = "#8a94a0"
PALE = "#eef1f4"

WIDTH = 7.2
"""Inches; the text width of a page."""
DPI = 144


@cache
def font_family() -> str:
    """Register the packaged font with Chinese glyphs and return its name.

    The file is added to matplotlib's list in memory; the cache on disk is neither needed nor
    rebuilt, and no font of the machine is used, so pictures are the same everywhere.
    """
    path = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
    font_manager.fontManager.addfont(str(path))
    return font_manager.FontProperties(fname=str(path)).get_name()


def _style() -> Any:
    """The settings; Any because matplotlib types each key of its settings apart."""
    return {
        "font.family": [font_family()],
        "font.size": 9.5,
        "axes.titlesize": 12,
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": False,
        "text.color": INK,
        # Words of a report are text, never formulas: a $ must not start mathematics.
        "text.parse_math": False,
        "xtick.color": INK,
        "ytick.color": INK,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.hashsalt": "ogi-audit",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
    }


@contextmanager
def drawing(width: float, height: float, rows: int = 1) -> Iterator[tuple[Any, ...]]:
    """Give a figure and its axes in the shared look, whatever the caller's settings.

    Args:
        width: Inches.
        height: Inches.
        rows: Number of axes, one below the other.

    Yields:
        The figure, then its axes from top to bottom.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_style())
        figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
        FigureCanvasAgg(figure)
        yield (figure, *(figure.add_subplot(rows, 1, row) for row in range(1, rows + 1)))


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
        return f"Figure: {self.title}"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The picture as IPython asks for it, with its width in CSS pixels."""
        width = int(self.figure.get_figwidth() * 100)
        return self.bytes("png"), {"width": width}

    def bytes(self, kind: str = "png") -> bytes:
        """Return the picture as ``png``, ``svg`` or ``pdf``; the same bytes every time."""
        # Dates and versions in the metadata would differ between runs and machines.
        metadata: dict[str, dict[str, None]] = {
            "png": {"Software": None},
            "svg": {"Date": None, "Creator": None},
            "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
        }
        buffer = io.BytesIO()
        with mpl.rc_context(), warnings.catch_warnings():
            mpl.rcdefaults()
            mpl.rcParams.update(_style())
            # A rare character that the font lacks shows as a box; the warnings name a path.
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
            self.figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata[kind])
        return buffer.getvalue()

    def save(self, path: Path | str) -> Path:
        """Write the picture; the suffix chooses the format (``.png``, ``.svg``, ``.pdf``)."""
        target = Path(path)
        target.write_bytes(self.bytes(target.suffix.lstrip(".").lower()))
        return target


def wrapped(title: str, width: int) -> str:
    """Break a title into lines of at most `width` columns; a Chinese character counts two.

    Breaks fall at spaces, or between Chinese characters but not before a mark.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for word in _words(title):
        size = sum(2 if ord(c) > 0x2E80 else 1 for c in word)
        if line and used + size > width and word.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            word = word.lstrip()
        line += word
        used += size
    return "\n".join([*lines, line.rstrip()])


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        wide = ord(char) > 0x2E80
        if wide and char not in "，。；：、！？）》”":
            if word:
                yield word
            word = char
        elif wide or not char.isspace():
            if word and ord(word[0]) > 0x2E80 and not wide:
                yield word
                word = ""
            word += char
        else:
            yield word
            word = char
    if word:
        yield word
