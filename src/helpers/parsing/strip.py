"""The strip of table four: heads in three rows, and all values in one row below them."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.form import Block
from helpers.parsing.slots import Slot
from helpers.wording import bare


def strip_labels(block: Block) -> frozenset[str]:
    """Return the normal forms of all rows of a strip, which are its heads."""
    return frozenset(bare(row.label.zh) for row in block.rows)


def strip_tail(block: Block, heads: frozenset[str], slots: Sequence[Slot]) -> int:
    """Return where the values begin in a row that holds a whole strip, 0 for other rows."""
    at = len(slots) - len(block.leaf_rows) * len(block.columns)
    if at <= 0 or slots[at - 1].value_like or not all(slot.value_like for slot in slots[at:]):
        return 0
    return at if heads <= {bare(slot.text) for slot in slots[:at]} else 0


def strip_heads(heads: frozenset[str], slots: Sequence[Slot]) -> int:
    """Return how many cells name a row of a strip."""
    return sum(bare(slot.text) in heads for slot in slots)


def is_strip(block: Block, slots: Sequence[Slot]) -> bool:
    """Tell whether a row holds the values of a whole strip and nothing else."""
    need = len(block.leaf_rows) * len(block.columns)
    return (
        len(slots) >= need
        and all(slot.value_like for slot in slots)
        and all(slot.blank for slot in slots[need:])
    )
