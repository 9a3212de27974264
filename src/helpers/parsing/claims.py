"""The numbers of the prose, each tied to what it counts if known."""

from __future__ import annotations

import re
from bisect import bisect_left

from helpers.concepts import Concept, Vocabulary, vocabulary
from helpers.model import Claim
from helpers.model.prose import Precision
from helpers.numerals import as_number, chinese_number
from helpers.parsing.dates import DATE
from helpers.parsing.paragraph import CLAUSE_END, SENTENCE_END, Paragraph
from helpers.values import value
from helpers.wording import has_chinese

LONGEST_NUMBER = 15
"""Numbers of more digits are codes."""
BEFORE, BEHIND = 56, 28
"""Patterns see at most so many characters before a number, and behind it."""
_TITLE = re.compile("《[^《》]{1,200}》")
_SCALES = {"万": 10_000, "亿": 100_000_000}
_CHINESE_BEFORE = 24
_LISTED = re.compile("其中|包括|包含|含")
_REASONS = re.compile("[^#~,;:]*等(?:原因|情形|情况|理由|事由|因素)")
"""One of several reasons is named: 因不掌握等原因无法提供10件 counts all of them."""


@value(frozen=True, slots=True)
class Spot:
    """A claim with its offsets in the folded paragraph, for finding lists of parts."""

    claim: Claim
    start: int
    end: int


@value(frozen=True, slots=True)
class _Number:
    """A number, before anybody asks what it counts."""

    match: re.Match[str]
    value: int | float
    start: int
    end: int


def spots(paragraph: Paragraph) -> list[Spot]:
    """Return every number of a paragraph that counts something, in order."""
    words = vocabulary()
    found = _numbers(paragraph.folded, words)
    starts = [n.start for n in found]
    result: list[Spot] = []
    totals: dict[str, int] = {}
    for index, number in enumerate(found):
        clause = paragraph.around(number.start, number.end, CLAUSE_END)
        unit = number.match["unit"]
        concept = _concept_of(paragraph, found, starts, index, clause, words)
        if unit is None and concept is None:
            continue
        sentence = paragraph.around(number.start, number.end, SENTENCE_END)
        digits = number.match.start("digits")
        if concept is not None and _is_part_of(paragraph, totals, concept, sentence[0], digits):
            concept = None
        claim = Claim(
            text=paragraph.quote(*clause),
            value=number.value,
            unit=unit,
            concept=concept,
            place=paragraph.place_of(digits),
            precision=_precision(number.match),
            section=paragraph.section,
            sentence=paragraph.quote(*sentence),
        )
        result.append(Spot(claim, digits, number.end))
    return result


def _numbers(folded: str, words: Vocabulary) -> list[_Number]:
    barred = bytearray(len(folded))
    for m in (*DATE.finditer(folded), *_TITLE.finditer(folded)):
        barred[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    found = [
        _Number(m, value, m.start(), m.end())
        for m in words.number.finditer(folded)
        if not barred[m.start("digits")] and (value := _value(m, folded, words)) is not None
    ]
    for m in words.chinese.finditer(folded):
        value = chinese_number(m["digits"])
        lead = folded[max(0, m.start() - _CHINESE_BEFORE) : m.start()]
        if value is not None and not barred[m.start()] and words.chinese_before.search(lead):
            found.append(_Number(m, value, m.start(), m.end()))
    return sorted(found, key=lambda number: number.start)


def _value(match: re.Match[str], folded: str, words: Vocabulary) -> int | float | None:
    """Return the number a match states, or None where it is a date, an ordinal or a name."""
    start, end = match.start("digits"), match.end()
    after = folded[end : end + 4]
    if match["unit"] is None:
        if words.not_after.match(after) or len(match["digits"]) > 9 or after[:1] in (".", ")"):
            return None
        # 1、完善制度 is a numbered paragraph, 予以公开60、部分公开51 are numbers.
        if after[:1] == "、" and not (start and has_chinese(folded[start - 1])):
            return None
    # A decree or notice is cited as 〔2019〕60号; 第3期 and 第2次 are ordinals.
    if len(match["digits"]) > LONGEST_NUMBER:
        return None
    before = folded[max(0, start - 2) : start]
    if before.endswith(("第", "〔", "[", "国令", "(国")) or folded[end : end + 1] == "〕":
        return None
    value = as_number(match["digits"] + (match["fraction"] or ""))
    scale = _SCALES.get(match["scale"] or "")
    if scale is None:
        return value
    scaled = round(value * scale, 6)
    return int(scaled) if scaled == int(scaled) else scaled


def _precision(match: re.Match[str]) -> Precision:
    groups = match.groupdict()
    near, after = groups.get("near"), groups.get("after")
    if near == "近":
        return "at_most"
    if near in ("约", "大约") or after == "左右":
        return "about"
    vague = groups.get("more") or groups.get("later") or after in ("以上", "余", "多")
    return "at_least" if vague or near in ("超", "超过", "逾") else "exact"


def _concept_of(
    paragraph: Paragraph,
    found: list[_Number],
    starts: list[int],
    index: int,
    clause: tuple[int, int],
    words: Vocabulary,
) -> str | None:
    """Return the concept whose pattern the words around a number have."""
    number = found[index]
    window = _window(paragraph, found, starts, index)
    topic = paragraph.topic(number.start, number.end, clause)
    unit = number.match["unit"] or ""
    tried: list[Concept] = []
    for concept in words.about(topic):
        if not concept.may_be(window, unit):
            continue
        if any(p.search(window) for p in concept.count):
            return None if words.denied.search(window) else concept.id
        if concept.late:
            tried.append(concept)
    late = (c.id for c in tried if any(p.search(window) for p in c.late))
    return next(late, None)


def _window(paragraph: Paragraph, found: list[_Number], starts: list[int], index: int) -> str:
    """Return the words around a number in its half-sentence, it as ``#`` and others as ``~``."""
    number = found[index]
    floor, ceiling = max(0, number.start - BEFORE), number.end + BEHIND
    left, right = paragraph.around(number.start, number.end, SENTENCE_END)
    left, right = max(left, floor), min(right, ceiling)
    pieces: list[str] = []
    at = left
    for n in range(bisect_left(starts, left), len(found)):
        other = found[n]
        if other.start >= right:
            break
        words = paragraph.folded[at : other.start]
        if n == index:
            words = _REASONS.sub("", words.removesuffix(":"))  # 申请数量:16件
        pieces += [words, "#" if n == index else "~"]
        at = min(other.end, right) if n != index else other.end
    behind = _REASONS.sub("", paragraph.folded[at:right])
    return paragraph.relative("".join(pieces) + behind)


def _is_part_of(
    paragraph: Paragraph, totals: dict[str, int], concept: str, sentence: int, start: int
) -> bool:
    """Tell whether a number is a part of one of the same concept before it in its sentence."""
    before = totals.get(concept, -1)
    if before >= sentence and _LISTED.search(paragraph.folded, before, start):
        return "新收" not in paragraph.folded[before:start]
    totals[concept] = start
    return False
