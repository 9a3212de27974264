"""Judgement: every rule applied to a report at every place, with four verdicts counted apart."""

from helpers.audit.context import ALONE, Context, Levels
from helpers.audit.example import Example, Examples
from helpers.audit.judge import RULES, Audit, audit, rule
from helpers.audit.locate import Change, Repair
from helpers.audit.rule import (
    SEVERITIES,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    Evidence,
    Finding,
    Outcome,
    Result,
    Rule,
    Severity,
    Verdict,
)

__all__ = [
    "ALONE",
    "RULES",
    "SEVERITIES",
    "SEVERITY_WORDS",
    "VERDICTS",
    "VERDICT_WORDS",
    "Audit",
    "Change",
    "Context",
    "Evidence",
    "Example",
    "Examples",
    "Finding",
    "Levels",
    "Outcome",
    "Repair",
    "Result",
    "Rule",
    "Severity",
    "Verdict",
    "audit",
    "rule",
]
