"""Identities of the form: sums that must hold in any report, generated from the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from helpers.audit.blank import EMPTY, inferred
from helpers.audit.blank import counted as counted
from helpers.audit.exact import difference, shown, total
from helpers.audit.layout import Relation, layout
from helpers.audit.rule import Outcome, Rule, Severity, cell_evidence
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Report

_UNSURE = Text(
    " Our reading of this table is unsure; compare it with the source first.",
    "本表的读取没有把握，请先与原文核对。",
)


def check_relation(
    report: Report, relation: Relation, totals: Mapping[str, int | float] = MappingProxyType({})
) -> Outcome:
    """Check one identity at one place.

    Args:
        report: The report.
        relation: The identity.
        totals: What blank totals must be by other identities.

    Returns:
        pass, fail or undecided, with both sums in the message.
    """
    equation, where = relation.equation, relation.where
    addresses = (*equation.left, *equation.right)
    cells = {a: report.cell(a) for a in addresses}
    odd = tuple(a for a, c in cells.items() if c.state not in EMPTY and not counted(c))
    empty = tuple(a for a, c in cells.items() if c.state in EMPTY)
    if _all_missing(report, addresses):
        message = Text(
            f"{where.en}: the report has no such cells.", f"{where.zh}：报告中没有这些单元格。"
        )
        return Outcome("undecided", equation.at, message, cells=addresses)
    own = equation.right if len(equation.right) == 1 else ()
    known = {a: totals[a] for a in empty if a in totals and a not in own}
    left, right = (
        [known.get(a, cells[a].value or 0) for a in side]
        for side in (equation.left, equation.right)
    )
    sums = total(left), total(right)
    if own and own[0] in empty and not odd and sums[0] and {*empty} == {*own, *known}:
        return _blank_total(relation, left, sums[0], bool(known))
    if known and not odd and len(empty) < len(cells):
        return _with_totals(report, relation, (left, right), tuple(known), empty)
    if odd or (empty and (sums[0] != sums[1] or len(empty) == len(cells))):
        return _undecided(relation, odd or empty, len(cells))
    sides = Text(
        f"{_side(relation.left, left, 'en')}; {_side(relation.right, right, 'en')}",
        f"{_side(relation.left, left, 'zh')}；{_side(relation.right, right, 'zh')}",
    )
    if sums[0] == sums[1]:
        tail = Text(" (empty cells taken as 0)", "（空格按 0 计）") if empty else Text("", "")
        message = Text(f"{where.en}: {sides.en}{tail.en}.", f"{where.zh}：{sides.zh}{tail.zh}。")
        return Outcome("pass", equation.at, message, None, addresses, *sums)
    apart = shown(difference(*sums))
    reading = report.reading(equation.at.partition(".")[0])
    unsure = reading is not None and reading.confidence == "low"
    doubt = _UNSURE if unsure else Text("", "")
    return Outcome(
        "fail",
        equation.at,
        Text(
            f"{where.en} does not balance: {sides.en}. The two sides differ by {apart}.{doubt.en}",
            f"{where.zh}数据不平衡：{sides.zh}，两边相差 {apart}。{doubt.zh}",
        ),
        severity="warning" if unsure else None,
        cells=addresses,
        expected=sums[0],
        actual=sums[1],
        evidence=cell_evidence(
            report, [a for a in addresses if cells[a].value or a in equation.right]
        ),
    )


_WITH_PARTS = Text("a blank total is taken as the sum of its parts", "未填的合计按其分项之和计算")


def _blank_total(
    relation: Relation, left: list[int | float], parts: int | float, others: bool
) -> Outcome:
    """Conclude a blank total from its parts, some of which may be such totals: never a pass."""
    where, equation = relation.where, relation.equation
    tail = Text(f" ({_WITH_PARTS.en})", f"（{_WITH_PARTS.zh}）") if others else Text("", "")
    message = Text(
        f"{where.en}: the total is blank; {_side(relation.left, left, 'en')}{tail.en}, which it "
        "must be.",
        f"{where.zh}：合计未填；{_side(relation.left, left, 'zh')}{tail.zh}，合计应为此数。",
    )
    return Outcome("undecided", equation.at, message, None, equation.right, expected=parts)


def _with_totals(
    report: Report,
    relation: Relation,
    values: tuple[list[int | float], list[int | float]],
    known: tuple[str, ...],
    empty: tuple[str, ...],
) -> Outcome:
    """Check an identity in which blank totals stand, with what their parts add up to."""
    equation, where = relation.equation, relation.where
    sums = total(values[0]), total(values[1])
    addresses = (*equation.left, *equation.right)
    sides = Text(
        f"{_side(relation.left, values[0], 'en')}; {_side(relation.right, values[1], 'en')}",
        f"{_side(relation.left, values[0], 'zh')}；{_side(relation.right, values[1], 'zh')}",
    )
    if sums[0] == sums[1]:
        message = Text(
            f"{where.en}: {sides.en} ({_WITH_PARTS.en}).",
            f"{where.zh}：{sides.zh}（{_WITH_PARTS.zh}）。",
        )
        return Outcome("pass", equation.at, message, None, addresses, *sums)
    message = Text(
        f"{where.en} does not balance: {sides.en} ({_WITH_PARTS.en}).",
        f"{where.zh}数据不平衡：{sides.zh}（{_WITH_PARTS.zh}）。",
    )
    if open_cells := tuple(a for a in empty if a not in known):
        return _undecided(relation, open_cells, len(addresses))
    # Not an error: the total that is not printed may hold what no part names.
    return Outcome(
        "fail",
        equation.at,
        message,
        severity="warning",
        cells=addresses,
        expected=sums[0],
        actual=sums[1],
        evidence=cell_evidence(report, addresses),
    )


def _all_missing(report: Report, addresses: Iterable[str]) -> bool:
    return all(report.cell(a).state == "missing" for a in addresses)


def _undecided(relation: Relation, without: tuple[str, ...], of: int) -> Outcome:
    message = Text(
        f"{relation.where.en}: {len(without)} of {of} cells print no plain number, so the sum "
        "cannot be checked.",
        f"{relation.where.zh}：{of} 个单元格中有 {len(without)} 个没有可用的数字，无法核对。",
    )
    return Outcome("undecided", relation.equation.at, message, cells=without)


def _side(labels: Sequence[Text], values: Sequence[int | float], lang: str) -> str:
    """Write a side out: ``received 5 + brought forward 1 = 6``; long sums name what is not zero."""
    short = len(values) <= 2
    terms = [
        f"{label.zh if lang == 'zh' else label.en} {shown(value)}"
        for label, value in zip(labels, values, strict=True)
        if value or short
    ]
    if not terms:
        return "各项均为 0" if lang == "zh" else "every part 0"
    if len(terms) == 1:
        return terms[0] + ("" if short else "，其余为 0" if lang == "zh" else ", the others 0")
    return f"{' + '.join(terms)} = {shown(total(values))}"


def _rule(rule_id: str, title: Text, why: Text, reads: Text, severity: Severity = "error") -> Rule:
    def check(report: Report, form: Form | None) -> Iterator[Outcome]:
        if form is None:
            message = Text(
                "The report carries no table of a known edition of the form.",
                "报告中没有已知版本的规定表格。",
            )
            yield Outcome("not_applicable", "form", message)
            return
        relations = [r for r in layout(form).relations if r.equation.rule == rule_id]
        if not relations:
            yield Outcome("not_applicable", "form", _OTHER_EDITION.format(name=form.name))
        totals = inferred(report, form)
        for relation in relations:
            outcome = check_relation(report, relation, totals)
            if not form.under_article_50 and _all_missing(report, outcome.cells):
                outcome = replace(outcome, verdict="not_applicable")
            row, _, _ = relation.equation.at.rpartition(".")
            yield replace(outcome, basis=bases.get((form.id, row)))

    declared = [(load_form(e), i) for e in reversed(editions()) for i in load_form(e).identities]
    newest = next(i.basis for _, i in declared if i.rule == rule_id)
    # Indicators add up for reasons of their own; in a table one reason holds throughout.
    bases = {
        (form.id, f"{i.table}.{i.right[0]}"): i.basis
        for form, i in declared
        if i.rule == rule_id and i.block
    }
    basis = _SUMS_OF_INDICATORS if bases else newest
    return Rule(rule_id, title, why, basis, reads, severity, _BLANKS, check)


_OTHER_EDITION = Text("The {name} of the form states no such relation.", "{name}格式没有这一关系。")
_SUMS_OF_INDICATORS = Text(
    "How the statistics table of 国办发〔2014〕32号 is made up: a total and its parts",
    "国办发〔2014〕32号统计表中总数与分项的构成关系",
)


_BLANKS = Text(
    "An empty or slashed cell is taken as zero where the identity then holds; otherwise the "
    "identity is undecided. A blank total is concluded from its parts, and used in the other "
    "identities. Where a cell is missing, unreadable or prints no plain number (text, a "
    "percentage, an amount of money), the identity is undecided.",
    "空白或斜杠的单元格按零计算后等式成立的，视为通过；不成立的，不作判断。未填的合计由分项推出，并用于其他等式。"
    "单元格缺失、无法读取或不是普通数字（文字、百分比、金额）的，也不作判断。",
)
_COLUMNS = Text("Table three, each column", "表三各列")

RULES: tuple[Rule, ...] = (
    _rule(
        "requests-balance",
        Text("Requests balance", "申请数量勾稽关系"),
        Text(
            "Every request that came in or was carried over is either decided this year or "
            "carried on to the next, in each column.",
            "每一件新收或上年结转的申请，要么在本年度办结，要么结转下年度；各列均应成立。",
        ),
        _COLUMNS,
    ),
    _rule(
        "outcomes-sum",
        Text("Outcomes add up", "办理结果合计"),
        Text(
            "The kinds of outcome exclude each other, so in each column they add up to the "
            "outcome total.",
            "各类办理结果互不重叠，各列分项之和应等于该列办理结果的合计数。",
        ),
        _COLUMNS,
    ),
    _rule(
        "applicants-sum",
        Text("Applicants add up", "申请人合计"),
        Text(
            "Every request has one kind of applicant, so in each row the six kinds add up to "
            "the total.",
            "每件申请只对应一类申请人，各行六类申请人之和应等于该行合计数。",
        ),
        Text("Table three, each row", "表三各行"),
    ),
    _rule(
        "disputes-sum",
        Text("Results of disputes add up", "复议诉讼结果合计"),
        Text(
            "Every case has one of four results, so they add up to the total of its kind.",
            "每件案件只有四种结果之一，四种结果之和应等于该类案件的合计数。",
        ),
        Text("Table four, each kind of case", "表四各类案件"),
    ),
    _rule(
        "statistics-sum",
        Text("Indicators add up", "指标合计"),
        Text(
            "In the statistics table of reports on 2014 to 2018, the parts listed under requests "
            "received, completed, answered and refused, and under staff, are all there are. Reviews "
            "and lawsuits are left out, for cases may be pending; so are the channels of "
            "disclosure, for one item may go through several.",
            "2014至2018年度统计表中，收到申请、办结、答复、不同意公开以及工作人员各项所列分项即为全部，分项之和应等于总数。"
            "复议和诉讼可能有未结案件，同一信息可能经多种渠道公开，均不核对。",
        ),
        Text("Statistics table of older reports", "旧版报告的统计表"),
        "warning",
    ),
)
"""The identities of tables three and four, and of the statistics table before 2019."""
