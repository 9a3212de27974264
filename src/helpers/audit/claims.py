"""Rules about the prose against the tables: numbers stated in words, and statements of "none"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.audit import scope
from helpers.audit.exact import difference, shown, total
from helpers.audit.identities import counted
from helpers.audit.layout import cell_name, layout
from helpers.audit.parts import is_part
from helpers.audit.rule import Evidence, Outcome, Rule, cell_evidence
from helpers.concepts import Concept, vocabulary
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Report, Statement


def _known(form: Form | None, addresses: Sequence[str]) -> tuple[str, ...]:
    known = layout(form).addresses if form else frozenset()
    return tuple(a for a in addresses if a in known)


def _sum_of(report: Report, addresses: Sequence[str]) -> int | float | None:
    """Return the sum of cells, None where one of them prints no plain count."""
    cells = [report.cell(a) for a in addresses]
    if not cells or not all(counted(c) for c in cells):
        return None
    return total(c.value for c in cells if c.value is not None)


def _claim_table(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    spoken = [(c, concept) for c in report.claims if (concept := words.concept(c.concept))]
    told = [pair for pair in spoken if pair[1].cells]
    for claim, concept in told:
        yield _claim_outcome(report, form, claim, concept)
    if not told:
        message = Text(
            "The prose states no number that the tables also give.",
            "正文没有与表格对应的数字。",
        )
        yield Outcome("not_applicable", "prose", message)


def _claim_outcome(report: Report, form: Form | None, claim: Claim, concept: Concept) -> Outcome:
    """Compare one number of the prose with the cells it speaks of."""
    cells = _known(form, concept.cells)
    table = _sum_of(report, cells)
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
    result = replace(result, expected=table, actual=claim.value)
    if claim.value == table:
        return replace(result, verdict="pass", message=_end(says, "they agree", "两者一致"))
    if wider := _wider(report, form, concept, claim.value):
        names = [cell_name(form, a) for a in wider] if form else []
        sums = Text(" + ".join(n.en for n in names), " + ".join(n.zh for n in names))
        return replace(
            result,
            verdict="pass",
            message=_end(says, f"the prose counts {sums.en}", f"正文所计为{sums.zh}"),
            cells=wider,
            expected=claim.value,
        )
    apart = difference(claim.value, table)
    if apart <= scope.rounding(claim):
        return replace(
            result, verdict="pass", message=_end(says, "they agree as rounded", "取整后一致")
        )
    reason = _reason(report, claim, table, concept)
    if reason is not None:
        return replace(
            result,
            message=_end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断"),
            expected=None,
            actual=None,
        )
    return replace(result, verdict="fail", message=_end(says, "they differ", "两者不一致"))


def _reason(report: Report, claim: Claim, table: int | float, concept: Concept) -> Text | None:
    if claim.precision != "exact":
        return scope.ROUNDED
    if not concept.judged:
        return Text("the words need not mean the same", "两者所指不一定相同")
    if is_part(report, claim) and claim.value < table:
        return Text("it is one of several parts", "该数字为分项之一")
    return scope.narrower(claim, table, concept)


def _wider(
    report: Report, form: Form | None, concept: Concept, value: int | float
) -> tuple[str, ...]:
    """Return other cells whose sum an honest writer may have meant, empty for none."""
    groups = (_known(form, other) for other in concept.also)
    return next((cells for cells in groups if _sum_of(report, cells) == value), ())


def _end(says: Text, en: str, zh: str) -> Text:
    return Text(f"{says.en}; {en}.", f"{says.zh}，{zh}。")


def _all_none(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    denied = [
        (statement, concept)
        for statement in report.statements
        for concept in (words.concept(concept_id) for concept_id in statement.concepts)
        if concept is not None and concept.cells
    ]
    for statement, concept in denied:
        yield _none_outcome(report, form, statement, concept)
    if not denied:
        message = Text(
            "The prose does not say of anything in the tables that there was none.",
            "正文没有就表格所列事项作“没有”的表述。",
        )
        yield Outcome("not_applicable", "prose", message)


def _none_outcome(
    report: Report, form: Form | None, statement: Statement, concept: Concept
) -> Outcome:
    cells = _known(form, concept.cells)
    table = _sum_of(report, cells)
    quote = Evidence(statement.text, statement.place)
    name = concept.label
    result = Outcome(
        "undecided",
        f"prose.none.{concept.id}",
        Text(
            f"{name.en}: the prose says there were none; the table prints no such number.",
            f"{name.zh}：正文称没有，表格中没有相应数字。",
        ),
        cells=cells,
        evidence=(quote, *cell_evidence(report, cells)),
    )
    if table is None:
        return result
    says = Text(
        f"{name.en}: the prose says there were none, the table prints {shown(table)}",
        f"{name.zh}：正文称没有，表格为 {shown(table)}",
    )
    compared = replace(result, expected=table, actual=0)
    if table == 0:
        return replace(compared, verdict="pass", message=_end(says, "they agree", "两者一致"))
    if reason := scope.narrower_none(statement, report.year, concept):
        message = _end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断")
        return replace(result, message=message)
    return replace(compared, verdict="fail", message=_end(says, "they differ", "两者不一致"))


_ONE_REPORT = Text(
    "One report gives one number for one thing (Regulations on Open Government Information, "
    "article 50: the contents of the report)",
    "同一报告对同一事项应只有一个数字（《政府信息公开条例》第五十条规定的年度报告内容）",
)
_BLANK_CELLS = Text(
    "A cell that is empty, slashed, missing or no plain number states no number: undecided.",
    "单元格空白、为斜杠、缺失或不是普通数字的，视为没有数字，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "claim-table",
        Text("Prose against table", "正文与表格数字"),
        Text(
            "A number in the prose that speaks of a cell of the tables, or of a sum of cells, "
            "agrees with it. Numbers of other years, changes, parts and rounded numbers are not "
            "held against the table.",
            "正文中与表格单元格（或其合计）对应的数字应与表格一致。其他年度的数字、增减量、部分数和约数不据以判断。",
        ),
        _ONE_REPORT,
        Text("Numbers of the prose; tables two to four", "正文数字；表二至表四"),
        "warning",
        _BLANK_CELLS,
        _claim_table,
    ),
    Rule(
        "claim-all-none",
        Text("“None” against the table", "“没有”的表述与表格"),
        Text(
            "Where the prose says that there were none, the table prints zero.",
            "正文称没有的事项，表格数字应为零。",
        ),
        _ONE_REPORT,
        Text("Statements of “none”; tables two to four", "“没有”类表述；表二至表四"),
        "warning",
        _BLANK_CELLS,
        _all_none,
    ),
)
"""The rules about the prose against the tables."""
