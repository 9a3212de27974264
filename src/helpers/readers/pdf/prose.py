"""Lines of prose into paragraphs: a line that reaches the right margin goes on in the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from helpers.readers.pdf.glyphs import TextLine, gap

_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}\s*[、.．]|[1-9]\d?[、.．](?!\d)|第[一二三四五六七八九十]+[章节]"
)
_ITEM = re.compile(r"[（(㈠-㈩①-⑳][一二三四五六七八九十\d]{0,3}[）)]?|[一二三四五六七八九]是")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)]?\s*[、.．）)]\s*(?!\d)")
"""A line of a table that begins so is the label of a row of its own."""
_SENTENCE_END = re.compile(r"[。；;:：!！?？]\s*$")
_CLOSING = "，。、；：！？,.;:!?）)】〕》”’%"
FEWEST = 10
"""Lines of fewer characters say nothing about the margins."""
_INDENT = 1.2
_PITCH = 1.3
_SIZE = 0.12
_GAP = 0.8
_OUTLIER = 3
_RAGGED = 3.5
"""A line that ends so many ems before the margin may be full: a figure did not fit in."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the prose of a document begins and ends on the page.

    Attributes:
        left: Where a line begins that goes on from the one before.
        right: Where full lines end.
        pitch: From one line to the next inside a paragraph, in ems.
    """

    left: float
    right: float
    pitch: float


def margins_of(pages: Sequence[Sequence[TextLine]]) -> Margins:
    """Return the margins of the prose."""
    # Lines with gaps are rows of tables, which may reach over the margin.
    lines = [x for page in pages for x in page if len(x.glyphs) >= FEWEST and not _has_gaps(x)]
    if not lines:
        return Margins(0.0, 0.0, 0.0)
    ends = sorted((_end(line) for line in lines), reverse=True)
    em = Counter(round(line.em, 1) for line in lines).most_common(1)[0][0]
    # One line alone may stick out a little, farther than that no line sticks out.
    close = (x for x, third in zip(ends, ends[2:], strict=False) if x - third < em)
    right = next((x for x in close if ends[0] - x < _OUTLIER * em), ends[0])
    pairs = [
        (a, b)
        for page in pages
        for a, b in pairwise(page)
        if a.x1 > right - 1.5 * em and abs(a.em - b.em) < _SIZE * a.em
        if not (_has_gaps(a) or _has_gaps(b))
    ]
    begins = Counter(round(b.x0) for _, b in pairs)
    left = min(begins, key=lambda x: (-begins[x], x)) if begins else min(x.x0 for x in lines)
    pitches = [(b.base - a.base) / a.em for a, b in pairs if abs(b.x0 - left) < em]
    pitch = quantiles(pitches, n=4)[0] if len(pitches) > 1 else (*pitches, 2.0)[0]
    return Margins(float(left), right, max(pitch, 1.0))


def _has_gaps(line: TextLine) -> bool:
    return any(gap(left, right) > _GAP for left, right in pairwise(line.glyphs))


def _end(line: TextLine) -> float:
    """Return where a line ends, marks that hang in the margin left out."""
    words = [g.x1 for g in line.glyphs if g.text not in _CLOSING]
    return words[-1] if words else line.x1


def goes_on(before: TextLine, line: TextLine, margins: Margins, *, new_page: bool) -> bool:
    """Tell whether `line` goes on with the paragraph of the line before it."""
    em = before.em
    if abs(em - line.em) > _SIZE * em:
        return False
    centred = _is_centred(before, margins) and _is_centred(line, margins)
    if not centred and line.x0 > margins.left + _INDENT * em:
        return False
    room = margins.right - before.x1 + (before.x0 - margins.left if centred else 0)
    if room - 0.05 * em > _token(line) and not _breaks_off(before, line, margins):
        return False
    if not new_page and not 0 < line.base - before.base <= _PITCH * margins.pitch * em:
        return False
    text = line.text
    if _HEADING.match(text):
        return False
    return not (_ITEM.match(text) and _SENTENCE_END.search(before.text))


def _breaks_off(before: TextLine, line: TextLine, margins: Margins) -> bool:
    """Tell whether a line that is almost full ends inside a sentence that `line` goes on with.

    Lines are ragged where figures must not be parted, and the margin is known badly where a page
    has little prose, or figures stick out of it.
    """
    em = before.em
    full = margins.right - before.x1 < _RAGGED * em and len(before.glyphs) >= FEWEST
    flush = abs(line.x0 - margins.left) < 0.5 * em and before.x0 < margins.left + 2.5 * em
    inside = not _SENTENCE_END.search(before.text) and not _ITEM.match(line.text)
    return full and flush and inside and not _has_gaps(before) and not _has_gaps(line)


def _is_centred(line: TextLine, margins: Margins) -> bool:
    return abs(line.x0 - margins.left - (margins.right - line.x1)) < 1.5 * line.em


def _token(line: TextLine) -> float:
    """Return the width of what cannot be parted at the beginning of a line."""
    count = 1
    glyphs = line.glyphs
    while count < len(glyphs) and (
        (glyphs[count].text.isascii() and glyphs[count - 1].text.isascii())
        or glyphs[count].text in _CLOSING
    ):
        count += 1
    return glyphs[count - 1].x1 - glyphs[0].x0


def together(lines: Sequence[TextLine]) -> str:
    """Return the text of a paragraph; Chinese is joined without spaces."""
    text = ""
    for line in lines:
        words = line.text
        parted = text[-1:].isascii() and text[-1:].isalpha() and words[0].isascii()
        text += (" " if parted and words[0].isalpha() else "") + words
    return text
