"""The numbers and the "none" statements of the prose, each tied to what it counts if known."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpers.concepts import Vocabulary, vocabulary
from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Claim, Place, Statement
from helpers.model.prose import Precision
from helpers.numerals import as_number, chinese_number
from helpers.parsing.dates import DATE
from helpers.wording import line_mapped

_SENTENCE_ENDS = "。;!?"
_CLAUSE_ENDS = "。;!?,:"
REACH = 300
"""A sentence is followed at most this many characters to either side of a number."""
LONGEST_NUMBER = 15
"""Numbers of more digits are codes."""
MAX_NUMBERS = 20_000
"""Reports with more numbers in their prose are refused: the longest real one has some thousand."""
_TITLE = re.compile("《[^《》]{1,200}》")
_SCALES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Spot:
    """A claim with its offsets in the folded paragraph, for finding lists of parts."""

    claim: Claim
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph folded for matching, with the way back to what is printed.

    Attributes:
        text: As printed.
        folded: Normal form without white space.
        origin: For each character of `folded` its offset in `text`.
        place: Where the paragraph stands.
        section: Id of its section, or "".
    """

    text: str
    folded: str
    origin: tuple[int, ...]
    place: Place
    section: str

    @classmethod
    def of(cls, text: str, place: Place, section: str) -> Paragraph:
        """Fold a paragraph."""
        folded, origin = line_mapped(text)
        return cls(text, folded, tuple(origin), place, section)

    def quote(self, start: int, end: int) -> str:
        """Return what is printed between two offsets of the folded text."""
        return self.text[self.origin[start] : self.origin[end - 1] + 1] if end > start else ""

    def place_of(self, start: int) -> Place:
        """Return the place of an offset of the folded text."""
        return self.place.moved(self.text, self.origin[start])

    def around(self, start: int, end: int, ends: str) -> tuple[int, int]:
        """Return the stretch around two offsets that a mark of `ends` bounds on both sides.

        It reaches at most :data:`REACH` characters to either side, so that a page without
        punctuation costs no more than another.
        """
        floor, ceiling = max(0, start - REACH), min(len(self.folded), end + REACH)
        left = max(floor, *(self.folded.rfind(mark, floor, start) + 1 for mark in ends))
        right = ceiling
        for mark in ends:
            found = self.folded.find(mark, end, right)
            right = found if found >= 0 else right
        return left, right


class _Masked:
    """A paragraph with its numbers masked, so that a pattern knows one of them from the others.

    The numbers around one are as many for each; masking them once keeps a text of nothing but
    numbers as cheap as another.
    """

    def __init__(self, paragraph: Paragraph, spans: Sequence[tuple[int, int]]) -> None:
        self.paragraph = paragraph
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        pieces: list[str] = []
        self.at: list[int] = []  # where each number stands in the masked text
        done = length = 0
        for start, end in spans:
            before = paragraph.folded[done:start]
            pieces += [before, "~"]
            self.at.append(length + len(before))
            length += len(before) + 1
            done = end
        self.text = "".join(pieces)

    def clause(self, number: int) -> str:
        """Return the clause of a number with ``#`` for it and ``~`` for all others."""
        folded, at = self.paragraph.folded, self.at[number]
        left, right = self.paragraph.around(self.starts[number], self.ends[number], _CLAUSE_ENDS)
        first = bisect_left(self.starts, left)
        last = bisect_right(self.ends, right) - 1
        return (
            folded[left : self.starts[first]]
            + self.text[self.at[first] : at]
            + "#"
            + self.text[at + 1 : self.at[last] + 1]
            + folded[self.ends[last] : right]
        )


def refuse_too_many(folded: Sequence[Paragraph], path: str) -> None:
    """Refuse prose of nothing but numbers: each is quoted with the sentence around it.

    Raises:
        InputError: ``too-long``.
    """
    if sum(len(p.folded) for p in folded) <= 2 * MAX_NUMBERS:
        return  # a number takes a character, and another parts it from the next
    words = vocabulary()
    patterns = (words.number, words.chinese)
    count = sum(len(pattern.findall(p.folded)) for p in folded for pattern in patterns)
    if count > MAX_NUMBERS:
        raise InputError(
            "too-long",
            Text(
                f"The prose holds {count:,} numbers; at most {MAX_NUMBERS:,} are read.",
                f"正文中有 {count:,} 个数字，上限为 {MAX_NUMBERS:,}。",
            ),
            Text(
                "Take out what is no prose of the report (lists, data) and try again.",
                "请删去不属于报告正文的内容（清单、数据）后重试。",
            ),
            path,
        )


