"""Heads of blocks that a page break repeats: they head nothing, and nobody is to be accused."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.model import Head, Place
from helpers.wording import plain


def repeated(heads: Sequence[Head], text: str, block: str = "") -> bool:
    """Tell whether a head is only the one of an earlier block, printed again on a new page.

    Args:
        heads: Those placed so far.
        text: What is printed.
        block: The block below it; it must have a head of its own by now.
    """
    before = any(plain(head.text) == plain(text) for head in heads)
    return before and (not block or any(head.block == block for head in heads))


def next_head(
    heads: Sequence[Head], waiting: tuple[str, Place] | None, text: str, place: Place
) -> tuple[str, Place]:
    """Return the head of the rows to come: the one that waits for them, or one printed now.

    A page break between a head and its rows prints the first head of the table once more.
    """
    return waiting if waiting is not None and repeated(heads, text) else (text, place)
