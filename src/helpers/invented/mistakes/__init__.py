"""Reports with known mistakes: what was done to them, and which rules must find it.

from helpers.invented.mistakes import mistaken
report = mistaken(seed=7, form_id="2021", names=["deadline missed"])
report.parts, report.must, report.labels
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from helpers.invented.boxes import Part
from helpers.invented.drafts import Draft, drafted
from helpers.invented.mistakes import cells, claims, copies, dates, shared, structure, two, whole
from helpers.invented.mistakes.label import Changed, Label, Mistake
from helpers.invented.mistakes.truth import disputed, due

__all__ = ["MISTAKES", "Changed", "Label", "Labelled", "Mistake", "labelled", "mistaken"]

MISTAKES: dict[str, Mistake] = {
    **cells.MISTAKES,
    **two.MISTAKES,
    **claims.MISTAKES,
    **copies.MISTAKES,
    **shared.MISTAKES,
    **structure.MISTAKES,
    **dates.MISTAKES,
    **whole.MISTAKES,
}
"""Name → mistake, all that are known."""


@dataclass(frozen=True)
class Labelled:
    """A report with the truth about its mistakes.

    Attributes:
        draft: The report; `parts` are its lines and tables.
        labels: What was done to it.
        must: Ids of the rules that must fail.
        may: Ids of those that fail rightly but need not.
        never: Ids of those that must not fail, not even as a note.
    """

    draft: Draft
    labels: tuple[Label, ...]
    must: frozenset[str]
    may: frozenset[str]
    never: frozenset[str] = frozenset()

    @property
    def parts(self) -> list[Part]:
        """The report as lines and tables."""
        return self.draft.parts()

    @property
    def cells(self) -> tuple[Changed, ...]:
        """The cells that print something wrong."""
        return tuple(changed for label in self.labels for changed in label.cells)


def labelled(draft: Draft, labels: Sequence[Label]) -> Labelled:
    """Return a draft with what must be found in it."""
    must = frozenset().union(due(draft), *(label.rules for label in labels))
    may = frozenset().union(disputed(draft), *(label.may for label in labels))
    never = frozenset().union(*(label.never for label in labels))
    return Labelled(draft, tuple(labels), must, may, never)


def mistaken(seed: int | str, form_id: str = "2021", names: Sequence[str] = ()) -> Labelled:
    """Return a report with mistakes; the same one for the same arguments.

    Args:
        seed: Where its chance begins.
        form_id: Edition of the form.
        names: Which mistakes are made, in order; one that finds no room in the report is left
            out. None at all leaves a report in which everything is true.
    """
    draft = drafted(seed, form_id)
    chance = Random(f"mistakes {form_id} {seed} {' '.join(names)}")
    labels = [label for name in names if (label := MISTAKES[name](draft, chance)) is not None]
    return labelled(draft, labels)
