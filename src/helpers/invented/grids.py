"""The tables of the form as printed, from its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from helpers.form import Block, Form, Row, Table, load_form
from helpers.invented.boxes import Box, positions
from helpers.invented.boxes import Table as Printed

Value = int | float | str
"""What a cell prints."""

_Label = Callable[[str], str]
_Cell = Callable[[Block, Row, str], Box]


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


def table_grid(
    form: Form, table: Table, cells: Mapping[str, Value], labels: Mapping[str, str]
) -> Printed:
    """Return a table as printed: every position of every row.

    A position that the cell to its left covers is None, one that a cell above covers COVERED.
    """

    def label(text: str) -> str:
        return labels.get(text, text)

    def value(block: Block, row: Row, column: str) -> Box:
        address = f"{block.table_id}.{row.id}.{column}"
        return Box(str(cells[address]), at=address)

    if table.layout == "blocks":
        return positions(_blocks(table, label, value))
    if table.layout == "indicators":
        return positions(_indicators(table, label, value))
    if table.layout == "strip":
        return positions(_strip(table.blocks[0], label, value))
    return positions(_matrix(table, table.blocks[0], label, value))


def _indicators(table: Table, label: _Label, value: _Cell) -> list[list[Box]]:
    heads = (table.furniture[0], table.furniture[1], table.blocks[0].columns[0].label.zh)
    rows = [[Box(label(head)) for head in heads]]
    for block in table.blocks:
        for row in block.rows:
            number = Box("") if row.role == "heading" else value(block, row, "count")
            rows.append([Box(label(row.label.zh)), Box(row.unit_zh or "——"), number])
    return rows


def _blocks(table: Table, label: _Label, value: _Cell) -> list[list[Box]]:
    width = max(len(b.columns) for b in table.blocks) + 1
    rows: list[list[Box]] = []
    for block in table.blocks:
        rows.append([Box(label(block.article), colspan=width)])
        rows.append([Box(label(text)) for text in _heads(table, block)])
        for row in block.leaf_rows:
            numbers = [value(block, row, c.id) for c in block.columns]
            rows.append([Box(label(row.label.zh)), *numbers])
    return rows


def _heads(table: Table, block: Block) -> list[str]:
    return [table.furniture[0], *(c.label.zh for c in block.columns)]


def _strip(block: Block, label: _Label, value: _Cell) -> list[list[Box]]:
    width = len(block.columns)
    names = [label(c.label.zh) for c in block.columns]
    top: list[Box] = []
    below: list[Box] = []
    third: list[Box] = []
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


def _matrix(table: Table, block: Block, label: _Label, value: _Cell) -> list[list[Box]]:
    first, *inner, last = [label(c.label.zh) for c in block.columns]
    corner, _, applicants, others = map(label, table.furniture)
    rows = [
        [Box(corner, 3, 3), Box(applicants, colspan=len(block.columns))],
        [Box(first, rowspan=2), Box(others, colspan=len(inner)), Box(last, rowspan=2)],
        [Box(name) for name in inner],
    ]
    depth: dict[str | None, int] = {None: 0}
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
