"""What the objects of a page draw: characters, strokes and pictures, in the order of paint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from helpers.readers.ofd.letters import Letter, letters_of
from helpers.readers.ofd.numbers import UnsoundError, box_in, matrix_in, number
from helpers.readers.ofd.paths import path_in
from helpers.readers.pdf.budget import Budget
from helpers.readers.pdf.glyphs import UNREADABLE, Glyph
from helpers.readers.pdf.page import Page
from helpers.readers.pdf.space import Affine, Box, after, apply, area, box_of, turned
from helpers.readers.pdf.strokes import Point, strokes_of_path

DEEPEST = 12
"""Objects nested deeper are refused: a report has them one or two deep."""
_PICTURE = 0.02
"""Pictures that cover less of the page are ornaments."""
_SIMPLE = 6
"""A path of at most so many steps is one area."""
_LONG = 8
"""Fewer characters stand for no step, so that what is too long is not even cut apart."""
_OPAQUE = 255


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page.

    Attributes:
        resource: Its id among the resources.
        box: Where it stands, in points.
        upright: Whether it is neither turned nor mirrored.
    """

    resource: str
    box: Box
    upright: bool


@dataclass(slots=True)
class _Drawn:
    """A path, with its place in the order of paint."""

    order: int
    pieces: list[list[Point]]
    box: Box
    filled: bool
    stroked: bool
    covers: bool


