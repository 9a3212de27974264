"""What rules that compare two reports share: cells that can be compared, and quotes of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from helpers.audit.blank import EMPTY, counted
from helpers.audit.context import Context
from helpers.audit.exact import shown
from helpers.audit.rule import Evidence, Outcome, cell_evidence
from helpers.messages import Text
from helpers.model import Report

UNSURE = Text(
    " One of the tables compared was read with doubt; compare them with the sources first.",
    "所对照的表格中有读取没有把握的，请先与原文核对。",
)

_BLANK, _NO_NUMBER = Text("blank", "空白"), Text("no number", "（非数字）")


def value_of(report: Report, address: str) -> int | float | None:
    """Return the plain count of a cell, 0 of an empty one, None of any other."""
    cell = report.cell(address)
    if cell.state in EMPTY:
        return 0
    return cell.value if counted(cell) else None


def said(report: Report, address: str) -> Text:
    """Return what a cell says: its number, or that it is blank or holds none."""
    cell = report.cell(address)
    if counted(cell) and cell.value is not None:
        return Text(shown(cell.value), shown(cell.value))
    return _BLANK if cell.state in EMPTY else _NO_NUMBER


def printed(report: Report, address: str) -> bool:
    """Tell whether a cell prints a number."""
    return counted(report.cell(address))


def quotes(other: Report, addresses: Iterable[str]) -> tuple[Evidence, ...]:
    """Return cells of another report as evidence that names its file."""
    found = cell_evidence(other, addresses)
    return tuple(replace(e, source=other.source.path) for e in found)


def doubtful(reports: Iterable[Report], table: str) -> bool:
    """Tell whether a table of one of the reports was read with doubt, or from a picture."""
    for report in reports:
        reading = report.reading(table)
        if report.by_ocr or (reading is not None and reading.confidence == "low"):
            return True
    return False


def without_earlier(context: Context, at: str) -> Outcome:
    """Return the outcome of a rule that has no report for the year before."""
    if context.remark is not None:
        return Outcome("undecided", at, context.remark)
    message = Text(
        "The same organ's report for the year before is not at hand.",
        "未取得同一机关上一年度的报告。",
    )
    return Outcome("not_applicable", at, message)


def told(context: Context) -> Text:
    """Return what must be said of the choice of last year's report, as the end of a message."""
    if context.remark is None:
        return Text("", "")
    return Text(f" {context.remark.en}", context.remark.zh)
