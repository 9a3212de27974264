"""The organs of a run: the reports of each, by year, and the pages that list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpers.display.reading import KIND_WORDS
from helpers.messages import Lang
from helpers.site.listed import Listed
from helpers.site.templates import render
from helpers.wording import plain


@dataclass(frozen=True, slots=True)
class Organ:
    """Reports that one organ gave.

    Attributes:
        name: As the newest of them has it.
        region: Where it is, or "".
        code: Of that place, or "".
        reports: The newest first.
    """

    name: str
    region: str
    code: str
    reports: tuple[Listed, ...]


def organs(listed: Iterable[Listed]) -> dict[str, list[Organ]]:
    """Return page → the organs on it, in the order of their names in letters.

    Reports belong together by the organ's whole name. Codes of places part two organs of one name
    and never join two names; a report without a code belongs to the one place there is, or, where
    there are several, to none of them.
    """
    named: dict[str, dict[str, list[Listed]]] = {}
    for item in listed:
        if item.organ:
            named.setdefault(item.organ, {}).setdefault(plain(item.agency), []).append(item)
    return {
        page: [organ for _, reports in sorted(names.items()) for organ in _parted(reports)]
        for page, names in sorted(named.items())
    }


def _parted(reports: Sequence[Listed]) -> Iterator[Organ]:
    codes = sorted({item.code for item in reports if item.code})
    if len(codes) < 2:
        yield _organ(reports)
        return
    for code in [*codes, ""]:
        own = [item for item in reports if item.code == code]
        if own:
            yield _organ(own)


def _organ(reports: Sequence[Listed]) -> Organ:
    newest = sorted(reports, key=lambda item: (-(item.year or 0), item.slug))
    placed = next((item for item in newest if item.code), newest[0])
    return Organ(newest[0].agency, placed.region, placed.code, tuple(newest))


def organ_page(page: str, found: Sequence[Organ], lang: Lang, index: str, other: str) -> str:
    """Return the page of an organ, or of the few whose names are spelt alike in letters.

    Args:
        page: Its name.
        found: The organs.
        lang: Language of the page.
        index: Name of the front page.
        other: Name of the same page in the other language, or "".
    """
    kinds = {kind: words.in_(lang) for kind, words in KIND_WORDS.items()}
    return render(
        "organ.html.j2", lang, page=page, organs=found, kinds=kinds, index=index, other=other
    )


def organs_page(found: dict[str, list[Organ]], lang: Lang, index: str, other: str) -> str:
    """Return the plain list of all organs, by province; it needs no script."""
    provinces: dict[str, list[tuple[str, Organ]]] = {}
    for page, own in found.items():
        for organ in own:
            provinces.setdefault(organ.reports[0].province, []).append((page, organ))
    ordered = sorted(provinces.items(), key=lambda p: (not p[0], p[0]))
    return render("organs.html.j2", lang, provinces=ordered, index=index, other=other)
