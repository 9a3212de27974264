"""Ruled tables: cells out of strokes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from helpers.readers.pdf.cells import Cell, Table
from helpers.readers.pdf.strokes import NEAR, Stroke, joined, nearest

SHORTEST = 6.0
"""Shorter strokes, in points, are no side of a cell."""
OPEN = 8.0
"""Where strokes reach this far past the last crossing one, the table has an open side."""
MOST_STROKES = 3000
MOST_CELLS = 20_000
_COVERED = 0.6


def tables_of(strokes: Sequence[Stroke], page: int, before: Table | None) -> list[Table] | None:
    """Return the ruled tables of a page, top to bottom; None where it has too many strokes.

    Args:
        strokes: What is drawn on the page.
        page: Its number.
        before: The last table of the page before, or None.
    """
    across = joined(strokes, True, SHORTEST)
    down = joined(strokes, False, SHORTEST)
    if len(across) + len(down) > MOST_STROKES:
        return None
    groups = _groups(across, down)
    pairs = [(table, g) for g in groups if (table := _table(*g, page)) is not None]
    pairs.sort(key=lambda pair: (pair[0].ys[0], pair[0].xs[0]))
    tables = [table for table, _ in pairs]
    if before is not None and tables and (sides := _sides_not_drawn(before, tables[0])):
        level, (h, v) = tables[0].ys, pairs[0][1]
        whole = _table(h, [*v, *(Stroke(False, x, level[0], level[-1]) for x in sides)], page)
        tables[0] = whole or tables[0]
    return tables


def _sides_not_drawn(before: Table, table: Table) -> list[float]:
    """Return the outer sides that only the part of a table on the page before shows.

    In a table without outer strokes a cell as high as the page has none.
    """
    parts = before.open_bottom or table.open_top
    common = sum(any(abs(x - y) <= NEAR for y in before.xs) for x in table.xs)
    left, right = before.xs[0], before.xs[-1]
    missing = [x for x in (left, right) if not table.xs[0] - NEAR <= x <= table.xs[-1] + NEAR]
    return missing if parts and common >= max(4, len(table.xs) - 2) else []


def _groups(
    across: Sequence[Stroke], down: Sequence[Stroke]
) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Gather strokes that cross or touch."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    order = sorted(range(len(down)), key=lambda n: down[n].at)
    places = [down[n].at for n in order]
    for h, stroke in enumerate(across):
        first = bisect_left(places, stroke.start - NEAR)
        for v in order[first : bisect_right(places, stroke.end + NEAR)]:
            if down[v].start - NEAR <= stroke.at <= down[v].end + NEAR:
                parent[root(h)] = root(len(across) + v)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for n, stroke in enumerate((*across, *down)):
        groups.setdefault(root(n), ([], []))[n >= len(across)].append(stroke)
    tables = [g for g in groups.values() if all(g)]
    for lone in (v for h, downs in groups.values() if not h for v in downs):
        _attach(lone, tables)
    return tables


def _attach(lone: Stroke, tables: Sequence[tuple[list[Stroke], list[Stroke]]]) -> None:
    """Enter an outer side that no other stroke touches: a cell as high as the page."""
    for _, down in tables:
        top, bottom = min(s.start for s in down), max(s.end for s in down)
        if abs(lone.start - top) <= 2 * OPEN and abs(lone.end - bottom) <= 2 * OPEN:
            down.append(lone)
            return


def _table(h: Sequence[Stroke], v: Sequence[Stroke], page: int) -> Table | None:
    across, down = list(h), list(v)
    _close(across, down)
    top, bottom = _close(down, across)
    xs, ys = levels(s.at for s in down), levels(s.at for s in across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MOST_CELLS:
        return None
    # walls[y][x]: whether a stroke stands on the upper (or left) side of the small cell.
    upper = [[False] * (len(xs) - 1) for _ in ys]
    left = [[False] * (len(ys) - 1) for _ in xs]
    _mark(upper, across, ys, xs)
    _mark(left, down, xs, ys)
    areas, broken = _areas(upper, left)
    rows: list[list[Cell]] = [[] for _ in range(len(ys) - 1)]
    for (y0, x0), (y1, x1) in sorted(areas):
        rows[y0].append(Cell(xs[x0], ys[y0], xs[x1 + 1], ys[y1 + 1]))
    return Table(page, rows, xs, ys, broken, top, bottom) if len(areas) > 1 else None


def _close(strokes: Sequence[Stroke], crossing: list[Stroke]) -> tuple[bool, bool]:
    """Add the sides of a table that are left open, or that a page break cut off.

    Returns:
        Whether the first and the last side were open.
    """
    first, last = min(s.at for s in crossing), max(s.at for s in crossing)
    before = [s for s in strokes if s.start < first - OPEN]
    after = [s for s in strokes if s.end > last + OPEN]
    for own, at in (
        (before, min((s.start for s in before), default=0.0)),
        (after, max((s.end for s in after), default=0.0)),
    ):
        places = [s.at for s in own]
        if len(own) == 1 and len(strokes) <= 2:
            # A row cut by a page break has one stroke across: the side is as high as the row.
            places = [end for s in crossing for end in (s.start, s.end)]
        if len(places) > 1:
            crossing.append(Stroke(not own[0].across, at, min(places), max(places)))
    return len(before) > 1, len(after) > 1


def levels(places: Iterable[float]) -> list[float]:
    """Return the positions of strokes, those that are one to the eye counted once."""
    groups: list[list[float]] = []
    for at in sorted(places):
        if groups and at - groups[-1][-1] <= NEAR:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [sum(group) / len(group) for group in groups]


def _mark(
    walls: list[list[bool]], strokes: Iterable[Stroke], at: Sequence[float], along: Sequence[float]
) -> None:
    for stroke in strokes:
        level = nearest(at, stroke.at)
        first = max(bisect_right(along, stroke.start) - 1, 0)
        for n in range(first, len(along) - 1):
            if along[n] > stroke.end:
                break
            covered = min(stroke.end, along[n + 1]) - max(stroke.start, along[n])
            if covered >= _COVERED * (along[n + 1] - along[n]):
                walls[level][n] = True


Corner = tuple[int, int]


def _areas(
    upper: list[list[bool]], left: list[list[bool]]
) -> tuple[list[tuple[Corner, Corner]], int]:
    """Join small cells without a stroke between them.

    Returns:
        First and last small cell of each area, and how many areas were no rectangles: those are
        cut into rows, because nobody can tell what belongs together.
    """
    height, width = len(left[0]), len(upper[0])
    areas: list[tuple[Corner, Corner]] = []
    broken = 0
    seen: set[Corner] = set()
    for start in ((y, x) for y in range(height) for x in range(width)):
        if start in seen:
            continue
        area = _spread(start, upper, left, height, width)
        seen |= area
        ys, xs = [y for y, _ in area], [x for _, x in area]
        corners = (min(ys), min(xs)), (max(ys), max(xs))
        if len(area) == (max(ys) - min(ys) + 1) * (max(xs) - min(xs) + 1):
            areas.append(corners)
        else:
            broken += 1
            areas += _row_pieces(area)
    return areas, broken


def _spread(
    start: Corner, upper: list[list[bool]], left: list[list[bool]], height: int, width: int
) -> set[Corner]:
    area, waiting = {start}, [start]
    while waiting:
        y, x = waiting.pop()
        neighbours = (
            (y > 0 and not upper[y][x], (y - 1, x)),
            (y + 1 < height and not upper[y + 1][x], (y + 1, x)),
            (x > 0 and not left[x][y], (y, x - 1)),
            (x + 1 < width and not left[x + 1][y], (y, x + 1)),
        )
        new = [cell for is_open, cell in neighbours if is_open and cell not in area]
        area.update(new)
        waiting += new
    return area


def _row_pieces(area: set[Corner]) -> list[tuple[Corner, Corner]]:
    pieces: list[tuple[Corner, Corner]] = []
    for y, x in sorted(area):
        if pieces and pieces[-1][1] == (y, x - 1):
            pieces[-1] = (pieces[-1][0], (y, x))
        else:
            pieces.append(((y, x), (y, x)))
    return pieces
