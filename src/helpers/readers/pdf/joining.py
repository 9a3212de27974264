"""Tables that go on over a page break, and rows that a break cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mode

from helpers.readers.pdf.cells import Cell, Table
from helpers.readers.pdf.prose import NUMBERED
from helpers.readers.pdf.strokes import NEAR
from helpers.wording import has_chinese

_PADDING = 12.5
"""Left and right of the words of a full line there is at most so much room, in points."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the page it begins on.

    Attributes:
        page: Number of the page.
        cells: The cells that begin in it.
        spans: Number of rows each of them covers.
    """

    page: int
    cells: tuple[Cell, ...]
    spans: tuple[int, ...]


def agree(above: Table, below: Table) -> bool:
    """Tell whether two tables can be parts of one: the same sides, the columns of one in both."""
    if not (_within(above.xs, below.xs) or _within(below.xs, above.xs)):
        return False
    sides = ((above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1]))
    same = all(abs(a - b) <= NEAR for a, b in sides)
    # A cell as high as the page in an outer column may have no stroke on that page.
    return same or (above.open_bottom and below.open_top and min(len(above.xs), len(below.xs)) > 3)


def part(above: Table, below: Table) -> None:
    """Mark the rows at a page break that cut them where the parts cannot be put together."""
    if above.open_bottom and below.open_top:
        for cell in (*above.rows[-1], *below.rows[0]):
            cell.cut = True


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(x - y) <= NEAR for y in many) for x in few)


def joined_rows(parts: Sequence[Table]) -> list[Row]:
    """Return the rows of the parts of one table; a row cut by a page break is made whole.

    Where it is not certain whether a row was cut, its numbers are marked as unreadable.
    """
    rows: list[Row] = []
    for part, before in zip(parts, (None, *parts), strict=False):
        own = list(_rows(part))
        if before is None or not rows or not own:
            rows += own
            continue
        head = _repeated(list(_rows(parts[0])), own)
        rows, rest = rows + own[:head], own[head:]
        if rest:
            cut = before.open_bottom and (part.open_top or head > 0)
            rest = _joined(rows[-1 - head], _touching(before), rest, cut)
        rows += rest
    return rows


def _repeated(first: Sequence[Row], rows: Sequence[Row]) -> int:
    """Return how many rows repeat the heads of the table on a further page."""
    count = 0
    for a, b in zip(first, rows, strict=False):
        if not any(c.lines for c in a.cells) or _texts(a) != _texts(b):
            break
        count += 1
    return count if count < len(rows) and any(has_chinese(t) for t in _texts(rows[0])) else 0


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _touching(table: Table) -> list[Cell]:
    """Return the cells at the lower side of a table."""
    return [cell for cell in table.cells if cell.y1 == table.ys[-1]]


def _joined(last: Row, above: Sequence[Cell], rest: list[Row], cut: bool) -> list[Row]:
    """Return the rows after a page break without what belongs to the row above it."""
    if not rest[0].spans:
        return rest
    height = mode(rest[0].spans)
    cells = [c for row in rest[:height] for c in row.cells]
    pairs = [(next((a for a in above if _same_sides(a, b)), None), b) for b in cells]
    known = [(a, b) for a, b in pairs if a is not None]
    long = [id(c) for n, row in enumerate(rest[:height]) for c in _reaching(row, height - n)]
    lost = any(a is None and b.lines and id(b) not in long for a, b in pairs)
    _join_headings([(a, b) for a, b in known if id(b) in long])
    own = [(a, b) for a, b in known if a in last.cells]
    if cut or (not lost and _is_rest(own)):
        for a, b in known:
            a.lines += b.lines
            a.cut = a.cut or b.cut
            b.lines = []
        for cell in last.cells if lost else ():
            cell.cut = cell.cut or bool(cell.lines)
        return _without(rest, height)
    if not lost and _may_be_rest(own):
        for a, b in own:
            a.cut = a.cut or bool(b.lines)
            b.cut = b.cut or bool(b.lines)
    return rest


def _rows(table: Table) -> Iterator[Row]:
    for cells in table.rows:
        spans = tuple(table.ys.index(c.y1) - table.ys.index(c.y0) for c in cells)
        yield Row(table.page, tuple(cells), spans)


Pairs = list[tuple[Cell, Cell]]


def _join_headings(pairs: Pairs) -> None:
    """Give the words of a heading beside several rows that stand on both pages to its cell."""
    for above, below in pairs:
        words = has_chinese(above.text) and has_chinese(below.text)
        if words and _wraps(above, below):
            above.lines += below.lines
            below.lines = []


def _reaching(row: Row, height: int) -> list[Cell]:
    """Return the cells of a row that reach beyond so many rows."""
    return [c for c, span in zip(row.cells, row.spans, strict=True) if span > height]


def _is_rest(pairs: Pairs) -> bool:
    """Tell whether the row below a page break is the rest of the row above.

    The proof: every cell printed on both pages had a full last line and goes on without a
    number of its own, and something is printed on one page only.
    """
    both = [(a, b) for a, b in pairs if a.lines and b.lines]
    parted = any(bool(a.lines) != bool(b.lines) for a, b in pairs)
    below_only = any(b.lines and not a.lines for a, b in pairs)
    labelled = any(has_chinese(a.text) for a, b in both)
    proven = bool(both) and parted and all(_wraps(a, b) for a, b in both)
    return proven and (labelled or not below_only)


def _may_be_rest(pairs: Pairs) -> bool:
    """Tell a row of figures without a label, below a row of figures, that proves nothing."""
    below = [(a, b) for a, b in pairs if b.lines]
    blank_above = any(not a.lines for a, _ in pairs)
    return bool(below) and all(
        not has_chinese(b.text) and not has_chinese(a.text) for a, b in below
    ) and (blank_above or any(not b.lines for _, b in pairs))  # fmt: skip


def _same_sides(a: Cell, b: Cell) -> bool:
    return abs(a.x0 - b.x0) <= NEAR and abs(a.x1 - b.x1) <= NEAR


def _wraps(above: Cell, below: Cell) -> bool:
    last, first = above.lines[-1], below.lines[0]
    figure_below_words = has_chinese(above.text) and not has_chinese(below.text)
    if figure_below_words or NUMBERED.match(first.text):
        return False
    needed = last.x1 - last.x0 + first.glyphs[0].x1 - first.x0
    return needed > above.x1 - above.x0 - _PADDING


def _without(rows: list[Row], height: int) -> list[Row]:
    """Drop the first rows; cells that span further rows move to the next."""
    stay = [
        (cell, n + span - height)
        for n, row in enumerate(rows[:height])
        for cell, span in zip(row.cells, row.spans, strict=True)
        if n + span > height
    ]
    if not stay or len(rows) <= height:
        return rows[height:]
    after = rows[height]
    whole = [*stay, *zip(after.cells, after.spans, strict=True)]
    whole.sort(key=lambda pair: pair[0].x0)
    cells, spans = zip(*whole, strict=True)
    return [Row(after.page, cells, spans), *rows[height + 1 :]]
