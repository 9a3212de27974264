"""Tables whose cells a crawler parted with bars: a row a line, or a cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.model import Grid, Line
from helpers.parsing.outline import heads_section
from helpers.parsing.slots import (
    Knows,
    Slot,
    TableRow,
    Taken,
    cut_rows,
    is_prose,
    is_value,
    slots_of,
)
from helpers.wording import plain

_RULE = re.compile(r"[-=+:|｜\s]+")
_PIECE = re.compile(r"[^|｜]+|(?<=[|｜])(?=[|｜])")
_BAR = re.compile("[|｜]")
SHARED = "cells-share-line"
"""The inference that a value stands on one line with another cell, where each has its own."""
UNCLOSED = "cell-unclosed"
"""The inference that the last value of a row has no bar after it, where all others have one."""
FEW_SHARED = 0.1
"""Where more of the lines hold several cells, that is how the table was written."""
BROKEN = 4
"""A cell is broken over at most this many lines."""


def bar_rows(items: Sequence[Line | Grid], start: int, knows: Knows) -> Taken | None:
    """Read a run of lines with bars, or return None where none begins at `start`."""
    if not _has_bar(items[start]):
        return None
    run = _run(items, start, knows)
    if not _cell_a_line([line for _, line in run]):
        return _rows_on_lines(run)
    first = next((line for _, line in run if plain(line.text)), run[0][1])
    if all(_alone(line.text) for _, line in run if _BAR.search(line.text)):
        return _cells_on_lines(run, knows)  # a bar on a line of its own parts the cells
    if not plain(first.text).strip("|"):
        return _rows_between_bars(run)
    return _cells_on_lines(run, knows)


def _has_bar(item: Line | Grid) -> bool:
    return isinstance(item, Line) and ("|" in item.text or "｜" in item.text)


def _run(items: Sequence[Line | Grid], start: int, knows: Knows) -> list[tuple[int, Line]]:
    """Return the lines from `start` on that have bars, with short lines of broken cells between."""
    run: list[tuple[int, Line]] = []
    waiting: list[tuple[int, Line]] = []
    for index in range(start, len(items)):
        item = items[index]
        if not isinstance(item, Line) or len(waiting) > BROKEN:
            break
        if _BAR.search(item.text):
            run += [*waiting, (index, item)]
            waiting = []
        elif (is_prose(item.text) and not knows(item.text)) or heads_section(item.text):
            break
        else:
            waiting.append((index, item))
    return run


def _pieces(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in _PIECE.finditer(text)]


def _cell_a_line(run: Sequence[Line]) -> bool:
    """Tell whether the lines hold a cell each rather than a row each."""
    filled = [sum(bool(p.strip()) for _, p in _pieces(line.text)) for line in run]
    return sum(n == 1 for n in filled) > 2 * sum(n > 1 for n in filled) and len(run) > 2


def _rows_on_lines(run: Sequence[tuple[int, Line]]) -> Taken:
    rows = []
    for index, line in run:
        if not _BAR.search(line.text):
            continue
        rule = bool(_RULE.fullmatch(line.text)) and "-" in line.text
        slots = () if rule else slots_of(line, _pieces(line.text))
        if len(slots) > 1 or any(not slot.blank for slot in slots) or rule:
            rows.append(TableRow(slots, "rows", index, index))
    return Taken(tuple(rows), run[-1][0] + 1)


def _begins_row(text: str, indented_are_cells: bool) -> bool:
    return (text if indented_are_cells else text.lstrip())[:1] in ("|", "｜")


def _alone(text: str) -> bool:
    return text.strip() in ("|", "｜")


def _ends(line: Line) -> bool:
    return line.text.rstrip()[-1:] in ("|", "｜")


def _rows_between_bars(run: Sequence[tuple[int, Line]]) -> Taken:
    """Read cells that end in a bar, in rows that begin with a bar at the start of a line."""
    groups: list[list[tuple[int, Line]]] = []
    alone = {line.text[0].isspace() for _, line in run if _alone(line.text)}
    # Where some bars alone are indented and others not, those that are end a blank cell.
    both = len(alone) == 2
    shared = _shared([(n, line) for n, line in run if not _begins_row(line.text, both)])
    for index, line in run:
        if _begins_row(line.text, both) or not groups:
            groups.append([])
        groups[-1].append((index, line))
    few = sum(not _ends(group[-1][1]) for group in groups) < FEW_SHARED * len(groups)
    rows = []
    for group in groups:
        slots: list[Slot] = []
        open_cell = False
        for _, line in group:
            pieces = _pieces(line.text)
            if _begins_row(line.text, both):
                pieces = [p for p in pieces if p[1].strip() or p[0]]
                if not any(p.strip() for _, p in pieces) and len(_BAR.findall(line.text)) == 1:
                    continue  # the bar that opens the row
            ends = _ends(line)
            last = len(line.text.rstrip()) - 1
            if ends and pieces and pieces[-1][0] > last:
                pieces.pop()  # white space after the last bar is no cell
            for n, found in enumerate(slots_of(line, pieces)):
                slot = replace(found, inferred=SHARED) if line in shared else found
                if n == 0 and open_cell and slots:
                    joined = f"{slots[-1].text}\n{slot.text}".strip("\n")
                    slots[-1] = Slot(joined, slots[-1].place, inferred=slot.inferred)
                else:
                    slots.append(slot)
            open_cell = not ends
        if open_cell and few and slots and is_value(slots[-1].text):
            slots[-1] = replace(slots[-1], inferred=UNCLOSED)  # more of it may be gone than its bar
        rows.append(TableRow(tuple(slots), "rows", group[0][0], group[-1][0]))
    return Taken(tuple(row for row in rows if row.slots), run[-1][0] + 1)


def _shared(run: Sequence[tuple[int, Line]]) -> list[Line]:
    """Return the few lines with a value on which several cells end, where others hold one each."""
    found = [
        line
        for _, line in run
        if len(_BAR.findall(line.text)) > 1
        and any(is_value(piece) for piece in _BAR.split(line.text))
    ]
    return found if len(found) < FEW_SHARED * len(run) else []


def _cells_on_lines(run: Sequence[tuple[int, Line]], knows: Knows) -> Taken:
    """Read a cell a line. A bar alone is a blank cell; several only fill a row up to its width."""
    cells: list[tuple[Slot, int]] = []
    parts: list[Slot] = []
    shared = _shared(run)
    for index, line in run:
        pieces = [p for p in _pieces(line.text) if p[1].strip()]
        closed = bool(_BAR.search(line.text))
        if pieces:
            parts += slots_of(line, pieces)
        if closed and parts:
            text = "\n".join(part.text for part in parts)
            code = SHARED if line in shared else ""
            cells.append((Slot(text, parts[0].place, inferred=code), index))
            parts = []
        elif line.text.strip() in ("|", "｜"):
            cells.append((Slot("", line.place), index))
    return Taken(cut_rows(cells, "tokens", run[0][0], run[-1][0]), run[-1][0] + 1)
