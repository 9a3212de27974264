"""Answers that are remembered, without growing over a long run."""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """A dictionary of at most `most` entries that forgets what was not asked for longest.

    Look up with ``remembered[key]`` and expect a `KeyError`. The entries are in two halves: when
    the newer one is full, the older one is forgotten, and what was asked for again in the
    meantime has moved to the newer. That costs nothing where an answer is there, and unlike
    emptying the whole keeps the words that every report prints.

    Args:
        most: The most entries, both halves together.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._half = max(most // 2, 1)
        self._older: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        """Return what the older half remembers, and keep it."""
        value = self._older[key]
        self[key] = value
        return value

    def __setitem__(self, key: K, value: V) -> None:
        """Remember an answer."""
        if len(self) >= self._half and key not in self:
            self._older = dict(self)
            self.clear()
        super().__setitem__(key, value)

    @property
    def entries(self) -> int:
        """How many answers are remembered, those in both halves counted twice."""
        return len(self) + len(self._older)
