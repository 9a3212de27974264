"""Invented annual reports, made from the declared form: every agency and number is made up.

``invented_report()`` gives a whole report in which everything adds up and all cells are 0; give
`values` to fill cells, and any other argument to change a part. What a cell prints is free
(``"/"``, ``""``, ``"减3"``), so wrong reports are made the same way as right ones.

    from invented import invented_report
    text = invented_report("2021", {"applications.received.natural_person": 3}, layout="html")
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from helpers.form import Block, Form, Row, Table, load_form

Layout = Literal["tab_rows", "tabs", "pipes", "wide_pipes", "spaces", "lines", "paragraphs", "html"]
LAYOUTS: tuple[Layout, ...] = (
    "tab_rows",  # one cell a line after a tab, a blank line between rows (上塘镇 2020)
    "tabs",  # one row a line, tabs between the cells
    "pipes",  # | one | row | a | line |
    "wide_pipes",  # the same, with an empty cell wherever a label covers several columns
    "spaces",  # one row a line, spaces between the cells; blank cells would vanish
    "lines",  # one cell a line and nothing else; blank cells would vanish
    "paragraphs",  # one cell a line, blank lines between; an empty cell is an empty paragraph
    "html",
)
AGENCY = "云岚市青禾镇人民政府"
"""An invented agency."""
YEARS = {"legacy": 2017, "2019": 2020, "2021": 2022}

Value = int | float | str


@dataclass(frozen=True)
class Box:
    """A cell of a printed table; positions that it covers are no boxes."""

    text: str
    colspan: int = 1
    rowspan: int = 1


COVERED = Box("", rowspan=0)

Part = str | list[list[Box | None]]
"""A line, or a table as every position of every row."""

PROSE: dict[str, tuple[str, ...]] = {
    "overview": (
        "（一）主动公开。按时公开机构职能、办事指南等内容，内容准确。",
        "（二）依申请公开。申请渠道畅通，办理流程规范，依法按时答复。",
        "（三）政府信息管理。健全发布审核制度，做到先审查后公开。",
        "（四）平台建设。做好网站专栏的日常维护。",
        "（五）监督保障。开展工作考核和社会评议，评议结果良好，未发生责任追究情况。",
    ),
    "problems": (
        "存在的主要问题：公开内容不够丰富。",
        "改进情况：加强业务培训，丰富公开内容。",
    ),
    "other": ("无其他需要报告的事项。",),
}
"""What the sections without tables say unless told otherwise: no numbers."""


def completed(form_id: str, values: Mapping[str, Value], default: Value = 0) -> dict[str, Value]:
    """Return every cell of a form: `values`, then totals that add up, then `default`.

    A total is worked out only where it is not given and all its parts are numbers.
    """
    form = load_form(form_id)
    cells = {address: values.get(address, default) for address in form.addresses}
    # Row identities first: the outcome total of a column adds up the rows of that column.
    for equation in sorted(form.equations, key=lambda e: e.rule == "requests-balance"):
        if len(equation.right) != 1 or equation.right[0] in values:
            continue
        parts = [cells[a] for a in equation.left]
        if all(isinstance(p, int) for p in parts):
            cells[equation.right[0]] = sum(p for p in parts if isinstance(p, int))
    return cells


def invented_report(
    form_id: str = "2021",
    values: Mapping[str, Value] | None = None,
    layout: Layout = "tab_rows",
    **changes: Any,
) -> str:
    """Return a whole invented report as text or, with ``layout="html"``, as a web page.

    Args:
        form_id: Edition of the form.
        values: Cell address → what it prints.
        layout: How the tables are written; see :data:`LAYOUTS`.
        changes: What else is to differ; see :func:`invented_parts`.
    """
    write = _page if layout == "html" else _text
    return write(invented_parts(form_id, values, **changes), layout)


def invented_parts(
    form_id: str = "2021",
    values: Mapping[str, Value] | None = None,
    *,
    agency: str = AGENCY,
    year: int | None = None,
    published: date | None = None,
    title: str | None = None,
    opening: Sequence[str] | None = None,
    prose: Mapping[str, Sequence[str]] | None = None,
    headings: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    default: Value = 0,
    derive: bool = True,
    without: Sequence[str] = (),
    signature: bool = True,
) -> list[Part]:
    """Return a whole invented report as its lines and tables, the first line being the title.

    Args:
        form_id: Edition of the form.
        values: Cell address → what it prints.
        agency: Full name; it stands in title, opening and signature.
        year: Year reported on (default: see :data:`YEARS`).
        published: Date of the signature (default: 15 January of the next year).
        title: Whole title line (default: agency, year and the usual words).
        opening: Paragraphs before the first section (default: one that states the period).
        prose: Section id → paragraphs, instead of :data:`PROSE`; under a section with a table
            they stand before it.
        headings: Section id → whole heading line (default: ``一、…`` as in the form).
        labels: Label of the form (row, column or article, as declared) → what is printed.
        default: What the cells not in `values` print.
        derive: Work out totals that are not in `values`, so that everything adds up.
        without: Ids of sections and of tables (``"table:applications"``) to leave out.
        signature: Whether agency and date stand at the end.
    """
    form = load_form(form_id)
    year = year or YEARS[form_id]
    published = published or date(year + 1, 1, 15)
    given = dict(values or {})
    if unknown := set(given) - set(form.addresses):
        raise KeyError(f"no cells of form {form_id}: {sorted(unknown)}")
    cells = {a: given.get(a, default) for a in form.addresses}
    if derive:
        cells = completed(form_id, given, default)
    said = {**PROSE, **(prose or {})}
    if opening is None:
        period = f"自{year}年1月1日起至{year}年12月31日止"
        made = f"{agency}根据《中华人民共和国政府信息公开条例》编制本报告。"
        opening = (f"{made}本报告所列数据的统计期限{period}。",)
    parts: list[Part] = [
        title if title is not None else f"{agency}{year}年政府信息公开工作年度报告",
        *opening,
    ]
    for section in form.sections:
        if section.id in without:
            continue
        number = "一 二 三 四 五 六 七 八 九 十 十一".split()[section.number - 1]
        heading = f"{number}、{section.label.zh}"
        parts.append((headings or {}).get(section.id, heading))
        parts += said.get(section.id, ())
        for table in form.tables:
            if table.section == section.number and f"table:{table.id}" not in without:
                parts.append(table_grid(form, table, cells, labels or {}))
    if signature:
        parts += [agency, f"{published.year}年{published.month}月{published.day}日"]
    return parts


def table_grid(
    form: Form, table: Table, cells: Mapping[str, Value], labels: Mapping[str, str]
) -> list[list[Box | None]]:
    """Return a table as printed: every position of every row.

    A position that the cell to its left covers is None, one that a cell above covers COVERED.
    """

    def label(text: str) -> str:
        return labels.get(text, text)

    def value(block: Block, row: Row, column: str) -> Box:
        return Box(str(cells[f"{block.table_id}.{row.id}.{column}"]))

    if table.layout == "blocks":
        width = max(len(b.columns) for b in table.blocks) + 1
        rows: list[list[Box]] = []
        for block in table.blocks:
            heads = [Box(label(c.label.zh)) for c in block.columns]
            rows.append([Box(label(block.article), colspan=width)])
            rows.append([Box(label(table.furniture[0])), *heads])
            for row in block.leaf_rows:
                numbers = [value(block, row, c.id) for c in block.columns]
                rows.append([Box(label(row.label.zh)), *numbers])
        return _positions(rows)
    if table.layout == "indicators":
        heads = (table.furniture[0], table.furniture[1], table.blocks[0].columns[0].label.zh)
        rows = [[Box(label(head)) for head in heads]]
        for block in table.blocks:
            for row in block.rows:
                number = Box("") if row.role == "heading" else value(block, row, "count")
                rows.append([Box(label(row.label.zh)), Box(row.unit_zh or "——"), number])
        return _positions(rows)
    block = table.blocks[0]
    if table.layout == "strip":
        return _positions(_strip(block, label, value))
    return _positions(_matrix(table, block, label, value))


def _strip(block: Block, label, value) -> list[list[Box]]:  # type: ignore[no-untyped-def]
    width = len(block.columns)
    names = [label(c.label.zh) for c in block.columns]
    top, below, third = [], [], []
    for row in [r for r in block.rows if r.parent is None]:
        under = block.children(row.id)
        top.append(Box(label(row.label.zh), colspan=width * max(1, len(under))))
        if not under:
            below += [Box(name, rowspan=2) for name in names]
        for child in under:
            below.append(Box(label(child.label.zh), colspan=width))
            third += [Box(name) for name in names]
    values = [value(block, row, c.id) for row in block.leaf_rows for c in block.columns]
    return [top, below, third, values]


def _matrix(table: Table, block: Block, label, value) -> list[list[Box]]:  # type: ignore[no-untyped-def]
    first, *inner, last = [label(c.label.zh) for c in block.columns]
    corner, _, applicants, others = table.furniture
    rows = [
        [Box(corner, 3, 3), Box(applicants, colspan=len(block.columns))],
        [Box(first, rowspan=2), Box(others, colspan=len(inner)), Box(last, rowspan=2)],
        [Box(name) for name in inner],
    ]
    depth = {None: 0}
    for row in block.rows:
        depth[row.id] = depth[row.parent] + 1
    current: list[Box] = []
    for row in block.rows:
        under = [r for r in block.leaf_rows if _is_under(block, r, row.id)]
        if row.role == "heading":
            current.append(Box(label(row.label.zh), rowspan=len(under)))
            continue
        current.append(Box(label(row.label.zh), colspan=4 - depth[row.id]))
        rows.append([*current, *(value(block, row, c.id) for c in block.columns)])
        current = []
    return rows


def _is_under(block: Block, row: Row, heading: str) -> bool:
    parents = {r.id: r.parent for r in block.rows}
    at = row.parent
    while at is not None:
        if at == heading:
            return True
        at = parents[at]
    return False


def _positions(rows: list[list[Box]]) -> list[list[Box | None]]:
    """Fill the positions that spans cover."""
    covered: set[tuple[int, int]] = set()
    result: list[list[Box | None]] = []
    for y, row in enumerate(rows):
        line: list[Box | None] = []
        for box in row:
            while (y, len(line)) in covered:
                line.append(COVERED)
            x = len(line)
            covered |= {(y + j, x + i) for j in range(box.rowspan) for i in range(box.colspan)}
            line += [box, *[None] * (box.colspan - 1)]
        while (y, len(line)) in covered:
            line.append(COVERED)
        result.append(line)
    return result


def _text(parts: Sequence[Part], layout: Layout) -> str:
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else _written(part, layout)
    return "\n".join(lines) + "\n"


def _written(table: list[list[Box | None]], layout: Layout) -> list[str]:
    every = [[box.text if box else "" for box in row] for row in table]
    below = [[box.text for box in row if box] for row in table]
    printed = [[box.text for box in row if box and box is not COVERED] for row in table]
    if layout == "tab_rows":
        return [line for row in below for line in (*(f"\t{text}" for text in row), "")]
    if layout == "tabs":
        return ["\t".join(row) for row in below]
    if layout in ("pipes", "wide_pipes"):
        rows = below if layout == "pipes" else every
        return [f"| {' | '.join(row)} |" for row in rows]
    if layout == "spaces":
        return [" ".join(row) for row in printed]
    if layout == "lines":
        return [text for row in printed for text in row if text]
    return [line for row in printed for text in row for line in (text, "")]


def _page(parts: Sequence[Part], layout: Layout) -> str:
    body: list[str] = []
    for n, part in enumerate(parts):
        if isinstance(part, str):
            tag = "p" if n else "h1"
            body.append(f"<{tag}>{html.escape(part)}</{tag}>")
        else:
            body.append("<table>")
            body += [
                f"<tr>{''.join(_td(box) for box in row if box and box is not COVERED)}</tr>"
                for row in part
            ]
            body.append("</table>")
    title = html.escape(str(parts[0]))
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body>\n" + "\n".join(body) + "\n</body></html>\n"


def _td(box: Box) -> str:
    spans = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    spans += f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    return f"<td{spans}>{html.escape(box.text)}</td>"
