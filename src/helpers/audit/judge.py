"""Applying all rules to one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from helpers.audit import (
    claims,
    content,
    heads,
    identities,
    nones,
    parts,
    rates,
    structure,
    time,
    units,
)
from helpers.audit.layout import form_of
from helpers.audit.locate import Repair, locate
from helpers.audit.rule import (
    SEVERITIES,
    Finding,
    Outcome,
    Result,
    Rule,
    Severity,
    Verdict,
    findings,
    numbered,
)
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report

RULES: tuple[Rule, ...] = (
    *parts.RULES,
    *claims.RULES,
    *nones.RULES,
    *rates.RULES,
    *identities.RULES,
    *heads.RULES,
    *structure.RULES,
    *units.RULES,
    *content.RULES,
    *time.RULES,
)
"""Every rule, in the order in which findings of the same severity are listed."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What the rules say about a report.

    Attributes:
        report: The report.
        form: The edition of its tables, or None.
        results: Every rule at every place it was applied to.
        findings: What a reader should look at, worst first.
        repairs: Where identities fail: the smallest sets of cells to change.
    """

    report: Report
    form: Form | None
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]

    def count(self, verdict: Verdict, rule_id: str | None = None) -> int:
        """Return how often a verdict came out, of one rule or of all."""
        return sum(
            r.outcome.verdict == verdict and rule_id in (None, r.rule.id) for r in self.results
        )

    def severities(self) -> dict[Severity, int]:
        """Return the number of findings of each severity, worst first."""
        counted = Counter(f.severity for f in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}

    def of(self, rule_id: str) -> tuple[Result, ...]:
        """Return the results of one rule."""
        return tuple(r for r in self.results if r.rule.id == rule_id)

    def as_dict(self) -> dict[str, object]:
        """Return the shape of ``ogi-audit audit --json``."""
        return {
            "agency": self.report.agency,
            "region": self.report.region.as_dict(),
            "year": self.report.year,
            "form": self.report.form,
            "source": self.report.source.as_dict(),
            "results": [r.as_dict() for r in self.results],
            "findings": [f.as_dict() for f in self.findings],
            "repairs": [r.as_dict() for r in self.repairs],
        }


def audit(report: Report, rules: tuple[Rule, ...] = RULES) -> Audit:
    """Apply `rules` to `report`. A rule that crashes is undecided, with its error."""
    form = form_of(report.form)
    results = numbered(Result(r, o) for r in rules for o in _apply(r, report, form))
    return Audit(report, form, results, findings(results, report), locate(report, form))


def rule(rule_id: str) -> Rule:
    """Return a rule by its id.

    Raises:
        KeyError: there is no such rule.
    """
    return {r.id: r for r in RULES}[rule_id]


def _apply(applied: Rule, report: Report, form: Form | None) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(applied.check(report, form))
    except Exception as error:  # a fault of ours must never pass for a fault of the agency
        reason = f"{type(error).__name__}: {error}"
        message = Text(
            f"The rule itself broke down ({reason}); what is listed of it may be incomplete.",
            f"规则运行出错（{reason}），其结果可能不完整。",
        )
        outcomes.append(Outcome("undecided", "rule", message))
    return outcomes
