"""The outline of a report: where it begins and ends on the page, its title and its sections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpers.form import editions, load_form
from helpers.model import Document, Line, Place, Section
from helpers.numerals import chinese_number
from helpers.parsing.closest import Names
from helpers.parsing.titles import Title, best_title, find_titles
from helpers.wording import bare, plain, squeeze

_HEADING = re.compile(
    r"^(?P<number>[一二三四五六七八九十]{1,3}|-|\d(?!\d))(?P<mark>[、.,:]?)(?P<title>.+)$"
)
_FOOTER = re.compile(
    "版权所有|主办单位|承办单位|网站地图|ICP备|公网安备|网站标识码|扫一扫|打印本页|关闭窗口|关闭本页"
    "|上一篇|下一篇|责任编辑|相关链接|友情链接|分享到|返回顶部|虚构样例"
)
_NOISE = re.compile(r"^[\s?？*#]+")
_SUB_ITEM = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)")
"""（二）依申请公开情况 is a part of a section, whatever it is called."""
_ITEM = re.compile(r"\d")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading.

    Attributes:
        item: Index of its line in the document.
        number: Its number, or None where none is printed.
        title: Words after the number, as printed.
        rest: Words on the same line after a colon (六、其他需要报告的事项：无), or "".
        id: Section of the form, or "".
    """

    item: int
    number: int | None
    title: str
    rest: str
    id: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the parts of the report stand.

    Attributes:
        title: The title as printed, or "".
        title_item: Index of the first line of the title, or −1.
        title_last: Index of its last line, or −1.
        headings: The section headings of the copy that was chosen.
        begin: Index of the first item of the report.
        end: Index after the last item of the report.
        copies: Other stretches that repeat the report, as ``(begin, end)``.
    """

    title: str
    title_item: int
    headings: tuple[Heading, ...]
    begin: int
    end: int
    copies: tuple[tuple[int, int], ...] = ()
    title_last: int = -1


@lru_cache(maxsize=1)
def _section_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for form_id in editions():
        for section in load_form(form_id).sections:
            for text in (section.label.zh, *section.aliases):
                names.setdefault(bare(text), section.id)
    return names


@lru_cache(maxsize=1)
def _close_names() -> Names:
    return Names(_section_names(), 0.8)


@lru_cache(maxsize=4096)
def section_of(title: str) -> str:
    """Return the id of the form's section that a heading names, or ""."""
    names = _section_names()
    key = _YEAR.sub("", bare(title))
    if key in names:
        return names[key]
    close = _close_names().closest(key) if len(key) <= LONGEST_HEADING else None
    return names[close] if close else ""


def outline(document: Document, table_items: set[int]) -> Outline:
    """Find title, sections, beginning and end of the report in a document.

    Args:
        document: The document.
        table_items: Indexes of items that belong to tables and hold no headings.
    """
    headings = _headings(document, table_items)
    titles = find_titles(document, table_items)
    starts = [t.item for t in titles]
    runs = _runs(headings)
    if not runs:
        title = best_title(titles)
        begin = title.item if title else 0
        end = _end(document, begin, begin, table_items)
        return _outline(title, (), begin, end)
    at = _fullest(runs, table_items, len(document.items))
    main = runs[at]
    floor = runs[at - 1][-1].item + 1 if at else 0
    own = [t for t in titles if floor <= t.item < main[0].item]
    title = best_title(own) or (titles[0] if titles else None)
    begin = title.item if title and own else floor
    limit = runs[at + 1][0].item if at + 1 < len(runs) else len(document.items)
    later = [item for item in starts if main[-1].item < item < limit]
    end = _end(document, begin, main[-1].item, table_items, later[0] if later else limit)
    begins = [
        _own_begin(run, starts, runs[n - 1][-1].item + 1 if n else 0) for n, run in enumerate(runs)
    ]
    ends = [*begins[1:], _end(document, begins[-1], runs[-1][-1].item, table_items)]
    copies = [(a, b) for n, (a, b) in enumerate(zip(begins, ends, strict=True)) if n != at]
    copies = [(a, min(b, begin) if a < begin else b) for a, b in copies]
    return _outline(title, tuple(main), begin, end, tuple(copies))


def _outline(
    title: Title | None,
    headings: tuple[Heading, ...],
    begin: int,
    end: int,
    copies: tuple[tuple[int, int], ...] = (),
) -> Outline:
    if title is None:
        return Outline("", -1, headings, begin, end, copies)
    return Outline(title.text, title.item, headings, begin, end, copies, title.last)


def _fullest(runs: Sequence[list[Heading]], table_items: set[int], end: int) -> int:
    """Return which of the copies is read: of those with the most sections the last with tables."""
    edges = [*(run[0].item for run in runs), end]
    tables = sorted(table_items)

    def fullness(n: int) -> tuple[int, bool, int]:
        at = bisect_left(tables, edges[n])
        tabled = at < len(tables) and tables[at] < edges[n + 1]
        return len({h.id for h in runs[n] if h.id}), tabled, n

    return max(range(len(runs)), key=fullness)


