"""Labels of tables without strokes that are printed on several lines."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.readers.pdf.pieces import LINE_PITCH, PART, Piece, Row
from helpers.readers.pdf.prose import NUMBERED

_CENTRE = 0.4
"""A label stands level with its row when their middles are this close, in ems."""

Stack = list[tuple[int, Piece]]
"""Pieces under each other, each with the number of its line."""


def stacks(rows: Sequence[Row]) -> list[Stack]:
    """Return words that stand under each other as the lines of one cell do."""
    stacks: list[Stack] = []
    for n, row in enumerate(rows):
        words = row.labels if row.holds_values else row.pieces
        for piece in (p for p in words if not PART.fullmatch(p.text)):
            above = next((c for c in stacks if _stands_under(rows, c, n, piece)), None)
            if above is None:
                stacks.append([(n, piece)])
            else:
                above.append((n, piece))
    return [stack for stack in stacks if len(stack) > 1]


def _stands_under(rows: Sequence[Row], stack: Stack, n: int, piece: Piece) -> bool:
    last, above = stack[-1]
    pitch = rows[n].line.base - rows[last].line.base
    overlap = min(piece.x1, above.x1) - max(piece.x0, above.x0)
    near = 0 < pitch <= LINE_PITCH * above.glyphs[0].em
    near = near and not NUMBERED.match(piece.text)
    return near and overlap > 0.4 * min(piece.x1 - piece.x0, above.x1 - above.x0)


def owner_of(stack: Stack, rows: Sequence[Row]) -> int | None:
    """Return the row of figures that a label of several lines belongs to, or None."""
    on = [n for n, _ in stack if rows[n].holds_values]
    top, bottom = rows[stack[0][0]].line.y, rows[stack[-1][0]].line.y
    middle, em = (top + bottom) / 2, stack[0][1].glyphs[0].em
    inside = [
        n for n, row in enumerate(rows) if row.holds_values and top - em < row.line.y < bottom + em
    ]
    if len(inside) > 1:
        return None
    if len(on) == 1:
        n = on[0]
        centred = abs(rows[n].line.y - middle) < _CENTRE * em
        return n if centred or n == stack[0][0] else None
    if on:
        return None
    level = [
        n
        for n, row in enumerate(rows)
        if row.holds_values and abs(row.line.y - middle) < _CENTRE * em
    ]
    right = max(p.x1 for _, p in stack)
    fits = len(level) == 1 and right < rows[level[0]].values[0].x0
    return level[0] if fits else None
