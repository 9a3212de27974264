"""The rule about the form itself: its sections, tables and labels, and the edition used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.audit.exact import quoted
from helpers.audit.labels import check_labels
from helpers.audit.layout import cell_name, edition_for, first_year, layout
from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form, Section, Table
from helpers.messages import Text
from helpers.model import Report, TableReading, Unplaced
from helpers.wording import bare, squeeze

_NUMERALS = "〇一二三四五六七八九十"
_QUOTE = 60
"""Characters of a quote in a message; the evidence holds the whole of it."""


def _conformance(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None and report.year is not None and report.year < first_year():
        message = Text(
            f"The form of today did not exist for reports on {report.year}.",
            f"现行规定格式不适用于{report.year}年度的报告。",
        )
        yield Outcome("not_applicable", "form", message)
        return
    yield _edition(report, form)
    due = edition_for(report.year) if form is None or not form.under_article_50 else form
    if due.under_article_50:
        yield from _sections(report, due)
    else:
        message = Text(
            "No section headings were prescribed before 2019.", "2019年以前未规定各部分标题。"
        )
        yield Outcome("not_applicable", "sections", message)
    yield from _tables(report, form)
    if form is not None:
        yield from check_labels(report, form)
    pieces = _pieces_of_labels(report, form)
    if pieces:
        yield _in_pieces(pieces)
    for extra in (u for u in report.unplaced if u not in pieces):
        yield _outside(form, extra)


def _outside(form: Form | None, extra: Unplaced) -> Outcome:
    """Return what is said of something in a table that has no place in the form."""
    address, _, rest = extra.text.partition(": ")
    quote = extra.text
    what = Text(f"Outside the form: {_short(quote)}", f"超出规定格式：{_short(quote)}")
    if form is not None and address in layout(form).addresses:
        # A cell that is printed twice is listed with its address, which nobody printed.
        name, quote = cell_name(form, address), rest
        what = Text(f"{name.en}: {_short(rest)}", f"{name.zh}：{_short(rest)}")
    return Outcome(
        "fail",
        "unplaced",
        Text(f"{what.en}. {extra.reason.en}", f"{what.zh}。{extra.reason.zh}"),
        severity="note",
        actual=squeeze(extra.text)[:200],
        evidence=(Evidence(quote, extra.place),),
    )


def _pieces_of_labels(report: Report, form: Form | None) -> list[Unplaced]:
    """Return what found no place and is a part of a label of the form: heads broken over lines."""
    if form is None:
        return []
    blocks = [block for table in form.tables for block in table.blocks]
    names = [row.label.zh for block in blocks for row in block.rows]
    names += [column.label.zh for block in blocks for column in block.columns]
    names += [word for table in form.tables for word in table.furniture]
    labels = "|".join(bare(name) for name in names)
    found = [(u, bare(u.text)) for u in report.unplaced if u.reason.en == _NO_ROW]
    return [u for u, words in found if words and not _DIGIT.search(words) and words in labels]


_NO_ROW = "The form has no such row."
_DIGIT = re.compile(r"\d")


def _in_pieces(pieces: Sequence[Unplaced]) -> Outcome:
    words = "、".join(dict.fromkeys(squeeze(u.text) for u in pieces[:_NAMED]))
    more = Text(" …", "……") if len(pieces) > _NAMED else Text("", "")
    message = Text(
        f"{len(pieces)} pieces of heads ({quoted(words)}{more.en}) were not put together to labels "
        "of the form; they hold no number.",
        f"有 {len(pieces)} 处标题片段（{quoted(words)}{more.zh}）未能拼成规定格式的标签，其中没有数字。",
    )
    evidence = tuple(Evidence(u.text, u.place) for u in pieces[:_NAMED])
    return Outcome("undecided", "labels.pieces", message, evidence=evidence)


_NAMED = 5


def _short(text: str) -> str:
    words = squeeze(text)
    return quoted(words if len(words) <= _QUOTE else words[:_QUOTE] + "……")


def _edition(report: Report, form: Form | None) -> Outcome:
    unsure = next((n for n in report.notes if n.code == "edition-by-year"), None)
    if form is None or report.year is None or unsure:
        message = Text(
            "The labels read do not tell which edition of the form was used, or the year is not "
            "known.",
            "已读出的标签不足以判断所用格式版本，或年份不明。",
        )
        return Outcome("undecided", "edition", message)
    if form.covers(report.year):
        message = Text(
            f"The report is of the {form.name.en}, the one for {report.year}.",
            f"报告采用{form.name.zh}格式，适用于{report.year}年度。",
        )
        return Outcome("pass", "edition", message)
    due = edition_for(report.year)
    return Outcome(
        "fail",
        "edition",
        Text(
            f"The tables follow the {form.name.en} (notice {form.notice_number}); reports on "
            f"{report.year} use the {due.name.en} (notice {due.notice_number}).",
            f"表格采用{form.name.zh}格式（{form.notice_number}），"
            f"{report.year}年度报告应采用{due.name.zh}格式（{due.notice_number}）。",
        ),
        expected=due.id,
        actual=form.id,
    )


def _sections(report: Report, form: Form) -> Iterator[Outcome]:
    ids = [section.id for section in form.sections]
    known = [s for s in report.sections if s.id in ids]
    if not known:
        message = Text(
            "None of the six sections of the form was recognised by its heading.",
            "未识别出规定格式六个部分的标题。",
        )
        yield Outcome("fail", "sections", message, expected=len(form.sections), actual=0)
        return
    for section in form.sections:
        yield _section(report, section, ids)
    firsts = list(dict.fromkeys(s.id for s in known))
    if firsts == [i for i in ids if i in firsts]:
        message = Text("The sections stand in the order of the form.", "各部分顺序与规定格式一致。")
        yield Outcome("pass", "sections.order", message)
        return
    names = " → ".join(quoted(squeeze(s.title)[:20]) for s in known)
    yield Outcome(
        "fail",
        "sections.order",
        Text(
            f"The sections do not stand in the order of the form: {names}.",
            f"各部分顺序与规定格式不同：{names}。",
        ),
        severity="note",
        actual=" → ".join(s.id for s in known),
        evidence=tuple(Evidence(s.title, s.place) for s in known),
    )


def _section(report: Report, section: Section, ids: Sequence[str]) -> Outcome:
    at, label = f"section.{section.id}", section.label
    nameless = (s for s in report.sections if s.id not in ids and s.number == section.number)
    found = report.section(section.id) or next(nameless, None)
    if found is None:
        return Outcome(
            "fail",
            at,
            Text(
                f"Section {section.number} of the form, “{label.zh}” ({label.en}), was not found.",
                f"未见第{_NUMERALS[section.number]}部分“{label.zh}”。",
            ),
            expected=label.zh,
        )
    evidence = (Evidence(found.title, found.place),)
    title = _short(found.title)
    same = bare(found.title) == bare(label.zh)
    if same and found.number in (section.number, None):
        message = Text(f"The section {title} is there.", f"有{title}部分。")
        return Outcome("pass", at, message, evidence=evidence)
    number = Text("", "")
    if found.number not in (section.number, None):
        number = Text(f" with the number {found.number}", f"，编号为{found.number}")
    return Outcome(
        "fail",
        at,
        Text(
            f"Section {section.number} of the form, “{label.zh}”, is headed {title}{number.en}.",
            f"规定格式第{_NUMERALS[section.number]}部分“{label.zh}”，报告中标题为{title}{number.zh}。",
        ),
        severity="note",
        expected=label.zh,
        actual=found.title,
        evidence=evidence,
    )


def _tables(report: Report, form: Form | None) -> Iterator[Outcome]:
    if form is None:
        message = Text(
            "None of the tables of the form was found in the text of the document; they may be "
            "pictures or attachments.",
            "文件文本中没有找到规定格式的表格，表格可能为图片或附件。",
        )
        yield Outcome("fail", "tables", message)
        return
    for reading in report.readings:
        yield _table(report, form, form.table(reading.table), reading)


def _table(report: Report, form: Form, table: Table, reading: TableReading) -> Outcome:
    at, name = f"table.{table.id}", table.label
    cells = layout(form).tables[table.id]
    missing = tuple(a for a in cells if report.cell(a).state == "missing")
    unreadable = tuple(a for a in cells if report.cell(a).state == "unreadable")
    if unreadable:
        message = Text(
            f"{len(unreadable)} cells of the table “{name.zh}” ({name.en}) could not be read.",
            f"“{name.zh}”表有 {len(unreadable)} 个单元格无法读取。",
        )
        return Outcome("undecided", at, message, cells=unreadable)
    if not missing:
        message = Text(
            f"All {len(cells)} cells of the table “{name.zh}” ({name.en}) are there.",
            f"“{name.zh}”表的 {len(cells)} 个单元格齐全。",
        )
        return Outcome("pass", at, message)
    if len(missing) == len(cells) and not form.under_article_50:
        message = Text(
            f"The table “{name.zh}” ({name.en}) was not found; many reports of these years have "
            "none, or have it in an attachment.",
            f"未见“{name.zh}”表；当年许多报告没有此表，或另附。",
        )
        return Outcome("not_applicable", at, message)
    if len(missing) == len(cells):
        message = Text(
            f"The table “{name.zh}” ({name.en}) was not found; it may be a picture or an "
            "attachment.",
            f"未见“{name.zh}”表，可能为图片或附件。",
        )
        return Outcome("fail", at, message, cells=missing)
    rows = list(dict.fromkeys(form.row_of(a).label.zh for a in missing))
    named = quoted("、".join(rows[:4]) + ("……" if len(rows) > 4 else ""))
    message = Text(
        f"{len(missing)} of the {len(cells)} cells of the table “{name.zh}” ({name.en}) are "
        f"missing, in the rows {named}.",
        f"“{name.zh}”表共 {len(cells)} 个单元格，缺少 {len(missing)} 个，涉及{named}。",
    )
    return Outcome("fail", at, message, cells=missing)


RULES: tuple[Rule, ...] = (
    Rule(
        "form-conformance",
        Text("Conformance with the official form", "与规定格式的一致性"),
        Text(
            "Sections, tables, rows, columns and labels are those of the edition, in its order. "
            "What is missing is a warning, what is worded differently a note.",
            "各部分、表格、行列和标签与规定格式一致，顺序相同。缺失的列为存疑，用语不同的列为提示。",
        ),
        Text(
            "The form issued with notice 国办公开办函〔2019〕60号 (reports for 2019 and 2020) and "
            "with 国办公开办函〔2021〕30号 (from 2021)",
            "国办公开办函〔2019〕60号（2019、2020年度）和国办公开办函〔2021〕30号（2021年度起）所附格式",
        ),
        Text("Section headings, labels and cells as printed", "各部分标题、标签和单元格"),
        "warning",
        Text(
            "Empty cells are present; only cells the document does not have are missing.",
            "空白单元格视为已有；只有文件中没有的单元格才是缺失。",
        ),
        _conformance,
    ),
)
"""The rule about the form."""
