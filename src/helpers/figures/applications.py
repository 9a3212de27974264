"""Who asked, and what came of it: table three as bars with their counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.audit import Audit
from helpers.figures.look import BLUE, GREY, INK, SLATE
from helpers.figures.picture import Picture
from helpers.figures.sheet import MARGIN, SIZE, Sheet
from helpers.figures.words import cut, width_of
from helpers.form import Row
from helpers.messages import Lang, Text
from helpers.wording import unnumbered

Bar = tuple[Text, int | float | None]

_ROW = 21.0
_BAR = 13.0
_GAP = 5.0
"""Points: from one bar to the next, the height of a bar, and between a bar and its words."""


def applicants(audit: Audit, lang: Lang = "en") -> Picture:
    """Draw the requests received by kind of applicant.

    Returns:
        The picture; its data has one row a kind: ``applicant``, ``requests`` (empty where the
        report prints no number).
    """
    form = audit.form
    if form is None or not form.has("applications"):
        return _nothing(lang)
    block = form.table("applications").blocks[0]
    bars: list[Bar] = [
        (c.label, _value(audit, "received", c.id)) for c in block.columns if c.id != "total"
    ]
    total = _value(audit, "received", "total")
    title = _applicants_title(total, bars)
    return _bars(title, bars, ("applicant", "requests"), lang)


def outcomes(audit: Audit, lang: Lang = "en") -> Picture:
    """Draw the outcomes of requests by group of the form, refusals with their grounds.

    Returns:
        The picture; its data has one row an outcome: ``outcome``, ``requests``. Grounds that no
        request was refused on are left out of the picture and of the data.
    """
    form = audit.form
    if form is None or not form.has("applications"):
        return _nothing(lang)
    block = form.table("applications").blocks[0]
    bars: list[Bar] = []
    for row in block.children("outcomes"):
        if row.role == "total":
            continue
        leaves = block.leaves_under(row.id)
        bars.append((_name(row), _group(audit, leaves)))
        if row.role == "heading":
            bars += [
                (_indented(leaf), value)
                for leaf in leaves
                if (value := _value(audit, leaf.id, "total"))
            ]
    total = _value(audit, "outcome_total", "total")
    given = _given(audit)
    names = {row.id: _name(row).zh for row in block.rows}
    words = f"{names['granted']}或{names['granted_in_part']}"
    return _bars(_outcomes_title(total, given, words), bars, ("outcome", "requests"), lang)


def _value(audit: Audit, row: str, column: str) -> int | float | None:
    return audit.report.cell(f"applications.{row}.{column}").value


def _group(audit: Audit, leaves: Sequence[Row]) -> int | float | None:
    values = [_value(audit, leaf.id, "total") for leaf in leaves]
    return None if None in values else sum(v for v in values if v is not None)


def _given(audit: Audit) -> int | float | None:
    """Return the requests granted in full or in part."""
    full, part = _value(audit, "granted", "total"), _value(audit, "granted_in_part", "total")
    return None if full is None or part is None else full + part


def _name(row: Row) -> Text:
    zh = unnumbered(row.label.zh).split("(")[0]
    en = row.label.en.split(") ", 1)[-1]
    return Text(en, zh)


def _indented(row: Row) -> Text:
    name = _name(row)
    return Text(f"– {name.en}", f"– {name.zh}")


def _applicants_title(total: int | float | None, bars: Sequence[Bar]) -> Text:
    counted = [(label, n) for label, n in bars if n]
    if total is None:
        return Text(
            "The report prints no total of requests received", "报告没有印出新收申请的合并数"
        )
    if total == 0:
        return Text("No request was received this year", "本年度没有新收申请")
    if len(counted) == 1 and counted[0][1] == total:
        label = counted[0][0]
        if total == 1:
            return Text(
                f"The one request of the year came from: {label.en.lower()}",
                f"本年唯一一件申请来自{label.zh}",
            )
        return Text(
            f"All {total:,} requests came from: {label.en.lower()}",
            f"{total:,} 件申请全部来自{label.zh}",
        )
    if not counted:
        return Text(
            f"{total:,} requests received; the report does not say from whom",
            f"新收 {total:,} 件，报告未列申请人类别",
        )
    label, most = max(counted, key=lambda pair: pair[1])
    return Text(
        f"{most:,} of the {total:,} requests received came from: {label.en.lower()}",
        f"新收 {total:,} 件申请中 {most:,} 件来自{label.zh}",
    )


def _outcomes_title(total: int | float | None, given: int | float | None, words: str) -> Text:
    if total is None or given is None:
        return Text(
            "The report does not print all outcomes of requests", "报告没有完整印出办理结果"
        )
    if total == 0:
        return Text("No request was decided this year", "本年度没有办结的申请")
    if total == 1 and given == 1:
        return Text("The one request decided was granted", "唯一办结的一件申请获得公开")
    if given == total:
        return Text(
            f"All {total:,} requests decided were granted in full or in part",
            f"办结的 {total:,} 件申请均{words}",
        )
    return Text(
        f"{given:,} of {total:,} requests decided were granted in full or in part",
        f"办结 {total:,} 件，其中 {given:,} 件{words}",
    )


def _bars(title: Text, bars: Sequence[Bar], columns: tuple[str, str], lang: Lang) -> Picture:
    """Draw horizontal bars with their counts; what is not printed is said, not drawn as zero."""
    words = title.in_(lang)
    labels = [label.in_(lang) for label, _ in bars]
    counts = [n for _, n in bars]
    data = pd.DataFrame({columns[0]: labels, columns[1]: pd.array(counts, dtype="Float64")})
    most = max((n for n in counts if n), default=1)
    missing = Text("not printed", "未印数字").in_(lang)
    shown = [missing if n is None else f"{n:,}" for n in counts]
    sheet = Sheet()
    top = sheet.title(words)
    half = sheet.width / 2
    left = MARGIN + min(max((width_of(label, SIZE) for label in labels), default=0), half) + _GAP
    room = sheet.width - left - max((width_of(n, SIZE) for n in shown), default=0)
    scale = (room - _GAP - 3 * MARGIN) / most
    for number, (label, n, count) in enumerate(zip(labels, counts, shown, strict=True)):
        y = top + (number + 0.5) * _ROW
        sheet.text(left - _GAP, y, cut(label, SIZE, half), side="right")
        end = left + (n or 0) * scale
        if n:
            sheet.box(left, y - _BAR / 2, end - left, _BAR, BLUE)
        sheet.text(end + _GAP, y, count, colour=INK if n else SLATE)
    bottom = top + len(bars) * _ROW
    sheet.line([(left, top), (left, bottom)], GREY, 0.8)
    return sheet.picture(words, data, bottom + 2 * MARGIN)


def _nothing(lang: Lang) -> Picture:
    title = Text("The report has no table of requests", "报告没有申请情况表").in_(lang)
    sheet = Sheet()
    return sheet.picture(title, pd.DataFrame(), sheet.title(title) + MARGIN)
