"""What else is known when a report is judged: last year's report, and those it is the sum of.

A rule that compares reports reads it from here and never looks for a file. What is not known is
empty, and the rule then does not apply; it is never taken for a disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from helpers.messages import Text
from helpers.model import Report
from helpers.model.report import SECOND_REPORT
from helpers.wording import plain


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

    def beside(self, report: Report) -> Context:
        """Return what `report` may be compared with.

        A file that holds two reports may have been paired by the other of them.
        """
        if self.earlier is None or all(note.code != SECOND_REPORT for note in report.notes):
            return self
        names = [plain(r.agency or "") for r in (report, self.earlier)]
        if all(names) and (names[0] in names[1] or names[1] in names[0]):
            return self
        return replace(self, earlier=None, remark=_OF_ANOTHER)


_OF_ANOTHER = Text(
    "The file holds two reports, and last year's is of another organ than the one that was read.",
    "文件中有两份报告，而上一年度的报告不属于所读取的机关。",
)


ALONE = Context()
"""A report of which nothing else is known."""
