"""Which cells of table three are used at all: the form as a map of heat."""

from __future__ import annotations

import pandas as pd

from helpers.figures.chosen import notes, nothing
from helpers.figures.look import DOT, INK, SLATE, WHITE, shade
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL
from helpers.figures.sheet import MARGIN, Sheet
from helpers.figures.words import cut, wrapped
from helpers.form import Block, Row, load_form
from helpers.messages import Lang, Text
from helpers.wording import unnumbered

TABLE = "applications"
_ROW = 14.5
_NAMES = 186.0
_COLUMN = 6.6
"""Points; the type of the heads of columns."""
_STEPS = 6
_HEAD = 36.0


def form_use(cells: pd.DataFrame, lang: Lang = "en", form_id: str = "") -> Picture:
    """Draw, for each cell of table three, the share of reports that print a number other than 0.

    Args:
        cells: The tidy table of cells.
        lang: Language of the words.
        form_id: The edition; by default the one that most reports have.

    Returns:
        The picture; its data has one row a cell: ``address``, ``reports`` (that print a number),
        ``used`` (that print another than 0), ``share``.
    """
    own = cells[(cells["table"] == TABLE) & cells["form"].notna()]
    if own.empty:
        none = Text("No report has a table of requests", "没有报告具有申请情况表")
        return nothing(none, own[["address"]], lang)
    form_id = form_id or str(own.groupby("form")["report"].nunique().idxmax())
    own = own[own["form"] == form_id]
    block = load_form(form_id).table(TABLE).blocks[0]
    data = _counted(own, block)
    title = _title(data, int(own["report"].nunique()), lang)
    sheet = Sheet()
    top = sheet.title(title) + 6
    start = MARGIN + _NAMES + 8
    width = (sheet.width - MARGIN - start) / len(block.columns)
    for n, column in enumerate(block.columns):
        lines = wrapped(column.label.in_(lang), int(width * 2 / _COLUMN)).split("\n")[:3]
        for m, line in enumerate(lines):
            y = top + _HEAD - 8 - 9 * (len(lines) - 1 - m)
            sheet.text(start + (n + 0.5) * width, y, line, _COLUMN, INK, "center")
    y = top + _HEAD
    shares = dict(
        zip(data["address"], zip(data["used"], data["reports"], strict=True), strict=True)
    )
    for row in block.rows:
        name, indent = _name(row, block, lang)
        colour = SLATE if row.role == "heading" else INK
        sheet.text(MARGIN + indent, y + _ROW / 2, cut(name, 8.0, _NAMES - indent), 8.0, colour)
        if row.role != "heading":
            for n, column in enumerate(block.columns):
                used, there = shares[f"{TABLE}.{row.id}.{column.id}"]
                _cell(sheet, start + n * width, y, width, int(used), int(there))
        y += _ROW
    words = Text(
        f"Edition {form_id}. Per cent of the reports that print a number there; a dot: 0 in every report; – no report prints a number.",
        f"{form_id}年版。数字为该格不为零的报告所占百分比（以印有数字的报告为准）；圆点：所有报告均为零；–：没有报告印有数字。",
    )
    return sheet.picture(title, data, notes(sheet, y + 14, [words.in_(lang)]) - 2)


def _counted(own: pd.DataFrame, block: Block) -> pd.DataFrame:
    numbers = own[(own["state"] == "number") & own["value"].notna()]
    there = numbers.groupby("address")["report"].nunique()
    used = numbers[numbers["value"] != 0].groupby("address")["report"].nunique()
    rows = []
    for row in block.leaf_rows:
        for column in block.columns:
            address = f"{TABLE}.{row.id}.{column.id}"
            counts = int(used.get(address, 0)), int(there.get(address, 0))
            rows.append(
                (address, counts[1], counts[0], counts[0] / counts[1] if counts[1] else None)
            )
    return pd.DataFrame(rows, columns=["address", "reports", "used", "share"])


def _cell(sheet: Sheet, x: float, y: float, width: float, used: int, there: int) -> None:
    middle = (x + width / 2, y + _ROW / 2)
    if not there:
        sheet.text(*middle, "–", SMALL, SLATE, "center")
        return
    if not used:
        sheet.box(x + 0.5, y + 0.5, width - 1, _ROW - 1, WHITE)
        sheet.dot(*middle, DOT, 2.4)
        return
    share = used / there
    step = min(_STEPS, 1 + int(share * _STEPS))
    sheet.box(x + 0.5, y + 0.5, width - 1, _ROW - 1, shade(2 * step))
    words = "<1" if share < 0.01 else f"{100 * share:.0f}"
    sheet.text(*middle, words, SMALL, WHITE if step > _STEPS / 2 else INK, "center")


def _name(row: Row, block: Block, lang: Lang) -> tuple[str, float]:
    parents = {r.id: r.parent for r in block.rows}
    depth, at = 0, row.parent
    while at is not None:
        depth, at = depth + 1, parents[at]
    words = unnumbered(row.label.zh).split("(")[0] if lang == "zh" else row.label.en
    if lang == "en":
        head, _, rest = words.partition(" ")
        words = rest if head.strip("().").isdigit() else words
    return words, 10.0 * depth


def _title(data: pd.DataFrame, reports: int, lang: Lang) -> str:
    never = int((data["used"] == 0).sum())
    return Text(
        f"{never} of the {len(data)} cells of table three are 0 or empty in all of {reports} reports",
        f"表三 {len(data)} 格中，有 {never} 格在全部 {reports} 份报告中均为零或未填",
    ).in_(lang)
