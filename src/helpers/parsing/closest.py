"""The one name of a list that a misprinted text most likely means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

SHORTEST = 6
"""Shorter names differ in too few characters for a likeness to mean anything."""
MARGIN = 0.04
"""The best name must be nearer than one of another meaning by so much, or it is a guess."""
TRIED = 4
"""At most this many names are compared in full, those that share most pairs of characters."""


class Names:
    """Names that can be found by a text with a few wrong, lost or added characters.

    Args:
        names: The names in normal form, with what each means; two may mean the same.
        least: Least similarity (difflib ratio, 0 to 1).
    """

    def __init__(self, names: Mapping[str, str], least: float) -> None:
        self._meaning = dict(names)
        self._least = least
        self._by_pair: dict[str, set[str]] = {}
        for name in names:
            if len(name) >= SHORTEST:
                for pair in _pairs(name):
                    self._by_pair.setdefault(pair, set()).add(name)

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of all names that can be found."""
        return frozenset(self._by_pair)

    def closest(self, text: str) -> str | None:
        """Return the one name that is clearly closest to `text`, or None."""
        if len(text) < SHORTEST:
            return None
        hits = [names for pair in _pairs(text) if (names := self._by_pair.get(pair))]
        if 2 * len(hits) < _fewest(text):
            return None
        shared = Counter(name for names in hits for name in names)
        scored: list[tuple[float, str]] = []
        # Ties in the order of the names: a set has another order in every process.
        for name, pairs in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:TRIED]:
            # One wrong character spoils two pairs, so half of them is a generous floor.
            if pairs * 2 < len(name) or abs(len(name) - len(text)) > max(3, len(name) // 4):
                continue
            ratio = SequenceMatcher(None, text, name, autojunk=False).ratio()
            if ratio >= self._least:
                scored.append((ratio, name))
        scored.sort(reverse=True)
        if not scored:
            return None
        best, name = scored[0]
        rivals = [r for r, other in scored if self._meaning[other] != self._meaning[name]]
        return name if not rivals or best - max(rivals) >= MARGIN else None


def may_share(text: str, pairs: frozenset[str]) -> bool:
    """Tell whether a text has so many of `pairs` that it may be close to a name they are from."""
    if len(text) < SHORTEST:
        return False
    return 2 * len(pairs & _pairs(text)) >= _fewest(text)


def _fewest(text: str) -> int:
    """Return twice the number of pairs that a name close to `text` shares with it."""
    return max(SHORTEST, len(text) - max(3, len(text) // 4))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
