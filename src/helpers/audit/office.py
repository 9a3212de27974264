"""A number of the prose of a consolidated report that is the one of its own office alone.

市政府办公室收到申请5件 stands in the report of a city that received 90 with all its organs. It is
known only where a person declared whose report is that of the own office, and it is at hand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.audit.beside import quotes
from helpers.audit.context import Context
from helpers.audit.layout import form_of
from helpers.audit.rule import Evidence, Outcome
from helpers.audit.sums import known, sum_of
from helpers.concepts import Concept
from helpers.messages import Text
from helpers.model import Claim

_SAID = re.compile("本级|办公室|我办")
"""Words by which a text says that it speaks of the own office."""


def of_own_office(
    context: Context, claim: Claim, concept: Concept, result: Outcome, says: Text
) -> Outcome | None:
    """Return the outcome of a number that equals the one of the own office, None of any other.

    It passes where the text says so, and is noted where it does not.
    """
    levels = context.levels
    own = next((r for n, r in levels.reports if n == levels.own), None) if levels else None
    if levels is None or own is None:
        return None
    cells = known(form_of(own.form), concept.cells)
    if sum_of(own, cells) != claim.value:
        return None
    said = _SAID.search(claim.sentence) is not None
    name = f"“{levels.own}”"
    return replace(
        result,
        verdict="pass" if said else "fail",
        severity="note",
        message=Text(
            f"{says.en}; it equals the number of its own office alone, {name}.",
            f"{says.zh}，该数字等于本级{name}自身报告中的数字。",
        ),
        expected=result.actual,
        evidence=(Evidence(claim.text, claim.place), *quotes(own, cells)),
    )
