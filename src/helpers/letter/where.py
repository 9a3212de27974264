"""Where something stands in a report, in the words that the report itself prints."""

from __future__ import annotations

from helpers.audit import Evidence
from helpers.form import Form
from helpers.messages import Lang, Text
from helpers.model import Place, Report
from helpers.wording import squeeze


def where(evidence: Evidence, report: Report, form: Form | None, lang: Lang) -> str:
    """Return section or table, row and column, and the page if the document has pages.

    Args:
        evidence: Words of the report.
        report: The report.
        form: The edition of its tables, or None.
        lang: Language of the words around what is printed.
    """
    parts = []
    if evidence.address and form is not None:
        parts = _cell(evidence.address, report, form, lang)
    elif evidence.place is not None:
        parts = _prose(evidence.place, report, form, lang)
    if evidence.place is not None and evidence.place.page:
        parts.append(Text(f"page {evidence.place.page}", f"第{evidence.place.page}页").in_(lang))
    return Text(", ", "，").in_(lang).join(parts)


def _cell(address: str, report: Report, form: Form, lang: Lang) -> list[str]:
    table, row, column = address.split(".", 2)
    printed_row = _printed(report, f"{table}.{row}") or form.row_label(address).in_(lang)
    # The column stands below a block of its own in some tables.
    ends = [use.at for use in report.labels if use.at.count(".") == 2]
    at = next((a for a in ends if a.startswith(f"{table}.") and a.endswith(f".{column}")), "")
    printed_column = _printed(report, at) or form.column_of(address).label.in_(lang)
    return [
        *_table(table, report, form, lang),
        Text(f"row “{printed_row}”", f"“{printed_row}”行").in_(lang),
        Text(f"column “{printed_column}”", f"“{printed_column}”列").in_(lang),
    ]


def _printed(report: Report, at: str) -> str:
    used = next((use.printed for use in report.labels if use.at == at), "")
    return squeeze(used).replace(" ", "")


def _prose(place: Place, report: Report, form: Form | None, lang: Lang) -> list[str]:
    line = _line(place)
    for section in report.sections:
        inside = _line(section.place) == line or any(_line(p) == line for _, p in section.lines)
        if inside:
            title = squeeze(section.title)
            return [_titled(title).in_(lang)]
    for use in report.labels:
        if _line(use.place) == line:
            return _table(use.at.split(".")[0], report, form, lang)
    for head in report.heads:
        if _line(head.place) == line and form is not None:
            owner = next(
                (t.id for t in form.tables if any(b.id == head.block for b in t.blocks)), ""
            )
            return _table(owner, report, form, lang)
    return []


def _table(table: str, report: Report, form: Form | None, lang: Lang) -> list[str]:
    """Return the part of the report that a table stands in, by its printed heading if it has one."""
    if form is None or not form.has(table):
        return []
    declared = form.table(table)
    for section in report.sections:
        if section.number == declared.section and section.title:
            return [
                Text(
                    f"table in {_titled(squeeze(section.title)).en}",
                    f"{_titled(squeeze(section.title)).zh}的表格",
                ).in_(lang)
            ]
    return [Text(f"table “{declared.label.en}”", f"“{declared.label.zh}”表").in_(lang)]


def _titled(title: str) -> Text:
    return Text(f"section “{title}”", f"“{title}”部分")


def _line(place: Place) -> tuple[int, ...]:
    """Return what tells the line, paragraph or cell of a place, its column left out."""
    return (place.page, place.line, place.paragraph, place.table, place.row, place.cell)
