"""Table two of an organ over the years: documents in force go on, items change slowly."""

from __future__ import annotations

from random import Random

from helpers.form import Form
from helpers.invented.county.organs import Organ
from helpers.invented.county.requests import poisson
from helpers.invented.grids import Value

_OWN = "proactive.normative_documents"


class Documents:
    """What an organ issues and decides, year after year."""

    def __init__(self, organ: Organ, chance: Random) -> None:
        self._chance = chance
        self._in_force = organ.documents
        self._decisions = organ.decisions
        self._fees = organ.agency.kind == "department" and chance.random() < 0.3
        self._items = {
            row: chance.randint(3, 30) if organ.decisions > 20 else 0
            for row in ("licensing", "other_external_management", "penalty", "coercion")
        }
        self._licences = chance.uniform(0.2, 0.8)

    def year(self, form: Form) -> dict[str, Value]:
        """Return the cells of the next year; those left out are 0."""
        issued = poisson(0.12 * self._in_force + 0.2, self._chance)
        repealed = min(self._in_force, poisson(0.07 * self._in_force, self._chance))
        if form.id == "2019":
            repealed = 0  # the edition prints none
        self._in_force += issued - repealed
        found = self._documents(form, issued, repealed) | self._counted(form)
        return {a: v for a, v in found.items() if a in form.addresses}

    def _documents(self, form: Form, issued: int, repealed: int) -> dict[str, Value]:
        if form.id == "2019":
            return {
                f"{_OWN}.created": issued,
                f"{_OWN}.disclosed": issued,
                f"{_OWN}.disclosed_total": self._in_force,
            }
        return {
            f"{_OWN}.issued": issued,
            f"{_OWN}.repealed": repealed,
            f"{_OWN}.in_force": self._in_force,
        }

    def _counted(self, form: Form) -> dict[str, Value]:
        chance = self._chance
        of_all = int(self._decisions * chance.uniform(0.8, 1.2))
        licences = int(of_all * self._licences)
        decided = {
            "licensing": licences,
            "other_external_management": of_all // 3,
            "penalty": of_all - licences,
            "coercion": of_all // 40,
        }
        found: dict[str, Value] = {}
        for row, count in decided.items():
            change = chance.choice((0, 0, 0, 1, 2, -1)) if self._items[row] > 2 else 0
            found[f"proactive.{row}.decisions"] = count
            found[f"proactive.{row}.items_last_year"] = self._items[row]
            found[f"proactive.{row}.change"] = change
            self._items[row] += change
        bought = chance.randint(0, 6)
        found["proactive.procurement.projects"] = bought
        amount = bought * chance.uniform(4, 60)
        found["proactive.procurement.amount"] = f"{amount:.2f}万元" if bought else 0
        if form.id == "2021" and self._fees:
            found["proactive.fees.amount"] = f"{chance.uniform(2, 90):.2f}"
        return found
