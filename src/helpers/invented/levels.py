"""The reports that a consolidated report is the sum of: its own office and two members."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from helpers.invented.agencies import Agency, invented_agency
from helpers.invented.drafts import Draft
from helpers.invented.grids import Value, completed

SUMMED = ("applications", "disputes")
"""Tables whose numbers a consolidated report adds up."""


def members_of(draft: Draft, chance: Random) -> tuple[Draft, ...]:
    """Return reports whose tables three and four together are those of a draft.

    Each number is divided by chance, so the sums within a member's own table need not hold.

    Args:
        draft: The consolidated report, of which every number is whole.
        chance: Where chance comes from.
    """
    own = Agency(f"{draft.agency.name}办公室", draft.agency.short, draft.agency.kind)
    agencies = [own]
    while len(agencies) < 3:
        other = invented_agency(chance, "department")
        if other.name not in {a.name for a in agencies}:
            agencies.append(other)
    given: list[dict[str, Value]] = [{}, {}, {}]
    for address, value in draft.cells.items():
        table, row, column = address.split(".")
        if table not in SUMMED:
            given[0][address] = value
        elif column != "total" and row != "outcome_total":
            first = chance.randint(0, int(value))
            second = chance.randint(0, int(value) - first)
            for cells, part in zip(
                given, (first, second, int(value) - first - second), strict=True
            ):
                cells[address] = part
    return tuple(
        replace(
            draft,
            agency=agency,
            cells=completed(draft.form_id, cells),
            said=[],
            earlier=None,
            members=(),
        )
        for agency, cells in zip(agencies, given, strict=True)
    )
