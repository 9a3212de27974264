"""The rule about clauses that say "none" or "all" against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.audit import scope
from helpers.audit.claims import BLANK_CELLS, ONE_REPORT, end
from helpers.audit.exact import difference, shown
from helpers.audit.rule import FORMER, Evidence, Outcome, Rule, cell_evidence
from helpers.audit.sums import in_tables, known, sum_of
from helpers.concepts import Concept, vocabulary
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report, Statement


def _all_none(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    denied = [
        (statement, concept)
        for statement in report.statements
        for concept in (words.concept(concept_id) for concept_id in statement.concepts)
        if concept is not None and in_tables(form, concept)
    ]
    for statement, concept in denied:
        judge = _none_outcome if statement.says == "none" else _all_outcome
        yield judge(report, form, statement, concept)
    if not denied:
        message = Text(
            "The prose does not say “none” or “all” of anything in the tables.",
            "正文没有就表格所列事项作“没有”或“全部”的表述。",
        )
        yield Outcome("not_applicable", "prose", message)


def _none_outcome(
    report: Report, form: Form | None, statement: Statement, concept: Concept
) -> Outcome:
    cells = known(form, concept.cells)
    table = sum_of(report, cells)
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
        return replace(compared, verdict="pass", message=end(says, "they agree", "两者一致"))
    if reason := scope.narrower_none(statement, report.year, concept):
        message = end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断")
        return replace(result, message=message)
    return replace(compared, verdict="fail", message=end(says, "they differ", "两者不一致"))


def _all_outcome(
    report: Report, form: Form | None, statement: Statement, concept: Concept
) -> Outcome:
    """Compare the cells of a kind with all of which the prose says that they are of it."""
    cells, every = known(form, concept.cells), known(form, concept.whole)
    kind, whole = sum_of(report, cells), sum_of(report, every)
    name = concept.label
    result = Outcome(
        "undecided",
        f"prose.all.{concept.id}",
        Text(
            f"{name.en}: the prose says that all are of this kind; the table prints no such number.",
            f"{name.zh}：正文称全部属于此类，表格中没有相应数字。",
        ),
        cells=(*cells, *every),
        evidence=(
            Evidence(statement.text, statement.place),
            *cell_evidence(report, (*cells, *every)),
        ),
    )
    if kind is None or whole is None:
        return result
    says = Text(
        f"{name.en}: the prose says that all are of this kind, the table {shown(kind)} "
        f"of {shown(whole)}",
        f"{name.zh}：正文称全部属于此类，表格中此类为 {shown(kind)}，全部为 {shown(whole)}",
    )
    compared = replace(result, expected=whole, actual=kind)
    if kind == whole:
        return replace(compared, verdict="pass", message=end(says, "they agree", "两者一致"))
    if reason := scope.some_only(statement, report.year):
        message = end(says, f"not judged, because {reason.en}", f"因{reason.zh}，不作判断")
        return replace(result, message=message)
    rest = _left_out(report, form, concept, difference(whole, kind))
    if rest is not None and _REST.search(statement.text):
        message = end(says, f"the text leaves out {rest.en}", f"原文已将{rest.zh}除外")
        return replace(compared, verdict="pass", message=message)
    if rest is not None:
        message = end(says, f"it holds but for {rest.en}", f"除{rest.zh}外成立")
        return replace(compared, verdict="fail", severity="note", message=message)
    return replace(compared, verdict="fail", message=end(says, "they differ", "两者不一致"))


_REST = re.compile("其余|其他均|其它均|剩余|除[^,，]{2,20}外")
"""Words by which "all" is said of the rest only: 除结转下年度的2件外，其余全部办结."""


def _left_out(
    report: Report, form: Form | None, concept: Concept, missing: int | float
) -> Text | None:
    """Return what an honest writer may have left out of "all": what is not decided yet."""
    if concept.id == "requests_decided":
        return Text("requests carried forward", "结转下年度办理的申请")
    pending = known(form, [a.rsplit(".", 1)[0] + ".pending" for a in concept.whole])
    if concept.whole[0].startswith("disputes.") and sum_of(report, pending) == missing:
        return Text("cases still pending", "未结案件")
    old = known(form, [a.replace(".received.", ".brought_forward.") for a in concept.whole])
    if old != known(form, concept.whole) and sum_of(report, old) == missing:
        return Text("requests brought forward from last year", "上年结转的申请")
    return None


RULES: tuple[Rule, ...] = (
    Rule(
        "claim-all-none",
        Text("“None” and “all” against the table", "“没有”“全部”的表述与表格"),
        Text(
            "Where the prose says that there were none, the table prints zero; where it says that all "
            "are of one kind (all from natural persons, all upheld), the table counts "
            "as many of this kind as there are.",
            "正文称没有的事项，表格数字应为零；正文称全部属于某一类（均为自然人申请、均维持）的，表格中该类数量应等于总数。",
        ),
        ONE_REPORT,
        Text(
            "Statements of “none” and “all”; tables two to four", "“没有”“全部”类表述；表二至表四"
        ),
        "warning",
        BLANK_CELLS,
        _all_none,
        former=FORMER,
    ),
)
"""The rule about "none" and "all"."""
