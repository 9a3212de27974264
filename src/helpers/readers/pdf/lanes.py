"""Columns of tables without strokes: where their values stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.readers.pdf.captions import Caption, captions, in_one_band
from helpers.readers.pdf.pieces import PART, Piece, Row, Span, overlap, under

FEW_COLUMNS = 3
"""Blocks of so few columns have heads, and columns, of their own."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Where the values of a column stand, from `x0` to `x1`."""

    x0: float
    x1: float


@dataclass(slots=True)
class Block:
    """Rows of one table under the same heads.

    Attributes:
        heads: The lines of the heads; empty where the table goes on from the page before.
        values: The lines with values.
        captions: The heads of the columns, where they are known to be all.
        lanes: The columns, left to right, or None where they are not known for certain.
    """

    heads: range
    values: list[int]
    captions: list[Caption] = field(default_factory=list)
    lanes: tuple[Lane, ...] | None = None


def blocks_of(rows: Sequence[Row], before: Sequence[Lane] | None = None) -> list[Block]:
    """Return the blocks of a stretch of lines with their columns.

    Args:
        rows: The lines.
        before: The columns of the table that the page before ended in.
    """
    blocks: list[Block] = []
    last = -1
    for n in (n for n, row in enumerate(rows) if row.holds_values):
        heads = _heads(rows, range(last + 1, n), rows[n])
        if heads or not blocks:
            blocks.append(Block(heads, []))
        blocks[-1].values.append(n)
        last = n
    for n, block in enumerate(blocks):
        if block.heads:
            _caption(rows, block)
        elif n == 0 and before and _fits(rows, block, before):
            block.lanes = tuple(before)
        if block.lanes is None:
            block.lanes = _shared(rows, block)
    return blocks


def _heads(rows: Sequence[Row], lines: range, row: Row) -> range:
    """Return the lines between two rows that print something above the values of the second."""
    values, line = row.values, row.line
    left = values[0].x0
    found = [
        n
        for n in lines
        if line.base - rows[n].line.base > line.em  # nearer, it is of the row itself
        and any(p.x1 > left for p in rows[n].pieces)
        and not any(PART.fullmatch(p.text) for p in rows[n].pieces)
    ]
    over = any(overlap(p, v) > 0 for n in found for p in rows[n].pieces for v in values)
    return range(found[0], found[-1] + 1) if over else range(0)


def _caption(rows: Sequence[Row], block: Block) -> None:
    """Find the columns by their heads, if every value stands under one head and each alone."""
    found = captions(rows, block.heads)
    values = [rows[n].values for n in block.values]
    labels = [p for n in block.values for p in rows[n].labels]
    left = min(v.x0 for row in values for v in row)
    own = [c for c in found if not any(overlap(c, p) > 0 for p in labels)]
    if labels and (len(own) == len(found) or any(c.x1 <= max(p.x1 for p in labels) for c in own)):
        return  # which head is that of the labels is not plain
    if any(p.x1 > left for p in labels):
        return
    if not own or any(under(own, row) is None for row in values):
        return
    used = [c for c in own if any(overlap(c, v) > 0 for row in values for v in row)]
    if not in_one_band(own, used, rows[block.values[0]].line.em):
        return
    block.captions = found
    block.lanes = tuple(_lane(c, values) for c in own)


def _lane(caption: Caption, values: Sequence[Sequence[Piece]]) -> Lane:
    below = [v for row in values for v in row if overlap(caption, v) > 0]
    return Lane(
        min(caption.x0, *(v.x0 for v in below), caption.x1),
        max(caption.x1, *(v.x1 for v in below), caption.x0),
    )


def _fits(rows: Sequence[Row], block: Block, lanes: Sequence[Lane]) -> bool:
    """Tell whether a block without heads has the columns of the page before."""
    return all(
        under(lanes, rows[n].values) is not None
        and not any(overlap(p, lane) > 0 for p in rows[n].labels for lane in lanes)
        for n in block.values
    )


def _shared(rows: Sequence[Row], block: Block) -> tuple[Lane, ...] | None:
    """Return the columns the values of a block stand in, if one row has a value in each."""
    spans: list[Span] = sorted(
        (v for n in block.values for v in rows[n].values), key=lambda value: value.x0
    )
    lanes: list[Lane] = []
    for span in spans:
        if lanes and span.x0 < lanes[-1].x1:
            lanes[-1] = Lane(lanes[-1].x0, max(lanes[-1].x1, span.x1))
        else:
            lanes.append(Lane(span.x0, span.x1))
    whole = any(len(rows[n].values) == len(lanes) for n in block.values)
    if len(lanes) <= FEW_COLUMNS or len(block.values) < 2 or not whole:
        return None
    return tuple(lanes) if _fits(rows, block, lanes) and _apart(lanes) else None


def _apart(lanes: Sequence[Lane]) -> bool:
    return all(a.x1 < b.x0 for a, b in pairwise(lanes))
