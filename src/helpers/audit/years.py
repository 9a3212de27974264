"""Rules across years: what last year's report passed on, and what this year's says it received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.audit.beside import (
    UNSURE,
    doubtful,
    printed,
    quotes,
    said,
    told,
    value_of,
    without_earlier,
)
from helpers.audit.context import ALONE, Context
from helpers.audit.exact import difference, shown, total
from helpers.audit.layout import cell_name, form_of
from helpers.audit.rule import Outcome, Rule, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report

TABLE = "applications"
BROUGHT, CARRIED = "brought_forward", "carried_forward"


def _pair(form: Form | None, earlier: Report) -> tuple[Form, Form] | None:
    before = form_of(earlier.form)
    return (form, before) if form is not None and before is not None else None


def _no_tables(at: str) -> Outcome:
    message = Text(
        "One of the two reports carries no table to compare.", "两份报告之一没有可对照的表格。"
    )
    return Outcome("not_applicable", at, message)


def _compared(
    report: Report,
    context: Context,
    at: str,
    here: tuple[str, ...],
    there: tuple[str, ...],
    sums: tuple[int | float | None, int | float | None],
    says: Text,
) -> Outcome:
    """Compare two sums, one of them of cells of last year's report; both reports are quoted."""
    earlier = context.earlier
    assert earlier is not None  # the callers asked
    evidence = (*cell_evidence(report, here), *quotes(earlier, there))
    expected, actual = sums
    outcome = Outcome("undecided", at, says, None, here, expected, actual, evidence)
    empty = not all(printed(report, a) for a in here) or not all(printed(earlier, a) for a in there)
    if expected is None or actual is None or (empty and expected != actual):
        message = Text(
            f"{says.en}; not every cell prints a plain number, so the two cannot be compared.",
            f"{says.zh}；有的单元格没有可用的数字，无法对照。",
        )
        return replace(outcome, message=message, expected=None, actual=None)
    if not any(printed(report, a) for a in here) and not any(printed(earlier, a) for a in there):
        message = Text(f"{says.en}; the cells are empty.", f"{says.zh}；单元格空白。")
        return replace(outcome, message=message, expected=None, actual=None)
    tail = told(context)
    if expected == actual:
        zero = Text(", an empty cell taken as zero", "（空白按零计算）") if empty else Text("", "")
        message = Text(
            f"{says.en}; they agree{zero.en}.{tail.en}", f"{says.zh}，两者一致{zero.zh}。{tail.zh}"
        )
        return replace(outcome, verdict="pass", message=message)
    apart = shown(difference(expected, actual))
    unsure = doubtful((report, earlier), at.partition(".")[0])
    doubt = UNSURE if unsure else Text("", "")
    return replace(
        outcome,
        verdict="fail",
        severity="note" if unsure else None,
        message=Text(
            f"{says.en}; they differ by {apart}.{tail.en}{doubt.en}",
            f"{says.zh}，两者相差 {apart}。{tail.zh}{doubt.zh}",
        ),
    )


