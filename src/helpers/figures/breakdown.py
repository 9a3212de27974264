"""A whole of the prose beside the parts it lists."""

from __future__ import annotations

import re

import pandas as pd

from helpers.audit import Audit
from helpers.concepts import vocabulary
from helpers.figures.look import (
    BLUE,
    GREY,
    PALE_SKY,
    SKY,
    SLATE,
    VERMILLION,
    WHITE,
)
from helpers.figures.picture import Picture
from helpers.figures.sheet import MARGIN, SIZE, Sheet
from helpers.figures.words import cut, width_of
from helpers.messages import Lang, Text
from helpers.model import Breakdown

SHOWN = 4
"""At most this many wholes are drawn: those that do not add up first."""

_BAR = 25.0
_PITCH = 36.0
_BLOCK = 102.0
_GAP = 6.0
_NAME = 8.0
"""Points: the height of a bar, from the whole to its parts, from one whole to the next, between a
bar and its words, and the size of the names of parts."""


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
        sheet = Sheet()
        return sheet.picture(title, data, sheet.title(title) + MARGIN)
    title = _title(chosen[0]).in_(lang)
    sheet = Sheet()
    top = sheet.title(title) + MARGIN
    names = [word.in_(lang) for word in _BARS]
    left = MARGIN + max(width_of(name, SIZE) for name in names) + _GAP
    right = MARGIN + max(width_of(_difference(b), SIZE) for b in chosen) + _GAP
    for number, stated in enumerate(chosen):
        _draw(sheet, stated, names, top + number * _BLOCK, (left, sheet.width - right))
    return sheet.picture(title, data, top + (len(chosen) - 1) * _BLOCK + _PITCH + _BAR + 28)


_BARS = (Text("stated", "所述总数"), Text("parts listed", "所列分项"))


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


def _draw(
    sheet: Sheet, stated: Breakdown, names: list[str], y: float, across: tuple[float, float]
) -> None:
    """Draw the whole at height `y` and its parts below; what exceeds or is missing is hatched."""
    left, right = across
    whole, total = stated.whole.value, _sum(stated)
    low, high = sorted((whole, total))
    scale = (right - left) / (high or 1)
    below = y + _PITCH
    for name, line in zip(names, (y, below), strict=True):
        sheet.text(left - _GAP, line + _BAR / 2, name, side="right")
    sheet.box(left, y, whole * scale, _BAR, BLUE)
    words = f"{whole:,} {cut(stated.whole.unit or '', SIZE, 120)}".rstrip()
    middle = y + _BAR / 2
    if width_of(words, SIZE) + 2 * _GAP < whole * scale:
        sheet.text(left + whole * scale / 2, middle, words, colour=WHITE, side="center")
    else:
        sheet.text(left + whole * scale + _GAP, middle, words)
    _parts(sheet, stated, below, left, scale)
    if total != whole:
        colour = VERMILLION if total > whole else GREY
        at = left + low * scale
        sheet.hatched(at, below, (high - low) * scale, _BAR, colour)
        sheet.line([(at, y - 4), (at, below + _BAR + 4)], colour, 1)
        words = VERMILLION if total > whole else SLATE
        sheet.text(right + _GAP, below + _BAR / 2, _difference(stated), colour=words)


def _parts(sheet: Sheet, stated: Breakdown, y: float, left: float, scale: float) -> None:
    """Draw the parts end to end with their names, as many as have room beside each other."""
    _, *parts = _rows(0, stated)
    free = [0.0, 0.0]  # where the names end that stand on the first line, and on the second
    for number, (_, _, name, value, start) in enumerate(parts):
        at, width = left + start * scale, value * scale
        sheet.box(at, y, width, _BAR, PALE_SKY if number % 2 else SKY, WHITE, 1)
        shown = f"{value:,}"
        inside = width_of(shown, SIZE) + _GAP < width
        if inside:
            sheet.text(at + width / 2, y + _BAR / 2, shown, side="center")
        # A name may be wider than its bar where there is room, and is cut where there is none.
        name = cut(name if inside else f"{name} {shown}", _NAME, max(width - _GAP, 120))
        long = width_of(name, _NAME)
        begin = min(max(at + width / 2 - long / 2, MARGIN), sheet.width - MARGIN - long)
        line = next((n for n, taken in enumerate(free) if begin >= taken), None)
        if line is not None:
            sheet.text(begin, y + _BAR + 9 + 10 * line, name, _NAME, SLATE)
            free[line] = begin + long + _GAP


def _difference(stated: Breakdown) -> str:
    """Return by how much the parts exceed the whole, with its sign; nothing if they do not."""
    gap = _gap(stated)
    return f"{'+' if gap > 0 else '−'}{abs(gap):,}" if gap else ""


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
