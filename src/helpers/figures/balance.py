"""Table three with its identities: what adds up, and what does not, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.audit import Audit, Result
from helpers.figures.look import (
    AMBER,
    CREAM,
    DOT,
    GREEN,
    INK,
    ORANGE,
    PALE,
    RULE,
    SLATE,
    VERMILLION,
)
from helpers.figures.picture import Picture
from helpers.figures.sheet import MARGIN, SIZE, Sheet
from helpers.figures.words import cut, width_of, wrapped
from helpers.form import Block, Row
from helpers.messages import Lang, Text

_TICK = ((-3.4, 0.0), (-0.9, 2.6), (4.0, -3.1))
_CROSS = (((-3.3, -3.3), (3.3, 3.3)), ((-3.3, 3.3), (3.3, -3.3)))
_WIDE = 8.8 * 72
_ROW = 18.0
_GAP = 5.0
_HEAD = 9.0
_MARKS = 80.0
"""Points: the width of the figure, the height of a row, what stays free beside words, from one
line of a column's head to the next, and the room for the widest difference of a row."""
_STATES = {"blank": "", "slash": "/", "text": "…", "missing": "?", "unreadable": "?"}
COLUMN_RULES = ("outcomes-sum", "requests-balance")
_UNDER = (Text("outcomes add up", "结果相加"), Text("in = out", "收办相等"))


def balance(audit: Audit, lang: Lang = "en") -> Picture:
    """Draw table three as a grid of its numbers with a mark for every identity.

    A tick or cross stands at the end of each row (the applicants add up) and under each column
    (the outcomes add up; in and out balance). The row or column of a failing identity is
    framed, and the difference stands beside the cross.

    Returns:
        The picture; its data has one row a check: ``rule``, ``at``, ``verdict``, ``gap``.
    """
    form = audit.form
    checks = [r for rule in ("applicants-sum", *COLUMN_RULES) for r in audit.of(rule)]
    title = _title(checks).in_(lang)
    data = pd.DataFrame(
        [(c.rule.id, c.outcome.at, c.outcome.verdict, _gap(c)) for c in checks],
        columns=["rule", "at", "verdict", "gap"],
    )
    if form is None or not form.has("applications"):
        sheet = Sheet()
        return sheet.picture(title, data, sheet.title(title) + MARGIN)
    grid = _Grid(audit, form.table("applications").blocks[0], lang)
    return grid.sheet.picture(title, data, grid.draw(grid.sheet.title(title)))


def _title(checks: Sequence[Result]) -> Text:
    verdicts = [c.outcome.verdict for c in checks]
    held, failed = verdicts.count("pass"), verdicts.count("fail")
    open_ = len(verdicts) - held - failed
    if not checks or verdicts.count("not_applicable") == len(verdicts):
        return Text("There is no table three to check", "没有可供核对的表三")
    tail = Text(f"; {open_} cannot be decided", f"；{open_} 项无法判断") if open_ else Text("", "")
    if failed:
        head = Text(
            f"{failed} of {len(checks)} sums of table three do not add up",
            f"表三 {len(checks)} 项关系中有 {failed} 项不成立",
        )
    elif held == len(checks):
        return Text(
            f"Table three adds up: all {held} sums hold", f"表三平衡：{held} 项关系全部成立"
        )
    else:
        head = Text(f"{held} sums of table three hold", f"表三有 {held} 项关系成立")
    return Text(head.en + tail.en, head.zh + tail.zh)


def _gap(check: Result) -> float | None:
    """Return by how much the right side of an identity exceeds the left; None if undecided."""
    outcome = check.outcome
    if isinstance(outcome.expected, (int, float)) and isinstance(outcome.actual, (int, float)):
        return float(outcome.actual - outcome.expected)
    return None


def _difference(check: Result | None) -> str:
    """Return the difference of a failing identity with its sign; nothing if it does not fail."""
    if check is None or check.outcome.verdict != "fail":
        return ""
    expected, actual = check.outcome.expected, check.outcome.actual
    if not isinstance(expected, (int, float)) or not isinstance(actual, (int, float)):
        return ""
    gap = actual - expected  # whole numbers stay exact, however long
    return f"{'+' if gap > 0 else '−'}{abs(gap):,}"


def _fitting(words: str, room: float) -> float:
    """Return the size in which `words` are at most `room` points wide."""
    return min(SIZE, SIZE * room / max(width_of(words, SIZE), 1))