def _carry_over(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    if context.earlier is None:
        yield without_earlier(context, TABLE)
        return
    pair = _pair(form, context.earlier)
    if pair is None or not all(f.has(TABLE) for f in pair):
        yield _no_tables(TABLE)
        return
    now, before = pair
    columns = [c.id for block in now.table(TABLE).blocks for c in block.columns]
    for column in columns:
        here, there = f"{TABLE}.{BROUGHT}.{column}", f"{TABLE}.{CARRIED}.{column}"
        sums = (value_of(context.earlier, there), value_of(report, here))
        name, last = cell_name(now, here), cell_name(before, there)
        mine, theirs = said(report, here), said(context.earlier, there)
        says = Text(
            f"{name.en}: {mine.en}; last year's report, {last.en}: {theirs.en}",
            f"{name.zh}为 {mine.zh}，上年报告{last.zh}为 {theirs.zh}",
        )
        yield _compared(report, context, here, (here,), (there,), sums, says)


def _sum(signs: str, parts: Sequence[Text], result: int | float | None) -> Text:
    """Write a sum out as printed; its result only where no part is without a number."""
    en = " ".join(f"{sign} {part.en}" for sign, part in zip(signs, parts, strict=True))[2:]
    zh = " ".join(f"{sign} {part.zh}" for sign, part in zip(signs, parts, strict=True))[2:]
    whole = result is not None and all(part.en == part.zh for part in parts)
    tail = f" = {shown(result)}" if whole and result is not None else ""
    return Text(en + tail, zh + tail)


FLOW = ("in_force", "issued", "repealed")


def _documents_flow(
    report: Report, form: Form | None, context: Context = ALONE
) -> Iterator[Outcome]:
    at = "proactive"
    if form is None or not _rows_with(form, FLOW):
        message = Text(
            "This edition does not print how many documents are in force.",
            "该版本格式没有现行有效的件数。",
        )
        yield Outcome("not_applicable", at, message)
        return
    earlier = context.earlier
    if earlier is None:
        yield without_earlier(context, at)
        return
    before = form_of(earlier.form)
    if before is None or not _rows_with(before, FLOW):
        message = Text(
            "Last year's report follows another edition of the form, which does not print how "
            "many documents were in force; what was open to the public need not be the same.",
            "上年报告采用的格式没有现行有效的件数；其中公开的总数量不一定与之相同。",
        )
        yield Outcome("not_applicable", at, message)
        return
    for row in _rows_with(form, FLOW):
        yield _flow(report, form, context, row)


def _rows_with(form: Form, columns: tuple[str, ...]) -> list[str]:
    return [
        row.id
        for table in form.tables
        for block in table.blocks
        if set(columns) <= {c.id for c in block.columns}
        for row in block.leaf_rows
    ]


def _flow(report: Report, form: Form, context: Context, row: str) -> Outcome:
    earlier = context.earlier
    assert earlier is not None
    in_force, issued, repealed = (f"proactive.{row}.{c}" for c in FLOW)
    new, gone, now = (value_of(report, a) for a in (issued, repealed, in_force))
    last = value_of(earlier, in_force)
    expected = None
    if last is not None and new is not None and gone is not None:
        expected = total([last, new, -gone])
    name = cell_name(form, in_force)
    parts = (said(earlier, in_force), said(report, issued), said(report, repealed))
    added, mine = _sum("++-", parts, expected), said(report, in_force)
    says = Text(
        f"{name.en}: {mine.en}; last year's in force + issued - repealed = {added.en}",
        f"{name.zh}为 {mine.zh}；上年现行有效 + 本年制发 - 本年废止 = {added.zh}",
    )
    here = (in_force, issued, repealed)
    return _compared(report, context, in_force, here, (in_force,), (expected, now), says)


ITEMS = ("items_last_year", "change")


def _items(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    at = "proactive"
    rows = _rows_with(form, ITEMS) if form is not None else []
    if form is None or not rows:
        message = Text(
            "This edition does not print how many items there were last year.",
            "该版本格式没有上一年的项目数量。",
        )
        yield Outcome("not_applicable", at, message)
        return
    earlier = context.earlier
    if earlier is None:
        yield without_earlier(context, at)
        return
    before = form_of(earlier.form)
    known = _rows_with(before, ITEMS) if before is not None else []
    if not set(known) & set(rows):
        yield _no_tables(at)
        return
    for row in (r for r in rows if r in known):
        here = f"proactive.{row}.{ITEMS[0]}"
        there = (here, f"proactive.{row}.{ITEMS[1]}")
        parts = [value_of(earlier, a) for a in there]
        expected = None
        if parts[0] is not None and parts[1] is not None:
            expected = total([parts[0], parts[1]])
        actual = value_of(report, here)
        name, mine = cell_name(form, here), said(report, here)
        added = _sum("++", [said(earlier, a) for a in there], expected)
        says = Text(
            f"{name.en}: {mine.en}; last year's report: items + change = {added.en}",
            f"{name.zh}为 {mine.zh}；上年报告的项目数量 + 增减 = {added.zh}",
        )
        yield _compared(report, context, here, (here,), there, (expected, actual), says)


_BLANKS = Text(
    "Last year's report not at hand: not applicable. An empty cell is taken as zero where the two "
    "then agree; otherwise, and for text or missing cells, undecided. All cells empty: undecided.",
    "未取得上年报告的，不适用。空白单元格按零计算后一致的，视为通过；不一致的，以及文字或缺失的，不作判断；全部空白的，不作判断。",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "carry-over",
        Text("Carried over from last year", "上年结转衔接"),
        Text(
            "What last year's report carries forward is what this year's brings forward, in each "
            "column. A request withdrawn or recounted in between can explain a difference; one "
            "that stays unexplained is worth a question.",
            "上年报告结转下年度的申请，应等于本年报告上年结转的申请，各列均应成立。期间撤回或重新统计可以解释差异。",
        ),
        Text(
            "Table three of two reports in a row: item four of the first is item two of the second",
            "前后两年报告的表三：上年第四项即本年第二项",
        ),
        Text("Table three of this and of last year's report", "本年和上年报告的表三"),
        "warning",
        _BLANKS,
        _carry_over,
        across=_carry_over,
    ),
    Rule(
        "documents-flow",
        Text("Documents in force", "现行有效文件衔接"),
        Text(
            "What is in force at the end of a year is what was in force a year before, with what "
            "was issued and without what was repealed. A document that lapsed by itself can explain "
            "a difference. The 2019 edition prints no such number, so the first report in the 2021 "
            "edition is not compared.",
            "年末现行有效的文件，等于上年末现行有效的文件加本年制发、减本年废止的文件。文件自然失效可以解释差异。"
            "2019年版没有这一数字，采用2021年版的首份报告不作对照。",
        ),
        Text("Table two of the 2021 edition, two reports in a row", "2021年版表二，前后两年报告"),
        Text("Table two of this and of last year's report", "本年和上年报告的表二"),
        "warning",
        _BLANKS,
        _documents_flow,
        across=_documents_flow,
    ),
    Rule(
        "items-last-year",
        Text("Number of items last year", "上年项目数衔接"),
        Text(
            "In the 2019 edition the number of items of last year is last year's own number with "
            "its change. Lists of powers are adjusted outside the reports, and some organs count "
            "the items otherwise: a difference is only noted.",
            "2019年版所填上一年的项目数，应等于上年报告的项目数加当年增减。权责清单另行调整、口径不同均属常见，差异仅作提示。",
        ),
        Text("Table two of the 2019 edition, two reports in a row", "2019年版表二，前后两年报告"),
        Text("Table two of this and of last year's report", "本年和上年报告的表二"),
        "note",
        _BLANKS,
        _items,
        across=_items,
    ),
)
"""The rules that compare a report with the one of the year before, cell by cell."""
