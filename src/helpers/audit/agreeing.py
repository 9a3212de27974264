"""Listed parts of a whole that agrees with the tables: they are of all that the tables count.

受理35件，其中自然人申请20件: a part may be smaller than its cell because the whole speaks of less
than the table does. Where the whole is what the table prints, it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from helpers.audit import scope
from helpers.audit.beside import value_of
from helpers.audit.exact import total
from helpers.audit.otherwise import Key, doubt, key, listed_parts
from helpers.audit.sums import known, sum_of
from helpers.concepts import Concept, vocabulary
from helpers.form import Form
from helpers.model import Breakdown, Claim, Report

_ASIDE = frozenset({"received", "brought_forward", "carried_forward", "outcome_total"})
"""Rows of table three that are no outcomes."""


def parts_of_agreeing(report: Report, form: Form | None) -> frozenset[Key]:
    """Return what identifies the parts that are held against the table like any other number."""
    words, listed = vocabulary(), listed_parts(report)
    found: set[Key] = set()
    for breakdown in report.breakdowns:
        whole = words.concept(breakdown.whole.concept)
        if whole is None or doubt(listed, breakdown) is not None:
            continue
        groups = list(_agreeing(report, form, breakdown.whole, whole))
        # 予以公开3件（网上）、予以公开2件: two numbers of one thing are parts of its cell.
        named = Counter(part.concept for part in breakdown.parts)
        for part in breakdown.parts:
            concept = words.concept(part.concept)
            if concept is None or named[part.concept] > 1:
                continue
            cells = known(form, concept.cells)
            if cells and any(_within(cells, group) for group in groups):
                found.add(key(part))
    return frozenset(found)


def printed_in_full(
    report: Report, form: Form | None, breakdown: Breakdown, agreeing: frozenset[Key]
) -> bool:
    """Tell whether whole and parts are what the tables print: what is not listed stands there.

    `agreeing` are the :func:`parts_of_agreeing` of the report.
    """
    words = vocabulary()
    for part in breakdown.parts:
        concept = words.concept(part.concept)
        if concept is None or key(part) not in agreeing:
            return False
        printed = [value_of(report, a) for a in known(form, concept.cells)]
        numbers = [n for n in printed if n is not None]
        if len(numbers) < len(printed) or total(numbers) != part.value:
            return False
    return True


def _agreeing(
    report: Report, form: Form | None, claim: Claim, concept: Concept
) -> Iterator[tuple[str, ...]]:
    """Yield the sums of cells that a whole may mean and equals."""
    if scope.aside(claim, concept, report.year) or scope.other_matter(claim, concept):
        return
    for addresses in (concept.cells, *concept.also):
        cells = known(form, addresses)
        if cells and sum_of(report, cells) == claim.value:
            yield cells


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether cells count some of what other cells count."""
    tables = {a.partition(".")[0] for a in (*part, *whole)}
    rows, over = ({a.split(".")[1] for a in side} for side in (part, whole))
    if tables == {"disputes"}:
        return rows <= over
    if tables == {"applications"}:
        return rows == over or (over == {"outcome_total"} and not rows & _ASIDE)
    return False
