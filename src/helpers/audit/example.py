"""Examples that a rule is shown on: the smallest reports that pass, fail and leave it undecided."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.audit.context import ALONE, Context
from helpers.messages import Text
from helpers.model import Report


@dataclass(frozen=True, slots=True)
class Example:
    """A small invented report that shows one verdict of a rule.

    Attributes:
        says: What it shows, in a sentence.
        report: The report.
        context: What stands beside it.
    """

    says: Text
    report: Report
    context: Context = ALONE


@dataclass(frozen=True, slots=True)
class Examples:
    """One example for each verdict that a reader has to understand."""

    passing: Example
    failing: Example
    undecidable: Example
