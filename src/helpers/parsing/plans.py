"""Where the values of a row go, kept for the rows that are like it.

See :mod:`helpers.parsing.rowfacts` for what alike means.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from helpers.model import Cell
from helpers.numerals import read_cell
from helpers.parsing.labels import label_indexes
from helpers.parsing.placed import Placed
from helpers.parsing.remembered import Remembered
from helpers.parsing.rowfacts import NUMBER, Candidate, FactBook, skeleton
from helpers.parsing.slots import Slot
from helpers.wording import has_chinese

REMEMBERED_PLANS = 3_000
"""At most so many ways to place a row are remembered."""


class Plan:
    """Which value of a row stands in which cell.

    Args:
        row: The address of the row.
        by_column: Column id → the value, one of `values`.
        values: The values.
        codes: What the match rests on beyond the printed heads.

    Attributes:
        sure: Whether every matched cell is one of `values`, and no other value is printed.
    """

    __slots__ = ("_addresses", "_cells", "_columns", "_row", "codes", "sure")

    def __init__(
        self,
        row: str,
        by_column: Mapping[str, Slot],
        values: Sequence[Slot],
        codes: frozenset[str],
    ) -> None:
        position = {id(slot): n for n, slot in enumerate(values)}
        self._row = row
        self._columns = {c: position[id(slot)] for c, slot in by_column.items()}
        self._cells = tuple((f"{row}.{c}", n) for c, n in self._columns.items())
        self._addresses = frozenset(address for address, _ in self._cells)
        self.codes = codes
        used = set(self._columns.values())
        self.sure = not any(n not in used and not s.blank for n, s in enumerate(values))

    @property
    def taken(self) -> Collection[int]:
        """Which values have a column."""
        return self._columns.values()

    def by_column(self, values: Sequence[Slot]) -> dict[str, Slot]:
        """Return the value of each column."""
        return {column: values[n] for column, n in self._columns.items()}

    def fill(self, placed: Placed, values: Sequence[Slot], grid: int) -> bool:
        """Put the values into their cells, if each is still free and no value is left over."""
        cells = placed.cells
        if not self.sure or not cells.keys().isdisjoint(self._addresses):
            return False
        placed.first_in(self._row, grid)
        for address, n in self._cells:
            cells[address] = cell_of(values[n])
        return True


def is_doubtful(
    placed: Placed, candidate: Candidate, values: Sequence[Slot], *, again: bool
) -> bool:
    """Tell whether a row on a line of a page may be that of another label.

    Labels of pages without rules are broken over lines, and the rest of one may stand beside a
    word that is a label itself: words follow it then, or its row came before (`again`) and could
    not be read. Where characters have no meaning or lie on each other, what lies where is not known.
    """
    if not values or not values[0].place.page:
        return False
    if any("\ufffd" in value.text for value in values):
        return True
    if has_chinese(values[0].text) and not values[0].value_like:
        return True
    first = placed.cells.get(f"{candidate.address}.{candidate.label.block.columns[0].id}")
    return again and (first is None or first.state == "unreadable")


def cell_of(slot: Slot) -> Cell:
    """Return what stands in a cell."""
    text = slot.text
    if skeleton(text) == NUMBER:
        return Cell(int(text), None, text, "number", slot.place, slot.confidence)
    read = read_cell(text)
    return Cell(read.value, read.unit, text.strip(), read.state, slot.place, slot.confidence)


class PlanBook(Remembered[object, Plan]):
    """The plans made so far, by what they depend on."""

    def __init__(self) -> None:
        super().__init__(REMEMBERED_PLANS)

    def plan(self, key: object) -> Plan | None:
        """Return the plan for rows with this key, None if none was made."""
        try:
            return self[key]
        except KeyError:
            return None


@lru_cache(maxsize=8)
def books(form_id: str) -> tuple[FactBook, PlanBook]:
    """Return what is remembered of the rows of an edition, and of where their values go."""
    index = label_indexes()[form_id]
    strip = next(t for t in index.form.tables if t.layout == "strip")
    return FactBook(index, strip.blocks[0]), PlanBook()
