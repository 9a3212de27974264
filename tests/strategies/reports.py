"""Whole reports on drawn numbers, in the kinds of file that keep every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from helpers.invented import invented_parts
from helpers.invented.boxes import Part
from helpers.invented.kinds import KINDS, Kind
from helpers.invented.said import Said, sayings
from helpers.model import Report
from helpers.parsing import read_report
from strategies.cells import Cells, balanced

FORMS = ("2019", "2021")
CLEAN = tuple(kind for kind in KINDS.values() if kind.keeps == "all")
FORMS_DRAWN = st.sampled_from(FORMS)


@dataclass(frozen=True, repr=False)
class Given:
    """A report to be read.

    Attributes:
        form_id: Edition of its form.
        cells: Address → number printed.
        said: Sentences that are true of the cells.
        parts: Its lines and tables.
    """

    form_id: str
    cells: Cells
    said: tuple[Said, ...]
    parts: Sequence[Part]

    def __repr__(self) -> str:
        filled = {address: value for address, value in self.cells.items() if value}
        return f"Given({self.form_id}, {filled}, {[one.text for one in self.said]})"


@st.composite
def reports(draw: st.DrawFn, *, speaking: bool = False) -> Given:
    """Draw a report; if `speaking`, with sentences that state its numbers."""
    form_id = draw(FORMS_DRAWN)
    cells = draw(balanced(form_id))
    said: tuple[Said, ...] = ()
    prose: dict[str, list[str]] = {}
    if speaking:
        said = tuple(sayings(form_id, cells, Random(draw(st.integers(0, 9999)))))
        for one in said:
            prose.setdefault(one.section, []).append(one.text)
    parts = invented_parts(form_id, dict(cells), prose=prose or None, derive=False)
    return Given(form_id, cells, said, parts)


def written(parts: Sequence[Part], kind: Kind, folder: Path) -> Report:
    """Write a report as a file of a kind, and read it."""
    path = folder / f"report{kind.suffix}"
    path.write_bytes(kind.write(parts))
    return read_report(path, shown="report")
