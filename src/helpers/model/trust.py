"""How far a reading can be trusted: what was inferred, what we repaired, and how sure a table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpers.messages import Text
from helpers.model.place import Place
from helpers.numerals import State

Confidence = Literal["certain", "high", "low", "none"]
"""How sure the reading of a table is; never how sure its numbers are.

``certain``: every value was printed in a cell of its own, beside its label and under heads that
the form knows; nothing was inferred. ``high``: something was inferred, and there was one way only.
``low``: the sums had to decide, most sums fail as they do after a shift, or a quarter of the cells
could not be read. ``none``: the document has no such table.
"""


@dataclass(frozen=True, slots=True)
class Inference:
    """Something about a table that is not printed and was concluded in reading it."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class ReadingRepair:
    """A cell that our first reading left open or misplaced, and how it was put right.

    A repair concerns our reading alone. It moves printed words between cells or says where a blank
    stood; it never changes a printed number, and the agency's own errors stay as published.

    Attributes:
        kind: ``by-sums`` (decided by labels and identities) or ``by-hand`` (``repairs.toml``).
        address: The cell.
        was: State and text before.
        now: State and text after.
        why: What the repair rests on.
        place: Where the words stand, or None.
        by: Who corrected it and when, for repairs by hand.
    """

    kind: Literal["by-sums", "by-hand"]
    address: str
    was: tuple[State, str]
    now: tuple[State, str]
    why: Text
    place: Place | None = None
    by: str = ""
