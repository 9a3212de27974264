"""Drawn paths of OFD: the straight pieces of ``AbbreviatedData``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.readers.ofd.numbers import UnsoundError, number
from helpers.readers.pdf.strokes import Point

_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow a command; the last two are where it ends."""


_STEP = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s,]")
"""A number or a command; some programs write them without spaces."""


@dataclass(slots=True)
class Path:
    """A path in its own space.

    Attributes:
        pieces: Straight pieces, each a list of points; a curve ends a piece.
        points: All points, those that bend a curve included.
        segments: How many commands it has.
    """

    pieces: list[list[Point]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    segments: int = 0


def path_in(text: str) -> Path:
    """Return a path.

    Raises:
        UnsoundError: a command is unknown or lacks a number.
    """
    path = Path()
    rest = (found[0] for found in _STEP.finditer(text))
    for command in rest:
        count = _NUMBERS.get(command)
        if count is None:
            raise UnsoundError(command[:40])
        values = [number(next(rest, "")) for _ in range(count)]
        path.segments += 1
        if command == "C":
            if path.pieces:
                path.pieces[-1].append(path.pieces[-1][0])
            continue
        end = values[-2], values[-1]
        if command == "A":
            # The bulge of an arc is within its radii around the end; what matters is that it is
            # not taken for a thin area.
            reach = max(abs(values[0]), abs(values[1]))
            path.points += [(end[0] - reach, end[1] - reach), (end[0] + reach, end[1] + reach)]
        elif command in "QB":
            path.points += zip(values[:-2:2], values[1:-2:2], strict=True)
        path.points.append(end)
        if command == "L" and path.pieces:
            path.pieces[-1].append(end)
        else:
            path.pieces.append([end])
    return path
