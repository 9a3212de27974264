"""Invented reports as web pages, in the ways that sites and editors write them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.invented.boxes import COVERED, Box, Part, Row, Table, cut, heads
from helpers.invented.parts import MARK_EN

_SITE_TOP = (
    '<div class="top"><a href="/">网站首页</a> <a href="/zwgk/">政务公开</a> <a href="/hd/">互动交流</a>'
    '</div><div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; '
    "年报</div>"
)
_SITE_TAIL = (
    '<div class="tools"><a>【打印本页】</a><a>【关闭窗口】</a></div><div class="foot"><p>主办单位：云岚市'
    "（虚构）</p><p>网站标识码：0000000000 ICP备00000000号</p></div>"
)


@dataclass(frozen=True)
class Page:
    """How a page is written.

    Attributes:
        blank: What stands in a blank cell.
        head_cells: Whether column heads are ``<th>`` in a ``<thead>``.
        divided: Whether a table is written as several, with the heads said once.
        layout_table: Whether the report stands in a cell of a table that lays out the page.
        site: Whether navigation and footers stand around the report.
        word: Whether the page was saved by a word processor.
        rows: Tables without ``<table>``: "" for none such, "div" or "span" for blocks of those
            cells, "styled" for ``display: table-cell`` with a blank one where a label reaches.
        tag: The element of a paragraph.
        encoding: The bytes of the page.
        charset: What the page declares, "" for nothing.
    """

    blank: str = ""
    head_cells: bool = False
    divided: bool = False
    layout_table: bool = False
    site: bool = False
    word: bool = False
    rows: str = ""
    tag: str = "p"
    encoding: str = "utf-8"
    charset: str = "utf-8"


PAGES: dict[str, Page] = {
    "plain": Page(),
    "no-break spaces": Page(blank="&nbsp;", tag="div"),
    "thead": Page(head_cells=True),
    "divided tables": Page(divided=True),
    "layout table": Page(layout_table=True, site=True),
    "site": Page(site=True, blank="&#160;"),
    "rows of div": Page(rows="div"),
    "rows of span": Page(rows="span", site=True),
    "styled div": Page(rows="styled", tag="div"),
    "saved by Word": Page(word=True, charset="gb2312", encoding="gb18030"),
    "gb2312": Page(charset="gb2312", encoding="gb18030"),
    "gb18030 said to be utf-8": Page(encoding="gb18030"),
    "utf-8 said to be gb2312": Page(charset="gb2312"),
    "nothing declared": Page(charset="", encoding="gb18030"),
    "utf-16": Page(charset="", encoding="utf-16"),
}


def page_text(parts: Sequence[Part], page: Page = PAGES["plain"], *, mark: bool = True) -> str:
    """Return a report as the source of a web page."""
    body = "\n".join(_written(part, n, page) for n, part in enumerate(parts))
    if page.layout_table:
        body = f'<table width="960"><tr><td class="content">{body}</td></tr></table>'
    if page.site:
        body = f"{_SITE_TOP}\n{body}\n{_SITE_TAIL}"
    if page.word:
        body = f'<div class="WordSection1">{body}</div>'
    title = html.escape(str(parts[0]).replace("\n", ""))
    declared = f'<meta charset="{page.charset}">' if page.charset else ""
    marked = f'<meta name="description" content="{MARK_EN}">' if mark else ""
    root = '<html xmlns:o="urn:schemas-microsoft-com:office:office">' if page.word else "<html>"
    head = f"<head>{declared}{marked}<title>{title}</title></head>"
    return f"<!DOCTYPE html>\n{root}{head}<body>\n{body}\n</body></html>\n"


def page_bytes(parts: Sequence[Part], page: Page) -> bytes:
    """Return a report as the bytes of a web page."""
    return page_text(parts, page).encode(page.encoding)


def _written(part: Part, n: int, page: Page) -> str:
    if isinstance(part, str):
        tag = page.tag if n else "h1"
        text = html.escape(part)
        if page.word and n:
            return (
                f'<p class="MsoNormal"><span style="font-family:宋体">{text}<o:p></o:p></span></p>'
            )
        return f"<{tag}>{text}</{tag}>"
    top = heads(part)
    rows = [y for y in range(top, len(part)) if page.divided and y % 5 == 0]
    tables = cut(part, rows)
    return "\n".join(_table(table, page, top if n == 0 else 0) for n, table in enumerate(tables))


def _table(table: Table, page: Page, top: int) -> str:
    if page.rows:
        rows = "\n".join(_row(row, page.rows) for row in table)
        return f'<div class="table">\n{rows}\n</div>'
    lines = ['<table class="MsoTableGrid" border="1">' if page.word else "<table>"]
    for y, row in enumerate(table):
        tag = "th" if page.head_cells and y < top else "td"
        cells = "".join(_cell(box, tag, page) for box in row if box and box is not COVERED)
        line = f"<tr>{cells}</tr>"
        if page.head_cells and top and y == 0:
            line = f"<thead>{line}"
        if page.head_cells and top and y == top - 1:
            line = f"{line}</thead><tbody>"
        lines.append(line)
    closing = "</tbody></table>" if page.head_cells and top else "</table>"
    return "\n".join([*lines, closing])


def _row(row: Row, cells: str) -> str:
    """Return a row of a table that is laid out without ``<table>``."""
    shown = [box for box in row if box and (cells == "styled" or box is not COVERED)]
    texts = [
        html.escape(box.text).replace("\n", " " if cells == "span" else "<br>") for box in shown
    ]
    if cells == "styled":
        inner = "".join(f'<div style="display: table-cell"><p>{text}</p></div>' for text in texts)
        return f'<div style="display: table-row">{inner}</div>'
    return f"<div>{''.join(f'<{cells}>{text}</{cells}>' for text in texts)}</div>"


def _cell(box: Box, tag: str, page: Page) -> str:
    spans = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    spans += f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    text = html.escape(box.text).replace("\n", "<br>") or page.blank
    if page.word:
        text = (
            f'<p class="MsoNormal" align="center"><span lang="EN-US">{text}<o:p></o:p></span></p>'
        )
    return f"<{tag}{spans}>{text}</{tag}>"
