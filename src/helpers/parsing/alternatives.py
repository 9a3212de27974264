"""Other readings of rows whose values do not match the columns, judged by the sums of the table.

In a flattened table a blank cell can vanish, a label can be lost so that two rows run into one, and
digits can run together. Then one row has several readings. All readings of all such rows of a
table are tried together, and one is kept only if it is the only one that the sums leave standing:

- every identity of the table, in each row and each column, holds with it, each cell known;
- every other reading breaks an identity without a blank in it. An identity with a blank excludes
  nothing, since a blank may be a number that was not filled in;
- a row of zeros proves nothing: only rows with a number are read, and of these only the cells
  that every remaining way of placing the blanks fills with the same printed text.

Printed text is moved, never changed, added or left out. Tables with cells in positions, tables
that keep blanks elsewhere, and tables in which equal neighbours were squeezed are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from helpers.form import Block, Equation, Form
from helpers.model import Cell, ReadingRepair, Unplaced
from helpers.numerals import read_cell
from helpers.parsing.fillings import MOST_READINGS, Reading, Waiting, readings_of
from helpers.parsing.placed import IN_PART, Placed
from helpers.parsing.slots import Slot


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: new cells, and the rows that they belong to.

    Attributes:
        cells: Address → cell.
        repairs: One for each of them.
        whole: Rows of which every value has a cell now, as they are listed.
        part: Rows of which some values have a cell now.
    """

    cells: Mapping[str, Cell]
    repairs: tuple[ReadingRepair, ...]
    whole: tuple[Unplaced, ...]
    part: tuple[Unplaced, ...]


def without(unplaced: Sequence[Unplaced], settled: Settled) -> list[Unplaced]:
    """Return what still has no cell once `settled` is applied."""
    return [
        replace(u, reason=IN_PART) if u in settled.part else u
        for u in unplaced
        if u not in settled.whole
    ]


def settle(
    form: Form, table_id: str, cells: Mapping[str, Cell], waiting: Sequence[Waiting]
) -> Settled | None:
    """Return the only reading of the waiting rows of a table, None where there is not just one.

    Args:
        form: The edition.
        table_id: The table.
        cells: All cells read so far; cells the document does not have are left out or missing.
        waiting: The rows of this table that could not be placed, in document order.
    """
    block = form.table(table_id).blocks[0]
    equations = [e for e in form.equations if e.at.startswith(f"{table_id}.")]
    kinds = {e.at.endswith(".*") for e in equations}
    if kinds != {True, False} or any(w.how == "grid" or w.block is not block for w in waiting):
        return None
    if len({w.row.id for w in waiting}) < len(waiting) or not _keeps_neighbours(block, cells):
        return None
    options = [readings_of(w) for w in waiting]
    size = 1
    for each in options:
        size *= len(each)
    if not 0 < size <= MOST_READINGS:
        return None
    open_cells = {a for each in options for a in each[0].addresses}
    if any((old := cells.get(a)) is not None and old.state != "unreadable" for a in open_cells):
        return None
    known = _known(form, table_id, cells, open_cells)
    if known is None:
        return None
    chosen = _only(options, equations, *known)
    if chosen is None:
        return None
    return _settled(waiting, options, chosen, cells)


def _known(
    form: Form, table_id: str, cells: Mapping[str, Cell], open_cells: set[str]
) -> tuple[dict[str, int], frozenset[str]] | None:
    """Return the numbers of the cells that are settled, and which of them are slashes.

    Returns:
        None where one prints something else, or where a blank shows that blanks leave a trace.
    """
    numbers: dict[str, int] = {}
    slashes = set()
    for address in form.addresses:
        if not address.startswith(f"{table_id}.") or address in open_cells:
            continue
        cell = cells.get(address)
        if cell is not None and cell.state == "slash":
            slashes.add(address)
            numbers[address] = 0
        elif cell is not None and isinstance(cell.value, int) and cell.unit is None:
            numbers[address] = cell.value
        else:
            return None
    return numbers, frozenset(slashes)


