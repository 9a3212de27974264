"""Judgement: every rule applied to a report at every place, with four verdicts counted apart."""

import sys
from types import ModuleType
from typing import Any

from helpers.audit.context import ALONE, Context, Levels
from helpers.audit.example import Example, Examples
from helpers.audit.finding import Finding
from helpers.audit.judge import RULES, Audit, audit, reviewed, rule
from helpers.audit.locate import Change, Repair
from helpers.audit.reviews import (
    DECISION_WORDS,
    DECISIONS,
    REVIEWS,
    Decided,
    Review,
    merged,
    read_reviews,
    reviews_text,
    subject,
)
from helpers.audit.rule import (
    SEVERITIES,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    Evidence,
    Outcome,
    Result,
    Rule,
    Severity,
    Verdict,
)

__all__ = [
    "ALONE",
    "DECISIONS",
    "DECISION_WORDS",
    "REVIEWS",
    "RULES",
    "SEVERITIES",
    "SEVERITY_WORDS",
    "VERDICTS",
    "VERDICT_WORDS",
    "Audit",
    "Change",
    "Context",
    "Decided",
    "Evidence",
    "Example",
    "Examples",
    "Finding",
    "Levels",
    "Outcome",
    "Repair",
    "Result",
    "Review",
    "Rule",
    "Severity",
    "Verdict",
    "audit",
    "merged",
    "read_reviews",
    "reviewed",
    "reviews_text",
    "rule",
    "subject",
]


class _Judge(ModuleType):
    """This folder, which can be called: ``from helpers import audit`` means the act, too."""

    def __call__(self, *given: Any, **named: Any) -> Audit:
        """Audit a report. See :func:`helpers.audit.judge.audit`."""
        return audit(*given, **named)


sys.modules[__name__].__class__ = _Judge
