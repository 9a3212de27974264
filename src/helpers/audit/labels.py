"""Printed labels against those of the form: part of the rule about the form."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit.exact import quoted
from helpers.audit.layout import layout
from helpers.audit.rule import Evidence, Outcome
from helpers.form import Block, Form, Row
from helpers.messages import Text
from helpers.model import LabelUse, Report
from helpers.wording import squeeze


def check_labels(report: Report, form: Form) -> Iterator[Outcome]:
    """Judge every printed label, then the group headings that are not printed."""
    for label in report.labels:
        yield _label(form, label)
    printed = {label.at: label for label in report.labels}
    how = {r.table: r.how for r in report.readings}
    for table in form.tables:
        if table.layout != "matrix" or how.get(table.id) not in ("grid", "rows"):
            continue
        block = table.blocks[0]
        for row in block.rows:
            if row.role == "heading" and f"{table.id}.{row.id}" not in printed:
                yield _blank_heading(block, row, printed)


def _label(form: Form, label: LabelUse) -> Outcome:
    at = f"label.{label.at}"
    printed = squeeze(label.printed).replace(" ", "")
    evidence = (Evidence(label.printed, label.place),)
    if label.match in ("exact", "punctuation"):
        words = quoted(printed)
        message = Text(f"{words} as in the form.", f"{words}与规定格式一致。")
        return Outcome("pass", at, message, evidence=evidence)
    table = label.at.split(".")[0]
    return Outcome(
        "fail",
        at,
        Text(
            f"The label {quoted(printed)} reads {quoted(label.expected)} in the form.",
            f"标签{quoted(printed)}在规定格式中为{quoted(label.expected)}。",
        ),
        severity="note",
        cells=tuple(a for a in layout(form).tables.get(table, ()) if a.startswith(f"{label.at}.")),
        expected=label.expected,
        actual=printed,
        evidence=evidence,
    )


def _blank_heading(block: Block, row: Row, printed: dict[str, LabelUse]) -> Outcome:
    at = f"{block.table_id}.{row.id}"
    first = block.leaves_under(row.id)[0]
    near = printed.get(f"{block.table_id}.{first.id}")
    label, below = quoted(row.label.zh), quoted(first.label.zh)
    return Outcome(
        "fail",
        f"label.{at}",
        Text(
            f"The label {label} of the form is not printed above the row {below}.",
            f"{below}之上没有规定格式中的标签{label}。",
        ),
        severity="note",
        expected=row.label.zh,
        actual="",
        evidence=(Evidence(near.printed, near.place),) if near else (),
    )
