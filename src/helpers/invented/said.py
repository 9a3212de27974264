"""Prose with numbers that agree with the tables: sentences from ``said.toml`` with their truth."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from helpers.form import load_form
from helpers.invented.grids import Value

_FILE = Path(__file__).parent / "said.toml"
Number = int | float


@dataclass(frozen=True)
class Count:
    """A number of a sentence that is a sum of cells: its index and the addresses."""

    at: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """A percentage of a sentence: its index, and those of the numbers it is worked out from."""

    at: int
    how: str
    of: tuple[int, int]


@dataclass(frozen=True)
class Said:
    """A sentence of a report, with what must be true for it to be true.

    Attributes:
        kind: What it is about.
        section: Id of the section it stands in.
        words: As in ``said.toml``; numbers are marked.
        numbers: What it states.
        counts: Which numbers are sums of cells.
        rates: Which numbers are percentages of others.
        parts: Indices of a whole and its parts.
        none: Sums of cells that it says to be zero.
        equal: Pairs of sums that it says to be the same.
        complete: Whether its parts are said to be all.
    """

    kind: str
    section: str
    words: str
    numbers: tuple[Number, ...]
    counts: tuple[Count, ...] = ()
    rates: tuple[Rate, ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()
    none: tuple[tuple[str, ...], ...] = ()
    equal: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    complete: bool = True

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.words.format(*(_shown(n) for n in self.numbers))

    def stating(self, at: int, number: Number) -> Said:
        """Return the sentence with another number at an index."""
        return replace(self, numbers=(*self.numbers[:at], number, *self.numbers[at + 1 :]))


def _shown(number: Number) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)


def rate(how: str, first: Number, second: Number) -> float:
    """Return a percentage to two digits: ``percent`` of, ``growth`` or ``fall`` against."""
    share = {"percent": first, "growth": first - second, "fall": second - first}[how]
    return round(100 * share / second, 2)


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def denials() -> Sequence[Mapping[str, Any]]:
    """Return the declared sentences of "none": `sum`, `kind` and `words` of each."""
    found: Sequence[Mapping[str, Any]] = _declared()["denials"]
    return found


def cells_of(name: str, form_id: str) -> tuple[str, ...]:
    """Return the addresses of a sum: ``new``, or ``new natural_person`` in one column."""
    group, _, column = name.partition(" ")
    known = set(load_form(form_id).addresses)
    cells = _declared()["sums"][group]
    if column:
        cells = [f"{a.rpartition('.')[0]}.{column}" for a in cells]
    return tuple(a for a in cells if a in known)


def added(cells: Mapping[str, Value], addresses: Sequence[str]) -> int:
    """Return the sum of those cells that print whole numbers."""
    return sum(int(cells[a]) for a in addresses if str(cells[a]).isdigit())


def sayings(
    form_id: str, cells: Mapping[str, Value], chance: Random, share: float = 0.8
) -> list[Said]:
    """Return sentences that are true of the tables, at most one of a kind.

    Args:
        form_id: Edition of the form.
        cells: Address → whole number, for every cell of the form but amounts.
        chance: Where chance comes from.
        share: How likely each kind is to be spoken of.
    """
    fitting: dict[str, list[Said]] = {}
    for entry in _declared()["sentences"]:
        said = _sentence(entry, form_id, cells, chance)
        if said is not None:
            fitting.setdefault(said.kind, []).append(said)
    return [chance.choice(of_kind) for of_kind in fitting.values() if chance.random() < share]


def _sentence(
    entry: Mapping[str, Any], form_id: str, cells: Mapping[str, Value], chance: Random
) -> Said | None:
    """Return a declared sentence with its numbers, None where it would not be true."""
    if form_id not in entry.get("forms", [form_id]):
        return None

    def total(name: str) -> int:
        return added(cells, cells_of(name, form_id))

    none = tuple(cells_of(name, form_id) for name in entry.get("none", ()))
    equal = tuple((cells_of(a, form_id), cells_of(b, form_id)) for a, b in entry.get("all", ()))
    if not all(total(name) for name in entry.get("when", ())) or any(
        added(cells, group) for group in none
    ):
        return None
    if any(added(cells, a) != added(cells, b) for a, b in equal):
        return None
    specs = [spec.split() for spec in entry["numbers"]]
    numbers: dict[int, Number] = {}
    counts, rates = [], []
    # Free numbers and sums of cells first: the others are worked out from them.
    for late in (False, True, True):
        for at, (how, *rest) in enumerate(specs):
            derived = how in ("part", "rest", "percent", "growth", "fall", "sum")
            if at in numbers or derived is not late:
                continue
            if how == "any":
                numbers[at] = chance.randint(int(rest[0]), int(rest[1]))
            elif not derived:
                addresses = cells_of(" ".join((how, *rest)), form_id)
                numbers[at] = added(cells, addresses)
                counts.append(Count(at, addresses))
            elif all(int(n) in numbers for n in rest):
                of = [numbers[int(n)] for n in rest]
                if how == "part" and of[0] < 2:
                    return None
                numbers[at] = _derived(how, of, chance)
                if how in ("percent", "growth", "fall"):
                    rates.append(Rate(at, how, (int(rest[0]), int(rest[1]))))
    return Said(
        entry["kind"],
        entry["section"],
        entry["words"],
        tuple(numbers[at] for at in range(len(specs))),
        tuple(counts),
        tuple(rates),
        tuple(tuple(group) for group in entry.get("parts", ())),
        none,
        equal,
        not entry.get("open", False),
    )


def _derived(how: str, of: Sequence[Number], chance: Random) -> Number:
    if how == "part":
        return chance.randint(1, int(of[0]) - 1)
    if how == "rest":
        return of[0] - sum(of[1:])
    if how == "sum":
        return sum(of)
    return rate(how, of[0], of[1])
