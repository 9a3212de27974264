"""Headings that stand inside a paragraph: 一、总体情况 2021年…二、主动公开… on one line.

Pages lose the breaks between heading and text, or between all paragraphs. A line is parted where a
number of a section and a name of that section stand, and sentences follow. A list of the parts of
the report (一、总体情况，二、…), a row of a table and 一、 before any other words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from helpers.form import editions, load_form
from helpers.model import Document, Grid, Line
from helpers.parsing.outline import LONGEST_HEADING, section_of
from helpers.wording import line_mapped, plain

SHORTEST = 20
"""Shorter lines are headings by themselves, or none."""
DISTINCT = 6
"""Names of fewer characters (概述) are headings only where a sentence or a word has ended."""
_NUMBER = re.compile(r"(?<![一二三四五六七八九十第(\d])[一二三四五六七八九十]{1,3}[、.,]")
_NO_HEADING = re.compile("[,、;。和及与的等》)\"']")
"""What goes on with a sentence after the name of a section."""
_PAGE_DATA = re.compile(r"(?:来源|作者|发布机构|发布单位)[:：]?[^:：。;,]{0,20}$")
"""The end of a line of page data, to which the first heading was joined: 来源:某镇一、总体情况."""
_SENTENCE = re.compile("[,。;]|[\u4e00-\u9fff]{12}")


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    names = {
        plain(text)
        for form_id in editions()
        for section in load_form(form_id).sections
        for text in (section.label.zh, *section.aliases)
    }
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))))


def parted(document: Document) -> Document:
    """Return the document with its lines parted at the headings inside them."""
    holding = [
        n
        for n, item in enumerate(document.items)
        if isinstance(item, Line) and len(item.text) >= SHORTEST and _may_hold(item.text)
    ]
    if not holding:
        return document
    items: list[Line | Grid] = []
    done = 0
    for n in holding:
        items += document.items[done:n]
        items += _pieces(document.items[n])  # type: ignore[arg-type]  # a line, as found above
        done = n + 1
    return replace(document, items=(*items, *document.items[done:]))


def _may_hold(text: str) -> bool:
    return "|" not in text and bool(_NUMBER.search(plain(text)))


def _pieces(line: Line) -> list[Line]:
    """Return the pieces of a line; the line itself where no heading stands in it."""
    folded, origin = line_mapped(line.text)
    spans = [
        (start, end)
        for start, end in _headings(line.text, folded, origin)
        if end == len(folded) or not _NO_HEADING.match(folded, end)
    ]
    # A heading that runs into the next, cut off: 五、存在的四、政府信息公开行政复议.
    begins = [*(start for start, _ in spans[1:]), len(folded)]
    spans = [(start, min(end, begin)) for (start, end), begin in zip(spans, begins, strict=False)]
    spans = [
        (start, end)
        for n, (start, end) in enumerate(spans)
        if _goes_on(folded, end, spans[n + 1][0] if n + 1 < len(spans) else len(folded))
    ]
    cuts = [cut for start, end in spans for cut in (start, end) if 0 < cut < len(folded)]
    # 六、其他需要报告的事项：无 stays together: what follows a colon is known to be its text.
    cuts = [cut for cut in cuts if folded[cut] != ":"]
    offsets = [0, *(origin[cut] for cut in cuts), len(line.text)]
    pieces = []
    for start, end in pairwise(offsets):
        text = line.text[start:end]
        if plain(text):
            at = start + len(text) - len(text.lstrip())
            pieces.append(replace(line, text=text, place=line.place.moved(line.text, at)))
    return pieces if spans else [line]


def _headings(text: str, folded: str, origin: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where headings begin and end in the folded text."""
    for number in _NUMBER.finditer(folded):
        start, at = number.start(), number.end()
        begins = (
            start == 0
            or folded[start - 1] in '。;:!?)"'
            or origin[start] > origin[start - 1] + 1
            or bool(_PAGE_DATA.search(folded, 0, start))
        )
        word = (
            re.match(r"\S+", text[origin[at] : origin[at] + 2 * LONGEST_HEADING])
            if at < len(folded)
            else None
        )
        name = _names().match(folded, at)
        whole = plain(word.group()) if word else ""
        if name and (begins or len(name.group()) >= DISTINCT):
            # 总体情况 is the name in 总体情况概述 as well; the word that is printed ends it.
            longer = begins and len(whole) <= LONGEST_HEADING and bool(section_of(whole))
            yield start, at + len(whole) if longer else name.end()
        elif begins and len(whole) <= LONGEST_HEADING and section_of(whole):
            yield start, at + len(whole)


def _goes_on(folded: str, end: int, until: int) -> bool:
    """Tell whether sentences follow a heading, or the next heading at once."""
    return (
        end == until
        or folded[end] == ":"
        or bool(_SENTENCE.search(folded, end, min(until, end + 60)))
    )