def _own_begin(run: Sequence[Heading], titles: Sequence[int], floor: int) -> int:
    """Return where a further copy begins: its title if one stands before it, or its heading."""
    at = bisect_left(titles, run[0].item)
    return titles[at - 1] if at and titles[at - 1] >= floor else run[0].item


def _headings(document: Document, table_items: set[int]) -> list[Heading]:
    found: list[Heading] = []
    first: Heading | None = None
    for index, item in enumerate(document.items):
        if index in table_items or not isinstance(item, Line):
            continue
        heading = _heading(item.text, index)
        if heading is None:
            continue
        previous = found[-1].number if found else None
        goes_on = previous is not None and heading.number == previous + 1
        if not heading.id and not goes_on:
            # Unknown titles count only where they go on from the heading before; a list inside
            # a section (一、存在的问题 二、改进情况) begins again at one.
            first = heading if not found and heading.number == 1 else first
            continue
        if _ITEM.match(plain(item.text)) and found and not goes_on:
            continue  # 1、依申请公开情况：… is an item of a section that is called like another
        if first is not None and not found and heading.number == 2:
            found.append(first)  # 一 was called otherwise than in any form we know
        found.append(heading)
    return found


def _heading(text: str, index: int) -> Heading | None:
    text = _NOISE.sub("", text)
    folded = plain(text)
    if not folded or _SUB_ITEM.match(folded):
        return None
    match = _HEADING.match(folded)
    if match is None:
        known = section_of(folded) if len(folded) <= 30 and bare(folded) in _section_names() else ""
        return Heading(index, None, squeeze(text), "", known) if known else None
    title, _, rest = match["title"].partition(":")
    section_id = section_of(title)
    if (match["number"].isdigit() or not match["mark"]) and bare(title) not in _section_names():
        return None  # 1、 begins items inside sections, 一 begins any sentence
    if not section_id and (len(match["title"]) > LONGEST_HEADING or re.search("[。；]", title)):
        return None
    if len(title) > LONGEST_HEADING:
        return None
    printed = squeeze(text)
    cut = re.match(r"[^、.．,，:：]{1,4}[、.．,，:：]" if match["mark"] else r"\S", printed)
    tail = printed[cut.end() :].strip() if cut else printed
    if rest:
        head, _, printed_rest = re.split("([:：])", tail, maxsplit=1)
        return Heading(
            index, _number(match["number"]), head.strip(), printed_rest.strip(), section_id
        )
    return Heading(index, _number(match["number"]), tail.rstrip(":："), "", section_id)


def heads_section(text: str) -> bool:
    """Tell whether a line is the heading of a section of the form."""
    if len(text) > 3 * LONGEST_HEADING:
        return False
    # The same lines are asked about by every layout of tables that is tried on them.
    return _heads_section(plain(text))


@lru_cache(maxsize=4096)
def _heads_section(folded: str) -> bool:
    heading = _heading(folded, 0)
    return heading is not None and bool(heading.id)


def _number(text: str) -> int | None:
    return 1 if text == "-" else int(text) if text.isdigit() else chinese_number(text)


def _runs(headings: Sequence[Heading]) -> list[list[Heading]]:
    """Cut the headings where a section of the form comes again after others: a second copy."""
    runs: list[list[Heading]] = []
    seen = False
    for heading in headings:
        alone = bool(runs) and len(runs[-1]) == 1 and runs[-1][0].number is None
        if alone and heading.number == 1 and heading.id == "overview":
            runs.pop()  # 引言 before 一、概述 opens the report
            seen = False
        if not runs or (heading.id == "overview" and seen):
            runs.append([])
            seen = False
        runs[-1].append(heading)
        seen = seen or heading.id == "overview"
    return runs


def _end(
    document: Document, begin: int, last: int, table_items: set[int], limit: int | None = None
) -> int:
    """Return the index after the last item of the report: before the footer of the page."""
    stop = len(document.items) if limit is None else limit
    for index in range(max(last, begin) + 1, stop):
        item = document.items[index]
        if index not in table_items and isinstance(item, Line) and _FOOTER.search(plain(item.text)):
            return index
    return stop


def sections(
    document: Document, found: Outline, table_items: set[int], signature_items: set[int]
) -> tuple[Section, ...]:
    """Return the sections with their prose; tables and the signature are left out."""
    result = []
    edges = [h.item for h in found.headings] + [found.end]
    for heading, end in zip(found.headings, edges[1:], strict=True):
        line = document.items[heading.item]
        assert isinstance(line, Line)
        lines: list[tuple[str, Place]] = [(heading.rest, line.place)] if heading.rest else []
        for index in range(heading.item + 1, end):
            item = document.items[index]
            if index in table_items or index in signature_items or not isinstance(item, Line):
                continue
            if plain(item.text):
                lines.append((item.text.strip(), item.place))
        text = "\n".join(text for text, _ in lines)
        result.append(
            Section(heading.number, heading.title, text, line.place, heading.id, tuple(lines))
        )
    return tuple(result)
