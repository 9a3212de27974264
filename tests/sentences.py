"""Invented sentences with what their numbers are tied to, and what the engine ties them to."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from helpers.audit import scope
from helpers.concepts import Concept, vocabulary
from helpers.model import Place
from helpers.parsing.claims import spots
from helpers.parsing.denials import statements
from helpers.parsing.paragraph import Paragraph

FOLDER = Path(__file__).parent / "fixtures" / "claims"
YEAR = 2022
ONE_IN = 5
"""A fifth of the corpus is held out."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with ``code=value`` for each number that has a cell, see the corpus."""

    text: str
    expected: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether no pattern may be written for it: its SHA-256 is a multiple of five."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % ONE_IN == 0


def sentences(name: str) -> list[Sentence]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ") for line in lines if not line.startswith("#"))
    return [Sentence(t, tuple(x for x in e.split() if x != "-")) for t, e in pairs]


def codes() -> dict[tuple[str, ...], str]:
    """Return the short name of each set of addresses."""
    lines = (FOLDER / "codes.tsv").read_text(encoding="utf-8").splitlines()
    return {tuple(sorted(a.split())): code for code, a in (line.split("\t") for line in lines)}


def cells_of(concept: Concept) -> tuple[str, ...]:
    """Return the cells of a concept in the editions of 2019 and 2021."""
    return tuple(sorted(a for a in concept.cells if not a.startswith("statistics.")))


def said(text: str, year: int = YEAR) -> list[str]:
    """Return what the engine ties the numbers of a sentence to, in the words of the corpus."""
    words, names = vocabulary(), codes()
    paragraph = Paragraph.of(text, Place(line=1, column=1), "overview", year)
    found = []
    for spot in spots(paragraph):
        concept, claim = words.concept(spot.claim.concept), spot.claim
        if concept is None or not (cells := cells_of(concept)):
            continue
        if scope.aside(claim, concept, year) or scope.other_matter(claim, concept):
            continue
        about = "" if claim.precision == "exact" else "~"
        found.append(f"{names[cells]}={claim.value}{about}")
    for statement in statements(paragraph):
        for concept in filter(None, map(words.concept, statement.concepts)):
            if not (cells := cells_of(concept)):
                continue
            if statement.says == "all":
                code = names[cells]
                found.append("A:done" if code == "out" else f"A:{code}")
            elif not scope.narrower_none(statement, year, concept):
                found.append(f"{names[cells]}=0")
    return found


def apart(sentence: Sentence) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return what was found rightly, what wrongly, and what was missed."""
    found, expected = Counter(said(sentence.text)), Counter(sentence.expected)
    return found & expected, found - expected, expected - found
