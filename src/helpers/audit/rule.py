"""A rule as an object that can explain itself, and what comes of applying it.

Four verdicts, counted apart: a rule passes, fails, cannot be decided, or does not apply. A blank
or a slash is never a pass and never a failure by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from helpers.audit.context import Context
from helpers.audit.example import Examples
from helpers.form import Form
from helpers.markup import card
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.wording import plain

Verdict = Literal["pass", "fail", "undecided", "not_applicable"]
Severity = Literal["error", "warning", "note"]

VERDICTS: tuple[Verdict, ...] = ("pass", "fail", "undecided", "not_applicable")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Worst first: cannot be true as printed; does not agree unless explained; worth knowing."""

VERDICT_WORDS: dict[Verdict, Text] = {
    "pass": Text("pass", "通过"),
    "fail": Text("fail", "不通过"),
    "undecided": Text("undecided", "无法判断"),
    "not_applicable": Text("not applicable", "不适用"),
}
SEVERITY_WORDS: dict[Severity, Text] = {
    "error": Text("error", "错误"),
    "warning": Text("warning", "存疑"),
    "note": Text("note", "提示"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the report a verdict rests on.

    Attributes:
        quote: As printed.
        place: Where they stand, or None.
        address: The cell they are the content of, or "".
        source: Path of the report they stand in, "" for the report that is audited.
    """

    quote: str
    place: Place | None
    address: str = ""
    source: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the shape of `evidence` in the JSON output."""
        place = self.place.as_dict() if self.place else None
        other: dict[str, object] = {"source": self.source} if self.source else {}
        return {"quote": self.quote, "place": place, **other}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found at one place.

    Attributes:
        verdict: One of the four.
        at: The place it was applied to: an address with ``*``, or a name such as ``section.other``.
        message: What was compared and how it came out.
        severity: Of a failure; None takes the rule's.
        cells: Addresses concerned.
        expected, actual: What should stand there and what does, where there are such.
        evidence: The words it rests on.
        basis: The article, notice or identity; None takes the rule's.
    """

    verdict: Verdict
    at: str
    message: Text
    severity: Severity | None = None
    cells: tuple[str, ...] = ()
    expected: int | float | str | None = None
    actual: int | float | str | None = None
    evidence: tuple[Evidence, ...] = ()
    basis: Text | None = None


Check = Callable[[Report, Form | None], Iterable[Outcome]]
WideCheck = Callable[[Report, Form | None, Context], Iterable[Outcome]]
"""A check that also reads what stands beside the report."""

EXACT = Text("None: whole numbers are compared exactly.", "无容差，按整数精确比较。")
WORDS = Text("None: words are there or not.", "无容差，只看有无相应文字。")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the audit.

    Attributes:
        id: Stable name.
        title: What it says, in a few words.
        why: The reason for it, in a sentence or two, as the method section prints it.
        basis: The article, notice or identity it rests on.
        reads: What it reads of a report.
        severity: Of its failures, unless an outcome states another.
        blanks: What it does with blank, slashed or missing cells.
        check: The check itself; yields one outcome for each place.
        tolerance: By how much what is compared may differ.
        across: The same check, if it compares the report with others; it is then used instead.
        shown: Makes a passing, a failing and an undecidable example, when they are asked for.
    """

    id: str
    title: Text
    why: Text
    basis: Text
    reads: Text
    severity: Severity
    blanks: Text
    check: Check
    tolerance: Text = EXACT
    across: WideCheck | None = None
    shown: Callable[[], Examples] | None = None

    def apply(self, report: Report, form: Form | None, context: Context) -> Iterable[Outcome]:
        """Return one outcome for each place of `report` that the rule speaks of."""
        if self.across is not None:
            return self.across(report, form, context)
        return self.check(report, form)

    def __repr__(self) -> str:
        """Its id and what it says."""
        return f"Rule({self.id}: {self.title.en})"

    def _repr_html_(self) -> str:
        named = (
            ("severity · 严重程度", SEVERITY_WORDS[self.severity]),
            ("why · 缘由", self.why),
            ("basis · 依据", self.basis),
            ("reads · 读取", self.reads),
            ("blanks · 空白", self.blanks),
        )
        head = f"{self.id}: {self.title.en} · {self.title.zh}"
        return card(head, ((name, f"{said.en} · {said.zh}") for name, said in named))

    @property
    def examples(self) -> Examples:
        """The examples of the rule.

        Raises:
            LookupError: the rule has none.
        """
        if self.shown is None:
            raise LookupError(self.id)
        return self.shown()


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome with the rule it is of."""

    rule: Rule
    outcome: Outcome

    @property
    def severity(self) -> Severity:
        """The severity a failure has."""
        return self.outcome.severity or self.rule.severity

    def as_dict(self) -> dict[str, str]:
        """Return the shape of an entry of `results` in the JSON output."""
        return {"rule": self.rule.id, "verdict": self.outcome.verdict, "at": self.outcome.at}


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
            basis=outcome.basis or rule.basis,
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


def cell_evidence(report: Report, addresses: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the printed content of cells as evidence."""
    cells = ((a, report.cell(a)) for a in addresses)
    return tuple(Evidence(c.raw, c.place, a) for a, c in cells if c.place is not None)
