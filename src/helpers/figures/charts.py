"""Figures with axes in the shared look, for data whose places a scale has to find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.figures import look

WIDTH = look.WIDTH / 72
"""Inches; the text width of a page."""
_AXES = {
    "font.size": 9.5,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.edgecolor": look.GREY,
    "axes.labelcolor": look.INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": False,
    "text.color": look.INK,
    # Words of a report are text, never formulas: a $ must not start mathematics.
    "text.parse_math": False,
    "xtick.color": look.INK,
    "ytick.color": look.INK,
    "figure.facecolor": "white",
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
    with look.look():
        mpl.rcParams.update(_AXES)  # type: ignore[arg-type]  # each key has a type of its own
        figure = Figure(figsize=(width, height), dpi=look.DPI, layout="constrained")
        FigureCanvasAgg(figure)
        yield (figure, *(figure.add_subplot(rows, 1, row) for row in range(1, rows + 1)))
