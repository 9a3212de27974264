"""Mistakes about a report as a whole: what it is the sum of, and what else is in its file."""

from __future__ import annotations

from random import Random

from helpers.invented.drafts import TABLE, Draft, drafted
from helpers.invented.grids import Value
from helpers.invented.levels import members_of
from helpers.invented.mistakes.label import Label, Mistake, rules, write


def more_than_its_members(draft: Draft, chance: Random) -> Label | None:
    """A consolidated report counts requests that neither its own office nor a member has."""
    if draft.form_id == "legacy":
        return None
    draft.members = members_of(draft, chance)
    kind = chance.choice([c.id for c in draft.form.table(TABLE).blocks[0].columns[:-1]])
    more = chance.randint(1, 9)
    changes: dict[str, Value] = {}
    for row in ("received", "granted", "outcome_total"):
        for column in (kind, "total"):
            address = f"{TABLE}.{row}.{column}"
            changes[address] = int(draft.cells[address]) + more
    return write(draft, "more than its members", changes)


def two_reports(draft: Draft, chance: Random) -> Label | None:
    """Another organ's report stands in the same file."""
    for _ in range(20):
        other = drafted(f"second {chance.randrange(10**6)}", draft.form_id)
        if other.agency.short not in draft.agency.name and draft.agency.short not in (
            other.agency.name
        ):
            break
    draft.second = other
    return Label("two reports in a file", rules("one-report"), new=other.agency.name)


def indicator_wrong(draft: Draft, chance: Random) -> Label | None:
    """A total or a part in the list of indicators of reports up to 2018 is another number."""
    if draft.form_id != "legacy":
        return None
    equation = chance.choice(draft.form.equations)
    address = chance.choice((*equation.left, *equation.right))
    old = int(draft.cells[address])
    new = chance.choice([n for n in (old - 1, old + 1, old + 10, old * 11) if n >= 0 and n != old])
    return write(draft, "indicator wrong", {address: new})


MISTAKES: dict[str, Mistake] = {
    "more than its members": more_than_its_members,
    "two reports in a file": two_reports,
    "indicator wrong": indicator_wrong,
}
"""Name → what is wrong with the report as a whole."""
