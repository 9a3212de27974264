"""The oracle of the search: a smallest set of changes by mixed-integer programming (HiGHS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers.form import Equation

MOST_VALUE = 10**6
"""The solver computes in floating point."""


def smallest_set(
    equations: Sequence[Equation], values: Mapping[str, Fraction]
) -> frozenset[tuple[str, Fraction]] | None:
    """Return a smallest set of changes to non-negative whole numbers that mends `equations`.

    Args:
        equations: All of whose cells have a value.
        values: Whole numbers.

    Returns:
        The changed cells with their new values, None where none was found within the bounds.
    """
    cells = sorted({a for e in equations for a in (*e.left, *e.right)})
    observed = [values[a] for a in cells]
    if any(v.denominator != 1 or not 0 <= v <= MOST_VALUE for v in observed):
        return None
    count, most = len(cells), int(sum(observed)) + 1
    index = {a: n for n, a in enumerate(cells)}
    # For each cell its new value, and whether it is changed.
    costs = np.concatenate([np.zeros(count), np.ones(count)])
    balance = np.zeros((len(equations), 2 * count))
    for row, equation in enumerate(equations):
        for address in equation.left:
            balance[row, index[address]] += 1
        for address in equation.right:
            balance[row, index[address]] -= 1
    tie = np.hstack([np.eye(count), -most * np.eye(count)])
    untie = np.hstack([np.eye(count), most * np.eye(count)])
    given = np.array([float(v) for v in observed])
    solved = milp(
        costs,
        integrality=np.ones(2 * count),
        bounds=Bounds(0, np.concatenate([np.full(count, float(most)), np.ones(count)])),
        constraints=[
            LinearConstraint(balance, 0, 0),
            LinearConstraint(tie, -np.inf, given),
            LinearConstraint(untie, given, np.inf),
        ],
        options={"mip_rel_gap": 0},
    )
    if not solved.success:
        return None
    after = {a: Fraction(round(x)) for a, x in zip(cells, solved.x[:count], strict=True)}
    if any(sum(after[a] for a in e.left) != sum(after[a] for a in e.right) for e in equations):
        return None
    return frozenset((a, after[a]) for a in cells if after[a] != values[a])
