"""Numbers for the cells of a form, drawn so that every identity holds."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from helpers.form import load_form
from helpers.invented.grids import completed

Cells = dict[str, int]

NUMBERS = st.one_of(st.integers(0, 9), st.integers(0, 99_999))


@cache
def _free(form_id: str) -> tuple[str, ...]:
    form = load_form(form_id)
    totals = {e.right[0] for e in form.equations if len(e.right) == 1}
    return tuple(a for a in form.addresses if a not in totals)


def _whole(form_id: str, given: dict[str, int]) -> Cells:
    return {a: int(value) for a, value in completed(form_id, given).items()}


@st.composite
def balanced(draw: st.DrawFn, form_id: str) -> Cells:
    """Draw a number for every cell: a few are not zero, totals add up, what came in is settled."""
    free = _free(form_id)
    given = draw(st.dictionaries(st.sampled_from(free), NUMBERS, max_size=25))
    cells = _whole(form_id, given)
    for equation in load_form(form_id).equations:
        if len(equation.right) == 1:
            continue
        came = sum(cells[a] for a in equation.left)
        gap = sum(cells[a] for a in equation.right) - came
        address = equation.left[0] if gap > 0 else equation.right[-1]
        if address in free:
            given[address] = cells[address] + abs(gap)
    return _whole(form_id, given)
