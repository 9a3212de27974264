"""Where rows stand in the form: their order, whether one is missing between two, how deep each is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from helpers.form import Block, Row
from helpers.parsing.labels import RowLabel

Depths = tuple[tuple[int, bool], tuple[int, bool]]
"""How deep a row stands and whether it is the first there, and the same of the next row."""


def out_of_order(
    rows: Sequence[RowLabel], flat: Collection[str], printed: Collection[str]
) -> set[tuple[str, str]]:
    """Return the tables in which a row stands above one that the form prints before it.

    Args:
        rows: The rows met, in order.
        flat: Tables without a grid: in these a row that is missing between two others is told as
            well, since its values may have run into theirs, and so is the order of their blocks.
        printed: Addresses of the rows whose labels are printed, with or without values.
    """
    last: dict[str, RowLabel] = {}
    found: set[tuple[str, str]] = set()
    for label in rows:
        table, block = label.table.id, label.block
        above = last.get(table, label)
        last[table] = label
        if above.block is block:
            at, before = block.order[label.row.id], block.order[above.row.id]
            missing = at > before + 1
        elif table in flat:
            order = [row.id for part in label.table.blocks for row in part.leaf_rows]
            at, before = order.index(label.row.id), order.index(above.row.id)
            missing = any(f"{table}.{row}" not in printed for row in order[before + 1 : at])
        else:
            continue
        if at < before:
            found.add((table, "rows-out-of-order"))
        elif missing and table in flat:
            found.add((table, "row-missing"))
    return found


def depths(block: Block) -> dict[str, Depths]:
    """Return how deep each row stands and whether it is the first there, and so of the next row."""
    by_id = {row.id: row for row in block.rows}
    rows = block.leaf_rows
    parents = [row.parent for row in rows]
    # A heading is printed before the first row below it; other rows have a blank in its place.
    own = [(_depth(row, by_id), row.parent not in parents[:n]) for n, row in enumerate(rows)]
    after = [*own[1:], (-1, False)]
    return {row.id: (own[n], after[n]) for n, row in enumerate(rows)}


def blanks_before(depth: tuple[int, bool]) -> int:
    """Return how many blanks stand before a row for labels that reach down from rows above it.

    Args:
        depth: How deep it stands and whether it is the first there; see :func:`depths`.
    """
    deep, first = depth
    return max(0, deep - first)


def _depth(row: Row, by_id: Mapping[str, Row]) -> int:
    depth = 0
    while row.parent is not None:
        row = by_id[row.parent]
        depth += 1
    return depth
