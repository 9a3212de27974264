"""What is no annual report, or the blank form of one, and is refused."""

from __future__ import annotations

import re

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Document, Line
from helpers.numerals import read_cell
from helpers.parsing.agency import LONGEST_OPENING
from helpers.parsing.linked import only_linked
from helpers.parsing.outline import Outline
from helpers.parsing.placed import Placed
from helpers.parsing.slots import TableRow
from helpers.wording import plain

_TITLE_WORDS = "信息公开工作年度报告"
_PUBLISHED = re.compile(
    r"(?:编制|现将|现公布|现发布|现予公布|向社会公[布开]|公布)[^。;]{0,40}信息公开[^,。]{0,8}(?:报告|年报)"
    r"|信息公开[^,。》]{0,8}(?:报告|年报)》[^。《]{0,20}(?:公开发布|发布|公布)"
    r"|信息公开(?:条例|办法)》[^。]{0,150}(?:编制|制作|形成|发布)[^。,]{0,4}本(?:年度)?(?:报告|年报)"
    r"|本(?:年度)?(?:报告|年报)(?:是|由)?[^。]{0,40}(?:根据|依据|按照)《[^》]{0,20}信息公开(?:条例|办法)》"
    r"|信息公开[^,。]{0,8}(?:报告|年报)(?:根据|依据|按照)《"
)
"""How an opening says that it opens the report."""


def refuse_what_is_no_report(document: Document, found: Outline, placed: Placed) -> None:
    """Refuse a document without the marks of an annual report.

    Raises:
        InputError: neither sections nor tables of the form, nor a title over prose.
    """
    known = {h.id for h in found.headings if h.id}
    cells = sum(r.found for r in placed.readings)
    if len(known) >= 3 or cells >= 10 or (len(known) >= 2 and cells >= 4):
        return
    prose = sum(
        len(plain(item.text))
        for item in document.items[max(found.title_item, 0) : found.end]
        if isinstance(item, Line)
    )
    titled = found.title_item >= 0 or _TITLE_WORDS in plain(document.title)
    # Some say it under the first heading.
    second = found.headings[1].item if len(found.headings) > 1 else found.end
    named = titled or any(
        _PUBLISHED.search(plain(item.text[:LONGEST_OPENING]))
        for item in document.items[found.begin : second if found.headings else 0]
        if isinstance(item, Line)
    )
    if named and (known or cells) and prose > 80:
        return
    if titled and found.headings and prose > 300:
        return
    if (linked := only_linked(document)) is not None:
        raise linked
    raise InputError(
        "not-a-report",
        Text(
            "This is no annual report on open government information: neither its title, its "
            "sections nor its tables were found.",
            "这不是政府信息公开工作年度报告：未找到标题、章节和表格。",
        ),
        Text(
            "Check that the file holds the report itself and not a list of links or an "
            "attachment page.",
            "请确认文件是报告正文，而不是链接列表或附件页。",
        ),
        document.source.path,
    )


def refuse_blank_form(
    document: Document, rows: list[TableRow], placed: Placed, year: int | None
) -> None:
    """Refuse the form itself, as its notice prints it: tables without a year and without a value.

    Raises:
        InputError: there is no year and no value is printed in any table.
    """
    found = [c for c in placed.cells.values() if c.state != "missing"]
    values = any(read_cell(s.text).state == "number" for row in rows for s in row.slots)
    if year is not None or not found or values or any(c.raw for c in found):
        return
    raise InputError(
        "blank-form",
        Text(
            "This is the blank form: it names no year, and none of its cells is filled in.",
            "这是空白格式：没有年份，各单元格均未填写。",
        ),
        Text("Give the report of an organ.", "请提供某一机关的年度报告。"),
        document.source.path,
    )
