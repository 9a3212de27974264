"""The rule about levels: a consolidated report is the sum of its own office and of its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpers.audit.beside import UNSURE, doubtful, quotes, value_of
from helpers.audit.context import ALONE, Context, Levels
from helpers.audit.exact import difference, exact, shown, total
from helpers.audit.layout import cell_name, layout
from helpers.audit.rule import Outcome, Rule, cell_evidence
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report

TABLES = ("applications", "disputes")
MOST_QUOTED = 12


def _levels(report: Report, form: Form | None, context: Context = ALONE) -> Iterator[Outcome]:
    levels = context.levels
    if levels is None:
        message = Text(
            "Nobody has said of which organs this report is the sum.",
            "未登记该报告由哪些机关的数据汇总而成。",
        )
        yield Outcome("not_applicable", "report", message)
        return
    if form is None or not form.under_article_50:
        message = Text("The report carries no table to add up.", "报告中没有可汇总的表格。")
        yield Outcome("not_applicable", "report", message)
        return
    for address in (a for t in TABLES for a in layout(form).tables[t] if a.endswith(".total")):
        yield _one(report, form, levels, address)


def _coverage(levels: Levels) -> Text:
    of = len(levels.members) + bool(levels.own)
    have = of - len(levels.missing)
    tail = (
        Text("", "") if levels.complete else Text(" (the list is not complete)", "（名单不完整）")
    )
    return Text(
        f"{have} of {of} reports are at hand{tail.en}", f"{of} 份报告中已取得 {have} 份{tail.zh}"
    )


def _one(report: Report, form: Form, levels: Levels, address: str) -> Outcome:
    name, covered = cell_name(form, address), _coverage(levels)
    whole = value_of(report, address)
    parts = [value_of(r, address) if address in r.cells else None for _, r in levels.reports]
    outcome = Outcome("undecided", address, Text("", ""), cells=(address,))
    if whole is None or not levels.reports or any(p is None for p in parts):
        message = Text(
            f"{name.en}: {covered.en}; a number is missing, so nothing can be added up.",
            f"{name.zh}：{covered.zh}，缺少数字，无法汇总。",
        )
        return replace(outcome, message=message)
    summed = total(p for p in parts if p is not None)
    said = Text(
        f"{name.en}: {shown(whole)}; its parts together {shown(summed)} ({covered.en})",
        f"{name.zh}为 {shown(whole)}，各机关合计 {shown(summed)}（{covered.zh}）",
    )
    evidence = cell_evidence(report, (address,)) + tuple(
        quote
        for (_, other), part in zip(levels.reports, parts, strict=True)
        if part
        for quote in quotes(other, (address,))
    )
    outcome = replace(outcome, evidence=evidence[:MOST_QUOTED], expected=summed, actual=whole)
    # Without the report of its own office an organ may have any number of requests of its own.
    all_there = levels.complete and not levels.missing and bool(levels.own)
    if summed == whole and all_there:
        message = Text(f"{said.en}; they agree.", f"{said.zh}，两者一致。")
        return replace(outcome, verdict="pass", message=message)
    if exact(summed) <= exact(whole) and not all_there:
        missing = "、".join(levels.missing[:3])
        reason = Text(
            f"; {shown(difference(whole, summed))} would be those that are not at hand"
            + (f" (“{missing}”)." if missing else "."),
            f"，其余 {shown(difference(whole, summed))} 应属未取得的报告"
            + (f"（“{missing}”）。" if missing else "。"),
        )
        message = Text(said.en + reason.en, said.zh + reason.zh)
        return replace(outcome, message=message, expected=None, actual=None)
    table = address.partition(".")[0]
    unsure = doubtful((report, *(r for _, r in levels.reports)), table)
    doubt = UNSURE if unsure else Text("", "")
    return replace(
        outcome,
        verdict="fail",
        severity="note" if unsure else None,
        message=Text(
            f"{said.en}; they differ by {shown(difference(whole, summed))}.{doubt.en}",
            f"{said.zh}，两者相差 {shown(difference(whole, summed))}。{doubt.zh}",
        ),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "levels-sum",
        Text("Consolidated figures", "汇总数据"),
        Text(
            "Where a person has declared of which organs a report is the sum, its totals are those "
            "of its own office and of all members together. Parts that add up to more than the "
            "whole do not agree even if some are missing.",
            "已登记汇总关系的，汇总报告的合计等于本级与各成员机关之和；部分报告缺失时，已有部分之和大于总数的同样不符。",
        ),
        Text(
            "The declaration of who belongs to whom, with its reason; arithmetic of whole and parts",
            "汇总关系的登记及其理由；整体与部分的算术关系",
        ),
        Text(
            "Totals of tables three and four of the report and of its members",
            "该报告及各成员机关报告表三、表四的合计",
        ),
        "warning",
        Text(
            "No declaration: not applicable. A member without a report, or a cell without a "
            "number: undecided, with the coverage; an empty cell is taken as zero.",
            "未登记的，不适用；成员报告缺失或单元格没有数字的，不作判断并注明覆盖情况；空白单元格按零计算。",
        ),
        _levels,
        across=_levels,
    ),
)
"""The rule about consolidated reports."""
