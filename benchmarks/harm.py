"""Ways to damage an invented report, with what the damaged report then shows: `benchmarks/damage.py`.

Boxes of tables are damaged before the report is written in any format, so that what a package or a
page shows afterwards is known exactly. Files of text are damaged in their characters, too; each
character remembers the cell that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from random import Random

from helpers.invented.boxes import COVERED, Box, Part, Row, Table, boxes, heads, with_texts
from helpers.numerals import read_cell

HARMS = ("delete", "duplicate", "swap", "overwrite")
GARBAGE = "0123456789年件、。第（）/-\t |□政公开"
FIRST = 0xE000
"""The first of the characters of private use that stand for cells while a text is laid out."""
SHORTEST_LABEL, LONGEST_LABEL = 5, 60
"""A shorter label may be a part of another; longer fields are no labels."""
ALIKE = 0.75
"""So much of a damaged label and of what it was must be the same for a person to know it."""
Shows = dict[str, set[int | float | None]]
"""Address → the numbers that the damaged report shows at its row and column."""


def length(chance: Random, most: int) -> int:
    """Return how long a stretch is: mostly short, at times as long as it can be."""
    return min(most, chance.choice((1, 1, 2, 3, 5, 8, 13, 21, 40, most)))


def number(text: str) -> int | float | None:
    """Return the number that a text shows."""
    return read_cell(text).value


def number_in_sheet(text: str) -> int | float | None:
    """Return the number that a cell of a sheet shows: 015 is written as the number 15."""
    return int(text) if text.isascii() and text.isdigit() else number(text)


def number_between_bars(text: str) -> int | float | None:
    """Return the number in the column of a cell whose text ended up with bars in it."""
    return number(text.split("|")[0])


# --- boxes ----------------------------------------------------------------------------------------


def _key(row: Row) -> tuple[str, int] | None:
    """Return the label beside the cells of a row and their number; None if no row reads so."""
    real = [box for box in row if box is not None and box is not COVERED]
    first = next((n for n, box in enumerate(real) if box.at), len(real))
    if not all(box.at for box in real[first:]):
        return None
    return (real[first - 1].text if first else ""), len(real) - first


def harmed_boxes(
    parts: Sequence[Part],
    harm: str,
    chance: Random,
    *,
    padded: bool = False,
    in_columns: bool = False,
    headed: bool = False,
    number: Callable[[str], int | float | None] = number,
) -> tuple[list[Part], Shows]:
    """Return a report with a stretch of one table damaged, and what it shows.

    Where every row is `padded` to one width, nothing tells a row that lost a cell from one whose
    last cell is blank, and it shows its numbers further left. A sheet has its cells `in_columns`:
    a row with its labels in their columns shows what stands below each head. Where columns are
    `headed`, heads that changed places took their columns with them. What `number` a text shows
    depends on the format, too.
    """
    tables = [n for n, part in enumerate(parts) if not isinstance(part, str)]
    weights = [sum(1 for _ in boxes(parts[n])) for n in tables]  # type: ignore[arg-type]
    where = chance.choices(tables, weights)[0]
    table = parts[where]
    assert not isinstance(table, str)
    new = _whole_rows(table, harm, chance) if chance.random() < 0.3 else None
    new = new or _within_rows(table, harm, chance)
    shows: Shows = {}
    named: dict[tuple[str, int], list[list[str]]] = {}
    for row in table:
        if (key := _key(row)) is not None and key[1]:
            named.setdefault(key, []).append([b.at for b in boxes([row]) if b.at])
    whole = {tuple(b.at for b in boxes([row]) if b.at) for row in table}
    for row in new:
        texts = [b.text for b in boxes([row]) if b.at]
        # A row that kept all its cells in order shows them by where it stands, whatever its label says.
        stands = tuple(b.at for b in boxes([row]) if b.at)
        if stands in whole:
            for address, text in zip(stands, texts, strict=True):
                shows.setdefault(address, set()).add(number(text))
        key = _key(row) or ("", 0)
        ways = [w for k, v in named.items() if k == key or (padded and k[0] == key[0]) for w in v]
        for addresses in ways:
            for address, text in zip(addresses, texts, strict=False):
                shows.setdefault(address, set()).add(number(text))
    if in_columns:
        shows = both(shows, _below_heads(table, new, number))
    if headed:
        shows = both(shows, _under_heads(table, new, number))
    return [*parts[:where], new, *parts[where + 1 :]], shows


def _under_heads(table: Table, new: Table, number: Callable[[str], int | float | None]) -> Shows:
    cell_of: dict[tuple[str, str], list[str]] = {}
    for label, head, box in _named(table):
        cell_of.setdefault((label, head), []).append(box.at)
    shows: Shows = {}
    for label, head, box in _named(new):
        for address in cell_of.get((label, head), ()):
            shows.setdefault(address, set()).add(number(box.text))
    return shows


def _named(table: Table) -> Iterator[tuple[str, str, Box]]:
    """Yield each value with the label before it and the head above it."""
    heads_now: dict[int, str] = {}
    for row in table:
        label = (_key(row) or ("", 0))[0]
        for x, box in enumerate(row):
            if box is None or box is COVERED:
                continue
            if not box.at and box.text and box.colspan == 1:
                heads_now[x] = box.text
            elif box.at and label and x in heads_now:
                yield label, heads_now[x], box


def _below_heads(table: Table, new: Table, number: Callable[[str], int | float | None]) -> Shows:
    shows: Shows = {}
    for row in table:
        labels = {(x, b.text) for x, b in enumerate(row) if b and b is not COVERED and not b.at}
        for other in new:
            if labels <= {(x, b.text) for x, b in enumerate(other) if b and b is not COVERED}:
                for box, shown in zip(row, other, strict=False):
                    if box and box.at:
                        text = shown.text if shown else ""
                        shows.setdefault(box.at, set()).add(number(text))
    return shows


def _free(table: Table) -> list[int]:
    """Return the rows below the heads that no box of several rows begins in or reaches."""
    return [
        y
        for y in range(heads(table), len(table))
        if all(b is None or (b is not COVERED and b.rowspan == 1) for b in table[y])
    ]


def _whole_rows(table: Table, harm: str, chance: Random) -> Table | None:
    free = _free(table)
    if not free:
        return None
    begin = chance.randrange(len(free))
    chosen = free[begin : begin + length(chance, len(free) - begin)]
    if harm == "delete":
        return [row for y, row in enumerate(table) if y not in chosen]
    if harm == "duplicate":
        return [copy for y, row in enumerate(table) for copy in [row] * (1 + (y in chosen))]
    others = chance.sample(free, len(chosen))
    new = list(table)
    for y, other in zip(chosen, others, strict=True):
        if harm == "swap":
            new[y], new[other] = new[other], new[y]
        else:
            new[y] = table[other]
    return new


def _within_rows(table: Table, harm: str, chance: Random) -> Table:
    """Damage a stretch of boxes, read row by row: as a whole, or only in what they say."""
    spots = [
        (y, x)
        for y, row in enumerate(table)
        for x, box in enumerate(row)
        if box is not None and box is not COVERED
    ]
    begin = chance.randrange(len(spots))
    chosen = spots[begin : begin + length(chance, len(spots) - begin)]
    new: Table = [list(row) for row in table]
    if harm in ("delete", "duplicate") and chance.random() < 0.5:
        for y, x in reversed(chosen):
            box = table[y][x]
            assert box is not None
            if box.rowspan == 1:
                covers = [box, *[None] * (box.colspan - 1)]
                new[y][x : x + box.colspan] = [] if harm == "delete" else [*covers, *covers]
        return [row for row in new if row]
    others = chance.sample(spots, len(chosen))
    for (y, x), (y2, x2) in zip(chosen, others, strict=True):
        box, other = new[y][x], new[y2][x2]
        assert box is not None
        assert other is not None
        if harm == "swap":
            new[y][x], new[y2][x2] = _said(box, other.text), _said(other, box.text)
        elif harm == "duplicate":
            new[y][x] = _said(box, other.text)
        else:
            new[y][x] = _said(box, _characters(box.text, harm, chance))
    return new


def _said(box: Box, text: str) -> Box:
    return replace(box, text=text)


def _characters(text: str, harm: str, chance: Random) -> str:
    begin = chance.randrange(len(text) + 1)
    end = min(len(text), begin + length(chance, 8))
    new = (
        ""
        if harm == "delete"
        else "".join(chance.choices(GARBAGE.replace("\t", ""), k=end - begin))
    )
    return text[:begin] + new + text[end:]


# --- characters -----------------------------------------------------------------------------------

Marked = list[tuple[str, str]]
"""Characters, each with the address of the cell it was printed in, "" for all others."""


def marked(parts: Sequence[Part], write: Callable[[Sequence[Part]], str]) -> Marked | None:
    """Return a report as characters that know their cells; None where the layout hides them."""
    stands = {b.at: chr(FIRST + n) for n, b in enumerate(_cells(parts))}
    cell_of = {sign: address for address, sign in stands.items()}
    real = write(parts)
    shadow = write(
        [
            part
            if isinstance(part, str)
            else [
                [
                    replace(b, text=stands[b.at] * len(b.text)) if b is not None and b.at else b
                    for b in row
                ]
                for row in part
            ]
            for part in parts
        ]
    )
    if len(real) != len(shadow):
        return None
    return [(c, cell_of.get(s, "")) for c, s in zip(real, shadow, strict=True)]


def _cells(parts: Sequence[Part]) -> Iterator[Box]:
    for part in parts:
        if not isinstance(part, str):
            yield from (b for b in boxes(part) if b.at)


def harmed_text(text: Marked, harm: str, chance: Random) -> Marked:
    """Return characters with a stretch damaged, most often in the tables."""
    where = [n for n, (_, address) in enumerate(text) if address]
    inside = where and chance.random() < 0.9
    begin = (
        max(0, chance.choice(where) - chance.randrange(9))
        if inside
        else chance.randrange(len(text))
    )
    end = begin + length(chance, chance.choice((8, 80, 800)))
    stretch = text[begin:end]
    end = begin + len(stretch)
    if harm == "delete":
        return text[:begin] + text[end:]
    if harm == "duplicate":
        return text[:end] + stretch + text[end:]
    if harm == "overwrite":
        noise = [(chance.choice(GARBAGE), address) for _, address in stretch]
        return text[:begin] + noise + text[end:]
    later = end + chance.randrange(1 + min(200, len(text) - end))
    other = text[later : later + len(stretch)]
    return text[:begin] + other + text[end:later] + stretch + text[later + len(other) :]


def signed(
    parts: Sequence[Part], write: Callable[[Sequence[Part]], str], *, blanks: bool
) -> tuple[str, dict[str, str]]:
    """Return a report with a sign in each cell, in the blank ones too if asked, and their cells."""
    stands = {b.at: chr(FIRST + n) for n, b in enumerate(_cells(parts))}
    text = write(
        [
            part
            if isinstance(part, str)
            else with_texts(
                part, lambda b: stands[b.at] if b.at and (blanks or b.text.strip()) else b.text
            )
            for part in parts
        ]
    )
    return text, {sign: address for address, sign in stands.items()}


def shown_by_rows(
    clean: tuple[str, Mapping[str, str]], text: str, fields: Callable[[str], list[list[str]]]
) -> Shows:
    """Return what rows that have their labels and number of fields show, column by column.

    Args:
        clean: The report before it was damaged, with signs for cells; see :func:`signed`.
        text: The damaged report.
        fields: Cuts a text into rows and these into cells.
    """
    whole, cell_of = clean
    named: dict[tuple[str | None, ...], list[list[str]]] = {}
    for row in fields(whole):
        addresses = [cell_of.get(f.strip()[:1], "") for f in row]
        if any(addresses):
            labels = tuple(None if a else _words(f) for f, a in zip(row, addresses, strict=True))
            named.setdefault(labels, []).append(addresses)
    labels_of = tuple(sorted({k for key in named for k in key if k}))
    shows: Shows = {}
    for row in fields(text):
        for key, ways in named.items():
            named_cells = [(k, f) for k, f in zip(key, row, strict=False) if k is not None]
            if len(row) != len(key) or not all(
                _says(f, k, labels_of) or (any(key) and not k and _is_remark(f, labels_of))
                for k, f in named_cells
            ):
                continue
            for way in ways:
                for address, field in zip(way, row, strict=True):
                    if address:
                        shows.setdefault(address, set()).add(read_cell(field).value)
    return shows


def _words(label: str) -> str:
    """Return a label without what is left of the marks of a page beside it."""
    return label.strip(" \t\n<>/|")


def _says(field: str, label: str, labels: tuple[str, ...]) -> bool:
    """Tell whether a field is a label, has the whole of it, or is like it and less like all others."""
    if _words(field) == label:
        return True
    if not SHORTEST_LABEL <= min(len(label), len(field)) <= len(field) <= LONGEST_LABEL:
        return False
    return label in field or _nearest(_words(field), labels) == label


def _is_remark(field: str, labels: tuple[str, ...]) -> bool:
    """Tell whether words without a number, and no label, stand where a cell beside a label was blank."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in field)
    return chinese and not any(c.isdigit() for c in field) and not _nearest(_words(field), labels)


