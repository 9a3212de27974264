"""A failure as a reader should look at it: with what it rests on, and a name of its own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.audit.layout import first_year
from helpers.audit.rule import SEVERITIES, Evidence, Result, Rule, Severity
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import plain


@dataclass(frozen=True, slots=True)
class Finding:
    """A failure, as a reader should look at it.

    Attributes:
        rule: Id of the rule.
        title: Title of the rule.
        severity: ``error``, ``warning`` or ``note``.
        at: The place the rule was applied to.
        message: What is wrong, in both languages.
        cells, expected, actual, evidence, basis: See :class:`Outcome`.
        fingerprint: The same on every run for the same finding about the same report.
    """

    rule: str
    title: Text
    severity: Severity
    at: str
    message: Text
    cells: tuple[str, ...]
    expected: int | float | str | None
    actual: int | float | str | None
    evidence: tuple[Evidence, ...]
    basis: Text
    fingerprint: str

    @classmethod
    def of(cls, result: Result, report: Report, copy: int = 0) -> Finding:
        """Make the finding of a failed `result` about `report`.

        Args:
            result: A failure.
            report: The report it is about.
            copy: How many findings of the report before this one say the same in the same words.
        """
        rule, outcome = result.rule, result.outcome
        # Neither path, line numbers nor layout enter, nor the count of other places of the rule:
        # moving a file or another finding must not orphan a reviewer's decision.
        identity = [
            report.agency or report.source.sha256,
            report.year,
            rule.id,
            _COPY.sub("", outcome.at),
            outcome.expected,
            outcome.actual,
            [plain(e.quote) for e in outcome.evidence],
        ] + [copy] * (copy > 0)
        digest = hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()
        severity, message = result.severity, outcome.message
        if report.by_ocr and severity == "error":
            # Who misread a figure must not accuse the one who printed it.
            severity, message = "warning", Text(message.en + _OCR.en, message.zh + _OCR.zh)
        return cls(
            rule=rule.id,
            title=rule.title,
            severity=severity,
            at=outcome.at,
            message=message,
            cells=outcome.cells,
            expected=outcome.expected,
            actual=outcome.actual,
            evidence=outcome.evidence,
            basis=outcome.basis or _basis(rule, report.year),
            fingerprint=digest[:16],
        )

    def as_dict(self) -> dict[str, object]:
        """Return the shape of an entry of `findings` in the JSON output."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message.as_dict(),
            "cells": list(self.cells),
            "expected": self.expected,
            "actual": self.actual,
            "evidence": [e.as_dict() for e in self.evidence],
            "basis": self.basis.as_dict(),
            "fingerprint": self.fingerprint,
        }


def _basis(rule: Rule, year: int | None) -> Text:
    """Return what a rule rests on for reports on a year: the law of the time."""
    before = year is not None and year < (rule.since or first_year())
    return rule.former if before and rule.former is not None else rule.basis


_OCR = Text(
    " The report was read from a picture by OCR: compare the cells and words with the picture "
    "before you draw a conclusion.",
    "本报告由图片经 OCR 识别，请先与图片核对有关单元格和文字再作判断。",
)
_COPY = re.compile(r"#\d+$")


def numbered(results: Iterable[Result]) -> tuple[Result, ...]:
    """Give each result of a rule a place of its own: the second at one place ends in ``#2``."""
    seen: dict[tuple[str, str], int] = {}
    own = []
    for result in results:
        key = (result.rule.id, result.outcome.at)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            at = f"{result.outcome.at}#{seen[key]}"
            result = Result(result.rule, replace(result.outcome, at=at))
        own.append(result)
    return tuple(own)


def findings(results: Iterable[Result], report: Report) -> tuple[Finding, ...]:
    """Return the failures as findings, worst first, each with a fingerprint of its own."""
    seen: dict[str, int] = {}
    found = []
    for result in results:
        if result.outcome.verdict != "fail":
            continue
        finding = Finding.of(result, report)
        copy = seen[finding.fingerprint] = seen.get(finding.fingerprint, -1) + 1
        found.append(Finding.of(result, report, copy) if copy else finding)
    return tuple(sorted(found, key=lambda f: SEVERITIES.index(f.severity)))
