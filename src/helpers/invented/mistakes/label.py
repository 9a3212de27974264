"""What a mistake is: a change of a draft, and the label that says what it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from helpers.invented.drafts import Draft
from helpers.invented.grids import Value


@dataclass(frozen=True)
class Changed:
    """A cell that no longer prints what it should."""

    address: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Label:
    """What was done to a report.

    Attributes:
        mistake: Name of the mistake.
        rules: Ids of rules that must find it; those about numbers are worked out from the report.
        may: Ids of rules that find it rightly, too, but need not.
        cells: Cells that were changed.
        old, new: Words that were changed, "" where there are none.
        never: Ids of rules that must not fail, not even as a note.
    """

    mistake: str
    rules: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    cells: tuple[Changed, ...] = ()
    old: str = ""
    new: str = ""
    never: frozenset[str] = frozenset()


Mistake = Callable[[Draft, Random], Label | None]
"""Changes a draft and says how; None where the draft gives it no room, and is as it was."""


def rules(*ids: str) -> frozenset[str]:
    """Return ids of rules as a set."""
    return frozenset(ids)


def number(value: Value) -> float | None:
    """Return what a cell prints as a number, None for anything but a plain one."""
    try:
        return float(value)
    except ValueError:
        return None


def write(
    draft: Draft,
    name: str,
    changes: dict[str, Value],
    must: frozenset[str] = frozenset(),
    may: frozenset[str] = frozenset(),
) -> Label:
    """Change cells of a draft and label it."""
    changed = tuple(Changed(a, draft.cells[a], new) for a, new in sorted(changes.items()))
    draft.cells |= changes
    return Label(name, must, may, changed)
