"""The outline of a report: where it begins and ends on the page, its title and its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from helpers.form import editions, load_form
from helpers.model import Document, Line, Place, Section
from helpers.numerals import chinese_number
from helpers.wording import bare, plain, squeeze

_TITLE = re.compile(
    r"(?:政府信息|政务信息|政务|信息)公开.{0,12}(?:年度报告|年报|年度工作报告|工作报告|情况报告|公开报告)"
    r"|信息公开工作\d{4}年度?报告"
)
_HEADING = re.compile(r"^(?P<number>[一二三四五六七八九十]{1,3}|-)[、.,:](?P<title>.+)$")
_FOOTER = re.compile(
    "版权所有|主办单位|承办单位|网站地图|ICP备|公网安备|网站标识码|扫一扫|打印本页|关闭窗口|关闭本页"
    "|上一篇|下一篇|责任编辑|相关链接|友情链接|分享到|返回顶部"
)
LONGEST_TITLE = 70
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
        title_item: Index of the title line, or −1.
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


@lru_cache(maxsize=1)
def _section_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for form_id in editions():
        for section in load_form(form_id).sections:
            for text in (section.label.zh, *section.aliases):
                names.setdefault(bare(text), section.id)
    return names


@lru_cache(maxsize=4096)
def section_of(title: str) -> str:
    """Return the id of the form's section that a heading names, or ""."""
    names = _section_names()
    key = bare(title)
    if key in names:
        return names[key]
    best = max(
        ((SequenceMatcher(None, key, n, autojunk=False).ratio(), n) for n in names if len(n) >= 6),
        default=(0.0, ""),
    )
    return names[best[1]] if len(key) >= 6 and best[0] >= 0.8 else ""


def outline(document: Document, table_items: set[int]) -> Outline:
    """Find title, sections, beginning and end of the report in a document.

    Args:
        document: The document.
        table_items: Indexes of items that belong to tables and hold no headings.
    """
    headings = _headings(document, table_items)
    titles = [
        i
        for i, item in enumerate(document.items)
        if isinstance(item, Line) and i not in table_items and is_title(item.text)
    ]
    runs = _runs(headings)
    if not runs:
        begin = titles[-1] if titles else 0
        end = _end(document, begin, begin, table_items)
        title_item = titles[-1] if titles else -1
        return Outline(_text(document, title_item), title_item, (), begin, end)
    main = max(runs, key=lambda run: (len({h.id for h in run if h.id}), run[-1].item))
    at = runs.index(main)
    floor = runs[at - 1][-1].item + 1 if at else 0
    own = [t for t in titles if floor <= t < main[0].item]
    title_item = own[-1] if own else (titles[0] if titles else -1)
    begin = own[-1] if own else floor
    limit = runs[at + 1][0].item if at + 1 < len(runs) else len(document.items)
    later = [t for t in titles if main[-1].item < t < limit]
    end = _end(document, begin, main[-1].item, table_items, later[0] if later else limit)
    copies = [(own_begin(run, titles), run[-1].item + 1) for run in runs if run is not main]
    copies = [(a, min(b, begin) if a < begin else b) for a, b in copies]
    return Outline(_text(document, title_item), title_item, tuple(main), begin, end, tuple(copies))


def own_begin(run: Sequence[Heading], titles: Sequence[int]) -> int:
    """Return where a further copy begins: its title if one stands before it, or its heading."""
    before = [t for t in titles if t < run[0].item]
    return before[-1] if before else run[0].item


def is_title(text: str) -> bool:
    """Tell whether a line is the title of an annual report."""
    folded = plain(text)
    return len(folded) <= LONGEST_TITLE and "。" not in folded and bool(_TITLE.search(folded))


def _text(document: Document, item: int) -> str:
    line = document.items[item] if item >= 0 else None
    return squeeze(line.text) if isinstance(line, Line) else ""


def _headings(document: Document, table_items: set[int]) -> list[Heading]:
    found: list[Heading] = []
    for index, item in enumerate(document.items):
        if index in table_items or not isinstance(item, Line):
            continue
        heading = _heading(item.text, index)
        if heading is None:
            continue
        if not heading.id:
            # Unknown titles count only where they go on from the heading before; a list inside
            # a section (一、存在的问题 二、改进情况) begins again at one.
            previous = found[-1].number if found else None
            if previous is None or heading.number != previous + 1:
                continue
        found.append(heading)
    return found


def _heading(text: str, index: int) -> Heading | None:
    folded = plain(text)
    if not folded:
        return None
    match = _HEADING.match(folded)
    if match is None:
        known = section_of(folded) if len(folded) <= 30 and bare(folded) in _section_names() else ""
        return Heading(index, None, squeeze(text), "", known) if known else None
    title, _, rest = match["title"].partition(":")
    section_id = section_of(title)
    if not section_id and (len(match["title"]) > LONGEST_HEADING or re.search("[。；]", title)):
        return None
    if len(title) > LONGEST_HEADING:
        return None
    printed = squeeze(text)
    cut = re.search(r"[、.．,，:：]", printed)
    tail = printed[cut.end() :].strip() if cut else printed
    if rest:
        head, _, printed_rest = re.split("([:：])", tail, maxsplit=1)
        return Heading(
            index, _number(match["number"]), head.strip(), printed_rest.strip(), section_id
        )
    return Heading(index, _number(match["number"]), tail.rstrip(":："), "", section_id)


def _number(text: str) -> int | None:
    return 1 if text == "-" else chinese_number(text)


def _runs(headings: Sequence[Heading]) -> list[list[Heading]]:
    """Cut the headings where a section of the form comes again after others: a second copy."""
    runs: list[list[Heading]] = []
    for heading in headings:
        seen = {h.id for h in runs[-1] if h.id} if runs else set()
        again = heading.id == "overview" and "overview" in seen
        if not runs or again:
            runs.append([])
        runs[-1].append(heading)
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
