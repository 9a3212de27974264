"""Clauses that state "none" or "all" without a number: 未收到…申请, 均来自自然人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.concepts import Vocabulary, vocabulary
from helpers.model import Statement
from helpers.parsing.paragraph import Paragraph

_CLAUSE = re.compile("[^。;!?,:]+")
_FULL_STOP = re.compile("[。!?]")
_DIGIT = re.compile(r"\d")
_MARKS = frozenset("未没无零0不均全都")
_RESULT = re.compile("维持|纠正|结果|审理|办理|审结")
_OF_ALL = re.compile(r"^(?!.*其中).*(?:收到|受理|新收|共).*\d.*(?:均|全部|都)(?!\d)")
"""A clause with the number of all: 新收的15件申请均为自然人提出."""
_ONE_NOUGHT = re.compile("[为是]0")
"""A number of one thing, which is a claim."""


def statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Yield the clauses that state "none" or "all" without a number."""
    words = vocabulary()
    folded = paragraph.folded
    for match in _CLAUSE.finditer(folded):
        body, start, end = match.group(), match.start(), match.end()
        denies = not _MARKS.isdisjoint(body)
        if not denies and not _RESULT.search(body):
            continue
        said = paragraph.relative(body)
        topic = _topic(paragraph, start, end)
        none = tuple(dict.fromkeys(_none(said, topic, words))) if denies else ()
        if none:
            yield Statement(paragraph.quote(start, end), none, paragraph.place_of(start))
        elif not _DIGIT.search(said) or _OF_ALL.search(said):
            for concept in words.about(topic) if topic else ():
                if any(p.search(said) for p in concept.every):
                    quote = paragraph.quote(start, end)
                    yield Statement(quote, (concept.id,), paragraph.place_of(start), "all")
                    break


def _none(said: str, topic: str, words: Vocabulary) -> Iterator[str]:
    """Yield what a clause says that there was none of."""
    negation = words.negation.search(said)
    if negation is not None and not _DIGIT.search(said):
        rest = said[negation.end() :]
        yield from (c.id for c in words.concepts if any(p.search(rest) for p in c.none))
    if negation is not None:
        yield from (c.id for c in words.about(topic) if any(p.search(said) for p in c.nil))
    elif (zero := words.zero.search(said)) and not _ONE_NOUGHT.match(zero.group()):
        rest = said[: zero.start()]
        yield from (c.id for c in words.concepts if any(p.search(rest) for p in c.none))


def _topic(paragraph: Paragraph, start: int, end: int) -> str:
    """Return what a clause is about: what it names last, else what its sentence named last."""
    since = [m.end() for m in _FULL_STOP.finditer(paragraph.folded, max(0, start - 200), start)]
    reach = start - since[-1] if since else 200
    return paragraph.topic(end, end, (start, end), reach)
