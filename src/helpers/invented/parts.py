"""What an invented report says: title, opening, sections with tables and prose, signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from helpers.form import load_form
from helpers.invented.boxes import Part
from helpers.invented.grids import Value, completed, table_grid

AGENCY = "云岚市青禾镇人民政府"
"""An invented agency."""
YEARS = {"legacy": 2017, "2019": 2020, "2021": 2022}
"""Edition of the form → year reported on unless another is asked for."""
MARK = "（虚构样例：机构、地名与数字均系编造，不是任何机关的报告。）"
"""The line every invented report ends with, so that none is taken for a real one."""
MARK_EN = "Invented example: agency, place and numbers do not exist."
"""The same in the metadata of files that have any."""

PROSE: dict[str, tuple[str, ...]] = {
    "overview": (
        "（一）主动公开。按时公开机构职能、办事指南等内容，内容准确。",
        "（二）依申请公开。申请渠道畅通，办理流程规范，依法按时答复。",
        "（三）政府信息管理。健全发布审核制度，做到先审查后公开。",
        "（四）平台建设。做好网站专栏的日常维护。",
        "（五）监督保障。开展工作考核和社会评议，评议结果良好，未发生责任追究情况。",
    ),
    "problems": (
        "存在的主要问题：公开内容不够丰富。",
        "改进情况：加强业务培训，丰富公开内容。",
    ),
    "other": ("无其他需要报告的情况。",),
}
"""What the sections without tables say unless told otherwise: no numbers."""


def invented_parts(
    form_id: str = "2021",
    values: Mapping[str, Value] | None = None,
    *,
    agency: str = AGENCY,
    year: int | None = None,
    published: date | None = None,
    title: str | None = None,
    opening: Sequence[str] | None = None,
    prose: Mapping[str, Sequence[str]] | None = None,
    headings: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    default: Value = 0,
    derive: bool = True,
    without: Sequence[str] = (),
    signature: bool = True,
    mark: bool = True,
) -> list[Part]:
    """Return a whole invented report as its lines and tables, the first line being the title.

    Args:
        form_id: Edition of the form.
        values: Cell address → what it prints.
        agency: Full name; it stands in title, opening and signature.
        year: Year reported on (default: see :data:`YEARS`).
        published: Date of the signature (default: 15 January of the next year).
        title: Whole title line (default: agency, year and the usual words).
        opening: Paragraphs before the first section (default: one that states the period).
        prose: Section id → paragraphs, instead of :data:`PROSE`; under a section with a table
            they stand before it.
        headings: Section id → whole heading line (default: ``一、…`` as in the form).
        labels: Label of the form (row, column or article, as declared) → what is printed.
        default: What the cells not in `values` print.
        derive: Work out totals that are not in `values`, so that everything adds up.
        without: Ids of sections and of tables (``"table:applications"``) to leave out.
        signature: Whether agency and date stand at the end.
        mark: Whether the last line says that the report is invented.
    """
    form = load_form(form_id)
    year = year or YEARS[form_id]
    published = published or date(year + 1, 1, 15)
    given = dict(values or {})
    if unknown := set(given) - set(form.addresses):
        raise KeyError(f"no cells of form {form_id}: {sorted(unknown)}")
    cells = {a: given.get(a, default) for a in form.addresses}
    if derive:
        cells = completed(form_id, given, default)
    said = {**PROSE, **(prose or {})}
    if opening is None:
        period = f"自{year}年1月1日起至{year}年12月31日止"
        made = f"{agency}根据《中华人民共和国政府信息公开条例》编制本报告。"
        opening = (f"{made}本报告所列数据的统计期限{period}。",)
    parts: list[Part] = [
        title if title is not None else f"{agency}{year}年政府信息公开工作年度报告",
        *opening,
    ]
    for section in form.sections:
        if section.id in without:
            continue
        number = "一 二 三 四 五 六 七 八 九 十 十一".split()[section.number - 1]
        heading = f"{number}、{section.label.zh}"
        parts.append((headings or {}).get(section.id, heading))
        parts += said.get(section.id, ())
        for table in form.tables:
            if table.section == section.number and f"table:{table.id}" not in without:
                parts.append(table_grid(form, table, cells, labels or {}))
    if signature:
        parts += [agency, f"{published.year}年{published.month}月{published.day}日"]
    return [*parts, MARK] if mark else parts