@dataclass(slots=True)
class Drawing:
    """Draws the objects of one page.

    Attributes:
        width: Of the page, in points.
        height: Of the page, in points.
        composite: Gives the content of a composed object by its id, None for an unknown one.
        spent: What may still be drawn.
        pictures: The pictures larger than an ornament, in order.
    """

    width: float
    height: float
    composite: Callable[[str], Element | None]
    spent: Budget
    pictures: list[Picture] = field(default_factory=list)
    _letters: list[tuple[int, Letter]] = field(default_factory=list)
    _paths: list[_Drawn] = field(default_factory=list)
    _hidden: int = 0
    _order: int = 0

    def draw(self, objects: Iterable[Element], to_page: Affine, depth: int = 0) -> None:
        """Draw objects, those of blocks and composed ones included.

        Args:
            objects: In the order of paint.
            to_page: From their space to points of the page.
            depth: How deep they lie in others.
        """
        if depth > DEEPEST:
            raise UnsoundError("depth")
        for element in objects:
            if element.tag == "PageBlock":
                self.draw(element, to_page, depth + 1)
                continue
            if element.tag not in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                continue
            self._order += 1
            self.spent.add(objects=1)
            if element.get("Visible", "true").strip().lower() in ("false", "0"):
                self._hidden += sum(len(t.strip()) for t in element.itertext())
                continue
            boundary = box_in(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
            shift = (1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1])
            matrix = after(after(matrix_in(element.get("CTM")), shift), to_page)
            if element.tag == "TextObject":
                self._text(element, matrix)
            elif element.tag == "PathObject":
                self._path(element, matrix)
            elif element.tag == "ImageObject":
                whole = matrix if element.get("CTM") else _filling(boundary, to_page)
                self._picture(element.get("ResourceID", ""), whole)
            else:
                content = self.composite(element.get("ResourceID", ""))
                if content is None:
                    raise UnsoundError("ResourceID")
                self.draw(content, matrix, depth + 1)

    def page(self, page_number: int) -> Page:
        """Return what was drawn, turned so that most of its characters stand upright."""
        turns = Counter(c.turn for _, c in self._letters if c.turn is not None and c.text.strip())
        turn = turns.most_common(1)[0][0] if turns else 0
        whole = turned((1, 0, 0, 1, 0, 0), turn, self.width, self.height)
        size = (self.height, self.width) if turn in (1, 3) else (self.width, self.height)
        page = Page(page_number, *size, pictures=len(self.pictures), drawn=bool(self._order))
        page.counts["hidden"] += self._hidden
        covers: list[tuple[int, Box]] = []
        for path in self._paths:
            pieces = [[apply(whole, *point) for point in piece] for piece in path.pieces]
            box = box_of(whole, path.box)
            page.strokes += strokes_of_path(pieces, box, filled=path.filled, stroked=path.stroked)
            if path.covers:
                covers.append((path.order, box))
        for order, letter in self._letters:
            _place(page, letter, order, turn, whole, covers)
        return page

    def _text(self, element: Element, matrix: Affine) -> None:
        filled = element.get("Fill", "true").strip().lower() not in ("false", "0")
        stroked = element.get("Stroke", "false").strip().lower() in ("true", "1")
        shown = (filled or stroked) and _alpha(element) > 0
        codes = element.iterfind("TextCode")
        self.spent.add(characters=sum(len(text) for code in codes for text in code.itertext()))
        letters = letters_of(element, matrix, self._order, shown=shown)
        self._letters += ((self._order, letter) for letter in letters)

    def _path(self, element: Element, matrix: Affine) -> None:
        filled = element.get("Fill", "false").strip().lower() in ("true", "1")
        stroked = element.get("Stroke", "true").strip().lower() not in ("false", "0")
        alpha = _alpha(element)
        data = element.findtext("AbbreviatedData") or ""
        if not (filled or stroked) or not alpha or not data.strip():
            return
        self.spent.add(points=len(data) // _LONG)
        path = path_in(data)
        self.spent.add(points=path.segments)
        if not path.points:
            return
        points = [apply(matrix, *point) for point in path.points]
        box = _around(points)
        count = path.segments
        simple = count <= _SIMPLE and (not stroked or count == 2)
        pieces = [[apply(matrix, *point) for point in piece] for piece in path.pieces]
        covers = filled and count <= _SIMPLE and alpha >= _OPAQUE
        self._paths.append(
            _Drawn(self._order, [] if simple else pieces, box, filled, stroked, covers)
        )

    def _picture(self, resource: str, matrix: Affine) -> None:
        box = box_of(matrix, (0.0, 0.0, 1.0, 1.0))
        a, b, c, d, _, _ = matrix
        if area(box) > _PICTURE * self.width * self.height:
            upright = a > 0 and d > 0 and abs(b) < 0.01 * a and abs(c) < 0.01 * d
            self.pictures.append(Picture(resource, box, upright))
        else:  # a thin picture may be a rule
            self._paths.append(_Drawn(self._order, [], box, True, False, False))


def _place(
    page: Page, letter: Letter, order: int, turn: int, whole: Affine, covers: list[tuple[int, Box]]
) -> None:
    """Enter a character, or count why it is left out."""
    if letter.text.isspace():
        return
    if letter.turn != turn:
        page.counts["slanted"] += 1
        return
    x, base = apply(whole, *letter.origin)
    text = letter.text if letter.text.isprintable() and letter.text != "\ufffd" else UNREADABLE
    glyph = Glyph(text, x, x + letter.width, base, letter.em, letter.run)
    if not (0 <= glyph.x <= page.width and 0 <= glyph.y <= page.height):
        page.counts["hidden"] += 1
        return
    if any(
        later > order and x0 <= glyph.x <= x1 and y0 <= glyph.y <= y1
        for later, (x0, y0, x1, y1) in covers
    ):
        page.counts["hidden"] += 1
        return
    if not letter.shown:
        page.counts["invisible"] += 1
    if text == UNREADABLE:
        page.counts["damaged"] += 1
    page.glyphs.append(glyph)


def _alpha(element: Element) -> float:
    """Return how opaque an object is, 0 to 255: itself or its colour, whichever is less."""
    colours = [element, *element.iterfind("FillColor"), *element.iterfind("StrokeColor")]
    return min(number(colour.get("Alpha") or "255") for colour in colours)


def _filling(boundary: Box, to_page: Affine) -> Affine:
    x0, y0, x1, y1 = boundary
    return after((x1 - x0, 0.0, 0.0, y1 - y0, x0, y0), to_page)


def _around(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
