"""What a reader hands on: lines of text and grids of cells, in document order, with places.

A reader decides nothing about meaning. Whatever it saw is here, blank lines included, because
in a flattened table an empty line can be an empty cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpers.model.place import Place, Source
from helpers.values import value


@value(frozen=True, slots=True)
class Line:
    """One line of a text file, or one paragraph of a structured document.

    Attributes:
        text: As printed, indentation included.
        place: Where the line begins.
        confidence: How sure the recognition of a picture is, 0 to 1; None for what is text.
    """

    text: str
    place: Place
    confidence: float | None = None


@value(frozen=True, slots=True)
class GridCell:
    """One cell of a table as the source wrote it.

    Attributes:
        text: As printed; line breaks inside the cell are kept as line feeds.
        place: Table, row and cell in the source.
        column: First grid column the cell covers, from 0, spans of earlier cells counted.
        colspan: Number of grid columns it covers.
        rowspan: Number of grid rows it covers.
        confidence: How sure the recognition of a picture is, 0 to 1; None for what is text.
    """

    text: str
    place: Place
    column: int
    colspan: int = 1
    rowspan: int = 1
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells have positions.

    Attributes:
        rows: The cells that begin in each row, left to right; a cell that spans rows or columns
            stands once, where it begins.
        place: The table in the source.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place


Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may show what the text does not say.

    Attributes:
        name: Its title or file name, or "" for one without a name.
        after: Place of the item it follows; the empty place at the beginning.
        file: Where it lies, seen from the folder of a saved page, as the page says it; "" for one
            that lies elsewhere or inside the document. Never opened.
    """

    name: str
    after: Place
    file: str = ""

    @property
    def shown(self) -> str:
        """How a message names it: by its name, and by its file where that says more."""
        if not self.file or self.name == self.file:
            return self.name or "?"
        return f"{self.name} ({self.file})" if self.name not in self.file else self.file


@dataclass(frozen=True, slots=True)
class Link:
    """A file the document leads to, or a frame that shows another document. Never followed.

    Attributes:
        kind: ``file`` or ``frame``.
        words: What the link says, or "".
        address: Where it leads, absolute as far as the document says what it is relative to.
    """

    kind: Literal["file", "frame"]
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its items in order, and what the reader has to say about the reading.

    Attributes:
        source: The file.
        items: Lines and grids in document order.
        title: The title the file itself declares (HTML ``<title>``), or "".
        metadata: Name → content of declared metadata (HTML ``<meta>``), as printed.
        remarks: ``(code, detail)`` of everything a person should know about the reading.
        pictures: The larger pictures, in document order, where the reader knows their place.
        links: The files and frames the document leads to, in document order.
        ends_open: The file stops in the middle of a line or an element, so that its last words
            may be cut.
    """

    source: Source
    items: tuple[Item, ...]
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    ends_open: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines alone, in order."""
        return tuple(item for item in self.items if isinstance(item, Line))
