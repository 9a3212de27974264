"""The rule about the form itself: its sections, tables and labels, and the edition used."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form, Section, load_form
from helpers.messages import Text
from helpers.model import Report
from helpers.wording import squeeze, unnumbered


def _conformance(report: Report, form: Form | None) -> Iterator[Outcome]:
    reference = form or load_form("2021" if (report.year or 0) >= 2021 else "2019")
    yield from _edition(report, form)
    yield from _sections(report, reference)
    yield from _tables(report, form)
    if form is not None:
        yield from _labels(report, form)
        yield from _headings(report, form)
    for number, extra in enumerate(report.unplaced, start=1):
        yield Outcome(
            "fail",
            f"unplaced.{number}",
            Text(
                f"Outside the form: “{squeeze(extra.text)[:60]}”. {extra.reason.en}",
                f"超出规定格式：“{squeeze(extra.text)[:60]}”。{extra.reason.zh}",
            ),
            severity="note",
            actual=squeeze(extra.text)[:200],
            evidence=(Evidence(extra.text, extra.place),),
        )


def _edition(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None or report.year is None:
        yield Outcome(
            "undecided",
            "edition",
            Text("Edition or year is not known.", "版本或年份不明。"),
        )
    elif form.covers(report.year):
        yield Outcome(
            "pass",
            "edition",
            Text(
                f"The tables follow edition {form.id}, the one for {report.year}.",
                f"表格采用{form.id}年版，适用于{report.year}年度。",
            ),
        )
    else:
        yield Outcome(
            "fail",
            "edition",
            Text(
                f"The tables follow edition {form.id}, which was not meant for {report.year} "
                f"({form.notice_number}).",
                f"表格采用{form.id}年版（{form.notice_number}），该版本不适用于{report.year}年度。",
            ),
            severity="warning",
            expected=report.year,
            actual=form.id,
        )


def _sections(report: Report, form: Form) -> Iterator[Outcome]:
    order = [s.id for s in report.sections if s.id]
    wanted = [s.id for s in form.sections]
    for section in form.sections:
        yield _section(report, section)
    firsts = list(dict.fromkeys(order))
    if firsts != [s for s in wanted if s in firsts]:
        names = " → ".join(s.title for s in report.sections if s.id)
        yield Outcome(
            "fail",
            "sections.order",
            Text(
                f"The sections do not stand in the order of the form: {names}.",
                f"章节顺序与规定格式不同：{names}。",
            ),
            severity="note",
        )
    else:
        yield Outcome(
            "pass",
            "sections.order",
            Text("The sections stand in the order of the form.", "章节顺序与规定格式一致。"),
        )


def _section(report: Report, section: Section) -> Outcome:
    at = f"section.{section.id}"
    found = report.section(section.id)
    if found is None:
        return Outcome(
            "fail",
            at,
            Text(
                f"Section {section.number}, {section.label.zh} ({section.label.en}), is missing.",
                f"缺少第{section.number}部分“{section.label.zh}”。",
            ),
            severity="warning",
            expected=section.label.zh,
        )
    evidence = (Evidence(found.title, found.place),)
    same = unnumbered(found.title) == unnumbered(section.label.zh)
    if same and found.number in (section.number, None):
        message = Text(f"Section “{found.title}” is there.", f"有“{found.title}”部分。")
        return Outcome("pass", at, message, evidence=evidence)
    return Outcome(
        "fail",
        at,
        Text(
            f"Section {section.number} of the form, {section.label.zh}, is headed "
            f"“{found.title}”" + (f" with number {found.number}." if found.number else "."),
            f"规定格式第{section.number}部分“{section.label.zh}”的标题为“{found.title}”"
            + (f"，编号为{found.number}。" if found.number else "。"),
        ),
        severity="note",
        expected=section.label.zh,
        actual=found.title,
        evidence=evidence,
    )


def _tables(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        yield Outcome(
            "fail",
            "tables",
            Text(
                "None of the three tables of the form was found in the document.",
                "文件中没有找到规定格式的三张表。",
            ),
            severity="warning",
        )
        return
    for reading in report.readings:
        table = form.table(reading.table)
        at = f"table.{table.id}"
        missing = tuple(
            a
            for a in form.addresses
            if a.startswith(f"{table.id}.") and report.cell(a).state == "missing"
        )
        unreadable = sum(
            report.cell(a).state == "unreadable"
            for a in form.addresses
            if a.startswith(f"{table.id}.")
        )
        if unreadable:
            yield Outcome(
                "undecided",
                at,
                Text(
                    f"{unreadable} cells of “{table.label.en}” could not be read.",
                    f"“{table.label.zh}”有 {unreadable} 格无法读取。",
                ),
            )
        elif missing:
            rows = list(dict.fromkeys(form.row_of(a).label.zh for a in missing))
            named = "、".join(rows[:4]) + ("……" if len(rows) > 4 else "")
            whole = len(missing) == reading.cells
            yield Outcome(
                "fail",
                at,
                Text(
                    f"The table “{table.label.en}” is missing."
                    if whole
                    else f"{len(missing)} of {reading.cells} cells of “{table.label.en}” are "
                    f"missing ({named}).",
                    f"缺少“{table.label.zh}”表。"
                    if whole
                    else f"“{table.label.zh}”表缺少 {len(missing)} 格（共 {reading.cells} 格）：{named}。",
                ),
                severity="warning",
                cells=missing,
            )
        else:
            yield Outcome(
                "pass",
                at,
                Text(
                    f"All {reading.cells} cells of “{table.label.en}” are there.",
                    f"“{table.label.zh}”表的 {reading.cells} 格齐全。",
                ),
            )


def _labels(report: Report, form: Form) -> Iterator[Outcome]:
    for label in report.labels:
        at = f"label.{label.at}"
        printed = squeeze(label.printed).replace(" ", "")
        evidence = (Evidence(label.printed, label.place),)
        if label.match in ("exact", "punctuation"):
            message = Text(f"“{printed}” as in the form.", f"“{printed}”与规定格式一致。")
            yield Outcome("pass", at, message, evidence=evidence)
            continue
        yield Outcome(
            "fail",
            at,
            Text(
                f"The label “{printed}” reads “{label.expected}” in the form.",
                f"标签“{printed}”在规定格式中为“{label.expected}”。",
            ),
            severity="note",
            cells=tuple(a for a in form.addresses if a.startswith(f"{label.at}.")),
            expected=label.expected,
            actual=printed,
            evidence=evidence,
        )


def _headings(report: Report, form: Form) -> Iterator[Outcome]:
    """Report the group headings of the matrix that were left blank or out."""
    printed = {label.at for label in report.labels}
    how = {r.table: r.how for r in report.readings}
    for table in form.tables:
        if table.layout != "matrix" or how.get(table.id) not in ("grid", "rows"):
            continue
        for row in table.blocks[0].rows:
            at = f"{table.id}.{row.id}"
            if row.role != "heading" or at in printed:
                continue
            first = table.blocks[0].leaves_under(row.id)[0]
            near = next((x for x in report.labels if x.at == f"{table.id}.{first.id}"), None)
            evidence = (Evidence(near.printed, near.place),) if near else ()
            yield Outcome(
                "fail",
                f"label.{at}",
                Text(
                    f"The label “{row.label.zh}” of the form is left blank or missing above the "
                    f"row {first.label.zh}.",
                    f"“{first.label.zh}”之上的标签“{row.label.zh}”空缺。",
                ),
                severity="note",
                expected=row.label.zh,
                actual="",
                evidence=evidence,
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "form-conformance",
        Text("The official form is followed", "符合规定格式"),
        Text(
            "Sections, tables, rows, columns and labels are those of the edition, in its order. "
            "What is missing is a warning, what is worded differently a note.",
            "章节、表格、行列和标签与规定格式一致且顺序相同。缺失为存疑，用语不同为提示。",
        ),
        Text(
            "The form issued with 国办公开办函〔2019〕60号 (reports for 2019 and 2020) and "
            "〔2021〕30号 (from 2021)",
            "国办公开办函〔2019〕60号（2019、2020年度）及〔2021〕30号（2021年度起）所附格式",
        ),
        Text("Section headings, labels and heads as printed", "章节标题、标签和表头"),
        "warning",
        Text(
            "Blank cells are present; only cells the document does not have are missing.",
            "空白单元格视为存在；只有文件中没有的单元格才是缺失。",
        ),
        _conformance,
    ),
)
"""The rule about the form."""
