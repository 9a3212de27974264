"""A letter to the organ whose report was audited: what does not seem to agree, and where."""

from helpers.letter.compose import Item, Letter, compose

__all__ = ["Item", "Letter", "compose"]
