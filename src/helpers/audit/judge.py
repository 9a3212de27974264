"""Applying all rules to one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.audit import (
    blank,
    cited,
    claims,
    content,
    counts,
    fees,
    heads,
    identities,
    leftover,
    levels,
    lost,
    nones,
    parts,
    rates,
    reuse,
    same,
    structure,
    time,
    units,
    years,
)
from helpers.audit.context import ALONE, Context
from helpers.audit.finding import Finding, findings, numbered
from helpers.audit.layout import form_of
from helpers.audit.locate import Repair, locate
from helpers.audit.reviews import Review, subject
from helpers.audit.rule import (
    SEVERITIES,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    Outcome,
    Result,
    Rule,
    Severity,
    Verdict,
)
from helpers.audit.shown_claims import ABOUT_CLAIMS
from helpers.audit.shown_tables import ABOUT_TABLES
from helpers.audit.shown_words import ABOUT_WORDS
from helpers.form import Form
from helpers.markup import card
from helpers.messages import Text
from helpers.model import Report

_FAMILIES: tuple[Rule, ...] = (
    *parts.RULES,
    *claims.RULES,
    *nones.RULES,
    *rates.RULES,
    *identities.RULES,
    *years.RULES,
    *levels.RULES,
    *counts.RULES,
    *blank.RULES,
    *heads.RULES,
    *structure.RULES,
    *units.RULES,
    *content.RULES,
    *time.RULES,
    *leftover.RULES,
    *cited.RULES,
    *lost.RULES,
    *fees.RULES,
    *same.RULES,
    *reuse.RULES,
)
_EXAMPLES = {**ABOUT_CLAIMS, **ABOUT_TABLES, **ABOUT_WORDS}
RULES: tuple[Rule, ...] = tuple(replace(r, shown=r.shown or _EXAMPLES.get(r.id)) for r in _FAMILIES)
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
        reviews: What reviewers decided about its findings, and about findings no longer made.
    """

    report: Report
    form: Form | None
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    reviews: tuple[Review, ...] = ()

    def reviewed(self, finding: Finding) -> tuple[Review, ...]:
        """Return the decisions about a finding, the earliest first."""
        return tuple(r for r in self.reviews if r.fingerprint == finding.fingerprint)

    @property
    def outlived(self) -> tuple[Review, ...]:
        """Decisions about findings that are no longer made of this report."""
        made = {finding.fingerprint for finding in self.findings}
        return tuple(r for r in self.reviews if r.fingerprint not in made)

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

    def __repr__(self) -> str:
        """The result in one line."""
        counts = ", ".join(f"{SEVERITY_WORDS[s].en} {n}" for s, n in self.severities().items())
        decided = self.count("pass") + self.count("fail")
        passed = f"{self.count('pass')} of {decided} checks passed"
        return f"Audit({self.report.name}: {counts}; {passed}, {self.count('undecided')} undecided)"

    def _repr_html_(self) -> str:
        rows: list[tuple[str, object]] = [
            (f"{VERDICT_WORDS[v].en} · {VERDICT_WORDS[v].zh}", self.count(v)) for v in VERDICTS
        ]
        for found in self.findings:
            words = SEVERITY_WORDS[found.severity]
            said = f"{found.title.en} · {found.title.zh} ({found.rule})"
            rows.append((f"{words.en} · {words.zh}", said))
        return card(self.report.name, rows)

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


def audit(report: Report, rules: tuple[Rule, ...] = RULES, *, context: Context = ALONE) -> Audit:
    """Apply `rules` to `report`. A rule that crashes is undecided, with its error.

    Args:
        report: The report.
        rules: The rules; all of them by default.
        context: What else is known: last year's report, and those that it is the sum of.
    """
    form = form_of(report.form)
    beside = context.beside(report)
    results = numbered(Result(r, o) for r in rules for o in _apply(r, report, form, beside))
    return Audit(report, form, results, findings(results, report), locate(report, form))


def reviewed(judged: Audit, reviews: Iterable[Review]) -> Audit:
    """Return an audit with those of `reviews` that are about its findings, or about its report."""
    made, name = {f.fingerprint for f in judged.findings}, subject(judged.report)
    own = tuple(r for r in reviews if r.fingerprint in made or r.report == name)
    return replace(judged, reviews=own)


def rule(rule_id: str) -> Rule:
    """Return a rule by its id.

    Raises:
        KeyError: there is no such rule.
    """
    return {r.id: r for r in RULES}[rule_id]


def _apply(applied: Rule, report: Report, form: Form | None, context: Context) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(applied.apply(report, form, context))
    except Exception as error:  # a fault of ours must never pass for a fault of the agency
        reason = f"{type(error).__name__}: {error}"
        message = Text(
            f"The rule itself broke down ({reason}); what is listed of it may be incomplete.",
            f"规则运行出错（{reason}），其结果可能不完整。",
        )
        outcomes.append(Outcome("undecided", "rule", message))
    return outcomes
