"""Tables without strokes: lines whose words stand in columns, written with tabs between cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from helpers.readers.pdf.captions import alike
from helpers.readers.pdf.glyphs import UNREADABLE, TextLine
from helpers.readers.pdf.labels import Labels
from helpers.readers.pdf.lanes import FEW_COLUMNS, Block, Lane
from helpers.readers.pdf.pieces import LINE_PITCH, NUMERIC_END, PART, Row, Span, under
from helpers.readers.pdf.prose import NUMBERED, Margins

MOST_BETWEEN = 12
"""So many lines without values at most stand between two rows of one table."""
FEWEST_ROWS = 3
MOST_LINES = 400
"""A page with more lines is left as lines."""
STRIP = 5
"""A line of so many values is a table by itself."""


def stretches(rows: Sequence[Row], margins: Margins) -> list[range]:
    """Return the stretches of lines that are tables."""
    if len(rows) > MOST_LINES:
        return []
    seeds = [n for n, row in enumerate(rows) if row.holds_values]
    groups: list[list[int]] = []
    for n in seeds:
        if groups and _continues(rows, groups[-1][-1], n, margins):
            groups[-1].append(n)
        else:
            groups.append([n])
    found: list[range] = []
    for group in groups:
        if len(group) < FEWEST_ROWS and max(len(rows[n].values) for n in group) < STRIP:
            continue
        floor = found[-1].stop if found else 0
        first, last = group[0], group[-1]
        while first > floor and _leads_in(rows[first - 1], rows[first], margins):
            first -= 1
            if first > floor + 1 and _is_between(rows, first - 1, margins):
                first -= 1
        while last + 1 < len(rows) and _hangs_on(rows[last], rows[last + 1], margins):
            last += 1
        found.append(range(first, last + 1))
    return found


def _continues(rows: Sequence[Row], before: int, n: int, margins: Margins) -> bool:
    between = rows[before + 1 : n]
    return len(between) <= MOST_BETWEEN and not any(_is_prose(row, margins) for row in between)


def _is_prose(row: Row, margins: Margins) -> bool:
    line = row.line
    wide = len(row.pieces) == 1 and line.x1 - line.x0 > 0.7 * (margins.right - margins.left)
    return wide or line.text.endswith("。")


def _leads_in(row: Row, below: Row, margins: Margins) -> bool:
    if len(row.pieces) > 1:
        return not _is_prose(row, margins)
    if _near(row, below) and PART.fullmatch(row.pieces[0].text):
        return True  # the beginning of a number that is broken over two lines
    return (_hangs_on(row, below, margins) or _is_label(row, below)) and not _is_prose(row, margins)


def _is_label(row: Row, below: Row) -> bool:
    """Tell whether a line is the beginning of the label that the row below ends."""
    upper, lower = row.pieces[0], below.pieces[0]
    if not below.holds_values or not _near(row, below):
        return False
    if below.labels:
        return alike(upper, lower) and not NUMBERED.match(lower.text)
    return upper.x1 < lower.x0 and below.line.base - row.line.base < below.line.em


def _is_between(rows: Sequence[Row], n: int, margins: Margins) -> bool:
    """Tell whether a line with words of one cell stands among the lines of heads."""
    one = len(rows[n].pieces) == 1 and not _is_prose(rows[n], margins)
    return one and len(rows[n - 1].pieces) > 1 and all(
        _near(a, b) for a, b in pairwise(rows[n - 1 : n + 2])
    )  # fmt: skip


def _near(row: Row, below: Row) -> bool:
    return below.line.base - row.line.base <= LINE_PITCH * min(row.line.em, below.line.em)


def _hangs_on(row: Row, below: Row, margins: Margins) -> bool:
    narrow = below.line.x1 - below.line.x0 < 0.6 * (margins.right - margins.left)
    return _near(row, below) and narrow and not _is_prose(below, margins)


def written(rows: Sequence[Row], blocks: Sequence[Block]) -> list[tuple[TextLine, str]]:
    """Return the lines of a stretch with tabs between cells.

    Labels printed on several lines are joined where it is plain to which row they belong; those
    of several rows are a cell of their own in one of them. A column in which a row prints nothing is an
    empty cell.
    """
    lines: dict[int, list[str]] = {}
    heads = {n for block in blocks for n in block.heads}
    labels = Labels.of(rows, heads)
    taken = labels.taken | _write_heads(blocks, lines)
    lanes = {n: block.lanes for block in blocks for n in block.values}
    for n, row in enumerate(rows):
        lines.setdefault(n, [])
        free = [p for p in row.pieces if id(p) not in taken]
        if row.holds_values:
            words = [(p.x0, p.text) for p in free if p in row.labels]
            words += labels.of_row.get(n, ())
            texts = [text for _, text in sorted(words)]
            texts += _in_lanes(rows, n, lanes.get(n)) or _filled(rows, n)
            if _is_disturbed(rows, n, taken):
                texts = [UNREADABLE + text for text in texts]
        else:
            texts = [p.text for p in free]
        if texts:
            lines[n].append("\t".join(texts))
    return [(rows[n].line, text) for n in sorted(lines) for text in lines[n]]


def _write_heads(blocks: Sequence[Block], lines: dict[int, list[str]]) -> set[int]:
    """Write the heads of columns on one line, and return what they are made of."""
    pieces = [p for block in blocks for caption in block.captions for p in caption.pieces]
    for block in blocks:
        if block.captions:
            texts = [caption.text for caption in block.captions]
            lines.setdefault(block.heads[-1] + 1, []).append("\t".join(texts))
    return {id(piece) for _, piece in pieces}


def _in_lanes(rows: Sequence[Row], n: int, lanes: Sequence[Lane] | None) -> list[str]:
    """Return the cells of a row whose columns are known."""
    if lanes is None:
        return []
    texts = [UNREADABLE if _holds_words(rows, n, lane) else "" for lane in lanes]
    values = rows[n].values
    for value, at in zip(values, under(lanes, values) or (), strict=True):
        texts[at] = value.shown
    return texts


def _is_disturbed(rows: Sequence[Row], n: int, taken: set[int]) -> bool:
    """Tell whether numbers stand so near to a row that they may belong to it.

    Only a row of figures right above or below, with a label and the same columns, does not.
    """
    row = rows[n]
    if row.labels and NUMERIC_END.search(row.labels[-1].text):
        return True
    labels = max((p.x1 for p in row.labels), default=0.0)
    for other in rows[max(0, n - 4) : n + 5]:
        apart = abs(other.line.base - row.line.base) / min(row.line.em, other.line.em)
        if other is row or apart > LINE_PITCH:
            continue
        alike = len(other.values) == len(row.values) and apart > 1.0 and bool(other.labels)
        if alike and under(row.values, other.values) == list(range(len(row.values))):
            continue
        if any(
            id(p) not in taken and p.x0 > labels and PART.fullmatch(p.text) for p in other.pieces
        ):
            return True
    return False


def _filled(rows: Sequence[Row], n: int) -> list[str]:
    """Return the numbers of a row with an empty cell for each column it leaves out.

    Columns are what two rows nearby have in common.
    """
    values = rows[n].values
    texts = [value.shown for value in values]
    near = [k for k in range(max(0, n - 6), min(len(rows), n + 7)) if k != n]
    for k in sorted(near, key=lambda k: abs(k - n)):
        columns = rows[k].values
        between = rows[min(k, n) + 1 : max(k, n)]
        if len(columns) <= FEW_COLUMNS and not all(row.holds_values for row in between):
            continue  # blocks of few columns have heads, and columns, of their own
        if len(columns) <= len(values) or not any(
            under(columns, rows[m].values) == list(range(len(columns)))
            for m in near
            if m != k and abs(m - k) < 4 and len(rows[m].values) == len(columns)
        ):
            continue
        found = under(columns, values)
        if found is None:
            return texts
        filled = [UNREADABLE if _holds_words(rows, n, c) else "" for c in columns]
        for text, at in zip(texts, found, strict=True):
            filled[at] = text
        return filled
    return texts


def _holds_words(rows: Sequence[Row], n: int, column: Span) -> bool:
    """Tell whether words on the lines above and below a row may fill its cell in a column."""
    line = rows[n].line
    for other in rows[max(0, n - 4) : n + 5]:
        apart = abs(other.line.base - line.base) / min(line.em, other.line.em)
        if other.holds_values or apart > LINE_PITCH:
            continue
        if any(p.x0 < column.x1 and column.x0 < p.x1 for p in other.pieces):
            return True
    return False
