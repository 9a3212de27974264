"""What else is known when a report is judged: last year's report, and those it is the sum of.

A rule that compares reports reads it from here and never looks for a file. What is not known is
empty, and the rule then does not apply; it is never taken for a disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.messages import Text
from helpers.model import Report


@dataclass(frozen=True, slots=True)
class Levels:
    """Of whom a consolidated report is the sum, as a person declared it.

    Attributes:
        members: The organs whose reports it consolidates, by name, its own office not among them.
        own: The organ whose report is that of its own office, or "" where none is.
        reports: Organ → its report for the same year, of those that are at hand.
        complete: Whether `members` and `own` are all there are.
        why: What the declaration rests on.
    """

    members: tuple[str, ...]
    own: str
    reports: tuple[tuple[str, Report], ...]
    complete: bool
    why: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The organs without a report at hand."""
        there = {name for name, _ in self.reports}
        return tuple(
            n for n in (*((self.own,) if self.own else ()), *self.members) if n not in there
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside a report.

    Attributes:
        earlier: The same organ's report for the year before, or None.
        remark: What a reader must know about the choice of `earlier`, or why none was chosen.
        levels: Of whom the report is the sum, or None where nobody said.
        alike: Reports of other organs whose text is much like this one's, most alike first.
    """

    earlier: Report | None = None
    remark: Text | None = None
    levels: Levels | None = None
    alike: tuple[Report, ...] = ()


ALONE = Context()
"""A report of which nothing else is known."""
