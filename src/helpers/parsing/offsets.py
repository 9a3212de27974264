"""Where the values of a table begin, learned from the rows that leave no choice.

A row that is longer than its label and values has blank cells besides, and if its first or last
value is blank as well, its values could begin at several cells. The other rows of the table tell:
either values always follow their label at once and the blanks fill the row up, or they always
begin at one position of rows of one length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from helpers.form import Block
from helpers.parsing.slots import Slot

FEWEST = 3
"""So many rows must agree before they tell anything."""


class Offsets:
    """What rows with one reading only show about the others of their table."""

    def __init__(self) -> None:
        self._after_label: dict[str, list[int]] = defaultdict(list)
        self._position: dict[tuple[str, int], list[int]] = defaultdict(list)

    def learn(self, block: Block, width: int, values: Sequence[Slot]) -> None:
        """Note where the values of a row began, if it could be told from the row itself.

        Args:
            block: Block of the row.
            width: Number of cells of the whole row.
            values: The cells after the label.
        """
        offsets = possible(values, len(block.columns))
        if len(offsets) == 1:
            if len(values) > len(block.columns):
                self._after_label[block.id].append(offsets[0])
            self._position[block.id, width].append(width - len(values) + offsets[0])

    def choose(self, block: Block, width: int, values: Sequence[Slot]) -> int | None:
        """Return where the values of an unclear row begin among `values`, or None."""
        offsets = possible(values, len(block.columns))
        found: set[int] = set()
        after = self._after_label[block.id]
        if len(after) >= FEWEST and not any(after):
            found.add(0)
        positions = self._position[block.id, width]
        if len(positions) >= FEWEST and len(set(positions)) == 1:
            found.add(positions[0] - (width - len(values)))
        return found.pop() if len(found) == 1 and found <= set(offsets) else None


def possible(values: Sequence[Slot], need: int) -> list[int]:
    """Return at which cells the values of a row can begin: all cells besides must be blank."""
    return [
        at
        for at in range(len(values) - need + 1)
        if all(s.blank for s in (*values[:at], *values[at + need :]))
    ]
