"""Text that was not written for the report: a neighbour's, or last year's with other numbers."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from helpers.invented.agencies import Agency, invented_agency
from helpers.invented.drafts import Draft
from helpers.invented.mistakes.label import Label, Mistake, rules
from helpers.invented.own import own_sentences, printed

LINES = 16
"""Sentences about the organ's own year in each text."""
REUSE = "reuse"


def _neighbour(draft: Draft, chance: Random) -> Agency:
    while True:
        other = invented_agency(chance, draft.agency.kind)
        if other.short not in draft.agency.name and draft.agency.short not in other.name:
            return other


def _with(draft: Draft, lines: list[str]) -> dict[str, list[str]]:
    """Return the prose of a draft with lines after what all invented reports have in common."""
    return {**draft.prose, "other": [*draft.prose.get("other", ()), *lines]}


def _beside(draft: Draft, chance: Random, own: int) -> None:
    """Put a neighbour beside a draft that shares all its sentences but `own` of them."""
    neighbour = _neighbour(draft, chance)
    theirs, mine = own_sentences(chance, LINES), own_sentences(chance, LINES)
    kept = [mine[n] if n < own else line for n, line in enumerate(theirs)]
    draft.said = []  # whose sentences depend on the tables
    other = replace(draft, agency=neighbour, earlier=None)
    other.prose = _with(draft, printed(theirs, neighbour.name, chance))
    draft.alike = (other,)
    draft.prose = _with(draft, printed(kept, draft.agency.name, chance))


def text_of_a_neighbour(draft: Draft, chance: Random) -> Label | None:
    """Another organ's text, its name and numbers changed, with few sentences of its own."""
    _beside(draft, chance, chance.randint(0, 4))
    return Label("text of a neighbour", rules(REUSE))


def text_partly_of_a_neighbour(draft: Draft, chance: Random) -> Label | None:
    """Some sentences are another organ's, most are its own: no copy."""
    _beside(draft, chance, chance.randint(10, LINES))
    return Label("text partly a neighbour's", never=rules(REUSE))


def text_of_last_year(draft: Draft, chance: Random) -> Label | None:
    """Last year's sentences stand there again with other numbers."""
    earlier = draft.earlier
    if earlier is None:
        return None
    told = own_sentences(chance, LINES)
    for each in (earlier, draft):
        each.said = []
        each.prose = _with(each, printed(told, draft.agency.name, chance))
    return Label("text of last year", rules(REUSE))


def text_of_its_own_year(draft: Draft, chance: Random) -> Label | None:
    """This year's sentences are others than last year's: no copy."""
    earlier = draft.earlier
    if earlier is None:
        return None
    for each in (earlier, draft):
        told = printed(own_sentences(chance, LINES), draft.agency.name, chance)
        each.prose = _with(each, told)
    return Label("text of its own year", never=rules(REUSE))


MISTAKES: dict[str, Mistake] = {
    "text of a neighbour": text_of_a_neighbour,
    "text partly a neighbour's": text_partly_of_a_neighbour,
    "text of last year": text_of_last_year,
    "text of its own year": text_of_its_own_year,
}
"""Name → whose text it is; two of them are no copies, and must not be called so."""
