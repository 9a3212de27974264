"""Turning and moving points and boxes."""

from __future__ import annotations

from typing import Any

Affine = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


def turned(upright: Affine, turn: int, width: float, height: float) -> Affine:
    """Turn a page whose text runs up, down or upside down."""
    turns: tuple[Affine, ...] = (
        (1, 0, 0, 1, 0, 0),
        (0, -1, 1, 0, 0, width),
        (-1, 0, 0, -1, width, height),
        (0, 1, -1, 0, height, 0),
    )
    return after(upright, turns[turn])


def affine(m: Any) -> Affine:
    """Return a matrix of the library as numbers."""
    return m.a, m.b, m.c, m.d, m.e, m.f


def after(first: Affine, then: Affine) -> Affine:
    """Return one transformation for two, the second done last."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def apply(m: Affine, x: float, y: float) -> tuple[float, float]:
    """Return where a point goes."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def box_of(m: Affine, box: Box) -> Box:
    """Return where a box goes; it stays upright."""
    (x0, y0), (x1, y1) = apply(m, box[0], box[1]), apply(m, box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def area(box: Box) -> float:
    """Return the area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])
