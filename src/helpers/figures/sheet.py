"""A sheet on which a figure is drawn, in points from its top left corner.

A figure knows where its words and bars belong, so nothing is laid out by trial: there are no
axes, no ticks and no solver. What looks alike becomes one artist, since matplotlib's time goes
by artists and not by shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from helpers.figures.look import DPI, INK, WHITE, WIDTH, font_of, look
from helpers.figures.picture import Picture
from helpers.figures.words import cut, fitted, width_of, wrapped
from helpers.markup import one_line

MARGIN = 4.0
"""Points that stay free on each side."""
SIZE = 9.5
TITLE = 12.0
_LINE = 16.0
"""Points from one line of a title to the next."""
_MIDDLE = 0.36
"""How far the middle of a figure or a character is above the line it stands on, in sizes."""

Point = tuple[float, float]
Side = Literal["left", "center", "right"]


class Word(NamedTuple):
    """Words on one line: where they begin, on which line they stand, and how they look."""

    at: Point
    words: str
    font: FontProperties
    colour: str


class Words(Artist):
    """All words of a figure as one artist. They are text, never formulas."""

    def __init__(self, said: Sequence[Word]) -> None:
        super().__init__()
        self.said = tuple(said)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words; where they begin is known, so nothing is measured here."""
        places = self.get_transform().transform([word.at for word in self.said])
        height = renderer.get_canvas_width_height()[1] if renderer.flipy() else None
        gc = renderer.new_gc()
        for (x, y), word in zip(places, self.said, strict=True):
            gc.set_foreground(word.colour)
            down = y if height is None else height - y
            renderer.draw_text(gc, x, down, word.words, word.font, 0.0, ismath=False)
        gc.restore()


class Sheet:
    """What is drawn so far. x goes to the right and y down, both in points.

    Boxes lie below lines, lines below plates and marks, words on top; what looks alike is drawn together.
    """

    def __init__(self, width: float = WIDTH) -> None:
        self.width = width
        self._boxes: dict[tuple[str, str, float], list[list[Point]]] = {}
        self._shapes: list[tuple[list[Point], str]] = []
        self._hatched: list[tuple[Point, Point, str]] = []
        self._lines: dict[tuple[str, float], list[list[Point]]] = {}
        self._plates: list[list[Point]] = []
        self._dots: dict[tuple[str, float], list[Point]] = {}
        self._words: list[Word] = []

    def title(self, words: str) -> float:
        """Print the finding on top; return where the room below it begins."""
        room = self.width - 2 * MARGIN
        lines = wrapped(words, int(room * 2 / TITLE)).split("\n")
        if any(width_of(line, TITLE) > room for line in lines):
            # Digits are wider than half a character: counted columns are not enough.
            lines = fitted(words, TITLE, room).split("\n")
        for number, line in enumerate(lines):
            self.text(MARGIN, 11 + number * _LINE, cut(line, TITLE, room), TITLE)
        return 11 + len(lines) * _LINE

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = SIZE,
        colour: str = INK,
        side: Side = "left",
    ) -> None:
        """Print words on one line whose middle is at `y`; `x` is where their `side` is."""
        words = one_line(words)
        if not words:
            return
        if side != "left":
            x -= width_of(words, size) * (0.5 if side == "center" else 1.0)
        self._words.append(Word((x, y + _MIDDLE * size), words, font_of(size), colour))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        edge: str = "",
        lw: float = 0,
    ) -> None:
        """Draw a rectangle whose top left corner is at `x`, `y`; `fill` may be ``none``."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self._boxes.setdefault((fill, edge or "none", lw), []).append(corners)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """Draw a filled outline with a white edge, below all else and above the shapes before it."""
        self._shapes.append((list(points), fill))

    def plate(self, x: float, y: float, width: float, height: float) -> None:
        """Clear a rectangle for words: above lines and boxes, below marks and words."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self._plates.append(corners)

    def hatched(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle of slanted lines."""
        self._hatched.append(((x, y), (width, height), colour))

    def line(self, points: Sequence[Point], colour: str, lw: float) -> None:
        """Draw a line through `points`."""
        self._lines.setdefault((colour, lw), []).append(list(points))

    def dot(self, x: float, y: float, colour: str, size: float) -> None:
        """Draw a dot `size` points across."""
        self._dots.setdefault((colour, size), []).append((x, y))

    def picture(self, title: str, data: pd.DataFrame, height: float) -> Picture:
        """Return what was drawn, on a sheet `height` points high."""
        with look():
            figure = Figure(figsize=(self.width / 72, height / 72), dpi=DPI, facecolor=WHITE)
            FigureCanvasAgg(figure)
            points = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72)
            place = points + figure.dpi_scale_trans
            for level, artist in enumerate(self._artists(place)):
                artist.set_zorder(level)
                if not artist.is_transform_set():
                    artist.set_transform(place)
                figure.add_artist(artist)
        return Picture(title, data, figure)

    def _artists(self, place: Transform) -> list[Artist]:
        artists: list[Artist] = []
        frames: list[Collection] = []
        if self._shapes:
            rings, fills = zip(*self._shapes, strict=True)
            artists.append(
                PolyCollection(rings, facecolors=fills, edgecolors=WHITE, linewidths=0.5)
            )
        for (fill, edge, lw), boxes in self._boxes.items():
            made = PolyCollection(boxes, facecolors=fill, edgecolors=edge, linewidths=lw)
            (frames if fill == "none" else artists).append(made)
        for at, (width, height), colour in self._hatched:
            artists.append(Rectangle(at, width, height, fc="none", ec=colour, hatch="////", lw=1.0))
        for (colour, lw), lines in self._lines.items():
            artists.append(
                LineCollection(lines, colors=colour, linewidths=lw, capstyle="projecting")
            )
        artists += frames
        if self._plates:
            artists.append(PolyCollection(self._plates, facecolors=WHITE, edgecolors="none"))
        for (colour, size), dots in self._dots.items():
            circle = PathCollection(
                (Path.unit_circle(),),
                sizes=[(size / 2) ** 2],
                offsets=dots,
                offset_transform=place,
                facecolors=colour,
                linewidths=0,
            )
            circle.set_transform(Affine2D())
            artists.append(circle)
        if self._words:
            artists.append(Words(self._words))
        return artists
