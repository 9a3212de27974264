"""A paragraph of prose folded for matching, and what it is about at any of its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from helpers.concepts import vocabulary
from helpers.model import Place
from helpers.wording import line_mapped

SENTENCE_END = re.compile("[。;!?]")
CLAUSE_END = re.compile("[。;!?,:]")
REACH = 300
"""A sentence is followed at most this many characters to either side of a number."""
_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_SECTIONS = {"applications": "requests"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph folded for matching, with the way back to what is printed.

    Attributes:
        text: As printed.
        folded: Normal form without white space.
        origin: For each character of `folded` its offset in `text`.
        place: Where the paragraph stands.
        section: Id of its section, or "".
        year: The year reported on, None if not known.
    """

    text: str
    folded: str
    origin: tuple[int, ...]
    place: Place
    section: str
    year: int | None = None

    @classmethod
    def of(cls, text: str, place: Place, section: str, year: int | None = None) -> Paragraph:
        """Fold a paragraph."""
        folded, origin = line_mapped(text)
        return cls(text, folded, tuple(origin), place, section, year)

    @cached_property
    def _lead(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @cached_property
    def _topics(self) -> tuple[list[int], list[str]]:
        found = list(vocabulary().topics.finditer(self.folded))
        return [m.start() for m in found], [m.lastgroup or "" for m in found]

    def topic(self, start: int, end: int, clause: tuple[int, int], reach: int = REACH) -> str:
        """Return what the text is about at ``start:end``: the last thing named before it.

        Of a clause that names nothing before it, what it names behind it; else what was named
        last, at most `reach` characters before the clause; else what the section is about.
        """
        at, names = self._topics
        before = bisect_left(at, start) - 1
        if before >= 0 and at[before] >= clause[0]:
            return names[before]
        behind = bisect_left(at, end)
        if behind < len(at) and at[behind] < clause[1]:
            return names[behind]
        if before >= 0 and at[before] >= clause[0] - reach:
            return names[before]
        return _SECTIONS.get(self.section, "")

    def relative(self, words: str) -> str:
        """Write the years in `words` as 上年, 本年 and 下年."""
        return _YEAR.sub(self._named, words) if self.year and "年" in words else words

    def _named(self, match: re.Match[str]) -> str:
        apart = int(match[1]) - (self.year or 0)
        return {-1: "上年", 0: "本年", 1: "下年"}.get(apart, "往年" if apart < 0 else "将来")

    def quote(self, start: int, end: int) -> str:
        """Return what is printed between two offsets of the folded text."""
        return self.text[self.origin[start] : self.origin[end - 1] + 1] if end > start else ""

    def place_of(self, start: int) -> Place:
        """Return the place of an offset of the folded text."""
        return self.place.right_by(self.origin[start] - self._lead)

    def around(self, start: int, end: int, ends: re.Pattern[str]) -> tuple[int, int]:
        """Return the stretch around two offsets that `ends` bounds on both sides.

        It reaches at most :data:`REACH` characters to either side, so that a page without
        punctuation costs no more than another.
        """
        floor, ceiling = max(0, start - REACH), min(len(self.folded), end + REACH)
        left = floor
        for mark in ends.finditer(self.folded, floor, start):
            left = mark.end()
        stop = ends.search(self.folded, end, ceiling)
        right = stop.start() if stop else ceiling
        return left, right


def paragraphs(lines: Iterable[tuple[str, str, Place]], year: int | None = None) -> list[Paragraph]:
    """Fold ``(section, text, place)`` lines."""
    return [
        Paragraph.of(text, place, section, year) for section, text, place in lines if text.strip()
    ]
