"""Looking for words in the prose of a report, with the sentence and the place they stand at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.audit.rule import Evidence
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.wording import line_mapped, squeeze

_BEFORE, _AFTER = 24, 24
NO_PROSE = Text("There is no prose to look at.", "没有可供检查的正文。")

_STOPS = "。；;！!？?\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of the prose that a pattern met.

    Attributes:
        match: The match, in the normal form of the paragraph.
        text: The whole paragraph in that form.
        evidence: The clause around the words as printed, with the place of the words.
    """

    match: re.Match[str]
    text: str
    evidence: Evidence

    @property
    def sentence(self) -> str:
        """The sentence around the words, in the normal form."""
        ends = [i for s in _STOPS if (i := self.text.find(s, self.match.end())) >= 0]
        return self.text[self._start : min(ends, default=len(self.text))]

    @property
    def before(self) -> str:
        """What stands before the words in their sentence, in the normal form."""
        return self.text[self._start : self.match.start()]

    @property
    def _start(self) -> int:
        return max(self.text.rfind(s, 0, self.match.start()) for s in _STOPS) + 1


def paragraphs(report: Report) -> tuple[tuple[str, Place], ...]:
    """Return the paragraphs of the opening and of all sections."""
    return (*report.opening, *report.prose)


def hits(report: Report, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Yield every place at which `pattern` meets the normal form of a paragraph."""
    for text, place in paragraphs(report):
        folded, origin = _folded(text)
        for match in pattern.finditer(folded):
            if not match.group():
                continue
            first, last = origin[match.start()], origin[match.end() - 1]
            quote = squeeze(text[_clause_start(text, first) : _clause_end(text, last)])
            yield Hit(match, folded, Evidence(quote, place.moved(text, first)))


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a paragraph once for all the rules that look through it."""
    return line_mapped(text)


def _clause_start(text: str, at: int) -> int:
    floor = max(0, at - _BEFORE)
    before = text[floor:at]
    return floor + max(before.rfind(s) for s in _STOPS) + 1


def _clause_end(text: str, at: int) -> int:
    after = text[at : at + 1 + _AFTER]
    ends = [i + 1 for s in _STOPS if (i := after.find(s)) >= 0]
    return at + min(ends, default=len(after))
