"""The rule about the numbers of the prose against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.audit import money, scope
from helpers.audit.exact import difference, shown, total
from helpers.audit.identities import counted
from helpers.audit.layout import layout
from helpers.audit.meant import Meaning, meant
from helpers.audit.parts import Key, is_part, listed_parts
from helpers.audit.rule import Evidence, Outcome, Rule, cell_evidence
from helpers.concepts import Concept, vocabulary
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Claim, Report


def known(form: Form | None, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return those of `addresses` that the edition has."""
    known = layout(form).addresses if form else frozenset()
    return tuple(a for a in addresses if a in known)


def in_tables(form: Form | None, concept: Concept) -> bool:
    """Tell whether the tables of the edition are about a concept.

    The cells it names may be of another edition only. Without tables the form of today is asked.
    """
    forms = [form] if form else [f for f in map(load_form, editions()) if f.under_article_50]
    tables = {table.id for one in forms for table in one.tables}
    return any(address.partition(".")[0] in tables for address in concept.cells)


def sum_of(report: Report, addresses: Sequence[str]) -> int | float | None:
    """Return the sum of cells, None where one of them prints no plain count."""
    cells = [report.cell(a) for a in addresses]
    if not cells or not all(counted(c) for c in cells):
        return None
    return total(c.value for c in cells if c.value is not None)


def _claim_table(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    spoken = [(c, concept) for c in report.claims if (concept := words.concept(c.concept))]
    told = [pair for pair in spoken if in_tables(form, pair[1])]
    listed = listed_parts(report)
    for claim, concept in told:
        yield _claim_outcome(report, form, claim, concept, listed)
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
    listed: frozenset[Key],
) -> Outcome:
    """Compare one number of the prose with the cells it speaks of."""
    cells = known(form, concept.cells)
    table = sum_of(report, cells)
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
    if concept.units:
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
    reason = _reason(listed, claim, table, concept)
    if form is not None and (other := meant(report, form, concept, claim)):
        return _other_quantity(report, form, result, says, other, claim, reason)
    if reason is not None:
        return replace(
            result,
            message=end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断"),
            expected=None,
            actual=None,
        )
    return replace(result, verdict="fail", message=end(says, "they differ", "两者不一致"))


def _other_quantity(
    report: Report,
    form: Form,
    result: Outcome,
    says: Text,
    other: Meaning,
    claim: Claim,
    reason: Text | None,
) -> Outcome:
    """Judge a number that equals another quantity of the tables than its words name.

    It passes where the text says so, or where it would not have been judged anyway.
    """
    told = reason is not None or other.said.search(claim.sentence) is not None
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
        expected=claim.value,
        evidence=(result.evidence[0], *cell_evidence(report, other.cells)),
    )


def _reason(
    listed: frozenset[Key], claim: Claim, table: int | float, concept: Concept
) -> Text | None:
    if claim.precision != "exact":
        return scope.ROUNDED
    if not concept.judged:
        return Text("the words need not mean the same", "两者所指不一定相同")
    if is_part(listed, claim) and claim.value < table:
        return Text("it is one of several parts", "该数字为分项之一")
    return scope.narrower(claim, table, concept)


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

RULES: tuple[Rule, ...] = (
    Rule(
        "claim-table",
        Text("Prose against table", "正文与表格数字"),
        Text(
            "A number in the prose that speaks of a cell of the tables, or of a sum of cells, "
            "agrees with it. Numbers of other years, changes, parts and rounded numbers are not "
            "held against the table. A number that equals another quantity it can honestly mean "
            "(pending cases left out, carried-over ones counted, one kind of applicant, several "
            "outcomes together) is only noted, with that quantity.",
            "正文中与表格单元格（或其合计）对应的数字应与表格一致。其他年度的数字、增减量、部分数和约数不据以判断。"
            "如与可以合理理解的其他口径（未计未办结、连同结转、仅计一类申请人、多项结果合并）相等，仅作提示并指明该口径。",
        ),
        ONE_REPORT,
        Text("Numbers of the prose; tables two to four", "正文数字；表二至表四"),
        "warning",
        BLANK_CELLS,
        _claim_table,
    ),
)
"""The rules about the prose against the tables."""
