"""Every layout and format an invented report can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from helpers.invented import sheets, words
from helpers.invented.boxes import Part
from helpers.invented.ofd import FORMS, ofd_bytes
from helpers.invented.pages import PAGES, page_bytes
from helpers.invented.pdf import PRINTS, pdf_bytes
from helpers.invented.texts import TEXT_LAYOUTS, text_of

Keeps = Literal["all", "numbers", "nothing"]
"""What is left of a table: every cell; every cell but the blank ones; nothing to rely on."""

_LOSES: dict[str, Keeps] = {
    "spaces": "numbers",
    "lines": "numbers",
    "broken_lines": "numbers",
    "table_on_a_line": "numbers",
    "glued": "nothing",
    "without_repeats": "nothing",
    "no_tables": "nothing",
    "pictures": "nothing",
}
_A_ROW_A_LINE = ("tabs", "pipes", "wide_pipes", "bar_rows", "long_bars", "split_heads")
"""Text layouts in which a cell that holds words can be told from the label of a row."""


@dataclass(frozen=True)
class Kind:
    """A layout in a format.

    Attributes:
        name: As in the table of measurements.
        suffix: Of its files.
        write: Parts of a report → bytes of the file.
        keeps: What the layout keeps of a table.
        words: Whether a cell may hold words.
    """

    name: str
    suffix: str
    write: Callable[[Sequence[Part]], bytes]
    keeps: Keeps = "all"
    words: bool = True


def _all() -> Iterator[Kind]:
    for layout in TEXT_LAYOUTS:
        yield Kind(
            f"text, {layout.replace('_', ' ')}",
            ".txt",
            partial(_text, layout=layout),
            _LOSES.get(layout, "all"),
            layout in _A_ROW_A_LINE,
        )
    for name, page in PAGES.items():
        yield Kind(f"html, {name}", ".html", partial(page_bytes, page=page))
    yield Kind("docx, merged cells", ".docx", words.docx_bytes)
    yield Kind("docx, nested tables", ".docx", words.docx_nested)
    yield Kind("docx, text boxes", ".docx", words.docx_text_boxes)
    yield Kind("docx, tracked changes", ".docx", words.docx_tracked)
    yield Kind("docx, heads repeated", ".docx", partial(words.docx_divided, repeat=True))
    yield Kind("docx, divided tables", ".docx", partial(words.docx_divided, repeat=False))
    yield Kind("xlsx, one sheet", ".xlsx", sheets.xlsx_bytes)
    yield Kind("xlsx, a sheet a table", ".xlsx", sheets.xlsx_sheets)
    yield Kind("csv", ".csv", _csv)
    for name, how in PRINTS.items():
        yield Kind(f"pdf, {name}", ".pdf", partial(pdf_bytes, how=how))
    for name, form in FORMS.items():
        yield Kind(f"ofd, {name}", ".ofd", partial(ofd_bytes, how=form))


def _text(parts: Sequence[Part], layout: str) -> bytes:
    return text_of(parts, layout).encode()


def _csv(parts: Sequence[Part]) -> bytes:
    return sheets.csv_text(parts).encode()


KINDS: dict[str, Kind] = {kind.name: kind for kind in _all()}
"""Every kind of document by its name."""
