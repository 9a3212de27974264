"""Whether the parts of a list are outcomes that the form itself keeps apart."""

from __future__ import annotations

import re

from helpers.concepts import vocabulary
from helpers.model import Breakdown


def results_of_cases(breakdown: Breakdown) -> bool:
    """Tell whether the form itself keeps the parts apart: each another outcome of the same cases."""
    words = vocabulary()
    concepts = [words.concept(c.concept) for c in (breakdown.whole, *breakdown.parts)]
    cells = [
        frozenset(a for a in c.cells if _TABLES.match(a)) if c else frozenset() for c in concepts
    ]
    whole, *parts = cells
    apart = len(frozenset().union(*parts)) == sum(map(len, parts)) and not any(
        part & whole for part in parts
    )
    decided = whole == {_DECIDED}
    rows = {a.rpartition(".")[0] for a in whole}
    inside = all(
        part and all(_OUTCOME.match(a) if decided else a.rpartition(".")[0] in rows for a in part)
        for part in parts
    )
    return (
        bool(whole) and apart and inside and (decided or next(iter(whole)).startswith("disputes."))
    )


_TABLES = re.compile("disputes|applications")
_DECIDED = "applications.outcome_total.total"
_OUTCOME = re.compile(r"applications\.(?!received|brought_forward|carried_forward)\w+\.total$")
