"""Identities of the form: sums that must hold in any report, generated from the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.audit.rule import Outcome, Rule, cell_evidence
from helpers.form import Equation, Form
from helpers.messages import Text
from helpers.model import Report

_BLANKS = Text(
    "A blank or slashed cell counts as zero when the identity then holds; otherwise undecided. "
    "Missing, unreadable or non-numeric cells leave it undecided.",
    "空白或斜杠的单元格按零计算后等式成立的视为通过，否则无法判断；缺失、不可读或非数字的单元格使其无法判断。",
)


def check_equation(report: Report, form: Form, equation: Equation) -> Outcome:
    """Check one identity at one place.

    Returns:
        pass, fail or undecided, with both sums in the message.
    """
    addresses = (*equation.left, *equation.right)
    cells = [report.cell(a) for a in addresses]
    where = _where(form, equation)
    if all(c.state == "missing" for c in cells):
        return Outcome(
            "undecided",
            equation.at,
            Text("{w}: the report has no such cells.", "{w}：报告中没有这些单元格。").format(
                w=where
            ),
            cells=addresses,
        )
    odd = [a for a, c in zip(addresses, cells, strict=True) if c.state not in _READ]
    empty = [a for a, c in zip(addresses, cells, strict=True) if c.state in ("blank", "slash")]
    left, right = _total(report, equation.left), _total(report, equation.right)
    sums = Text(
        f"{_sum_words(report, form, equation.left, 'en')} = {left}; "
        f"{_sum_words(report, form, equation.right, 'en')} = {right}",
        f"{_sum_words(report, form, equation.left, 'zh')} = {left}；"
        f"{_sum_words(report, form, equation.right, 'zh')} = {right}",
    )
    if odd or (empty and (left != right or len(empty) == len(cells))):
        some = odd or empty
        return Outcome(
            "undecided",
            equation.at,
            Text(
                f"{{w}}: {len(some)} of {len(cells)} cells print no number.",
                f"{{w}}：{len(cells)} 个单元格中有 {len(some)} 个没有数字。",
            ).format(w=where),
            cells=tuple(some),
        )
    if left == right:
        held = Text("{w}: {s}.", "{w}：{s}。").format(w=where, s=sums)
        return Outcome("pass", equation.at, held, cells=addresses, expected=left, actual=right)
    return Outcome(
        "fail",
        equation.at,
        Text("{w} does not balance: {s}.", "{w}不平衡：{s}。").format(w=where, s=sums),
        cells=addresses,
        expected=left,
        actual=right,
        evidence=cell_evidence(
            report,
            [a for a in addresses if report.cell(a).value or a in equation.right],
        ),
    )


_READ = frozenset({"number", "blank", "slash"})


def _total(report: Report, addresses: Iterable[str]) -> int | float:
    total = sum(report.cell(a).value or 0 for a in addresses)
    return round(total, 6) if isinstance(total, float) else total


def _where(form: Form, equation: Equation) -> Text:
    """Name the column or row an equation is about."""
    address = equation.left[0]
    if equation.at.split(".")[1] == "*":
        label = form.column_of(address).label
        return Text(f"Column “{label.en}”", f"“{label.zh}”列")
    label = form.row_label(address)
    return Text(f"Row “{label.en}”", f"“{label.zh}”行")


def _sum_words(report: Report, form: Form, side: tuple[str, ...], lang: str) -> str:
    """Write a side out: ``received 5 + brought forward 1``; long sums name what is not zero."""
    by_row = len({form.row_of(a).id for a in side}) > 1 or len(side) == 1
    shown = side if len(side) <= 2 else tuple(a for a in side if report.cell(a).value)
    words = []
    for address in shown:
        label = form.row_label(address) if by_row else form.column_of(address).label
        value = report.cell(address).value
        words.append(f"{label.zh if lang == 'zh' else label.en} {0 if value is None else value}")
    if not words:
        return "全部为 0" if lang == "zh" else "all 0"
    return " + ".join(words)


def _rule(rule_id: str, title: Text, why: Text, basis: Text, reads: Text) -> Rule:
    def check(report: Report, form: Form | None) -> Iterator[Outcome]:
        if form is None:
            yield Outcome(
                "not_applicable",
                "form",
                Text(
                    "The report carries no table of a known edition of the form.",
                    "报告中没有已知版本格式的表格。",
                ),
            )
            return
        for equation in form.equations:
            if equation.rule == rule_id:
                yield check_equation(report, form, equation)

    return Rule(rule_id, title, why, basis, reads, "error", _BLANKS, check)


_RELATION = Text(
    "The relation printed in the corner of table three of the form: item one plus item two "
    "equals item three plus item four",
    "表三左上角印明的勾稽关系：第一项加第二项之和，等于第三项加第四项之和",
)
_FORM = Text("The totals of the official form", "规定格式中的总计栏")

RULES: tuple[Rule, ...] = (
    _rule(
        "requests-balance",
        Text("Requests balance", "申请数量勾稽"),
        Text(
            "Every request that came in or was carried over is either decided this year or "
            "carried on to the next, in each column.",
            "每一件新收或结转的申请，要么本年度办结，要么结转下年度；逐列成立。",
        ),
        _RELATION,
        Text("Table three, each column", "表三各列"),
    ),
    _rule(
        "outcomes-sum",
        Text("Outcomes add up", "办理结果之和"),
        Text(
            "The kinds of outcome exclude each other, so in each column they add up to the "
            "outcome total.",
            "各类办理结果互不重叠，各列之和应等于该列办理结果的总数。",
        ),
        _FORM,
        Text("Table three, each column", "表三各列"),
    ),
    _rule(
        "applicants-sum",
        Text("Applicants add up", "申请人之和"),
        Text(
            "Every request has one kind of applicant, so in each row the six kinds add up to "
            "the total.",
            "每件申请只属于一类申请人，各行六类之和应等于该行合并数。",
        ),
        _FORM,
        Text("Table three, each row", "表三各行"),
    ),
    _rule(
        "disputes-sum",
        Text("Results of disputes add up", "复议诉讼结果之和"),
        Text(
            "Every case has one of four results, so they add up to the total of its kind.",
            "每件案件只有四种结果之一，之和应等于该类案件的合并数。",
        ),
        _FORM,
        Text("Table four, each kind of case", "表四各类案件"),
    ),
)
"""The identities of tables three and four."""
