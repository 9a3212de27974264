"""How the rules behave: each on its own three examples, and all of them on the failing ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.audit import RULES, Audit, Example, Outcome, Rule, Verdict, audit
from helpers.messages import Text
from helpers.model import Report

_WEIGHT: tuple[Verdict, ...] = ("fail", "undecided", "pass", "not_applicable")
"""A rule applied at many places is told by the first of these that comes out."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule, alone, on one of its examples.

    Attributes:
        rule: The rule.
        due: The verdict that the example stands for.
        example: The example.
        audit: What the rule says.
        beside: The same about another example; what differs from it is what this one is about.
    """

    rule: Rule
    due: Verdict
    example: Example
    audit: Audit
    beside: Audit

    @property
    def as_due(self) -> bool:
        """Whether the verdict that the example stands for comes out."""
        return self.audit.count(self.due) > 0

    @property
    def told(self) -> Outcome | None:
        """The outcome to show: of those with the due verdict, the one about most numbers."""
        due = [r.outcome for r in self.audit.results if r.outcome.verdict == self.due]
        return max(due, key=self._content, default=None)

    def _content(self, outcome: Outcome) -> tuple[int, bool]:
        printed = sum(bool(self.audit.report.cell(a).value) for a in outcome.cells)
        return printed, bool(self._differing(outcome))

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that the outcome is about, or else those printed otherwise than `beside`."""
        told = self.told
        if told is None:
            return ()
        return told.cells or (() if told.evidence else self._differing(told))

    @property
    def around(self) -> tuple[str, ...]:
        """The cells that the rule reads at the same place of `beside`."""
        at = self.told.at if self.told and self.told.cells else None
        return tuple(a for r in self.beside.results if r.outcome.at == at for a in r.outcome.cells)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of prose that do not stand in `beside`; for outcomes that rest on no words."""
        told = self.told
        if told is None or told.evidence or told.cells:
            return ()
        other = set(lines_of(self.beside.report))
        return tuple(line for line in lines_of(self.audit.report) if line not in other)

    def _differing(self, outcome: Outcome) -> tuple[str, ...]:
        """Return cells that `beside` prints otherwise, of the table that an outcome is about."""
        report, other = self.audit.report, self.beside.report
        kind, _, table = outcome.at.partition(".")
        if report.form != other.form:
            return ()
        return tuple(
            a
            for a in report.cells
            if report.cell(a).raw != other.cell(a).raw
            and (kind != "table" or a.startswith(f"{table}."))
        )


def lines_of(report: Report) -> list[str]:
    """Return the lines of a report's prose, in order."""
    return [line for section in report.sections for line in section.text.splitlines()]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What one rule says about the failing example of another, or of its own.

    Attributes:
        example: Id of the rule whose failing example it is.
        rule: Id of the rule that judges it.
        verdict: The weightiest verdict: fail, undecided, pass, not applicable.
        places: How often it came out.
    """

    example: str
    rule: str
    verdict: Verdict
    places: int


def observe(rule_id: str = "") -> tuple[Trial, ...]:
    """Try every rule, or the one named, on its three examples: passing, failing, undecidable.

    Raises:
        KeyError: there is no such rule.
    """
    chosen = [r for r in RULES if rule_id in ("", r.id)]
    if not chosen:
        raise KeyError(rule_id)
    return tuple(trial for rule in chosen for trial in _trials(rule))


def _trials(rule: Rule) -> Iterator[Trial]:
    shown = rule.examples
    cases: tuple[tuple[Verdict, Example, Example], ...] = (
        ("pass", shown.passing, shown.failing),
        ("fail", shown.failing, shown.passing),
        ("undecided", shown.undecidable, shown.passing),
    )
    for due, example, other in cases:
        judged, beside = (audit(e.report, (rule,), context=e.context) for e in (example, other))
        yield Trial(rule, due, example, judged, beside)


def crossings() -> tuple[Crossing, ...]:
    """Apply every rule to the failing example of every rule."""
    return tuple(crossing for rule in RULES for crossing in _crossings(rule))


def _crossings(owner: Rule) -> Iterator[Crossing]:
    example = owner.examples.failing
    judged = audit(example.report, context=example.context)
    for rule in RULES:
        counts = {verdict: judged.count(verdict, rule.id) for verdict in _WEIGHT}
        verdict = max(_WEIGHT, key=lambda v: (counts[v] > 0, -_WEIGHT.index(v)))
        yield Crossing(owner.id, rule.id, verdict, counts[verdict])


DUE_WORDS: dict[Verdict, Text] = {
    "pass": Text("passing example", "通过的例子"),
    "fail": Text("failing example", "不通过的例子"),
    "undecided": Text("undecidable example", "无法判断的例子"),
}
