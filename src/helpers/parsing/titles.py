"""The title of a report among the lines of a page: 某镇2022年政府信息公开工作年度报告."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.model import Document, Line
from helpers.parsing.agency import agency_in_title, names_organ
from helpers.parsing.dates import year_in
from helpers.wording import plain, squeeze

_TITLE = re.compile(
    r"(?:政府信息|政务信息|政务|信息)公开.{0,12}"
    r"(?:年度报告|年报|年度工作报告|工作报告|情况报告|公开报告|工作告年度报)"
    r"|信息公开工作\d{4}年度?报告|信息年度公开报告|信息公开报告"
)
_NO_TITLE = re.compile(
    "->|>|当前位置|发布日期|索引号|公开目录|上一篇|下一篇|格式(?:\\(试行\\))?的?通知|有关事项的通知|报告如下|^根据《"
)
_NAMED = re.compile(
    r"^(?:(?:[-•*#]|信息名称|文件名称|中文名称?|名 ?称|标 ?题)\s*[:：]?\s*)+|[\[(](?:打印|文字版|图片版)[)\]]$"
)
_OPEN_END = re.compile(r"(?:(?:19|20)\d\d年?度?|政府|政府信息|政务|的)$")
_HEADLESS = re.compile(r"^(?:(?:19|20)\d\d年?度?)?(?:政府|政务)?(?:信息)?公开")
LONGEST_TITLE = 70


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the lines it stands on.

    Attributes:
        text: As printed, its lines joined, white space squeezed.
        item: Index of its first line.
        last: Index of its last line.
    """

    text: str
    item: int
    last: int


def is_title(text: str) -> bool:
    """Tell whether a line is the title of an annual report."""
    if len(text) > 3 * LONGEST_TITLE:
        return False
    folded = plain(text)
    return (
        len(folded) <= LONGEST_TITLE
        and not re.search("[。;]", folded)
        and bool(_TITLE.search(folded))
        and not _NO_TITLE.search(folded)
    )


def find_titles(document: Document, table_items: Collection[int]) -> list[Title]:
    """Return the titles in order, also those that are broken over two lines."""
    lines = [
        (i, item.text)
        for i, item in enumerate(document.items)
        if isinstance(item, Line) and i not in table_items and item.text.strip()
    ]
    found: list[Title] = []
    for n, (index, text) in enumerate(lines):
        before = lines[n - 1] if n and lines[n - 1][0] >= index - 3 else None
        if found and before is not None and found[-1].last == index:
            continue
        if is_title(text):
            if before is not None and _goes_before(before[1], text):
                found.append(_joined(before, (index, text)))
            else:
                found.append(Title(_cleaned(text), index, index))
        elif n + 1 < len(lines) and lines[n + 1][0] <= index + 3 and len(text) <= LONGEST_TITLE:
            after = lines[n + 1]
            if (
                not is_title(after[1])
                and _OPEN_END.search(plain(text))
                and is_title(text + after[1])
            ):
                found.append(_joined((index, text), after))
    return found


def _joined(first: tuple[int, str], second: tuple[int, str]) -> Title:
    return Title(_cleaned(f"{first[1].strip()}{second[1].strip()}"), first[0], second[0])


def _goes_before(first: str, second: str) -> bool:
    """Tell whether a line is the beginning of the title that the next line goes on with."""
    if not _HEADLESS.match(plain(second)) or len(first) > LONGEST_TITLE or is_title(first):
        return False
    folded = plain(first)
    return names_organ(folded) or (
        len(folded) > 4 and bool(_OPEN_END.search(folded)) and is_title(first + second)
    )


def _cleaned(text: str) -> str:
    return _NAMED.sub("", squeeze(text)).strip()


def best_title(titles: Sequence[Title]) -> Title | None:
    """Return the last title that names organ and year, else organ, else the last one."""
    if not titles:
        return None
    return max(
        titles,
        key=lambda t: (
            bool(agency_in_title(t.text)) + (year_in(t.text) is not None),
            bool(agency_in_title(t.text)),
            t.item,
        ),
    )