def spots(paragraph: Paragraph) -> list[Spot]:
    """Return every number of a paragraph that counts something, in order."""
    words = vocabulary()
    folded = paragraph.folded
    barred = bytearray(len(folded))
    for m in (*DATE.finditer(folded), *_TITLE.finditer(folded)):
        barred[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    numbers = [
        (m, value)
        for m in words.number.finditer(folded)
        if (value := _value(m, folded, words)) is not None and not barred[m.start()]
    ]
    chinese = [
        (m, value)
        for m in words.chinese.finditer(folded)
        if (value := chinese_number(m["digits"])) is not None
        and not barred[m.start()]
        and words.chinese_before.search(folded[max(0, m.start() - 24) : m.start()])
    ]
    found = sorted([*numbers, *chinese], key=lambda pair: pair[0].start())
    masked = _Masked(paragraph, [(m.start(), m.end()) for m, _ in found])
    result = []
    for n, (match, value) in enumerate(found):
        start, end = match.start("digits"), match.end()
        unit = match["unit"]
        concept = _concept_of(masked.clause(n), words)
        if unit is None and concept is None:
            continue
        clause = paragraph.around(start, end, _CLAUSE_ENDS)
        sentence = paragraph.around(start, end, _SENTENCE_ENDS)
        claim = Claim(
            text=paragraph.quote(*clause),
            value=value,
            unit=unit,
            concept=concept,
            place=paragraph.place_of(start),
            precision=_precision(match),
            section=paragraph.section,
            sentence=paragraph.quote(*sentence),
        )
        result.append(Spot(claim, start, end))
    return result


def statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Yield the clauses that state "none" without a number."""
    words = vocabulary()
    start = 0
    for clause in re.split("(?<=[。;!?,:])", paragraph.folded):
        body = clause.rstrip("。;!?,:")
        match = words.negation.search(body)
        if match is not None and not re.search(r"\d", body):
            rest = body[match.end() :]
            concepts = tuple(c.id for c in words.concepts if any(p.search(rest) for p in c.none))
            if concepts:
                end = start + len(body)
                quote = paragraph.quote(start, end)
                yield Statement(quote, concepts, paragraph.place_of(start))
        start += len(clause)


def paragraphs(lines: Iterable[tuple[str, str, Place]]) -> list[Paragraph]:
    """Fold ``(section, text, place)`` lines."""
    return [Paragraph.of(text, place, section) for section, text, place in lines if text.strip()]


def _value(match: re.Match[str], folded: str, words: Vocabulary) -> int | float | None:
    """Return the number a match states, or None where it is a date, an ordinal or a name."""
    after = folded[match.end() : match.end() + 4]
    if match["unit"] is None and (
        words.not_after.match(after) or len(match["digits"]) > 9 or after[:1] in ("、", ".", ")")
    ):
        return None
    # A decree or notice is cited as 〔2019〕60号; 第3期 and 第2次 are ordinals.
    if len(match["digits"]) > LONGEST_NUMBER:
        return None
    before = folded[max(0, match.start("digits") - 2) : match.start("digits")]
    if (
        before.endswith(("第", "〔", "[", "国令", "(国"))
        or folded[match.end() : match.end() + 1] == "〕"
    ):
        return None
    value = as_number(match["digits"] + (match["fraction"] or ""))
    scale = _SCALES.get(match["scale"] or "")
    if scale is None:
        return value
    scaled = round(value * scale, 6)
    return int(scaled) if scaled == int(scaled) else scaled


def _precision(match: re.Match[str]) -> Precision:
    groups = match.groupdict()
    if groups.get("near") in ("近",):
        return "at_most"
    if groups.get("near") in ("约", "大约") or groups.get("after") == "左右":
        return "about"
    if (
        groups.get("near") in ("超", "超过", "逾")
        or groups.get("more")
        or groups.get("later")
        or groups.get("after") in ("以上", "余")
    ):
        return "at_least"
    return "exact"


def _concept_of(clause: str, words: Vocabulary) -> str | None:
    """Return the concept whose pattern a masked clause has."""
    for concept in words.concepts:
        if any(p.search(clause) for p in concept.count):
            return concept.id
    return None
