"""The smallest sets of cells whose change makes a set of equations hold.

Fellegi and Holt (1976): change as few cells as possible. In a smallest set of changes to a table
of sums some violated equation holds exactly one changed cell, whose new value follows from that
equation; so the search sets one cell after another to the value that mends one equation. Two
facts keep it small. Equations of one class share no cell, so k changes mend at most k violated
equations of a class; and where a class has exactly k of them, each holds exactly one change, so
that it is enough to branch on one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from helpers.form import Equation

Change = tuple[str, Fraction]
MOST_STEPS = 6_000
"""States looked at for each group of connected equations, so that any input ends fast."""


def components(equations: Iterable[Equation]) -> list[tuple[Equation, ...]]:
    """Split equations into groups that share no cell."""
    groups: list[tuple[set[str], list[Equation]]] = []
    for equation in equations:
        cells = {*equation.left, *equation.right}
        members = [equation]
        apart = []
        for other_cells, others in groups:
            if cells & other_cells:
                cells |= other_cells
                members = others + members
            else:
                apart.append((other_cells, others))
        groups = [*apart, (cells, members)]
    return [tuple(members) for _, members in groups]


class Search:
    """Search over one group of equations whose cells all have values.

    Attributes:
        found: The smallest sets found, each with the new value of every cell in it.
        complete: False when the bound on the work was met before the search had ended.
    """

    def __init__(self, equations: Sequence[Equation], values: Mapping[str, Fraction]) -> None:
        exactly = {a: values[a] for e in equations for a in (*e.left, *e.right)}
        # Whole numbers are added many times faster than fractions, and as exactly.
        self._scale = lcm(*(value.denominator for value in exactly.values()))
        self._values = {a: int(value * self._scale) for a, value in exactly.items()}
        self._observed = dict(self._values)
        self._terms = [
            {**dict.fromkeys(e.left, 1), **dict.fromkeys(e.right, -1)} for e in equations
        ]
        self._of_cell: dict[str, list[tuple[int, int]]] = {a: [] for a in self._values}
        for number, terms in enumerate(self._terms):
            for address, sign in terms.items():
                self._of_cell[address].append((number, sign))
        gaps = (sum(self._values[a] * s for a, s in terms.items()) for terms in self._terms)
        self._gaps = {n: gap for n, gap in enumerate(gaps) if gap}
        self._classes = _classes(self._terms)
        self._seen: set[frozenset[tuple[str, int]]] = set()
        self._steps = 0
        self.found: set[frozenset[Change]] = set()
        self.complete = True

    def run(self, most: int) -> set[frozenset[Change]]:
        """Find all sets of the smallest size up to `most`; empty when there is none."""
        for size in range(most + 1):
            self._seen.clear()
            self._try(size, {})
            if self.found or not self.complete:
                break
        return self.found

    def _try(self, left: int, changed: dict[str, int]) -> None:
        if not self._gaps:
            self.found.add(frozenset((a, Fraction(v, self._scale)) for a, v in changed.items()))
            return
        if self._steps >= MOST_STEPS:
            self.complete = False
            return
        self._steps += 1
        violated: dict[int, list[int]] = {}
        for number in self._gaps:
            violated.setdefault(self._classes[number], []).append(number)
        if any(len(numbers) > left for numbers in violated.values()):
            return
        for address, value in self._candidates(left, violated, changed):
            state = {**changed, address: value}
            key = frozenset(state.items())
            if key in self._seen:
                continue
            self._seen.add(key)
            self._set(address, value)
            self._try(left - 1, state)
            self._set(address, self._observed[address])

    def _candidates(
        self, left: int, violated: Mapping[int, list[int]], changed: Mapping[str, int]
    ) -> Iterator[tuple[str, int]]:
        """Yield each cell with the value that mends one violated equation."""
        tight = [numbers for numbers in violated.values() if len(numbers) == left]
        if tight:
            shortest = min((n for group in tight for n in group), key=lambda n: len(self._terms[n]))
            numbers = [shortest]
        else:
            numbers = [n for group in violated.values() for n in group]
        # The last change has to lie in every equation that is still violated.
        everywhere = (
            set.intersection(*(set(self._terms[n]) for n in self._gaps)) if left == 1 else None
        )
        for number in numbers:
            for address, sign in self._terms[number].items():
                if address in changed or (everywhere is not None and address not in everywhere):
                    continue
                value = self._values[address] - sign * self._gaps[number]
                if value >= 0:
                    yield address, value

    def _set(self, address: str, value: int) -> None:
        step = value - self._values[address]
        self._values[address] = value
        for number, sign in self._of_cell[address]:
            gap = self._gaps.pop(number, 0) + sign * step
            if gap:
                self._gaps[number] = gap


def _classes(terms: Sequence[Mapping[str, int]]) -> list[int]:
    """Sort equations into classes so that those of one class share no cell."""
    cells: list[set[str]] = []
    classes = []
    for equation in terms:
        number = next((n for n, used in enumerate(cells) if not used & equation.keys()), len(cells))
        if number == len(cells):
            cells.append(set())
        cells[number] |= equation.keys()
        classes.append(number)
    return classes
