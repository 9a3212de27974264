"""How sure the reading of a table is, and what it rests on beyond what is printed.

This is about our reading, never about the agency: a table whose reading is sure may be wrong in
every number, and a table that adds up may have been read with difficulty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from helpers.form import Block, Equation, Form, Table
from helpers.model import Cell, Confidence, Inference, LabelUse, TableReading
from helpers.parsing.inferences import INFERENCES, UNSURE
from helpers.parsing.matching import Matched
from helpers.parsing.slots import How, Slot, TableRow

UNREAD = 0.25
"""So large a share of unreadable cells makes the confidence low."""
FEWEST_FAILING = 3
"""So many rows with numbers must fail their sum before a shift is suspected."""


def heads_order(block: Block, named: Sequence[str], grouped: bool) -> str:
    """Return what placing by order would rest on: the code of an inference, or "".

    Args:
        block: The block.
        named: Ids of its columns in the order of the heads above its rows.
        grouped: Whether heads of two levels ran into one row, so that their order says nothing.
    """
    ids = [column.id for column in block.columns]
    if grouped or set(named) != set(ids):
        return "columns-by-order" if len(ids) > 1 else ""
    return "" if list(named) == ids else "order-against-heads"


def row_inferences(
    row: TableRow,
    block: Block,
    values: Sequence[Slot],
    matched: Matched,
    heads: str,
    under: Mapping[int, str],
) -> set[str]:
    """Return what placing a row rested on beyond its printed heads.

    Args:
        row: The row.
        block: Its block.
        values: What stands after the label.
        matched: The cell chosen for each column.
        heads: What :func:`heads_order` says of the heads above.
        under: Grid column → column id, as the heads name them.
    """
    codes = {slot.inferred for slot in matched.values() if slot.inferred}
    if len(values) != len(block.columns):
        codes.add("spare-blanks")
    by_grid = row.how == "grid" and {
        under.get(slot.column) for slot in values if slot.column is not None
    } >= {column.id for column in block.columns}
    if heads and not by_grid:
        position = {id(slot): n for n, slot in enumerate(values)}
        at = [position[id(matched[column.id])] for column in block.columns]
        if all(a < b for a, b in pairwise(at)):
            codes.add(heads)
    return codes


def table_readings(
    form: Form,
    how: Mapping[str, How],
    found: Mapping[str, Cell],
    labels: Sequence[LabelUse],
    codes: Mapping[str, Iterable[str]],
) -> tuple[TableReading, ...]:
    """Return how each table was read; `how` and `codes` by table. See :func:`table_reading`."""
    return tuple(
        table_reading(form, t, how.get(t.id), found, labels, codes[t.id]) for t in form.tables
    )


_ORDER = attrgetter("page", "line", "column", "paragraph", "table", "row", "cell")
"""Places compare by these; to compare tuples made once is quicker than to compare places."""


def table_reading(
    form: Form,
    table: Table,
    how: How | None,
    found: Mapping[str, Cell],
    labels: Iterable[LabelUse],
    codes: Iterable[str],
) -> TableReading:
    """Return how a table was read.

    Args:
        form: The edition.
        table: The table.
        how: How its rows were recovered, None where there are none.
        found: The cells the document has, of all tables.
        labels: All labels as printed.
        codes: Inferences noted while its rows were placed.
    """
    addresses = form.addresses_in(table.id)
    here = {a: found[a] for a in addresses if a in found}
    places = [c.place for c in here.values() if c.place is not None]
    read = _read(here.values())
    noted = {*codes, *_noted(form, table, how, here, labels)} if how else set[str]()
    inferred = tuple(Inference(code, text) for code, text in INFERENCES.items() if code in noted)
    return TableReading(
        table.id,
        how or "absent",
        len(addresses),
        read,
        min(places, key=_ORDER) if places else None,
        # A strip stands in one row: where a part of it is there, nothing of it was left out.
        _confidence(
            how,
            noted,
            (len(addresses) if table.layout == "strip" else len(here)) - read,
            len(addresses),
        ),
        inferred,
    )


def recounted(readings: Iterable[TableReading], cells: Mapping[str, Cell]) -> list[TableReading]:
    """Return readings that count what a person filled in; how sure the reader was stays as it was.

    Args:
        readings: As the reader left them.
        cells: All cells, with corrections.
    """
    counted = []
    for reading in readings:
        here = [cell for a, cell in cells.items() if a.startswith(f"{reading.table}.")]
        unread = any(cell.state == "unreadable" for cell in here)
        inferred = tuple(i for i in reading.inferred if unread or i.code != "cells-unreadable")
        counted.append(replace(reading, found=_read(here), inferred=inferred))
    return counted


def _read(cells: Iterable[Cell]) -> int:
    return sum(c.state not in ("missing", "unreadable") for c in cells)


def _noted(
    form: Form, table: Table, how: How | None, here: Mapping[str, Cell], labels: Iterable[LabelUse]
) -> Iterable[str]:
    if how == "tokens":
        yield "cut-at-labels"
    start = f"{table.id}."
    own = {label.match for label in labels if label.at.startswith(start)}
    if "close" in own:
        yield "close-labels"
    if "position" in own:
        yield "heads-by-position"
    if any(cell.state == "unreadable" for cell in here.values()):
        yield "cells-unreadable"
    if how != "grid" and _as_shifted(form, table, here):
        yield "sums-as-shifted"


def _confidence(how: How | None, codes: set[str], unread: int, cells: int) -> Confidence:
    if how is None:
        return "none"
    if codes & UNSURE or unread >= UNREAD * cells:
        return "low"
    return "high" if codes else "certain"


def _as_shifted(form: Form, table: Table, here: Mapping[str, Cell]) -> bool:
    """Tell whether most rows with numbers fail their own sum.

    In a table whose cells have positions this is the agency's doing; in a flattened one it is
    what a lost or an additional cell looks like.
    """
    start = f"{table.id}."
    rows = [e for e in form.equations if e.at.endswith(".*") and e.at.startswith(start)]
    sides = [both for e in rows if (both := sums(e, here)) is not None and any(both)]
    failing = sum(left != right for left, right in sides)
    return failing >= FEWEST_FAILING and 2 * failing > len(sides)


def sums(equation: Equation, here: Mapping[str, Cell]) -> tuple[float, float] | None:
    """Return both sides of an equation whose cells all print a number, else None."""
    both = []
    for side in (equation.left, equation.right):
        total: float = 0
        for address in side:
            cell = here.get(address)
            if cell is None or cell.value is None:
                return None
            total += cell.value
        both.append(total)
    return both[0], both[1]
