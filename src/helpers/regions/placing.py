"""Where an organ is, by all forms of its name; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from helpers.model import Candidate, PlacedBy, Region
from helpers.regions.chain import Chain, chain_of
from helpers.regions.divisions import Division, gazetteer, same_place
from helpers.wording import plain

_TOWNSHIP = re.compile(
    "(.{1,14}(?:街道|镇|乡|苏木))(?:人民政府|政府|办事处|办|人民政府办公室|党政办公室)?"
)
_OF_GOVERNMENT = re.compile("^(?:人民)?政府")
"""晴川区人民政府云桥街道办事处."""
_UNKNOWN_PLACE = re.compile("^.{2,}[省市县区旗州盟](?=.{2})")
_OWN: dict[str, PlacedBy] = {
    "title": "title", "signature": "signature", "body": "body", "metadata": "metadata",
}  # fmt: skip
_MOST = 12
"""Candidates shown; the most common county names stand for fewer places."""


def place_organ(
    names: Sequence[tuple[str, str]], *, year: int | None = None, text: Iterable[str] = ()
) -> Region:
    """Return where an organ is.

    Args:
        names: ``(where, name)`` for every form of its name found, in order of trust.
        year: The year reported on; its names and codes count.
        text: The words of the report, read only where the names leave several places.

    Returns:
        A region with a code where exactly one place fits. Else one without, that lists the
        places in question.
    """
    chains = [(where, chain_of(name, year)) for where, name in names]
    township = _township(chain for _, chain in chains)
    first = next(((where, c) for where, c in chains if c.known), None)
    if first is None:
        return Region(township=township)
    where, chain = first
    found = chain.divisions
    how = _OWN[where]
    for other, others in chains:
        if not others.known or others is chain:
            continue
        if fits := _agreeing(found, others, same_organ=chain.rest == others.rest):
            if len(found) > 1 and len(fits) == 1:
                how = _OWN[other]
            found = fits
        elif where != "title":
            # No title to trust more than the rest: one of the two was left over from copying.
            return Region(
                township=township,
                how="conflict",
                candidates=_candidates((*found, *others.divisions)),
            )
    if len(found) > 1 and len(named := _with_parent_in(found, text)) == 1:
        found, how = named, "text"
    if len(found) > 1:
        return Region(township=township, how="ambiguous", candidates=_candidates(found))
    return _region(found[0], township, how)


def _agreeing(
    found: tuple[Division, ...], others: Chain, *, same_organ: bool
) -> tuple[Division, ...]:
    """Return what is left of `found` beside another form of the name.

    A form of the same organ's name may be more precise; any other can only decide between places.
    """
    finer = [o for o in others.divisions if any(f.holds(o) for f in found)]
    if same_organ and finer:
        return tuple(finer)
    return tuple(f for f in found if any(same_place(f, o) for o in others.divisions))


def _with_parent_in(found: tuple[Division, ...], text: Iterable[str]) -> tuple[Division, ...]:
    """Return those whose nearest parent the text names in full."""
    known = gazetteer()
    words = plain("\n".join(text))
    nearest = [(d, known.parents(d)[-1:]) for d in found]
    return tuple(d for d, parents in nearest if any(p.name in words for p in parents))


def _township(chains: Iterable[Chain]) -> str:
    for chain in chains:
        rest = chain.rest if chain.known else _UNKNOWN_PLACE.sub("", chain.rest)
        if match := _TOWNSHIP.fullmatch(_OF_GOVERNMENT.sub("", rest)):
            return match[1]
    return ""


def _candidates(found: Iterable[Division]) -> tuple[Candidate, ...]:
    known = gazetteer()
    unique = {d.code: d for d in found}
    return tuple(Candidate(c, known.full_name(unique[c])) for c in sorted(unique)[:_MOST])


def _region(division: Division, township: str, how: PlacedBy) -> Region:
    line = {d.level: d.name for d in (*gazetteer().parents(division), division)}
    return Region(division.code, line.get(1, ""), line.get(2, ""), line.get(3, ""), township, how)
