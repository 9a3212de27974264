"""A whole of the prose beside the parts it lists."""

from __future__ import annotations

import re

import pandas as pd
from matplotlib.axes import Axes

from helpers.audit import Audit
from helpers.concepts import vocabulary
from helpers.figures.picture import (
    BLUE,
    GREY,
    INK,
    SKY,
    VERMILLION,
    WIDTH,
    Picture,
    drawing,
    wrapped,
)
from helpers.messages import Lang, Text
from helpers.model import Breakdown

SHOWN = 4
"""At most this many wholes are drawn: those that do not add up first."""


def breakdowns(audit: Audit, lang: Lang = "en") -> Picture:
    """Draw wholes that the prose states and, below each, its parts end to end.

    Args:
        audit: The audit; wholes whose parts do not add up are drawn first.
        lang: Language of the words; quotes stay in the original.

    Returns:
        The picture; its data has one row a bar: ``whole``, ``bar``, ``text``, ``value``, ``start``.
    """
    chosen = sorted(audit.report.breakdowns, key=lambda b: -abs(_gap(b)) if b.closed else 1)[:SHOWN]
    rows = [row for number, b in enumerate(chosen, start=1) for row in _rows(number, b)]
    data = pd.DataFrame(rows, columns=["whole", "bar", "text", "value", "start"])
    if not chosen:
        title = Text("The prose lists no parts of a whole", "正文没有列出总数的分项").in_(lang)
        with drawing(WIDTH, 0.8) as (figure, axes):
            axes.set_title(title)
            axes.set_axis_off()
        return Picture(title, data, figure)
    title = _title(chosen[0]).in_(lang)
    with drawing(WIDTH, 0.5 + 1.9 * len(chosen), rows=len(chosen)) as (figure, *all_axes):
        figure.suptitle(wrapped(title, 78), x=0.01, ha="left", fontsize=12)
        for axes, stated in zip(all_axes, chosen, strict=True):
            _draw(axes, stated, lang)
    return Picture(title, data, figure)


def _sum(stated: Breakdown) -> int | float:
    return sum(part.value for part in stated.parts)


def _gap(stated: Breakdown) -> int | float:
    return _sum(stated) - stated.whole.value


def _rows(number: int, stated: Breakdown) -> list[tuple[int, str, str, int | float, int | float]]:
    whole = stated.whole
    rows: list[tuple[int, str, str, int | float, int | float]] = [
        (number, "whole", whole.text, whole.value, 0)
    ]
    start: int | float = 0
    for part in stated.parts:
        rows.append((number, "part", _part_text(part.text, part.value), part.value, start))
        start += part.value
    return rows


def _draw(axes: Axes, stated: Breakdown, lang: Lang) -> None:
    """Draw one whole over its parts; what exceeds or is missing is hatched."""
    _, *parts = _rows(0, stated)
    whole, total = stated.whole.value, _sum(stated)
    low, high = sorted((whole, total))
    axes.barh(1, whole, color=BLUE, height=0.62)
    axes.text(whole / 2, 1, f"{whole:,}", ha="center", va="center", color="white")
    for number, (_, _, name, value, start) in enumerate(parts):
        color = SKY if number % 2 == 0 else "#b9dcf2"
        axes.barh(0, value, left=start, color=color, edgecolor="white", height=0.62)
        if value > 0.09 * high:
            middle = start + value / 2
            axes.text(middle, 0, f"{value:,}", ha="center", va="center")
            axes.text(middle, -0.38, name[:14], ha="center", va="top", fontsize=8, color=GREY)
    if total != whole:
        color = VERMILLION if total > whole else GREY
        axes.barh(0, high - low, left=low, color="none", edgecolor=color, hatch="////", height=0.62)
        axes.plot([low, low], [-0.4, 1.4], color=color, lw=1)
        label = f"{'+' if total > whole else '−'}{high - low:,}"
        axes.annotate(
            label, (high, 0), (6, 0), textcoords="offset points", va="center", color=color
        )
    stated_word, listed_word = Text("stated", "所述总数"), Text("parts listed", "所列分项")
    axes.set_yticks([1, 0], [stated_word.in_(lang), listed_word.in_(lang)])
    axes.set_xlim(0, high * 1.08 or 1)
    axes.set_ylim(-0.8, 1.55)
    axes.set_xlabel(stated.whole.unit or "", color=INK)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _title(stated: Breakdown) -> Text:
    whole, total, unit = stated.whole.value, _sum(stated), stated.whole.unit or ""
    if total == whole:
        return Text(
            f"The parts listed add up to the stated {whole:,} {unit}",
            f"所列分项之和与所述总数 {whole:,}{unit}相符",
        )
    if total > whole:
        return Text(
            f"The parts listed add up to {total:,} {unit}, {total - whole:,} more than the stated "
            f"{whole:,}",
            f"所列分项之和为 {total:,}{unit}，比所述总数 {whole:,} 多 {total - whole:,}",
        )
    return Text(
        f"The parts listed add up to {total:,} {unit} of the stated {whole:,}",
        f"所列分项之和为 {total:,}{unit}，少于所述总数 {whole:,}",
    )


def _part_text(text: str, value: int | float) -> str:
    """Return what a part is called: 其中政府门户网站108条、… gives 政府门户网站 for 108."""
    for piece in re.split("[、，,；;]", text):
        if str(value) in piece:
            return vocabulary().openers.sub("", piece.split(str(value))[0]).strip("：:") or piece
    return text
