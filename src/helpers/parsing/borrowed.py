"""Blocks below the article of another block: what stood between the two is likely gone.

An agency that cites the wrong article still prints the heads of the columns. Where these are gone
as well, a part of the table is, or was written over by another, and nothing tells whose the values
beside the label are.
"""

from __future__ import annotations

from helpers.form import Form
from helpers.parsing.placed import Placed
from helpers.wording import plain

CODE = "heads-of-another"


def borrowing(form: Form, placed: Placed) -> set[str]:
    """Return the tables with a block that has the article of another above it and no heads of its own.

    Args:
        form: The edition.
        placed: The heads and labels as they were placed.
    """
    named = {label.at for label in placed.labels}
    above = {head.block: plain(head.text) for head in placed.heads}
    found = set()
    for table in form.tables:
        articles = {plain(block.article): block.id for block in table.blocks if block.article}
        for block in table.blocks:
            owner = articles.get(above.get(block.id, ""), block.id)
            own = {f"{table.id}.{block.id}.{column.id}" for column in block.columns}
            if owner != block.id and not own & named:
                found.add(table.id)
    return found
