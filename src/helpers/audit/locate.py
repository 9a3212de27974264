"""Which cell is wrong: the smallest sets of cells whose change makes every identity hold.

Among sets of equal size those come first whose changes are the easier slips of the hand: a digit
misread before another number altogether, a count one column off before two other mistakes. A
number of the prose that agrees with a change counts for it. Equally easy ones share a rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from helpers.audit import scope
from helpers.audit.exact import exact, printed, shown, total
from helpers.audit.identities import counted
from helpers.audit.layout import cell_name, layout
from helpers.audit.search import Search, components
from helpers.audit.slips import Ground, slips
from helpers.concepts import vocabulary
from helpers.form import Equation, Form
from helpers.messages import Text
from helpers.model import Report
from helpers.numerals import Number

MOST_CELLS = 6
"""Sets of more cells in one table are not searched: so many changes explain anything."""
NO_GROUND = Ground()
"""Nothing is known of the cells beside their numbers."""
MOST_REPAIRS = 12
"""At most this many sets are kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a repair."""

    address: str
    observed: Number
    suggested: Number


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


Weighed = tuple[int, tuple[Change, ...], tuple[Text, ...]]
"""A set of changes with its weight and the kind of slip of each."""


def locate(report: Report, form: Form | None) -> tuple[Repair, ...]:
    """Return the smallest sets of cells whose change makes every identity hold, best first.

    Only identities whose cells all print plain counts take part. Nothing is returned where all
    of them hold, or where more than :data:`MOST_CELLS` cells of one table would have to change.
    """
    if form is None:
        return ()
    values = {a: c.value for a, c in report.cells.items() if c.value is not None and counted(c)}
    equations = [relation.equation for relation in layout(form).relations]
    sets = smallest_changes(equations, values, _ground(report, form, values))
    ranks = sorted({weight for weight, _, _ in sets})
    return tuple(
        Repair(cells, _why(form, cells, kinds), ranks.index(weight) + 1)
        for weight, cells, kinds in sets
    )


def _ground(report: Report, form: Form, values: Mapping[str, Number]) -> Ground:
    """Return what is known of the cells: their neighbours, first parts, and the prose."""
    derived = layout(form)
    first = {
        e.right[0]: values[e.left[0]]
        for e in form.equations
        if e.rule == "applicants-sum" and e.left[0] in values
    }
    return Ground(derived.places, first, _stated(report))


def _stated(report: Report) -> dict[str, frozenset[Number]]:
    """Return the numbers that the prose gives for single cells, of this year and exactly."""
    said: dict[str, set[Number]] = {}
    for claim in report.claims:
        concept = vocabulary().concept(claim.concept)
        if concept is None or claim.precision != "exact" or not concept.judged:
            continue
        aside = scope.aside(claim, concept, report.year)
        known = [a for a in concept.cells if a in report.cells]
        if not aside and len(known) == 1:
            said.setdefault(known[0], set()).add(claim.value)
    return {address: frozenset(values) for address, values in said.items()}


def smallest_changes(
    equations: Iterable[Equation], values: Mapping[str, Number], ground: Ground = NO_GROUND
) -> list[Weighed]:
    """Return the smallest sets of changes that make `equations` hold, the easiest slips first.

    Equations with a cell that has no value in `values` are left out. Groups of equations that
    share no cell are mended apart and their repairs combined.
    """
    whole = [e for e in equations if all(a in values for a in (*e.left, *e.right))]
    violated = [e for e in whole if _sum(e.left, values) != _sum(e.right, values)]
    if not violated:
        return []
    best: list[list[Weighed]] = []
    for group in components(whole):
        if not any(equation in violated for equation in group):
            continue
        exactly = {a: exact(values[a]) for e in group for a in (*e.left, *e.right)}
        found = Search(group, exactly).run(MOST_CELLS)
        if not found:
            return []
        sets = [
            tuple(Change(a, values[a], printed(v)) for a, v in sorted(changes)) for changes in found
        ]
        best.append(_easiest(_weigh(cells, ground) for cells in sets))
    return _easiest(_joined(parts) for parts in product(*best))


def _sum(addresses: Iterable[str], values: Mapping[str, Number]) -> Number:
    return total(values[a] for a in addresses)


def _weigh(cells: tuple[Change, ...], ground: Ground) -> Weighed:
    weight, kinds = slips([(c.address, c.observed, c.suggested) for c in cells], ground)
    return weight, cells, tuple(kinds)


def _joined(parts: tuple[Weighed, ...]) -> Weighed:
    return (
        sum(weight for weight, _, _ in parts),
        tuple(change for _, cells, _ in parts for change in cells),
        tuple(kind for _, _, kinds in parts for kind in kinds),
    )


def _easiest(sets: Iterable[Weighed]) -> list[Weighed]:
    ordered = sorted(sets, key=lambda s: (s[0], [c.address for c in s[1]]))
    return ordered[:MOST_REPAIRS]


def _why(form: Form, cells: tuple[Change, ...], kinds: tuple[Text, ...]) -> Text:
    en, zh = [], []
    for change, kind in zip(cells, kinds, strict=True):
        name = cell_name(form, change.address)
        step = f"{shown(change.observed)} → {shown(change.suggested)}"
        en.append(f"{name.en}: {step} ({kind.en})")
        zh.append(f"{name.zh}：{step}（{kind.zh}）")
    return Text("; ".join(en), "；".join(zh))
