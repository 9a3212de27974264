"""Numbers in the attributes of OFD: lists, boxes, matrices and offsets of characters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import isfinite

from helpers.readers.pdf.space import Affine, Box

MILLIMETRE = 72 / 25.4
"""Points for a millimetre, the unit of OFD."""
_FARTHEST = 1e6
"""Larger numbers stand for no place on paper."""


class UnsoundError(ValueError):
    """A number that is none, or one too few: the document says nothing certain."""


def number(text: str) -> float:
    """Return one number."""
    try:
        value = float(text)
    except ValueError as error:
        raise UnsoundError(text[:40]) from error
    if not isfinite(value) or abs(value) > _FARTHEST:
        raise UnsoundError(text[:40])
    return value


def _parts(text: str, most: int) -> list[str]:
    """Return numbers as they are written; some programs set commas between them."""
    return text.replace(",", " ").split(None, most)


def box_in(text: str | None) -> Box | None:
    """Return left, top, right and bottom of a box given as place and size, None for none."""
    if text is None or not text.strip():
        return None
    values = [number(part) for part in _parts(text, 4)]
    if len(values) != 4:
        raise UnsoundError(text[:40])
    x, y, width, height = values
    return x, y, x + width, y + height


def matrix_in(text: str | None) -> Affine:
    """Return a transformation, that which changes nothing for none."""
    if text is None or not text.strip():
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    values = [number(part) for part in _parts(text, 6)]
    if len(values) != 6:
        raise UnsoundError(text[:40])
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def offsets_in(text: str | None, most: int) -> list[float]:
    """Return the offsets from each character to the next, at most `most`.

    ``g n d`` stands for `n` times `d`; a number that was never written out fills no memory.
    """
    # Three parts stand for one offset or more; what lies beyond is not even cut apart.
    parts = (text or "").replace(",", " ").split(None, 3 * most + 3)
    return list(islice(_offsets(parts), most))


def _offsets(parts: list[str]) -> Iterator[float]:
    rest = iter(parts)
    for part in rest:
        if part != "g":
            yield number(part)
            continue
        times, offset = next(rest, ""), next(rest, "")
        if not times.isdecimal() or len(times) > 9:
            raise UnsoundError("g")
        value = number(offset)
        for _ in range(int(times)):
            yield value
