"""A rule as an object that can explain itself, and what comes of applying it.

Four verdicts, counted apart: a rule passes, fails, cannot be decided, or does not apply. A blank
or a slash is never a pass and never a failure by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from helpers.audit.context import Context
from helpers.audit.example import Examples
from helpers.form import Form
from helpers.markup import card
from helpers.messages import Text
from helpers.model import Place, Report

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
FORMER = Text(
    "Regulations on Open Government Information of 2007 (State Council decree 492), articles 31 "
    "and 32: each organ publishes a report on the year before, with the contents listed",
    "2007年《政府信息公开条例》（国务院令第492号）第三十一条、第三十二条：各级行政机关公布上一年度的年度报告及其应当包括的内容",
)
"""What annual reports rested on before the Regulations were revised in 2019."""
OWN_TEXT = Text(
    "A report is of its own organ and year (Regulations on Open Government Information of 2019, "
    "article 50; for years before, Regulations of 2007, articles 31 and 32)",
    "年度报告应反映本机关当年情况（《政府信息公开条例》第五十条；2018年及以前年度为2007年《条例》第三十一条、第三十二条）",
)
"""Why no text may be copied, before the notice of 2021 named it among the failings."""


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
        former: The basis for reports on earlier years, where it is another.
        since: The first year that `basis` is about; 0 for that of the Regulations of 2019.
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
    former: Text | None = None
    since: int = 0

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


def cell_evidence(report: Report, addresses: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the printed content of cells as evidence."""
    cells = ((a, report.cell(a)) for a in addresses)
    return tuple(Evidence(c.raw, c.place, a) for a, c in cells if c.place is not None)
