"""Blocks without an article and heads of their own: what stood above their rows is likely gone.

An agency that cites the wrong article still prints the heads of the columns, and one that forgets
a head prints the article. Where both are gone, or are those of another block, a part of the table
was lost or written over, and nothing tells whose the values beside the label are.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.form import Block, Table
from helpers.parsing.labels import LabelIndex
from helpers.parsing.placed import Placed
from helpers.wording import plain

CODE = "heads-of-another"


def borrowing(index: LabelIndex, placed: Placed) -> set[str]:
    """Return the tables with a block that has values, and neither its article nor its heads above it.

    Args:
        index: The labels of the edition.
        placed: Cells, heads and labels as they were placed.
    """
    # A head that is known, and of another block, was taken for that of its position.
    named = {
        label.at
        for label in placed.labels
        if label.match != "position" or not index.columns(label.printed)
    }
    above = {head.block: plain(head.text) for head in placed.heads}
    return {
        table.id
        for table in index.form.tables
        if table.layout == "blocks"
        and any(
            not named.intersection(f"{table.id}.{block.id}.{c.id}" for c in block.columns)
            and any(_has_number(placed, table, block))
            for block in _without_article(table, above)
        )
    }


def _without_article(table: Table, above: dict[str, str]) -> Iterator[Block]:
    """Yield the blocks that have no article above them, or that of another."""
    articles = {plain(block.article) for block in table.blocks if block.article}
    for block in table.blocks:
        printed = above.get(block.id, "")
        if not printed or printed in articles - {plain(block.article or "")}:
            yield block


def _has_number(placed: Placed, table: Table, block: Block) -> Iterator[bool]:
    for row in block.leaf_rows:
        for column in block.columns:
            cell = placed.cells.get(f"{table.id}.{row.id}.{column.id}")
            yield cell is not None and cell.value is not None
