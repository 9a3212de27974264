"""Exploring a data set with the mouse: what is chosen, and what is shown of it."""

from helpers.explore.explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
