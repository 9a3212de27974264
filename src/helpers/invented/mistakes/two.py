"""Mistakes in table two, and numbers that no count can be."""

from __future__ import annotations

from random import Random

from helpers.invented.drafts import TABLE, Draft
from helpers.invented.grids import Value
from helpers.invented.mistakes.label import Label, Mistake, rules, write

_DOCUMENTS = "proactive.normative_documents"


def more_new_than_all(draft: Draft, chance: Random) -> Label | None:
    """More documents are new than there are in all."""
    new, every = (
        ("issued", "in_force") if draft.form_id == "2021" else ("disclosed", "disclosed_total")
    )
    gone = int(draft.cells.get(f"{_DOCUMENTS}.repealed", 0))
    issued = int(draft.cells[f"{_DOCUMENTS}.{every}"]) + gone + chance.randint(1, 9)
    return write(
        draft,
        "more new than in all",
        {f"{_DOCUMENTS}.{new}": issued},
        rules("documents-within"),
    )


def regulations_of_a_township(draft: Draft, chance: Random) -> Label | None:
    """An organ that makes no regulations prints some."""
    if draft.agency.kind not in ("township", "subdistrict", "institution"):
        return None
    made = chance.randint(1, 9)
    new, every = (
        ("issued", "in_force") if draft.form_id == "2021" else ("disclosed", "disclosed_total")
    )
    changes: dict[str, Value] = {f"proactive.regulations.{c}": made for c in (new, every)}
    return write(draft, "regulations of a township", changes, rules("regulations-level"))


def documents_do_not_flow(draft: Draft, chance: Random) -> Label | None:
    """More documents are in force than last year's report and this year's changes allow."""
    at = f"{_DOCUMENTS}.in_force"
    if at not in draft.cells:
        return None
    return write(draft, "documents do not flow", {at: int(draft.cells[at]) + chance.randint(1, 40)})


def other_items_last_year(draft: Draft, chance: Random) -> Label | None:
    """The items of last year are not those of last year's report."""
    places = [a for a in draft.cells if a.endswith(".items_last_year")]
    if not places:
        return None
    at = chance.choice(places)
    return write(draft, "other items last year", {at: int(draft.cells[at]) + chance.randint(1, 20)})


def other_carried_over(draft: Draft, chance: Random) -> Label | None:
    """Requests are brought forward that last year's report did not carry forward."""
    kinds = [c.id for c in draft.form.table(TABLE).blocks[0].columns]
    kind, total = chance.choice(kinds[:-1]), kinds[-1]
    more = chance.randint(1, 5)
    changes: dict[str, Value] = {}
    # All sums go on holding: only last year's report tells.
    for row in ("brought_forward", "granted", "outcome_total"):
        for column in (kind, total):
            at = f"{TABLE}.{row}.{column}"
            changes[at] = int(draft.cells[at]) + more
    return write(draft, "other requests brought forward", changes)


def negative(draft: Draft, chance: Random) -> Label | None:
    """A count is negative."""
    at = chance.choice([a for a in draft.cells if a.startswith(f"{TABLE}.")])
    return write(draft, "negative count", {at: f"-{chance.randint(1, 9)}"}, rules("possible-count"))


def fraction(draft: Draft, chance: Random) -> Label | None:
    """A count is no whole number."""
    at = chance.choice([a for a in draft.cells if a.startswith("disputes.")])
    return write(draft, "fraction", {at: "1.5"}, rules("possible-count"))


def totals_blank(draft: Draft, chance: Random) -> Label | None:
    """The totals of table three are left blank."""
    changes: dict[str, Value] = {
        a: ""
        for a, v in draft.cells.items()
        if a.startswith(f"{TABLE}.") and a.endswith(".total") and int(v)
    }
    if not changes:
        return None
    return write(draft, "totals blank", changes, rules("totals-filled"))


def table_blank(draft: Draft, chance: Random) -> Label | None:
    """No cell of table four is filled in."""
    changes: dict[str, Value] = {a: "" for a in draft.cells if a.startswith("disputes.")}
    return write(draft, "table blank", changes, rules("table-filled"), rules("form-conformance"))


def unit_missing(draft: Draft, chance: Random) -> Label | None:
    """An amount whose unit the form leaves open stands without one."""
    if draft.form_id != "2019":
        return None
    at = "proactive.procurement.amount"
    amount = chance.choice(("152790", "43.788", "276000", "18.6"))
    return write(draft, "unit missing", {at: amount}, rules("unit-unclear"))


def yuan_for_ten_thousand(draft: Draft, chance: Random) -> Label | None:
    """Yuan stand where the form wants units of 10,000: billions for a small organ."""
    kinds = ("township", "subdistrict", "department", "institution")
    if draft.form_id != "2021" or draft.agency.kind not in kinds:
        return None
    amount = str(chance.randint(200_000, 900_000))
    return write(
        draft,
        "yuan for ten thousand",
        {"proactive.fees.amount": amount},
        rules("unit-unclear"),
    )


MISTAKES: dict[str, Mistake] = {
    "more new than in all": more_new_than_all,
    "regulations of a township": regulations_of_a_township,
    "documents do not flow": documents_do_not_flow,
    "other items last year": other_items_last_year,
    "other requests brought forward": other_carried_over,
    "negative count": negative,
    "fraction": fraction,
    "totals blank": totals_blank,
    "table blank": table_blank,
    "unit missing": unit_missing,
    "yuan for ten thousand": yuan_for_ten_thousand,
}
"""Name → what an agency does wrong in table two, or leaves blank."""
