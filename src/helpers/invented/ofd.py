"""Invented reports as OFD documents (GB/T 33190-2016)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from helpers.invented.boxes import COVERED, Part, Table, cut, heads
from helpers.invented.packages import packed
from helpers.invented.parts import MARK_EN

NAMESPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
A4 = (210.0, 297.0)
HIGH = (210.0, 900.0)
"""High enough for a whole table."""
MARGIN = 18.0
PROSE, CELL = 3.9, 2.8
"""Sizes of print, in millimetres."""
_LEADING = 1.4
_PADDING = 1.2
FEWEST_ROWS = 15
"""Shorter tables are not cut over pages."""
ROWS_A_PAGE = 10


@dataclass(frozen=True)
class Form:
    """How a document is laid out.

    Attributes:
        ruled: Whether strokes part the cells.
        pages: Whether long tables go over several pages.
        repeat: Whether the heads of a table stand on each of its pages.
        scaled: Whether objects have a unit of their own, as printers to OFD write them.
    """

    ruled: bool = True
    pages: bool = False
    repeat: bool = False
    scaled: bool = False


FORMS: dict[str, Form] = {
    "ruled": Form(),
    "ruled, over pages": Form(pages=True),
    "ruled, over pages, heads repeated": Form(pages=True, repeat=True, scaled=True),
    "unruled": Form(ruled=False),
}


def ofd_bytes(parts: Sequence[Part], how: Form = FORMS["ruled"]) -> bytes:
    """Return a report as an OFD document; the same bytes for the same report."""
    layout = _Layout(how)
    for part in parts:
        if isinstance(part, str):
            layout.prose(part)
        else:
            for piece in _pieces(part, how):
                layout.table(piece)
    return package(layout.finished(), A4 if how.pages else HIGH, running=how.pages)


def package(
    pages: Sequence[str], size: tuple[float, float] = A4, *, running: bool = False
) -> bytes:
    """Return pages, each the objects of one layer, as an OFD document.

    Args:
        pages: In order.
        size: Width and height, in millimetres.
        running: Whether a template prints a line at the top of every page.
    """
    template = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if running else ""
    listed = "".join(
        f'<ofd:Page ID="{n + 100}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(pages))
    )
    templates = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if running else ""
    area = f"<ofd:PhysicalBox>0 0 {size[0]:g} {size[1]:g}</ofd:PhysicalBox>"
    files = {
        "OFD.xml": _root(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{'0' * 32}</ofd:DocID>"
            f"<ofd:Subject>{escape(MARK_EN)}</ofd:Subject></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
            ' Version="1.0" DocType="OFD"',
        ),
        "Doc_0/Document.xml": _root(
            "Document",
            f"<ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>{area}"
            "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
        ),
        "Doc_0/PublicRes.xml": _root(
            "Res",
            '<ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/></ofd:Fonts>',
            ' BaseLoc="Res"',
        ),
    }
    if running:
        head = text_object("虚构样例·云岚市政府信息公开", MARGIN, 10.0, 3.0)
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(head, "")
    for n, objects in enumerate(pages):
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = _page(objects, template)
    return packed(files)


def text_object(text: str, x: float, base: float, size: float, scale: float = 1.0) -> str:
    """Return a line of text as an object.

    Args:
        text: What it prints.
        x: Where it begins, in millimetres.
        base: The line it stands on.
        size: Of its print.
        scale: Millimetres for a unit of the object's own space.
    """
    steps = [_width(c) * size / scale for c in text[:-1]]
    deltas = f' DeltaX="{_offsets(steps)}"' if steps else ""
    boundary = f"{x:.3f} {base - size:.3f} {_length(text) * size + 1:.3f} {size * 1.3:.3f}"
    matrix = f' CTM="{scale:g} 0 0 {scale:g} 0 0"' if scale != 1 else ""
    return (
        f'<ofd:TextObject ID="9" Font="1" Size="{size / scale:.4f}" Boundary="{boundary}"{matrix}>'
        f'<ofd:TextCode X="0" Y="{size / scale:.4f}"{deltas}>{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def path_object(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a stroke as an object, places in millimetres."""
    boundary = f"{x0:.3f} {y0:.3f} {max(x1 - x0, 0.2):.3f} {max(y1 - y0, 0.2):.3f}"
    return (
        f'<ofd:PathObject ID="9" LineWidth="0.2" Boundary="{boundary}"><ofd:AbbreviatedData>'
        f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


@dataclass
class _Layout:
    """Puts lines and tables on pages, top to bottom."""

    how: Form
    pages: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    y: float = MARGIN

    def finished(self) -> list[str]:
        """Return the objects of each page."""
        self._turn()
        return self.pages

    def prose(self, text: str) -> None:
        """Add a paragraph."""
        for line in _wrapped(text, (A4[0] - 2 * MARGIN) / PROSE):
            self._room(PROSE * 1.6)
            self.objects.append(self._text(line, MARGIN, self.y + PROSE, PROSE))
            self.y += PROSE * 1.6

    def table(self, rows: Table) -> None:
        """Add a table, which no page parts."""
        columns = max(len(row) for row in rows)
        width = (A4[0] - 2 * MARGIN) / columns
        cells = list(_cells(rows, width))
        heights = [CELL * _LEADING + 2 * _PADDING] * len(rows)
        for y, _, _, rowspan, lines in sorted(cells, key=lambda cell: cell[3]):
            short = len(lines) * CELL * _LEADING + 2 * _PADDING - sum(heights[y : y + rowspan])
            heights[y + rowspan - 1] += max(short, 0.0)
        self._room(sum(heights))
        tops = [self.y + sum(heights[:n]) for n in range(len(rows) + 1)]
        for y, x, colspan, rowspan, lines in cells:
            left, right = MARGIN + x * width, MARGIN + (x + colspan) * width
            top, low = tops[y], tops[y + rowspan]
            at = (top + low - len(lines) * CELL * _LEADING) / 2 + CELL
            for n, line in enumerate(lines):
                base = at + n * CELL * _LEADING
                self.objects.append(self._text(line, left + _PADDING, base, CELL))
            if self.how.ruled:
                self.objects.append(path_object(left, top, right, top))
                self.objects.append(path_object(left, low, right, low))
                self.objects.append(path_object(left, top, left, low))
                self.objects.append(path_object(right, top, right, low))
        self.y = tops[-1] + PROSE

    def _text(self, text: str, x: float, base: float, size: float) -> str:
        return text_object(text, x, base, size, 0.3528 if self.how.scaled else 1.0)

    def _room(self, height: float) -> None:
        most = (A4 if self.how.pages else HIGH)[1] - MARGIN
        if self.y + height > most and self.objects:
            self._turn()

    def _turn(self) -> None:
        if self.how.pages:
            number = f"- {len(self.pages) + 1} -"
            self.objects.append(self._text(number, A4[0] / 2 - 5, A4[1] - 8, 3.0))
        self.pages.append("".join(self.objects))
        self.objects, self.y = [], MARGIN


def _pieces(table: Table, how: Form) -> list[Table]:
    if not how.pages or len(table) < FEWEST_ROWS:
        return [table]
    after = range(heads(table) + ROWS_A_PAGE, len(table), ROWS_A_PAGE)
    return cut(table, list(after), repeat=how.repeat)


def _cells(rows: Table, width: float) -> Iterator[tuple[int, int, int, int, list[str]]]:
    """Yield row, column, columns and rows covered, and the lines of each cell."""
    for y, row in enumerate(rows):
        for x, box in enumerate(row):
            if box and box is not COVERED:
                most = (box.colspan * width - 2 * _PADDING) / CELL
                yield y, x, box.colspan, box.rowspan, _wrapped(box.text, most)


def _wrapped(text: str, most: float) -> list[str]:
    """Return a text in lines of at most so many ems; figures are not broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            joined = line and character.isascii() and line[-1].isascii()
            if _length(line) + _width(character) > most and not joined:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return [line for line in lines if line.strip()]


def _length(text: str) -> float:
    return sum(map(_width, text))


def _width(character: str) -> float:
    return 1.0 if east_asian_width(character) in "WFA" else 0.5


def _offsets(steps: Sequence[float]) -> str:
    """Return offsets as the standard shortens them: ``g n d`` for `n` times `d`."""
    written: list[str] = []
    begin = 0
    for n in range(1, len(steps) + 1):
        if n < len(steps) and steps[n] == steps[begin]:
            continue
        count, step = n - begin, f"{steps[begin]:.4f}"
        written += ["g", str(count), step] if count > 2 else [step] * count
        begin = n
    return " ".join(written)


def _page(objects: str, template: str) -> str:
    layer = f'<ofd:Content><ofd:Layer ID="8" Type="Body">{objects}</ofd:Layer></ofd:Content>'
    return _root("Page", template + layer)


def _root(tag: str, content: str, attributes: str = "") -> str:
    return f'{_HEAD}<ofd:{tag} xmlns:ofd="{NAMESPACE}"{attributes}>{content}</ofd:{tag}>'