@lru_cache(maxsize=4096)
def _nearest(field: str, labels: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(field, labels, 1, ALIKE)), "")


def filled_rows(text: str) -> list[list[str]]:
    """Return the rows of a text with a cell on each line, empty lines left out."""
    return [[cell for cell in row if cell] for row in line_rows(text)]


def tab_rows(text: str) -> list[list[str]]:
    """Return the rows of a text whose cells begin with a tab, each on a line or on several."""
    return line_rows(re.sub(r"(?<=[^\n])\n(?=[^\t\n])", " ", text).replace("\n\t", "\n"))


def line_rows(text: str) -> list[list[str]]:
    """Return the rows of a text with a cell on each line: from a label to before the next.

    Lines without a word, blank ones among them, are the cells after the label.
    """
    rows: list[list[str]] = [[]]
    for line in text.split("\n"):
        cells = line.split("|")
        if len(cells) > 1 and not cells[-1].strip():
            cells.pop()
        for cell in cells:
            if sum("\u4e00" <= c <= "\u9fff" for c in cell) > 1:
                rows.append([])
            rows[-1].append(cell.strip())
    return rows


def both(one: Shows, other: Shows) -> Shows:
    """Return what either way to look at a report shows."""
    return {a: one.get(a, set()) | other.get(a, set()) for a in {*one, *other}}


def shown_by_origin(text: Marked) -> Shows:
    """Return, for layouts without columns, the numbers that stand where a cell's own did."""
    said = "".join(c for c, _ in text)
    shows: Shows = {}
    for match in re.finditer(r"[^\s|]+", said):
        here = {a for _, a in text[match.start() : match.end()] if a}
        if len(here) == 1:
            value = read_cell(match[0]).value
            shows.setdefault(here.pop(), set()).add(value)
    return shows


def accepted(shows: Mapping[str, set[int | float | None]], address: str, value: object) -> bool:
    """Tell whether a damaged report shows a number at a cell."""
    return value in shows.get(address, ())
