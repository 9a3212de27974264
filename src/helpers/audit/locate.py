"""Which cell is wrong: the smallest sets of cells whose change makes every identity hold.

Fellegi and Holt (1976): change as few cells as possible. The search takes a violated identity
and tries each of its cells at the value that would make it hold; a set of k cells is found when
no identity is violated any more after k such steps, for the smallest k.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.form import Equation, Form
from helpers.messages import Text
from helpers.model import Report

MOST_CELLS = 4
"""Sets of more cells are not searched: so many changes explain anything."""
MOST_REPAIRS = 12
"""At most this many equally small sets are kept."""
MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a repair."""

    address: str
    observed: int | float
    suggested: int | float


@dataclass(frozen=True, slots=True)
class Repair:
    """A set of cells whose change makes every identity hold.

    Attributes:
        cells: The changes.
        why: What kind of slip each would be.
        rank: 1 for the best; equals share a rank.
    """

    cells: tuple[Change, ...]
    why: Text
    rank: int

    def as_dict(self) -> dict[str, object]:
        """Return the shape of an entry of `repairs` in the JSON output."""
        return {
            "cells": [
                {"address": c.address, "observed": c.observed, "suggested": c.suggested}
                for c in self.cells
            ],
            "why": self.why.as_dict(),
            "rank": self.rank,
        }


class _Search:
    """Bounded depth-first search over the identities whose cells all print numbers."""

    def __init__(self, equations: tuple[Equation, ...], values: Mapping[str, int | float]) -> None:
        self.values = dict(values)
        self.observed = dict(values)
        self.terms = [
            tuple((a, 1) for a in e.left) + tuple((a, -1) for a in e.right)
            for e in equations
            if all(a in values for a in (*e.left, *e.right))
        ]
        self.of_cell: dict[str, list[int]] = {}
        for number, terms in enumerate(self.terms):
            for address, _ in terms:
                self.of_cell.setdefault(address, []).append(number)
        self.gaps = [sum(self.values[a] * sign for a, sign in terms) for terms in self.terms]
        self.found: set[frozenset[tuple[str, int | float]]] = set()
        self.steps = 0

    def violated(self) -> list[int]:
        return [n for n, gap in enumerate(self.gaps) if gap]

    def run(self, most: int) -> None:
        """Find all sets of the smallest size up to `most`."""
        for size in range(1, most + 1):
            self._try(size, {})
            if self.found:
                return

    def _try(self, left: int, changed: dict[str, int | float]) -> None:
        self.steps += 1
        violated = self.violated()
        if not violated:
            self.found.add(frozenset(changed.items()))
            return
        # A cell stands in at most three identities, so `left` cells mend at most 3 × left.
        if not left or len(violated) > 3 * left or self.steps > MOST_STEPS:
            return
        equation = min(violated, key=lambda n: len(self.terms[n]))
        for address, sign in self.terms[equation]:
            if address in changed:
                continue
            value = self.values[address] - sign * self.gaps[equation]
            if value < 0 or value == self.observed[address]:
                continue
            self._set(address, value)
            self._try(left - 1, changed | {address: value})
            self._set(address, self.observed[address])

    def _set(self, address: str, value: int | float) -> None:
        step = value - self.values[address]
        self.values[address] = value
        for number in self.of_cell[address]:
            sign = next(s for a, s in self.terms[number] if a == address)
            self.gaps[number] += sign * step


def locate(report: Report, form: Form | None) -> tuple[Repair, ...]:
    """Return the smallest sets of cells whose change makes every identity hold, best first.

    Only identities whose cells all print numbers take part. Nothing is returned where all of
    them hold, or where more than :data:`MOST_CELLS` cells would have to change.
    """
    if form is None:
        return ()
    values = {a: c.value for a, c in report.cells.items() if c.value is not None}
    search = _Search(form.equations, values)
    if not search.violated():
        return ()
    search.run(MOST_CELLS)
    scored = []
    for changes in search.found:
        cells = tuple(
            Change(a, search.observed[a], v) for a, v in sorted(changes, key=lambda c: c[0])
        )
        slips = [_slip(c.observed, c.suggested) for c in cells]
        scored.append((sum(weight for weight, _ in slips), cells, slips))
    scored.sort(key=lambda s: (s[0], [c.address for c in s[1]]))
    repairs = []
    ranks = sorted({score for score, _, _ in scored})
    for score, cells, slips in scored[:MOST_REPAIRS]:
        named = list(zip(cells, slips, strict=True))
        why = Text(
            "; ".join(
                f"{form.label(c.address).en}: {c.observed} → {c.suggested} ({w.en})"
                for c, (_, w) in named
            ),
            "；".join(
                f"{form.label(c.address).zh}：{c.observed} → {c.suggested}（{w.zh}）"
                for c, (_, w) in named
            ),
        )
        repairs.append(Repair(cells, why, ranks.index(score) + 1))
    return tuple(repairs)


def _slip(observed: int | float, suggested: int | float) -> tuple[int, Text]:
    """Weigh how easily a hand writes `observed` for `suggested`; small is easy."""
    old, new = str(observed), str(suggested)
    if len(old) == len(new):
        differ = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if len(differ) == 1:
            return 1, Text("one digit", "一位数字")
        if (
            len(differ) == 2
            and old[differ[0]] == new[differ[1]]
            and old[differ[1]] == new[differ[0]]
        ):
            return 1, Text("two digits exchanged", "两位数字颠倒")
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    if len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    ):
        return 2, (
            Text("a digit too many", "多一位数字")
            if longer == old
            else Text("a digit lost", "漏一位数字")
        )
    return 4, Text("another number", "另一数字")
