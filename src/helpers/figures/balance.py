"""Table three with its identities: what adds up, and what does not, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Mark

from helpers.audit import Audit, Result
from helpers.figures.picture import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    VERMILLION,
    Picture,
    drawing,
    wrapped,
)
from helpers.form import Column, Row
from helpers.messages import Lang, Text

_TICK = Mark([(-0.6, 0.0), (-0.15, -0.45), (0.7, 0.55)])
_CROSS = Mark([(-0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (0.5, -0.5)], [1, 2, 1, 2])
_STATES = {"blank": "", "slash": "/", "text": "…", "missing": "?", "unreadable": "?"}
COLUMN_RULES = ("outcomes-sum", "requests-balance")


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
        with drawing(7.2, 0.8) as (figure, axes):
            axes.set_title(title)
            axes.set_axis_off()
        return Picture(title, data, figure)
    block = form.table("applications").blocks[0]
    # The heading 三 has everything under it; the other headings say what their rows are.
    rows = tuple(r for r in block.rows if r.role != "heading" or r.parent)
    with drawing(8.8, 0.25 * len(rows) + 2.0) as (figure, axes):
        figure.suptitle(wrapped(title, 96), x=0.01, ha="left", fontsize=12)
        _cells(axes, audit, rows, block.columns)
        _row_marks(axes, audit, rows, len(block.columns))
        _column_marks(axes, audit, block.columns, len(rows), lang)
        _labels(axes, rows, block.columns, lang)
    return Picture(title, data, figure)


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


def _cells(axes: Axes, audit: Audit, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """Print every cell: zeros as faint dots, numbers in full, other states as they are."""
    zeros: list[tuple[int, int]] = []
    odd: list[Rectangle] = []
    for y, row in enumerate(rows):
        for x, column in enumerate(columns if row.role != "heading" else ()):
            cell = audit.report.cell(f"applications.{row.id}.{column.id}")
            if cell.value == 0:
                zeros.append((x, y))
            elif cell.value is not None:
                axes.text(x, y, f"{cell.value:,}", ha="center", va="center")
            else:
                axes.text(x, y, _STATES[cell.state], ha="center", va="center", color=ORANGE)
                odd.append(Rectangle((x - 0.5, y - 0.5), 1, 1))
    if zeros:
        axes.scatter(
            [x for x, _ in zeros], [y for _, y in zeros], s=5, color="#b6bec7", linewidths=0
        )
    axes.add_collection(
        PatchCollection(odd, facecolor="#fdf3dc", edgecolor=ORANGE, linewidths=0.4, zorder=0)
    )
    totals = [Rectangle((len(columns) - 1.5, -0.5), 1, len(rows))]
    totals += [
        Rectangle((-0.5, y - 0.5), len(columns), 1)
        for y, row in enumerate(rows)
        if row.role == "total"
    ]
    axes.add_collection(PatchCollection(totals, facecolor=PALE, edgecolor="none", zorder=-1))


def _mark(axes: Axes, x: float, y: float, result: Result) -> None:
    """Draw a tick, a cross with the difference, or a question mark."""
    verdict = result.outcome.verdict
    if verdict == "pass":
        axes.plot([x], [y], marker=_TICK, ms=8, mew=1.6, mec=GREEN, mfc="none", ls="none")
    elif verdict == "fail":
        axes.plot([x], [y], marker=_CROSS, ms=8, mew=2, mec=VERMILLION, mfc="none", ls="none")
        gap = _gap(result) or 0
        words = f"{'+' if gap > 0 else '−'}{abs(gap):,g}"
        axes.annotate(
            words, (x, y), (7, 0), textcoords="offset points", va="center", color=VERMILLION
        )
    else:
        axes.text(x, y, "?", ha="center", va="center", color=ORANGE)


def _row_marks(axes: Axes, audit: Audit, rows: Sequence[Row], width: int) -> None:
    by_at = {r.outcome.at: r for r in audit.of("applicants-sum")}
    for y, row in enumerate(rows):
        result = by_at.get(f"applications.{row.id}.*")
        if result is None:
            continue
        _mark(axes, width - 0.1, y, result)
        if result.outcome.verdict == "fail":
            axes.add_patch(
                Rectangle((-0.5, y - 0.5), width, 1, fill=False, edgecolor=VERMILLION, lw=1.4)
            )


def _column_marks(
    axes: Axes, audit: Audit, columns: Sequence[Column], height: int, lang: Lang
) -> None:
    words = (Text("outcomes add up", "结果相加"), Text("in = out", "收办相等"))
    for line, (rule, name) in enumerate(zip(COLUMN_RULES, words, strict=True)):
        y = height + 0.2 + 0.9 * line
        axes.text(-0.7, y, name.in_(lang), ha="right", va="center", color=GREY)
        by_at = {r.outcome.at: r for r in audit.of(rule)}
        for x, column in enumerate(columns):
            result = by_at.get(f"applications.*.{column.id}")
            if result is None:
                continue
            _mark(axes, x, y, result)
            if result.outcome.verdict == "fail":
                axes.add_patch(
                    Rectangle((x - 0.5, -0.5), 1, height, fill=False, edgecolor=VERMILLION, lw=1.4)
                )


def _labels(axes: Axes, rows: Sequence[Row], columns: Sequence[Column], lang: Lang) -> None:
    names = []
    for row in rows:
        name = (row.label.zh if lang == "zh" else row.label.en).split("（区分")[0]
        names.append(name)
    axes.set_yticks(range(len(rows)), names)
    deepest = {r.id for r in rows if r.role == "heading"}
    for tick, row in zip(axes.get_yticklabels(), rows, strict=True):
        tick.set_fontsize(8 if row.parent in deepest else 9)
        tick.set_color(GREY if row.role == "heading" else INK)
    heads = [_folded(c.label.zh if lang == "zh" else c.label.en, lang) for c in columns]
    axes.set_xticks(range(len(columns)), heads, fontsize=7 if lang == "en" else 8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(columns) + 0.5)
    axes.set_ylim(len(rows) + 1.8, -0.5)
    for name in ("left", "bottom", "top", "right"):
        axes.spines[name].set_visible(False)
    starts = [y - 0.5 for y, row in enumerate(rows) if row.parent not in deepest]
    axes.hlines(starts, -0.5, len(columns) - 0.5, color="#d5dbe1", lw=0.6, zorder=0)
    by = Text("applicants\nadd up", "申请人\n相加").in_(lang)
    at = (len(columns) - 0.1, -0.5)
    axes.annotate(by, at, (0, 4), textcoords="offset points", ha="center", fontsize=7.5, color=GREY)


def _folded(label: str, lang: Lang) -> str:
    """Break a column head into short lines."""
    if lang == "zh":
        return "\n".join(label[i : i + 4] for i in range(0, len(label), 4))
    return wrapped(label.replace("-", "- "), 12).replace("- \n", "-\n")
