"""What the prose of reports counts, and in which words: ``forms/prose.toml`` as objects.

Declared beside the form because both name the same things; parsing finds the concepts in
sentences, the audit compares their numbers with the cells.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.messages import Text

_FILE = Path(__file__).parent / "forms" / "prose.toml"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that reports count in their prose.

    Attributes:
        id: Stable name, ``concept`` in the JSON output.
        label: Its name in both languages.
        cells: Addresses whose sum the number speaks of; addresses of all editions together.
        also: Other sums of cells that an honest writer may mean.
        judged: Whether a difference from the table is reported.
        count: Patterns of a clause with the number as ``#``.
        none: Patterns of the words after a negation.
    """

    id: str
    label: Text
    cells: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    judged: bool
    count: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the prose.

    Attributes:
        concepts: In order of trial.
        negation: Pattern of the words that say "none".
        number: Pattern of a number with its qualifiers and unit.
        chinese: Pattern of a Chinese numeral with its unit.
        chinese_before: Pattern that must end before a Chinese numeral.
        not_after: Pattern of what makes a number no count (a date, a hotline, a document number).
        openers: Pattern of the words that open a list of parts.
        partial_openers: Those whose list need not be complete.
        adjacent_openers: Those that only open a list right after the whole.
        open_marks: Words that leave a list open.
        breaks: Pattern of words that end a list.
        overlap: Pattern of words saying that parts may overlap.
    """

    concepts: tuple[Concept, ...]
    negation: re.Pattern[str]
    number: re.Pattern[str]
    chinese: re.Pattern[str]
    chinese_before: re.Pattern[str]
    not_after: re.Pattern[str]
    openers: re.Pattern[str]
    partial_openers: frozenset[str]
    adjacent_openers: frozenset[str]
    open_marks: tuple[str, ...]
    breaks: re.Pattern[str]
    overlap: re.Pattern[str]

    def concept(self, concept_id: str | None) -> Concept | None:
        """Return a concept by its id, or None."""
        return _by_id().get(concept_id or "")


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, Concept]:
    return {c.id: c for c in vocabulary().concepts}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the prose, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    numbers, lists = data["numbers"], data["lists"]
    units = "|".join(sorted(map(re.escape, numbers["units"]), key=len, reverse=True))
    chinese_units = "|".join(numbers["chinese_units"])
    openers = sorted(lists["openers"], key=len, reverse=True)
    return Vocabulary(
        concepts=tuple(_concept(entry) for entry in data["concepts"]),
        negation=re.compile(data["negation"]),
        number=re.compile(
            r"(?P<near>近|约|大约|超过|超|逾|达到?)?"
            r"(?<![\dA-Za-z.〔\[第])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
            r"(?P<more>余|多)?(?P<scale>[万亿](?!元))?(?P<later>余|多)?"
            rf"(?P<unit>{units})?(?P<after>以上|左右|余)?"
        ),
        chinese=re.compile(rf"(?P<digits>[一二三四五六七八九十两百]+)(?P<unit>{chinese_units})"),
        chinese_before=re.compile(numbers["chinese_before"]),
        not_after=re.compile(numbers["not_after"]),
        openers=re.compile("|".join(map(re.escape, openers))),
        partial_openers=frozenset(lists["partial_openers"]),
        adjacent_openers=frozenset(lists["adjacent_openers"]),
        open_marks=tuple(lists["open_marks"]),
        breaks=re.compile(lists["breaks"]),
        overlap=re.compile(lists["overlap"]),
    )


def _concept(entry: Mapping[str, object]) -> Concept:
    def strings(key: str) -> list[str]:
        values = entry.get(key, [])
        return [str(v) for v in values] if isinstance(values, list) else []

    also = entry.get("also", [])
    return Concept(
        id=str(entry["id"]),
        label=Text(en=str(entry["en"]), zh=str(entry["zh"])),
        cells=tuple(strings("cells")),
        also=tuple(tuple(group) for group in also) if isinstance(also, list) else (),
        judged=bool(entry.get("judged")),
        count=tuple(re.compile(p) for p in strings("count")),
        none=tuple(re.compile(p) for p in strings("none")),
    )
