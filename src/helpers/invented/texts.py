"""Invented reports as text, in every way that crawlers flatten tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from helpers.invented.boxes import COVERED, Part, Table, heads
from helpers.model import Document, Line, Place, Source

PICTURE = "捕获2.PNG"
"""What is left of a table that was a picture."""


def text_of(parts: Sequence[Part], layout: str) -> str:
    """Return a report as text; see :data:`TEXT_LAYOUTS` for the layouts."""
    write = TEXT_LAYOUTS[layout]
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else write(part)
    return "\n".join(lines) + "\n"


def _every(table: Table) -> list[list[str]]:
    """Every position, blank where a span covers it."""
    return [[box.text if box else "" for box in row] for row in table]


def _below(table: Table) -> list[list[str]]:
    """Positions covered from above are blank cells, those covered from the left are none."""
    return [[box.text for box in row if box] for row in table]


def _printed(table: Table) -> list[list[str]]:
    """The cells as the source of a web page lists them."""
    return [[box.text for box in row if box and box is not COVERED] for row in table]


def _on_one_line(rows: list[list[str]]) -> list[list[str]]:
    """A break inside a cell becomes a space where a row stands on one line."""
    return [[text.replace("\n", " ") for text in row] for row in rows]


def _unbroken(rows: list[list[str]]) -> list[list[str]]:
    """No white space inside a cell, where it would part two cells."""
    return [["".join(text.split()) for text in row] for row in rows]


def _tab_rows(table: Table) -> list[str]:
    return [line for row in _below(table) for line in (*(f"\t{text}" for text in row), "")]


def _tab_cells(table: Table) -> list[str]:
    return [f"\t{text}" for row in _below(table) for text in row]


def _tabs(table: Table) -> list[str]:
    return ["\t".join(row) for row in _on_one_line(_below(table))]


def _pipes(table: Table) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in _on_one_line(_below(table))]


def _wide_pipes(table: Table) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in _on_one_line(_every(table))]


def _bar_rows(table: Table) -> list[str]:
    width = max(len(row) for row in table)
    rows = _on_one_line(_printed(table))
    return [" | ".join(row) + " |" + "|" * (width - len(row)) for row in rows]


def _long_bars(table: Table) -> list[str]:
    return [" | ".join(row) + " " + "|" * 40 for row in _on_one_line(_printed(table))]


def _split_heads(table: Table) -> list[str]:
    """Long column heads stand in two rows of bars: 商业 | 科研 over 企业 | 机构."""
    lines: list[str] = []
    top = heads(table)
    for y, row in enumerate(_on_one_line(_every(table))):
        halves = [_halves(text) for text in row]
        if y < top and sum(bool(b) for _, b in halves) > 2:
            lines += [f"| {' | '.join(h[n] for h in halves)} |" for n in (0, 1)]
        else:
            lines.append(f"| {' | '.join(row)} |")
    return lines


def _halves(text: str) -> tuple[str, str]:
    return (text[: len(text) // 2], text[len(text) // 2 :]) if 3 < len(text) < 9 else (text, "")


def _bar_cells(table: Table) -> list[str]:
    width = max(len(row) for row in table)
    lines: list[str] = []
    for row in _printed(table):
        lines += [f"{text} |" if text else "|" for text in row]
        if width - len(row) > 1:
            lines.append("|" * (width - len(row)))
    return lines


def _led_bar_cells(table: Table) -> list[str]:
    return [
        line
        for row in _below(table)
        for line in ("|", *(f"{text} |" if text else " |" for text in row))
    ]


def _spaced_bar_cells(table: Table) -> list[str]:
    return [line for row in _below(table) for line in ("| ", *(f" {text}  | " for text in row))]


def _spaces(table: Table) -> list[str]:
    return [" ".join(row) for row in _unbroken(_printed(table))]


def _lines(table: Table) -> list[str]:
    return [text for row in _printed(table) for text in row if text]


def _broken_lines(table: Table) -> list[str]:
    """One cell a line, heads broken over lines wherever they are long enough."""
    top, lines = heads(table), list[str]()
    for y, row in enumerate(_printed(table)):
        for text in filter(None, row):
            first, second = _halves(text)
            lines += [first, second] if y < top and second else [text]
    return lines


def _paragraphs(table: Table) -> list[str]:
    return [line for row in _printed(table) for text in row for line in (text, "")]


def _glued(table: Table) -> list[str]:
    return ["".join(row) for row in _unbroken(_printed(table))]


def _without_repeats(table: Table) -> list[str]:
    """Cells that repeat the one before were taken for duplicates and removed."""
    cells = [text for row in _printed(table) for text in row if text]
    return [*cells[:1], *(b for a, b in pairwise(cells) if a != b)]


def _whole_on_one_line(table: Table) -> list[str]:
    return [" ".join(text for row in _unbroken(_printed(table)) for text in row)]


TEXT_LAYOUTS: dict[str, Callable[[Table], list[str]]] = {
    "tab_rows": _tab_rows,  # one cell a line after a tab, a blank line between rows (上塘镇 2020)
    "tab_cells": _tab_cells,  # the same without the blank line
    "tabs": _tabs,  # one row a line, tabs between the cells
    "pipes": _pipes,  # | one | row | a | line |
    "wide_pipes": _wide_pipes,  # the same, with an empty cell wherever a label covers columns
    "bar_rows": _bar_rows,  # one | row | a | line ||||, filled up to the width of the table
    "long_bars": _long_bars,  # the same with far more bars at the end
    "split_heads": _split_heads,  # column heads in two rows of bars
    "bar_cells": _bar_cells,  # one cell | a line
    "led_bar_cells": _led_bar_cells,  # the same, each row after a | of its own
    "spaced_bar_cells": _spaced_bar_cells,  # the same with white space around
    "spaces": _spaces,  # one row a line, spaces between the cells; blank cells vanish
    "lines": _lines,  # one cell a line and nothing else; blank cells vanish
    "broken_lines": _broken_lines,  # the same, column heads broken over two lines
    "paragraphs": _paragraphs,  # one cell a line, blank lines between; an empty cell is an empty paragraph
    "glued": _glued,  # 规章000
    "table_on_a_line": _whole_on_one_line,  # every table a line
    "without_repeats": _without_repeats,  # cells like the one before are gone
    "no_tables": lambda table: [],
    "pictures": lambda table: [PICTURE],
}
"""How a table is flattened, by name."""


def lines_document(text: str) -> Document:
    """Return a text as the document that the reader of text files makes of it."""
    lines = text.split("\n")
    items = tuple(Line(t, Place(line=n, column=1)) for n, t in enumerate(lines, start=1))
    return Document(Source("invented.txt", "0" * 64, "text", "utf-8"), items)
