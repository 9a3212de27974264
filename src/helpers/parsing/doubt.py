"""Which figures read from a picture are believed.

A figure that OCR is sure of is believed. One that it doubts is believed only if sums of the form
bear it out: at least one identity that covers it can be checked, and every one that can holds.
An identity accepts a figure as recognised, or leaves it unreadable; it never supplies a figure
and never changes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from helpers.form import Equation, Form
from helpers.messages import Text
from helpers.model import Cell, Note
from helpers.wording import has_chinese

SURE = 0.95
"""From here on a figure is believed. It was 0.92 until a slash and a 7 were read as 1 with
0.93; docs/ocr.md tells what was measured. It is no proof by itself."""
LEAST = 0.45
"""Below this a figure is unreadable whatever the sums say."""
_EMPTY = ("blank", "slash")


def weighed(form: Form, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a report, those read by OCR that are not to be believed unreadable."""
    if all(cell.confidence is None for cell in cells.values()):
        return dict(cells)  # nothing was read from a picture
    own = {address: _plain(cell) for address, cell in cells.items()}
    doubted = {a for a, c in own.items() if _is_doubted(c)}
    if not doubted:
        return own
    covering: dict[str, list[Equation]] = {}
    for equation in form.equations:
        for address in {*equation.left, *equation.right} & doubted:
            covering.setdefault(address, []).append(equation)
    # A figure that is not borne out leaves the sums it stands in without a proof for the others.
    while True:
        lost = {a for a in doubted if not _borne_out(covering.get(a, ()), own)}
        if not lost:
            return own
        doubted -= lost
        own |= {a: _unreadable(own[a]) for a in lost}


def doubts(cells: Iterable[Cell]) -> Iterable[Note]:
    """Yield the notes on cells read by OCR: how many were left unreadable, how many borne out."""
    read = [c for c in cells if c.confidence is not None]
    lost = sum(c.state == "unreadable" for c in read)
    borne_out = sum(_is_doubted(c) for c in read)
    if lost:
        yield Note(
            "ocr-unreadable",
            Text(
                f"OCR was not sure of {lost} cells; they count as unreadable, with what was "
                "recognised as their text.",
                f"有 {lost} 个单元格 OCR 识别把握不足，按无法读取处理，识别出的文字保留为原文。",
            ),
        )
    if borne_out:
        yield Note(
            "ocr-borne-out",
            Text(
                f"OCR was less sure of {borne_out} cells; they were accepted as recognised because "
                "every sum they stand in holds.",
                f"有 {borne_out} 个单元格 OCR 把握较低，因其所在各等式均成立，按识别结果采用。",
            ),
        )


def _plain(cell: Cell) -> Cell:
    """Return a cell; what OCR took for neither number, slash nor words it did not read."""
    if cell.confidence is None or cell.state in ("missing", "unreadable"):
        return cell
    if cell.confidence < LEAST or (cell.state != "number" and cell.confidence < SURE):
        return _unreadable(cell)
    # Letters and strokes in a value cell are figures misread: O, l, 一.
    words = has_chinese(cell.raw) and len(cell.raw.strip()) > 1
    return _unreadable(cell) if cell.state == "text" and not words else cell


def _is_doubted(cell: Cell) -> bool:
    return cell.confidence is not None and cell.state == "number" and cell.confidence < SURE


def _unreadable(cell: Cell) -> Cell:
    return replace(cell, value=None, unit=None, state="unreadable")


def _borne_out(equations: Iterable[Equation], cells: Mapping[str, Cell]) -> bool:
    holds = [_holds(equation, cells) for equation in equations]
    known = [held for held in holds if held is not None]
    return bool(known) and all(known)


def _holds(equation: Equation, cells: Mapping[str, Cell]) -> bool | None:
    """Tell whether a sum holds; None where it cannot be checked."""
    sums = [_sum([cells[a] for a in side]) for side in (equation.left, equation.right)]
    left, right = sums
    return None if left is None or right is None else left == right


def _sum(cells: Iterable[Cell]) -> Fraction | None:
    total = Fraction(0)
    for cell in cells:
        if cell.state == "number" and cell.value is not None:
            total += Fraction(str(cell.value))
        elif cell.state not in _EMPTY:
            return None
    return total