class _Grid:
    """Table three on a sheet: where its rows and columns are, and what is drawn there."""

    def __init__(self, audit: Audit, block: Block, lang: Lang) -> None:
        self.audit, self.lang, self.columns = audit, lang, block.columns
        self.sheet = Sheet(_WIDE)
        # The heading 三 has everything under it; the other headings say what their rows are.
        self.rows = tuple(r for r in block.rows if r.role != "heading" or r.parent)
        self.under = {r.id for r in self.rows if r.role == "heading"}
        self.names = [
            (row.label.zh if lang == "zh" else row.label.en).split("（区分")[0] for row in self.rows
        ]
        self.sums = {r.outcome.at: r for r in audit.of("applicants-sum")}
        widest = max(map(width_of, self.names, map(self._size, self.rows)))
        self.left = MARGIN + min(widest, _WIDE / 2) + _GAP
        marks = max((width_of(_difference(r), SIZE) for r in self.sums.values()), default=0)
        self.wide = (_WIDE - MARGIN - self.left - max(44.0, 22 + min(marks, _MARKS))) / len(
            self.columns
        )
        self.right = self.left + self.wide * len(self.columns)

    def draw(self, top: float) -> float:
        """Draw everything below `top`; return where it ends."""
        heads = [
            self._folded(c.label.zh if self.lang == "zh" else c.label.en) for c in self.columns
        ]
        by = Text("applicants\nadd up", "申请人\n相加").in_(self.lang).split("\n")
        self.top = top + MARGIN + _HEAD * max(len(lines) for lines in (*heads, by))
        self.bottom = self.top + _ROW * len(self.rows)
        for x, lines in enumerate(heads):
            self._head(self._x(x), lines, INK)
        self._head(self.right + 20, by, SLATE)
        self._rows()
        self._cells()
        y = self.bottom + 4
        for rule, name in zip(COLUMN_RULES, _UNDER, strict=True):
            y = self._column_marks(y, rule, name.in_(self.lang))
        return y + 2 * MARGIN

    def _x(self, column: int) -> float:
        return self.left + (column + 0.5) * self.wide

    def _y(self, row: int) -> float:
        return self.top + (row + 0.5) * _ROW

    def _size(self, row: Row) -> float:
        return 8.0 if row.parent in self.under else 9.0

    def _folded(self, label: str) -> list[str]:
        """Break a column head into short lines."""
        if self.lang == "zh":
            return [label[i : i + 4] for i in range(0, len(label), 4)]
        return wrapped(label.replace("-", "- "), 12).replace("- \n", "-\n").split("\n")

    def _head(self, x: float, lines: Sequence[str], colour: str) -> None:
        size = 8.0 if self.lang == "zh" else 7.0
        size *= min(1.0, (self.wide - 2) / max(width_of(line, size) for line in lines))
        for number, line in enumerate(reversed(lines)):
            self.sheet.text(x, self.top - 7 - number * _HEAD, line, size, colour, "center")

    def _rows(self) -> None:
        """Print the names of the rows, and the mark of each sum over the applicants."""
        across = self.right - self.left
        self.sheet.box(self.right - self.wide, self.top, self.wide, self.bottom - self.top, PALE)
        for number, (row, name) in enumerate(zip(self.rows, self.names, strict=True)):
            y, size = self._y(number), self._size(row)
            if row.role == "total":
                self.sheet.box(self.left, y - _ROW / 2, across, _ROW, PALE)
            if row.parent not in self.under:
                edge = y - _ROW / 2
                self.sheet.box(
                    self.left, edge, across, 0.5, RULE
                )  # one dot, so that it stays sharp
            colour = SLATE if row.role == "heading" else INK
            name = cut(name, size, _WIDE / 2)
            self.sheet.text(self.left - _GAP, y, name, size, colour, "right")
            result = self.sums.get(f"applications.{row.id}.*")
            if result is not None:
                self._mark(self.right + 14, y, result)
                words = _difference(result)
                size = _fitting(words, _MARKS)
                self.sheet.text(self.right + 21, y, words, size, VERMILLION)
                if result.outcome.verdict == "fail":
                    self._frame(self.left, y - _ROW / 2, across, _ROW)

    def _cells(self) -> None:
        """Print every cell: zeros as faint dots, numbers in full, other states as they are."""
        for y, row in enumerate(self.rows):
            for x, column in enumerate(self.columns if row.role != "heading" else ()):
                cell = self.audit.report.cell(f"applications.{row.id}.{column.id}")
                if cell.value == 0:
                    self.sheet.dot(self._x(x), self._y(y), DOT, 2.4)
                elif cell.value is not None:
                    words = f"{cell.value:,}"
                    size = _fitting(words, self.wide - 4)
                    self.sheet.text(self._x(x), self._y(y), words, size, side="center")
                else:
                    at = (self._x(x) - self.wide / 2, self._y(y) - _ROW / 2)
                    self.sheet.box(*at, self.wide, _ROW, CREAM, ORANGE, 0.4)
                    words = _STATES[cell.state]
                    self.sheet.text(self._x(x), self._y(y), words, colour=AMBER, side="center")

    def _column_marks(self, y: float, rule: str, name: str) -> float:
        """Draw a line of marks under the columns, differences below; return where it ends."""
        results = {r.outcome.at: r for r in self.audit.of(rule)}
        line = [results.get(f"applications.*.{column.id}") for column in self.columns]
        words = [_difference(result) for result in line]
        middle = y + _ROW / 2
        self.sheet.text(self.left - _GAP, middle, name, colour=SLATE, side="right")
        for x, (result, difference) in enumerate(zip(line, words, strict=True)):
            if result is None:
                continue
            self._mark(self._x(x), middle, result)
            size = _fitting(difference, self.wide - 4)
            self.sheet.text(self._x(x), middle + 12, difference, size, VERMILLION, "center")
            if difference:
                at = self._x(x) - self.wide / 2
                self._frame(at, self.top, self.wide, self.bottom - self.top)
        return y + _ROW + (10 if any(words) else 0)

    def _frame(self, x: float, y: float, width: float, height: float) -> None:
        self.sheet.box(x, y, width, height, "none", VERMILLION, 1.4)

    def _mark(self, x: float, y: float, result: Result) -> None:
        """Draw a tick, a cross or a question mark."""
        verdict = result.outcome.verdict
        if verdict == "pass":
            self.sheet.line([(x + dx, y + dy) for dx, dy in _TICK], GREEN, 1.6)
        elif verdict == "fail":
            for stroke in _CROSS:
                self.sheet.line([(x + dx, y + dy) for dx, dy in stroke], VERMILLION, 2)
        else:
            self.sheet.text(x, y, "?", colour=AMBER, side="center")
