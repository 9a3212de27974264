"""What the prose of reports counts, and in which words: ``forms/prose.toml`` as objects.

Declared beside the form because both name the same things; parsing finds the concepts in
sentences, the audit compares their numbers with the cells.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from helpers.messages import Text

_FILE = Path(__file__).parent / "forms" / "prose.toml"


_GAP = re.compile(r"«(\d+)(,?)»")
_WORD = re.compile("«([A-Z]+)»")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that reports count in their prose.

    Attributes:
        id: Stable name, ``concept`` in the JSON output.
        label: Its name in both languages.
        cells: Addresses whose sum the number speaks of; addresses of all editions together.
        also: Other sums of cells that an honest writer may mean.
        judged: Whether a difference from the table is reported.
        firm: Patterns of a clause, its number written ``#``, by which nothing but the cells is meant.
        likely: The same, where they are most likely meant: a difference is worth a note.
        topics: What the text must be about, "" for nothing in particular; empty for anything.
        needs: Words of which one must stand near the number, empty for no such condition.
        units: Measure words it may have, "" for none; empty for any.
        count: Patterns of the words around a number written ``#``.
        late: The same, tried after all other concepts.
        none: Patterns of the words after a negation.
        nil: Patterns of a clause that says "none".
        every: Patterns of a clause that says "all are of this kind".
        whole: Cells all of which `every` speaks of.
    """

    id: str
    label: Text
    cells: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    judged: bool
    firm: tuple[re.Pattern[str], ...]
    likely: tuple[re.Pattern[str], ...]
    topics: frozenset[str]
    needs: tuple[str, ...]
    units: frozenset[str]
    count: tuple[re.Pattern[str], ...]
    late: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    nil: tuple[re.Pattern[str], ...]
    every: tuple[re.Pattern[str], ...]
    whole: tuple[str, ...]

    def may_be(self, words: str, unit: str) -> bool:
        """Tell, before any pattern is tried, whether `words` with this unit can speak of it."""
        if self.units and unit not in self.units:
            return False
        for need in self.needs:  # a loop, for this is asked more often than anything else
            if need in words:
                return True
        return not self.needs


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the prose.

    Attributes:
        concepts: In order of trial.
        topics: Pattern of what a text is about, a named group each.
        negation: Pattern of the words that say "none".
        zero: Pattern of a clause that says "none" by a nought.
        denied: Pattern of words after which a number is not one of what they name.
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
    topics: re.Pattern[str]
    negation: re.Pattern[str]
    zero: re.Pattern[str]
    denied: re.Pattern[str]
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

    def about(self, topic: str) -> tuple[Concept, ...]:
        """Return the concepts that a text about `topic` can speak of, in order of trial."""
        return _about(topic)

    def concept(self, concept_id: str | None) -> Concept | None:
        """Return a concept by its id, or None."""
        return _by_id().get(concept_id or "")


@cache
def _about(topic: str) -> tuple[Concept, ...]:
    return tuple(c for c in vocabulary().concepts if not c.topics or topic in c.topics)


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
        concepts=tuple(_concept(entry, data["words"]) for entry in data["concepts"]),
        topics=re.compile("|".join(f"(?P<{name}>{p})" for name, p in data["topics"].items())),
        negation=re.compile(data["negation"]),
        zero=re.compile(data["zero"]),
        denied=re.compile(data["denied"]),
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


def _concept(entry: Mapping[str, object], words: Mapping[str, str]) -> Concept:
    def strings(key: str) -> tuple[str, ...]:
        values = entry.get(key, [])
        return tuple(str(v) for v in values) if isinstance(values, list) else ()

    def patterns(key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_spelled_out(p, words)) for p in strings(key))

    also = entry.get("also", [])
    names = "|".join(strings("names"))
    around = (
        (
            re.compile(rf"(?:{names})(?!率)[^#~,;:、]{{0,8}}#"),
            re.compile(rf"#[^#~,;:、]{{0,8}}(?:{names})(?!率)(?![^#~,;:、]{{0,8}}~)"),
        )
        if names
        else ()
    )
    return Concept(
        id=str(entry["id"]),
        label=Text(en=str(entry["en"]), zh=str(entry["zh"])),
        cells=strings("cells"),
        also=tuple(tuple(group) for group in also) if isinstance(also, list) else (),
        judged=bool(entry.get("judged")),
        firm=patterns("firm"),
        likely=patterns("likely"),
        topics=frozenset(strings("topics")),
        needs=strings("needs"),
        units=frozenset(strings("units")),
        count=(*patterns("count"), *around),
        late=patterns("late"),
        none=patterns("none"),
        nil=patterns("nil"),
        every=patterns("every"),
        whole=strings("whole"),
    )


def _spelled_out(pattern: str, words: Mapping[str, str]) -> str:
    """Write the marks «8», «8,» and «NAME» of a pattern out."""
    pattern = _WORD.sub(lambda m: words[m[1]], pattern)
    return _GAP.sub(lambda m: f"[^#~{'' if m[2] else ','};:]{{0,{m[1]}}}", pattern)
