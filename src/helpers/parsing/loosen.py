"""Prose that stands inside a table: headings, titles and sentences in a row of their own.

Spreadsheets hold a whole report in one grid, and some pages put the report into a table. A row
of which only one cell is filled, and that with a section heading, a title or a sentence, is
taken out as lines; the grid goes on below it. Crawlers that write rows with bars fill the lines
around the tables with bars, too; those are taken away.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from helpers.model import Document, Grid, GridCell, Line
from helpers.parsing.edition import heads_rows
from helpers.parsing.outline import heads_section
from helpers.parsing.slots import Knows, is_prose
from helpers.parsing.titles import is_title
from helpers.wording import plain

_BARS = "||"
_ENTRY = re.compile(
    r"[|\s]*(?:标\s*题|名\s*称|信息名称|文件名称)\s*[:：]?\s*\|\s*(?P<title>[^|]+?)\s*\|[|\s]*"
)
_TITLED = re.compile("(?:标题|名称|信息名称|文件名称):?")
_DATED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")


def loosened(document: Document, knows: Knows) -> Document:
    """Return the document with the prose inside its grids as lines.

    Args:
        document: As read.
        knows: Tells the words of the form's tables, which stay where they are.
    """
    if not any(isinstance(item, Grid) or _BARS in item.text for item in document.items):
        return document
    items: list[Line | Grid] = []
    for item in document.items:
        items += _pieces(item, knows) if isinstance(item, Grid) else [_without_bars(item, knows)]
    return replace(document, items=tuple(items))


def _without_bars(line: Line, knows: Knows) -> Line:
    """Return a line without the bars that filled it up to the width of a table."""
    if _BARS not in line.text:
        return line
    if (entry := _ENTRY.match(line.text)) is not None and is_title(entry["title"]):
        place = line.place.moved(line.text, entry.start("title"))
        return replace(line, text=entry["title"], place=place)
    text = line.text.rstrip(" |\t")
    if "|" in text or not plain(text) or knows(text):
        return line
    outside = heads_section(text) or is_title(text) or is_prose(text) or _DATED.match(plain(text))
    return replace(line, text=text) if outside else line


def _pieces(grid: Grid, knows: Knows) -> list[Line | Grid]:
    pieces: list[Line | Grid] = []
    rows: list[tuple[GridCell, ...]] = []
    for row, below in zip_longest(grid.rows, grid.rows[1:], fillvalue=()):
        lines = _lines(row, below, knows)
        if not lines:
            rows.append(row)
            continue
        if rows:
            pieces.append(Grid(tuple(rows), grid.place))
            rows = []
        pieces += lines
    return [*pieces, Grid(tuple(rows), grid.place)] if rows else pieces


def _lines(row: tuple[GridCell, ...], below: tuple[GridCell, ...], knows: Knows) -> list[Line]:
    """Return the lines of a row that is prose; none where the row belongs to a table."""
    filled: list[GridCell] = []
    for each in row:
        if each.text and plain(each.text):
            filled.append(each)
            if len(filled) > 2:
                return []
    if not filled or knows(filled[0].text):
        return []
    if len(filled) == 2:  # an entry of the data of the page: 标题 | 某镇…年度报告
        return [Line(filled[1].text, filled[1].place)] if _names_report(*filled) else []
    if heads_rows(filled[0].text, (cell.text for cell in below)):
        return []
    cell = filled[0]
    lines = [text for text in cell.text.split("\n") if plain(text)]
    if any(heads_section(text) or is_title(text) or is_prose(text) for text in lines):
        return [Line(text, cell.place, cell.confidence) for text in lines]
    return []


def _names_report(label: GridCell, title: GridCell) -> bool:
    return is_title(title.text) and _TITLED.fullmatch(plain(label.text)) is not None