def _keeps_neighbours(block: Block, cells: Mapping[str, Cell]) -> bool:
    """Tell whether a row holds two equal neighbours, so that these were not squeezed into one."""
    for row in block.leaf_rows:
        raws = [
            cell.raw if (cell := cells.get(f"{block.table_id}.{row.id}.{c.id}")) else ""
            for c in block.columns
        ]
        if any(a and a == b for a, b in pairwise(raws)):
            return True
    return False


def _only(
    options: Sequence[Sequence[Reading]],
    equations: Sequence[Equation],
    numbers: Mapping[str, int],
    slashes: frozenset[str],
) -> tuple[Reading, ...] | None:
    """Return the one combination that no identity excludes, if with it every identity holds."""
    standing: tuple[Reading, ...] | None = None
    for readings in product(*options):
        values = dict(numbers)
        empty = set(slashes)
        for reading in readings:
            values.update(zip(reading.addresses, reading.numbers, strict=True))
            empty.update(reading.may_be_blank())
        broken = [
            e
            for e in equations
            if sum(map(values.get, e.left)) != sum(map(values.get, e.right))  # type: ignore[arg-type]
        ]
        if any(empty.isdisjoint((*e.left, *e.right)) for e in broken):
            continue
        if standing is not None or broken:
            return None
        standing = readings
    return standing


def _settled(
    waiting: Sequence[Waiting],
    options: Sequence[Sequence[Reading]],
    chosen: Sequence[Reading],
    cells: Mapping[str, Cell],
) -> Settled | None:
    found: dict[str, Cell] = {}
    repairs: list[ReadingRepair] = []
    whole: list[Unplaced] = []
    part: list[Unplaced] = []
    for row, readings, reading in zip(waiting, options, chosen, strict=True):
        if not _tells(row, reading):
            continue
        complete = True
        # The agency may have exchanged a number with the very blank that vanished.
        near = [r for r in readings if _apart(r, reading) <= 2]
        for n, address in enumerate(reading.addresses):
            slots = [f[n] for r in near for f in r.fillings]
            if any(slot != slots[0] for slot in slots):
                complete = False
                continue
            found[address] = _cell(slots[0], row.label)
            old = cells.get(address)
            was = (old.state, old.raw) if old is not None else ("missing", "")
            now = (found[address].state, found[address].raw)
            place = found[address].place
            repairs.append(ReadingRepair("by-sums", address, was, now, reading.why, place))
        (whole if complete else part).append(row.unplaced)
    return Settled(found, tuple(repairs), tuple(whole), tuple(part)) if found else None


def _apart(one: Reading, other: Reading) -> int:
    return sum(a != b for a, b in zip(one.numbers, other.numbers, strict=True))


def _tells(waiting: Waiting, reading: Reading) -> bool:
    """Tell whether every row of a reading has a number; a row of zeros proves nothing."""
    columns = len(waiting.block.columns)
    rows = [reading.numbers[n : n + columns] for n in range(0, len(reading.numbers), columns)]
    return all(any(row) for row in rows)


def _cell(slot: Slot | None, label: Slot) -> Cell:
    if slot is None:
        return Cell(None, None, "", "blank", label.place)
    read = read_cell(slot.text)
    return Cell(read.value, read.unit, slot.text.strip(), read.state, slot.place)


def try_alternatives(
    form: Form, placed: Placed, waiting: Sequence[Waiting], inferred: dict[str, set[str]]
) -> None:
    """Read rows that did not match the columns where the sums leave one way only.

    Args:
        form: The edition.
        placed: What was placed so far; cells and repairs are added to it.
        waiting: The rows that were not placed.
        inferred: Table → codes of inferences, to which ``read-by-sums`` is added.
    """
    for table in form.tables:
        rows = [row for row in waiting if row.table == table.id]
        settled = settle(form, table.id, placed.cells, rows) if rows else None
        if settled is not None:
            placed.cells |= settled.cells
            placed.repairs += settled.repairs
            placed.unplaced = without(placed.unplaced, settled)
            inferred[table.id].add("read-by-sums")
