"""A strip of which only the heads are printed: the row for its values was left blank.

Spreadsheets drop a row without any value, and so do most flattened tables: no row is left that
could be placed. The table is there all the same, and must not be reported as missing.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace

from helpers.model import Cell, Document, Line
from helpers.parsing.labels import LabelIndex
from helpers.parsing.outline import heads_section
from helpers.parsing.placed import Placed
from helpers.parsing.slots import How, TableRow, is_value
from helpers.parsing.trust import recounted
from helpers.wording import bare

CODE = "heads-only"
"""The inference that a strip was left blank."""

UNREADABLE = "\ufffd"
"""What readers put where something is printed that cannot be read."""


def left_blank(
    index: LabelIndex,
    rows: Sequence[TableRow],
    placed: Placed,
    how: MutableMapping[str, How],
    codes: Mapping[str, set[str]],
) -> None:
    """Read the cells of a strip as blank where all its heads stand, and no value below them.

    Another table of the document must have been read in the same way, and no cell may have got
    lost: where numbers of a document are gone, nobody can tell what was printed here.

    Args:
        index: The labels of the edition.
        rows: All rows, in order.
        placed: What was placed; the blank cells are added.
        how: Table id → how its rows were recovered; that of the strip is added.
        codes: Table id → inferences; one is added.
    """
    table = next(t for t in index.form.tables if t.layout == "strip")
    block = table.blocks[0]
    if table.id in how:
        return
    labels = {bare(row.label.zh) for row in block.rows}
    named = [n for n, row in enumerate(rows) if any(bare(s.text) in labels for s in row.slots)]
    slots = [slot for row in rows[named[0] :] for slot in row.slots] if named else []
    heads = {found.column.id for s in slots if (found := index.column(s.text, block))}
    if (
        not labels <= {bare(slot.text) for slot in slots}
        or heads != {column.id for column in block.columns}
        or any(slot.printed_value or UNREADABLE in slot.text for slot in slots)
        or rows[named[0]].how not in how.values()
        or any(cell.state == "unreadable" for cell in placed.cells.values())
    ):
        return
    place = rows[named[0]].slots[0].place
    for row in block.leaf_rows:
        for column in block.columns:
            address = f"{table.id}.{row.id}.{column.id}"
            placed.cells.setdefault(address, Cell(None, None, "", "blank", place))
    how[table.id] = rows[named[0]].how
    codes[table.id].add(CODE)


def doubt_left_blank(document: Document, rows: Sequence[TableRow], placed: Placed) -> None:
    """Make the cells of a strip unreadable that is said to be blank, if values stand below it.

    They are those of its row in a form that no row could be made of: one on each line, say.
    """
    said = [r for r in placed.readings if CODE in {i.code for i in r.inferred}]
    if not said or not rows:
        return
    for item in document.items[rows[-1].last + 1 :]:
        if not isinstance(item, Line) or heads_section(item.text):
            return
        if item.text.strip() and is_value(item.text):
            break
    else:
        return
    for address, cell in placed.cells.items():
        if address.partition(".")[0] == said[0].table and cell.state == "blank":
            placed.cells[address] = replace(cell, state="unreadable", place=item.place)
    placed.readings = tuple(recounted(placed.readings, placed.cells))
