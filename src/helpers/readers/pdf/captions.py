"""Heads of the columns of a table without strokes, each on one line or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.readers.pdf.pieces import LINE_PITCH, Piece, Row, overlap

_ALIKE = 0.6
"""The lines of one head begin, end or have their middles this close, in ems."""
_BAND = 0.75
"""A column without values has its head at most so many ems above the heads of the others."""


@dataclass(slots=True)
class Caption:
    """The head of one column.

    Attributes:
        pieces: Its lines, top to bottom, each with the number of its line.
    """

    pieces: list[tuple[int, Piece]]

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(p.x0 for _, p in self.pieces)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(p.x1 for _, p in self.pieces)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(p.text for _, p in self.pieces)

    @property
    def top(self) -> float:
        """The base of its first line."""
        return self.pieces[0][1].glyphs[0].base

    @property
    def bottom(self) -> float:
        """The base of its last line."""
        return self.pieces[-1][1].glyphs[0].base


def captions(rows: Sequence[Row], lines: range) -> list[Caption]:
    """Return the heads that no other head stands under, left to right."""
    found: list[Caption] = []
    for n in reversed(lines):
        for piece in rows[n].pieces:
            below = [caption for caption in found if overlap(caption, piece) > 0]
            if not below:
                found.append(Caption([(n, piece)]))
            elif len(below) == 1 and _goes_on(piece, below[0], n):
                below[0].pieces.insert(0, (n, piece))
    return sorted(found, key=lambda caption: caption.x0)


def _goes_on(piece: Piece, below: Caption, n: int) -> bool:
    """Tell whether a piece is the line of a head above those found."""
    first, next_ = below.pieces[0]
    em = piece.glyphs[0].em
    return first > n and below.top - piece.glyphs[0].base <= LINE_PITCH * em and alike(piece, next_)


def alike(a: Piece, b: Piece) -> bool:
    """Tell whether two pieces are set flush or centred as lines of one cell are."""
    apart = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2)
    return apart < _ALIKE * a.glyphs[0].em


def in_one_band(found: Sequence[Caption], used: Sequence[Caption], em: float) -> bool:
    """Tell whether heads without values stand level with those that have some.

    A note at the upper corner of a table, such as the unit, is no head of a column.
    """
    top = min((caption.top for caption in used), default=0.0)
    return bool(used) and all(caption.bottom > top - _BAND * em for caption in found)
