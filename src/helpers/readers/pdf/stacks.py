"""Labels of tables without strokes that are printed on several lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from helpers.readers.pdf.captions import alike
from helpers.readers.pdf.pieces import LINE_PITCH, PART, Piece, Row, overlap
from helpers.readers.pdf.prose import NUMBERED
from helpers.wording import has_chinese

_CENTRE = 0.4
"""A label stands level with its row when their middles are this close, in ems."""
_EVEN = 0.15
"""The lines of one cell are the same distance apart, in ems, but for so much."""

Stack = list[tuple[int, Piece]]
"""Pieces under each other, each with the number of its line."""


def stacks(rows: Sequence[Row], heads: Collection[int] = ()) -> list[Stack]:
    """Return words that stand under each other as the lines of one cell do.

    Args:
        rows: The lines.
        heads: Lines of heads, which are no labels.
    """
    stacks: list[Stack] = []
    for n, row in enumerate(rows):
        if n in heads:
            continue
        words = row.labels if row.holds_values else row.pieces
        for piece in words:
            part = PART.fullmatch(piece.text) and not NUMBERED.match(piece.text)
            above = next((c for c in stacks if _stands_under(rows, c, n, piece)), None)
            if above is None and not part:
                stacks.append([(n, piece)])
            elif above is not None and (not part or _ends(above, piece)):
                above.append((n, piece))
    return [stack for stack in stacks if len(stack) > 1]


def _stands_under(rows: Sequence[Row], stack: Stack, n: int, piece: Piece) -> bool:
    last, above = stack[-1]
    pitch = rows[n].line.base - rows[last].line.base
    near = 0 < pitch <= LINE_PITCH * above.glyphs[0].em
    near = near and not NUMBERED.match(piece.text)
    return near and overlap(piece, above) > 0.4 * min(piece.x1 - piece.x0, above.x1 - above.x0)


def _ends(stack: Stack, piece: Piece) -> bool:
    """Tell whether a character that may be the unit of a number is the rest of a label."""
    first = stack[0][1]
    return has_chinese(piece.text) and abs(piece.x0 - first.x0) < 0.1 * first.glyphs[0].em


def owner_of(stack: Stack, rows: Sequence[Row]) -> int | None:
    """Return the row of figures that a label of several lines belongs to, or None.

    The row stands level with the first line of the label, with its middle, or with its last line.
    """
    on = [n for n, _ in stack if rows[n].holds_values]
    top, bottom = rows[stack[0][0]].line.y, rows[stack[-1][0]].line.y
    middle, em = (top + bottom) / 2, stack[0][1].glyphs[0].em
    if len(inside(stack, rows)) > 1:
        return None
    if len(on) == 1:
        n = on[0]
        centred = abs(rows[n].line.y - middle) < _CENTRE * em
        last = n == stack[-1][0] and _is_even(stack, rows)
        return n if centred or last or n == stack[0][0] else None
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


def find_level(rows: Sequence[Row]) -> None:
    """Mark lines of one or two numbers that are level with a label and are its row.

    Labels of an even number of lines have their middle between two of them.
    """
    few = [row for row in rows if not row.labels and not row.holds_values]
    found = stacks(rows) if few else []
    for row in few:
        beside = [stack for stack in found if _is_level(stack, rows, row)]
        row.level = len(beside) == 1 and not inside(beside[0], rows)


def _is_level(stack: Stack, rows: Sequence[Row], row: Row) -> bool:
    top, bottom = rows[stack[0][0]].line.y, rows[stack[-1][0]].line.y
    em = stack[0][1].glyphs[0].em
    right = max(p.x1 for _, p in stack)
    near = abs(row.line.y - (top + bottom) / 2) < _CENTRE * em
    return near and right < row.values[0].x0 and _is_even(stack, rows)


def inside(stack: Stack, rows: Sequence[Row]) -> list[int]:
    """Return the rows of figures that stand beside the lines of a label."""
    top, bottom = rows[stack[0][0]].line.y, rows[stack[-1][0]].line.y
    em = stack[0][1].glyphs[0].em
    return [
        n for n, row in enumerate(rows) if row.holds_values and top - em < row.line.y < bottom + em
    ]


def _is_even(stack: Stack, rows: Sequence[Row]) -> bool:
    """Tell whether the lines of a label are set as those of one cell."""
    em = stack[0][1].glyphs[0].em
    bases = [rows[n].line.base for n, _ in stack]
    pitches = [b - a for a, b in pairwise(bases)]
    flush = all(alike(above, below) for (_, above), (_, below) in pairwise(stack))
    return flush and max(pitches) - min(pitches) < _EVEN * em
