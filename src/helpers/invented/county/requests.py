"""Tables three and four of an organ over the years: what is carried forward is brought forward."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

from helpers.form import Form
from helpers.invented.county.organs import Organ
from helpers.invented.drafts import TABLE
from helpers.invented.grids import Value

_APPLICANTS = {
    "natural_person": 86.0,
    "commercial_enterprise": 7.0,
    "research_institution": 0.6,
    "public_welfare_organization": 0.8,
    "legal_service_institution": 3.6,
    "other_organization": 2.0,
}
_OUTCOMES = {
    "granted": 46.0,
    "granted_in_part": 8.0,
    "denied_state_secret": 0.3,
    "denied_prohibited_by_law": 1.2,
    "denied_security_stability": 0.4,
    "denied_third_party": 3.0,
    "denied_internal_affairs": 2.0,
    "denied_deliberative": 2.4,
    "denied_enforcement_file": 2.6,
    "denied_administrative_query": 3.0,
    "not_held": 14.0,
    "not_existing_form": 4.0,
    "still_unclear": 2.0,
    "petition_complaint": 4.0,
    "repeated": 1.8,
    "published_material": 0.5,
    "excessive": 0.5,
    "reconfirmation": 0.3,
    "other_handling": 3.0,
    "overdue_correction": 1.4,
    "other_reason": 2.0,
}
"""How often an outcome occurs, in per cent of the requests of an ordinary organ."""
_FAVOURABLE = ("granted", "granted_in_part")
_RESULTS = {"upheld": 58.0, "corrected": 14.0, "other_result": 18.0, "pending": 10.0}
_LATE = 0.07
"""Requests that are open at the end of their year."""


class Requests:
    """The requests of an organ, year after year."""

    def __init__(self, organ: Organ, chance: Random) -> None:
        self._organ = organ
        self._chance = chance
        # An organ has a manner of its own: some deny more, some hold less.
        self._outcomes = {
            name: weight * math.exp(chance.gauss(0, 0.35)) for name, weight in _OUTCOMES.items()
        }
        self._open: Counter[str] = Counter()
        self._volume = organ.requests

    def year(self, form: Form) -> dict[str, Value]:
        """Return the cells of the next year, totals left out."""
        chance = self._chance
        before, self._open = self._open, Counter()
        counted: Counter[tuple[str, str]] = Counter()
        for kind, count in before.items():
            counted["brought_forward", kind] += count
            for _ in range(count):
                counted[self._outcome(form), kind] += 1
        for _ in range(poisson(self._volume, chance)):
            kind = _drawn(_APPLICANTS, chance)
            counted["received", kind] += 1
            if chance.random() < _LATE:
                counted["carried_forward", kind] += 1
                self._open[kind] += 1
            else:
                counted[self._outcome(form), kind] += 1
        self._volume *= math.exp(chance.gauss(0.07, 0.12))
        if self._organ.stricter:
            self._outcomes["granted"] *= 0.72
            self._outcomes["not_held"] *= 1.3
        cells: dict[str, Value] = {f"{TABLE}.{row}.{k}": n for (row, k), n in counted.items()}
        return cells | self._disputes(counted)

    def _outcome(self, form: Form) -> str:
        rows = {r.id for r in form.table(TABLE).blocks[0].leaf_rows}
        return _drawn({n: w for n, w in self._outcomes.items() if n in rows}, self._chance)

    def _disputes(self, counted: Counter[tuple[str, str]]) -> dict[str, Value]:
        chance = self._chance
        settled = {row for row, _ in counted} & self._outcomes.keys()
        against = sum(
            n for (row, _), n in counted.items() if row in settled and row not in _FAVOURABLE
        )
        found: Counter[str] = Counter()
        for _ in range(against):
            if chance.random() < 0.13:
                result = _drawn(_RESULTS, chance)
                found[f"disputes.reconsideration.{result}"] += 1
                if result == "upheld" and chance.random() < 0.25:
                    found[
                        f"disputes.litigation_after_reconsideration.{_drawn(_RESULTS, chance)}"
                    ] += 1
            elif chance.random() < 0.04:
                found[f"disputes.litigation_direct.{_drawn(_RESULTS, chance)}"] += 1
        return dict(found)


def poisson(mean: float, chance: Random) -> int:
    """Return a count of rare events (Knuth), for means up to a few hundred."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def _drawn(weights: dict[str, float], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
