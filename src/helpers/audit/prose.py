"""Rules about the prose: parts against their whole, and numbers in words against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.audit.rule import Evidence, Outcome, Rule, Severity, cell_evidence
from helpers.concepts import Concept, vocabulary
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Breakdown, Claim, Report

_YEAR = re.compile(r"((?:19|20)\d\d)年")


def _parts_sum(breakdown: Breakdown) -> int | float:
    total = sum(part.value for part in breakdown.parts)
    return round(total, 6) if isinstance(total, float) else total


def _sentence(breakdown: Breakdown) -> tuple[Evidence, ...]:
    places = (breakdown.place, *breakdown.whole.others)
    return tuple(Evidence(breakdown.text, place) for place in places)


def _inexact(breakdown: Breakdown) -> bool:
    return any(c.precision != "exact" for c in (breakdown.whole, *breakdown.parts))


def _compared(breakdown: Breakdown) -> Text:
    """Write the comparison out: ``108 + 102 = 210 条 against the stated 208 条``."""
    unit = breakdown.whole.unit or ""
    sum_words = " + ".join(str(p.value) for p in breakdown.parts)
    total, whole = _parts_sum(breakdown), breakdown.whole.value
    return Text(
        f"the parts listed are {sum_words} = {total} {unit}, the whole stated is {whole} {unit}",
        f"所列各项 {sum_words} = {total}{unit}，所述总数为 {whole}{unit}",
    )


def _at(breakdown: Breakdown) -> str:
    section = breakdown.whole.section or "opening"
    return f"prose.{section}.{breakdown.whole.concept or 'whole'}.{breakdown.whole.value}"


def _exceed(report: Report, form: Form | None) -> Iterator[Outcome]:
    for breakdown in report.breakdowns:
        total, whole = _parts_sum(breakdown), breakdown.whole.value
        words = _compared(breakdown)
        common = {"at": _at(breakdown), "evidence": _sentence(breakdown)}
        if total <= whole:
            yield Outcome(
                "pass",
                message=Text("{c}: not more.", "{c}，未超过。").format(c=words),
                expected=whole,
                actual=total,
                **common,  # type: ignore[arg-type]
            )
        elif breakdown.may_overlap or _inexact(breakdown):
            yield Outcome(
                "undecided",
                message=Text(
                    "{c}; the text counts loosely or lets parts overlap.",
                    "{c}；原文为约数，或各项可能重复计算。",
                ).format(c=words),
                **common,  # type: ignore[arg-type]
            )
        else:
            yield Outcome(
                "fail",
                message=Text(
                    "The listed parts exceed the whole: {c}; that is {n} too many.",
                    "分项之和超过总数：{c}，多出 {n}。",
                ).format(c=words, n=_difference(total, whole)),
                expected=whole,
                actual=total,
                **common,  # type: ignore[arg-type]
            )
    yield from _none_listed(report)


def _below(report: Report, form: Form | None) -> Iterator[Outcome]:
    for breakdown in report.breakdowns:
        total, whole = _parts_sum(breakdown), breakdown.whole.value
        words = _compared(breakdown)
        common = {"at": _at(breakdown), "evidence": _sentence(breakdown)}
        if total >= whole:
            yield Outcome(
                "pass",
                message=Text("{c}: not less.", "{c}，未不足。").format(c=words),
                expected=whole,
                actual=total,
                **common,  # type: ignore[arg-type]
            )
        elif not breakdown.closed or _inexact(breakdown):
            yield Outcome(
                "not_applicable",
                message=Text(
                    "{c}; the list does not claim to be complete.", "{c}；所列各项并非全部。"
                ).format(c=words),
                **common,  # type: ignore[arg-type]
            )
        else:
            # 其中 introduces parts and need not list them all; 分别为 does.
            severity: Severity = "note" if breakdown.listed_as == "其中" else "warning"
            yield Outcome(
                "fail",
                message=Text(
                    "The listed parts fall short of the whole: {c}; {n} are unaccounted for.",
                    "分项之和少于总数：{c}，相差 {n}。",
                ).format(c=words, n=_difference(whole, total)),
                severity=severity,
                expected=whole,
                actual=total,
                **common,  # type: ignore[arg-type]
            )
    yield from _none_listed(report)


def _difference(a: int | float, b: int | float) -> int | float:
    return round(a - b, 6) if isinstance(a - b, float) else a - b


def _none_listed(report: Report) -> Iterator[Outcome]:
    if not report.breakdowns:
        yield Outcome(
            "not_applicable",
            "prose",
            Text("The prose lists no parts of a whole.", "正文没有列出总数的分项。"),
        )


def _known(form: Form, addresses: Sequence[str]) -> tuple[str, ...]:
    return tuple(a for a in addresses if a in form.addresses)


def _sum_of(report: Report, addresses: Sequence[str]) -> int | float | None:
    """Return the sum of cells, None where one of them prints no number."""
    values = [report.cell(a).value for a in addresses]
    return None if not values or None in values else sum(v for v in values if v is not None)


def _claim_table(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    for claim in report.claims:
        concept = words.concept(claim.concept)
        if concept is None or not concept.cells:
            continue
        yield _claim_outcome(report, form, claim, concept)


def _claim_outcome(report: Report, form: Form | None, claim: Claim, concept: Concept) -> Outcome:
    """Compare one number of the prose with the cells it speaks of."""
    cells = _known(form, concept.cells) if form else ()
    table = _sum_of(report, cells)
    evidence = (Evidence(claim.text, claim.place), *cell_evidence(report, cells))
    at = f"prose.{claim.section or 'opening'}.{concept.id}"
    stated = f"{claim.value} {claim.unit or ''}".strip()
    says = Text(
        f"{concept.label.en}: the prose says {stated}, the table {table}",
        f"{concept.label.zh}：正文为 {stated}，表格为 {table}",
    )
    other_year = _YEAR.search(claim.text)
    if other_year and report.year and int(other_year[1]) != report.year:
        message = Text("“{q}” speaks of another year.", "“{q}”所述为其他年份。")
        return Outcome("not_applicable", at, message.format(q=claim.text), evidence=evidence)
    if table is None:
        message = Text(
            f"{concept.label.en}: the prose says {stated}; the table prints no such number.",
            f"{concept.label.zh}：正文为 {stated}，表格中没有相应数字。",
        )
        return Outcome("undecided", at, message, cells=cells, evidence=evidence)
    if claim.value == table:
        message = Text("{s}: they agree.", "{s}，两者一致。").format(s=says)
        return Outcome("pass", at, message, None, cells, table, claim.value, evidence)
    if not concept.judged or claim.precision != "exact":
        message = Text(
            "{s}; the words need not mean the same.", "{s}；两者所指不一定相同。"
        ).format(s=says)
        return Outcome("undecided", at, message, cells=cells, evidence=evidence)
    for other in concept.also:
        wider = _known(form, other) if form else ()
        if _sum_of(report, wider) == claim.value and form is not None:
            names = " + ".join(form.row_label(a).en for a in wider)
            names_zh = " + ".join(form.row_label(a).zh for a in wider)
            message = Text(f"{{s}}; it is {names}.", f"{{s}}；即{names_zh}。").format(s=says)
            return Outcome("pass", at, message, None, wider, claim.value, claim.value, evidence)
    message = Text("{s}.", "{s}，两者不一致。").format(s=says)
    return Outcome("fail", at, message, None, cells, table, claim.value, evidence)


def _all_none(report: Report, form: Form | None) -> Iterator[Outcome]:
    words = vocabulary()
    for statement in report.statements:
        for concept_id in statement.concepts:
            concept = words.concept(concept_id)
            if concept is None or not concept.cells:
                continue
            cells = _known(form, concept.cells) if form else ()
            table = _sum_of(report, cells)
            quote = Evidence(statement.text, statement.place)
            evidence = (quote, *cell_evidence(report, cells))
            at = f"prose.none.{concept_id}"
            says = Text(
                f"{concept.label.en}: the prose says there were none, the table prints {table}",
                f"{concept.label.zh}：正文称没有，表格为 {table}",
            )
            if table is None:
                message = Text(
                    f"{concept.label.en}: the prose says there were none; the table prints no "
                    "such number.",
                    f"{concept.label.zh}：正文称没有，表格中没有相应数字。",
                )
                yield Outcome("undecided", at, message, cells=cells, evidence=evidence)
            elif table == 0:
                message = Text("{s}: they agree.", "{s}，两者一致。").format(s=says)
                yield Outcome("pass", at, message, None, cells, 0, table, evidence)
            else:
                message = Text("{s}.", "{s}，两者不一致。").format(s=says)
                yield Outcome("fail", at, message, None, cells, table, 0, evidence)


_PROSE = Text("The prose of all sections", "各章节正文")
_ARITHMETIC = Text("Arithmetic: a part cannot exceed its whole", "算术关系：部分不能大于整体")
_ONE_REPORT = Text(
    "One report states one number for one thing (Regulations on Open Government Information, "
    "article 50: the report gives the situation as it is)",
    "同一报告对同一事项应只有一个数字（《政府信息公开条例》第五十条）",
)
_INEXACT = Text(
    "Numbers that are not meant exactly (余, 近, 约) are left undecided.",
    "约数（余、近、约）不作判断。",
)
_BLANK_CELLS = Text(
    "A blank or slashed cell states no number: undecided.", "空白或斜杠不是数字：无法判断。"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "parts-exceed-whole",
        Text("Parts exceed their whole", "分项之和大于总数"),
        Text(
            "Where the prose states a total and lists its parts, the parts cannot add up to more "
            "than the total, unless the text itself says that one item counts in several parts.",
            "正文给出总数并列出分项时，除非原文说明同一信息计入多项，分项之和不可能大于总数。",
        ),
        _ARITHMETIC,
        _PROSE,
        "error",
        _INEXACT,
        _exceed,
    ),
    Rule(
        "parts-below-whole",
        Text("Parts fall short of their whole", "分项之和小于总数"),
        Text(
            "Where a list of parts claims to be complete, it adds up to the total. A list opened "
            "by 其中 need not be complete, so a shortfall there is only noted.",
            "分项完整列出时，其和应等于总数。以“其中”引出的分项不一定完整，不足时仅作提示。",
        ),
        _ARITHMETIC,
        _PROSE,
        "warning",
        _INEXACT,
        _below,
    ),
    Rule(
        "claim-table",
        Text("Prose against table", "正文与表格"),
        Text(
            "A number in the prose that speaks of a cell of the tables, or of a sum of cells, "
            "agrees with it.",
            "正文中对应表格单元格（或其合计）的数字应与表格一致。",
        ),
        _ONE_REPORT,
        Text("Numbers of the prose; tables two to four", "正文数字；表二至表四"),
        "warning",
        _BLANK_CELLS,
        _claim_table,
    ),
    Rule(
        "claim-all-none",
        Text("“None” against the table", "“没有”与表格"),
        Text(
            "Where the prose says that there were none, the table prints zero.",
            "正文称没有的事项，表格应为零。",
        ),
        _ONE_REPORT,
        Text("Statements of “none”; tables three and four", "“没有”类表述；表三、表四"),
        "warning",
        _BLANK_CELLS,
        _all_none,
    ),
)
"""The rules about the prose."""
