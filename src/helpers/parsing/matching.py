"""Which value of a row belongs to which column, by the heads above or, failing that, by order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from helpers.form import Block
from helpers.parsing.labels import LabelIndex
from helpers.parsing.offsets import possible
from helpers.parsing.slots import Slot, TableRow
from helpers.wording import bare

SPAN_LOST = -1
"""Stands among the grid columns where a head over others covers one column only: its span was
lost, and the heads below it stand in other columns than their values."""

Matched = dict[str, Slot]
"""Column id → the cell that holds its value."""


def match_values(
    index: LabelIndex,
    row: TableRow,
    block: Block,
    values: Sequence[Slot],
    header: Sequence[Slot],
    under: Mapping[int, str],
) -> Matched | None:
    """Match the values of a row to the columns of its block.

    Args:
        index: Labels of the edition.
        row: The whole row.
        block: The block its label names.
        values: The cells after the label.
        header: The last row of column heads, article heads left out.
        under: Grid column → column id, for a matrix whose heads stand in several grid rows.

    Returns:
        A cell for every column, or None where neither heads nor order decide.
    """
    if row.how == "grid" and (SPAN_LOST not in under or _in_order(block, under)):
        named = {
            under[s.column]: s
            for s in values
            if s.column is not None and s.column in under and s.colspan == 1
        }
        if set(named) == {column.id for column in block.columns}:
            return named
    matched = match_by_head(index, row, block, values, header)
    if matched is None:
        matched = _cell_by_head(index, row, block, values, header)
    return matched if matched is not None else _by_order(block, values)


def _cell_by_head(
    index: LabelIndex,
    row: TableRow,
    block: Block,
    values: Sequence[Slot],
    header: Sequence[Slot],
) -> Matched | None:
    """Match cell by cell where heads and values cover the same grid columns, each one of its own.

    Word draws the borders of a row a little further right than those of its heads: a head over
    one column and its value over two. Where no cell is left over, the first belongs to the first.
    """
    slots = row.slots
    if row.how != "grid" or len(header) != len(slots) or len(values) != len(block.columns):
        return None
    if _extent(header) is None or _extent(header) != _extent(slots):
        return None
    names = [index.column(slot.text, block) for slot in header[-len(values) :]]
    if [n.column.id if n else None for n in names] != [column.id for column in block.columns]:
        return None
    if any(index.columns(slot.text) for slot in header[: -len(values)]):
        return None
    return {column.id: slot for column, slot in zip(block.columns, values, strict=True)}


def _extent(slots: Sequence[Slot]) -> tuple[int, int] | None:
    """Return the first grid column that cells cover and the one after their last, without gaps."""
    at = [(s.column, s.column + s.colspan) for s in slots if s.column is not None]
    if len(at) != len(slots) or any(a[1] != b[0] for a, b in pairwise(at)):
        return None
    return at[0][0], at[-1][1]


def _in_order(block: Block, under: Mapping[int, str]) -> bool:
    """Tell whether heads stand in the order of the form, each in a grid column of its own.

    Sheets without spans print a head over others with blank cells beside it: nothing is lost.
    """
    heads = [name for at, name in sorted(under.items()) if at != SPAN_LOST]
    return heads == [column.id for column in block.columns]


def match_by_head(
    index: LabelIndex,
    row: TableRow,
    block: Block,
    values: Sequence[Slot],
    header: Sequence[Slot],
) -> Matched | None:
    """Match by position: heads and values stand in rows of one width, or in one grid column."""
    if groups_columns(index, header) or (row.how != "grid" and len(header) != len(row.slots)):
        return None
    names = {
        _position(slot, n, row): index.column(slot.text, block) for n, slot in enumerate(header)
    }
    by_position = {_position(slot, n, row): slot for n, slot in enumerate(row.slots)}
    matched = {
        name.column.id: by_position[at]
        for at, name in names.items()
        if name is not None and at in by_position
    }
    complete = [name for name in names.values() if name is not None]
    all_named = len(matched) == len(complete) == len(block.columns)
    own = {id(slot) for slot in values}
    return matched if all_named and all(id(s) in own for s in matched.values()) else None


def _position(slot: Slot, n: int, row: TableRow) -> int:
    return slot.column if row.how == "grid" and slot.column is not None else n


def groups_columns(index: LabelIndex, header: Sequence[Slot]) -> bool:
    """Tell whether heads of two levels ran into one row, so that their order says nothing."""
    return any(bare(slot.text) in index.group_heads for slot in header)


def _by_order(block: Block, values: Sequence[Slot]) -> Matched | None:
    """Match by order where there is one way only, blank cells before and after left out."""
    need = len(block.columns)
    if need > 1 and any(slot.colspan > 1 for slot in values):
        return None
    offsets = possible(values, need)
    if not offsets or (len(offsets) > 1 and not all(slot.blank for slot in values)):
        return None
    chosen = values[offsets[0] : offsets[0] + need]
    return {column.id: slot for column, slot in zip(block.columns, chosen, strict=True)}


def joined(under: Mapping[int, str], more: Mapping[int, str]) -> dict[int, str]:
    """Return what stands over grid columns by several rows of heads.

    A head over two columns says that the heads stand beside their columns: they are not relied on.
    """
    whole = {**under, **more}
    ids = [name for at, name in whole.items() if at != SPAN_LOST]
    return whole if len(ids) == len(set(ids)) else {**whole, SPAN_LOST: ""}


def columns_under(index: LabelIndex, row: TableRow) -> dict[int, str]:
    """Return which grid column stands under which column of a matrix."""
    under: dict[int, str] = {}
    blocks = [table.blocks[0] for table in index.form.tables if table.layout == "matrix"]
    for slot in row.slots:
        if slot.column is None or slot.colspan != 1:
            continue
        if bare(slot.text) in index.group_heads:
            under[SPAN_LOST] = ""
        for block in blocks:
            if (found := index.column(slot.text, block)) is not None:
                under[slot.column] = found.column.id
    return under
