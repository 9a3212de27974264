"""Whether a file holds the report to its end."""

from __future__ import annotations

import re

from helpers.errors import InputError
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Document, Line
from helpers.parsing.outline import Outline
from helpers.parsing.placed import Placed
from helpers.parsing.slots import TableRow
from helpers.wording import has_chinese, plain, squeeze

_VALUE = re.compile(r"[\d\s|,./\u2014-]{0,9}")
"""A line that is the piece of a table, and no date below it."""
_SENTENCE = 30
"""Shorter last lines are names, dates and addresses."""
_CLOSED = tuple("。;!?.:)】》”\"'日无")
_HEADING = re.compile(r"\(?[一二三四五六七八九十]{1,2}[)、]")


def refuse_cut_off(
    document: Document, found: Outline, placed: Placed, form: Form, rows: list[TableRow]
) -> None:
    """Refuse a file whose last words belong to a table that is not finished.

    A report that lacks a table or a section is the agency's doing and is audited; a file that
    stops inside a table was cut on its way to us, and to audit it would accuse the agency of
    our loss.

    Raises:
        InputError: the file ends inside a table whose last rows are missing.
    """
    if not rows:
        return
    last_row = rows[-1]
    after = [
        item
        for item in document.items[last_row.last + 1 :]
        if isinstance(item, Line) and len(plain(item.text)) > 1 and not _VALUE.fullmatch(item.text)
    ]
    if after:
        return
    for table in reversed(form.tables):
        leaves = [(b, r) for b in table.blocks for r in b.leaf_rows]
        there = [
            any(f"{table.id}.{r.id}.{c.id}" in _present(placed) for c in b.columns)
            for b, r in leaves
        ]
        if any(there):
            break
    else:
        return
    block, row = leaves[-1]
    finished = all(
        placed.cells[f"{table.id}.{row.id}.{c.id}"].state not in ("missing", "unreadable")
        for c in block.columns
    )
    if finished and table is form.tables[-1]:
        return
    printed = (s for row in reversed(rows) for s in reversed(row.slots) if not s.blank)
    slot = next(printed, None)
    read = sum(r.found for r in placed.readings if r.table == table.id)
    total = sum(r.cells for r in placed.readings if r.table == table.id)
    named = next((s for s in last_row.slots if has_chinese(s.text)), slot)
    words = squeeze(named.text)[:30] if named else ""
    raise InputError(
        "cut-off",
        Text(
            f"The report breaks off in the table “{table.label.en}” after “{words}”: "
            f"{read} of its {total} cells are there, and nothing follows.",
            f"报告在《{table.label.zh}》表中“{words}”之后中断：该表 {total} 格中只有 {read} 格，其后没有内容。",
        ),
        Text(
            "Get the complete file; to read what is there all the same, add --partial.",
            "请获取完整文件；如仍要读取现有部分，请加 --partial。",
        ),
        f"{document.source.path}, {slot.place.show('en')}" if slot else document.source.path,
    )


def refuse_open_sentence(document: Document, placed: Placed, form: Form | None) -> None:
    """Refuse a file that stops inside a sentence or a heading before its last table.

    Raises:
        InputError: ``cut-off``; to audit it would accuse the agency of what was lost on the way.
    """
    last = document.items[-1] if document.items else None
    if not document.ends_open or not isinstance(last, Line):
        return
    last_table = f"{form.tables[-1].id}." if form is not None else ""
    if any(address.startswith(last_table) for address in _present(placed)):
        return
    words = plain(last.text)
    if not has_chinese(words) or words.endswith(_CLOSED):
        return
    if len(words) < _SENTENCE and not _HEADING.match(words):
        return
    raise InputError(
        "cut-off",
        Text(
            f"The report breaks off in a sentence, after “…{words[-12:]}”, before its last table.",
            f"报告在句中“…{words[-12:]}”之后中断，其后的表格缺失。",
        ),
        Text(
            "Get the complete file; to read what is there all the same, add --partial.",
            "请获取完整文件；如仍要读取现有部分，请加 --partial。",
        ),
        f"{document.source.path}, {last.place.show('en')}",
    )


def _present(placed: Placed) -> set[str]:
    return {a for a, c in placed.cells.items() if c.state != "missing"}
