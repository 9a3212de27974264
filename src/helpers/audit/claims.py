"""The rule about the numbers of the prose against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.audit import money, scope
from helpers.audit.agreeing import parts_of_agreeing
from helpers.audit.blank import inferred
from helpers.audit.context import ALONE, Context
from helpers.audit.exact import difference, shown
from helpers.audit.meant import Meaning, meant
from helpers.audit.office import of_own_office
from helpers.audit.otherwise import Key, is_part, key, listed_parts
from helpers.audit.rule import FORMER, Evidence, Outcome, Rule, Severity, cell_evidence
from helpers.audit.sums import in_tables, known, sum_of
from helpers.concepts import Concept, vocabulary
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Report


@dataclass(frozen=True, slots=True)
class _Listed:
    """The numbers that are listed as parts, and those of them whose whole agrees with the table."""

    parts: frozenset[Key]
    agreeing: frozenset[Key]


def _claim_table(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    words = vocabulary()
    spoken = [(c, concept) for c in report.claims if (concept := words.concept(c.concept))]
    told = [pair for pair in spoken if in_tables(form, pair[1])]
    listed = _Listed(listed_parts(report), parts_of_agreeing(report, form))
    for claim, concept in told:
        yield _claim_outcome(report, form, claim, concept, listed, context)
    if not told:
        message = Text(
            "The prose states no number that the tables also give.",
            "正文没有与表格对应的数字。",
        )
        yield Outcome("not_applicable", "prose", message)


def _claim_outcome(
    report: Report,
    form: Form | None,
    claim: Claim,
    concept: Concept,
    listed: _Listed,
    context: Context,
) -> Outcome:
    """Compare one number of the prose with the cells it speaks of."""
    cells = known(form, concept.cells)
    table = sum_of(report, cells)
    if table is None and form is not None and (whole := _filled(report, form, cells)) is not None:
        concluded = _claim_outcome(whole, form, claim, concept, listed, context)
        failed = concluded.verdict == "fail"
        as_printed = [
            replace(e, quote=report.cell(e.address).raw) if e.address and not e.source else e
            for e in concluded.evidence
        ]
        return replace(
            concluded,
            severity="note" if failed else concluded.severity,
            evidence=tuple(as_printed),
        )
    evidence = (Evidence(claim.text, claim.place), *cell_evidence(report, cells))
    result = Outcome(
        "undecided",
        f"prose.{claim.section or 'opening'}.{concept.id}",
        Text("", ""),
        cells=cells,
        evidence=evidence,
    )
    stated = shown(claim.value)
    name = concept.label
    unit = claim.unit if claim.unit == "%" else f" {claim.unit}" if claim.unit else ""
    aside = scope.aside(claim, concept, report.year)
    if aside:
        message = Text(
            f"{name.en}: the prose says {stated}, but {aside.en}.",
            f"{name.zh}：正文为 {stated}{unit}，但{aside.zh}。",
        )
        return replace(result, verdict="not_applicable", message=message)
    if "元" in concept.units:
        return money.compared(report, form, claim, concept, result)
    if table is None:
        message = Text(
            f"{name.en}: the prose says {stated}; the table prints no such number.",
            f"{name.zh}：正文为 {stated}{unit}，表格中没有相应数字。",
        )
        return replace(result, message=message)
    says = Text(
        f"{name.en}: the prose says {stated}, the table {shown(table)}",
        f"{name.zh}：正文为 {stated}{unit}，表格为 {shown(table)}",
    )
    if any(not report.cell(a).raw for a in cells):
        says = Text(
            f"{says.en} (added up from the parts of totals left blank)",
            f"{says.zh}（合计未填，按分项相加）",
        )
    result = replace(result, expected=table, actual=claim.value)
    if claim.value == table:
        return replace(result, verdict="pass", message=end(says, "they agree", "两者一致"))
    if difference(claim.value, table) <= scope.rounding(claim):
        return replace(
            result, verdict="pass", message=end(says, "they agree as rounded", "取整后一致")
        )
    if scope.vague(claim, table):
        return replace(
            result, verdict="pass", message=end(says, "which fits the words", "与约数表述相符")
        )
    if own := of_own_office(context, claim, concept, result, says):
        return own
    reason = _reason(listed, claim, table, concept)
    if form is not None and (other := meant(report, form, concept, claim)):
        # 全年共办结N件 says that N were decided, and not that those carried over are among them.
        said = not firm(claim, concept) and other.said.search(claim.sentence) is not None
        return _other_quantity(report, form, result, says, other, reason is not None or said)
    if reason is not None:
        return replace(
            result,
            message=end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断"),
            expected=None,
            actual=None,
        )
    severity: Severity | None = None if concept.judged or firm(claim, concept) else "note"
    message = end(says, "they differ", "两者不一致")
    return replace(result, verdict="fail", severity=severity, message=message)


def _filled(report: Report, form: Form, cells: Sequence[str]) -> Report | None:
    """Return the report with what its blank totals must be, if that fills the blanks of `cells`."""
    known = inferred(report, form)
    if not any(a in known for a in cells):
        return None
    whole = dict(report.cells)
    for address, value in known.items():
        whole[address] = replace(whole[address], value=value, raw="", state="number")
    filled = replace(report, cells=whole)
    return filled if sum_of(filled, cells) is not None else None


def _other_quantity(
    report: Report,
    form: Form,
    result: Outcome,
    says: Text,
    other: Meaning,
    told: bool,
) -> Outcome:
    """Judge a number that equals another quantity of the tables than its words name.

    It passes where the text says so, or where it would not have been judged anyway.
    """
    name = other.name(form)
    return replace(
        result,
        verdict="pass" if told else "fail",
        severity="note",
        message=end(
            says,
            f"it equals {name.en}: {other.why.en}",
            f"该数字等于{name.zh}（{other.why.zh}）",
        ),
        cells=other.cells,
        expected=result.actual,
        evidence=(result.evidence[0], *cell_evidence(report, other.cells)),
    )


def firm(claim: Claim, concept: Concept) -> bool:
    """Tell whether a number can mean nothing but the cells, though its concept often does."""
    return any(p.search(scope.marked(claim)) for p in concept.firm)


def _likely(claim: Claim, concept: Concept) -> bool:
    return any(p.search(scope.marked(claim)) for p in concept.likely)


def _reason(listed: _Listed, claim: Claim, table: int | float, concept: Concept) -> Text | None:
    """Return why a number that differs from the table is not judged, or None."""
    if claim.precision != "exact":
        return scope.ROUNDED
    if not (concept.judged or firm(claim, concept) or _likely(claim, concept)):
        return Text("the words need not mean the same", "两者所指不一定相同")
    agrees = key(claim) in listed.agreeing
    if is_part(listed.parts, claim) and claim.value < table and not agrees:
        return Text("it is one of several parts", "该数字为分项之一")
    return scope.narrower(claim, table, concept, whole_agrees=agrees)


def end(says: Text, en: str, zh: str) -> Text:
    """Close a comparison with how it came out."""
    return Text(f"{says.en}; {en}.", f"{says.zh}，{zh}。")


ONE_REPORT = Text(
    "One report gives one number for one thing (Regulations on Open Government Information, "
    "article 50: the contents of the report)",
    "同一报告对同一事项应只有一个数字（《政府信息公开条例》第五十条规定的年度报告内容）",
)
BLANK_CELLS = Text(
    "A cell that is empty, slashed, missing or no plain number states no number: undecided.",
    "单元格空白、为斜杠、缺失或不是普通数字的，视为没有数字，不作判断。",
)
_BLANK_TOTALS = Text(
    f"{BLANK_CELLS.en} Instead of a total left blank, what its parts add up to is taken; a number "
    "that differs from that is only noted.",
    f"{BLANK_CELLS.zh}合计未填的，按分项相加；与之不一致的，仅作提示。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "claim-table",
        Text("Prose against table", "正文与表格数字"),
        Text(
            "A number in the prose that speaks of a cell of the tables, or of a sum of cells, "
            "agrees with it. Numbers of other years, changes, rounded numbers and parts of a "
            "whole that differs itself are not held against the table. A number that equals "
            "another quantity it can honestly mean "
            "(pending cases left out, carried-over ones counted, one kind of applicant, several "
            "outcomes together, its own office alone where that report is at hand) is only noted, "
            "with that quantity.",
            "正文中与表格单元格（或其合计）对应的数字应与表格一致。其他年度的数字、增减量、约数以及总数与表格不一致时的部分数不据以判断。"
            "如与可以合理理解的其他口径（未计未办结、连同结转、仅计一类申请人、多项结果合并、已有本级报告时仅计本级）相等，仅作提示并指明该口径。",
        ),
        ONE_REPORT,
        Text("Numbers of the prose; tables two to four", "正文数字；表二至表四"),
        "warning",
        _BLANK_TOTALS,
        _claim_table,
        across=_claim_table,
        former=FORMER,
    ),
)
"""The rules about the prose against the tables."""
