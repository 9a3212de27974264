"""Ruled lines of pictures: characters that touch a table are no part of it."""

import pytest

from helpers.readers.pdf.cells import Cell, Table
from helpers.readers.pdf.glyphs import Glyph, TextLine

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")
rules = pytest.importorskip("helpers.readers.pictures.rules")
page = pytest.importorskip("helpers.readers.pictures.page")
upright = pytest.importorskip("helpers.readers.pictures.upright")

SCALE = 3.0
TOP, BOTTOM = 60, 120
WALLS = (40, 160, 280)


def px(points: float) -> int:
    return round(points * SCALE)


def ruled() -> np.ndarray:
    """A table of two rows and two columns on white paper, as ink."""
    ink = np.zeros((px(300), px(320)), np.uint8)
    for y in (TOP, (TOP + BOTTOM) // 2, BOTTOM):
        ink[px(y) : px(y) + 3, px(WALLS[0]) : px(WALLS[-1])] = 255
    for x in WALLS:
        ink[px(TOP) : px(BOTTOM), px(x) : px(x) + 3] = 255
    return ink


def walls(ink: np.ndarray) -> list[tuple[float, float]]:
    strokes, _ = rules.rules_of(upright.Sheet(ink, SCALE, 0.0))
    return [(round(s.at), round(s.end)) for s in strokes if not s.across]


def test_a_table_has_its_walls():
    assert [at for at, _ in walls(ruled())] == list(WALLS)
    assert all(abs(end - BOTTOM) <= 1 for _, end in walls(ruled()))


def heading(ink: np.ndarray, *xs: float) -> np.ndarray:
    """Strokes of a character, with one across at its foot, that touch the table from below."""
    for x in xs:
        ink[px(BOTTOM) : px(BOTTOM + 14), px(x) : px(x) + 3] = 255
    ink[px(BOTTOM + 14) : px(BOTTOM + 14) + 3, px(xs[0]) : px(xs[0] + 30)] = 255
    return ink


def test_a_heading_that_touches_the_table_makes_no_walls():
    assert walls(heading(ruled(), 70, 90)) == walls(ruled())


def test_a_wall_that_a_character_touches_is_still_a_wall():
    found = walls(heading(ruled(), 162, 166))
    assert [at for at, _ in found] == list(WALLS)


def test_what_is_no_ruled_line_stays_as_print():
    _, covered = rules.rules_of(upright.Sheet(heading(ruled(), 70, 90), SCALE, 0.0))
    assert not covered[px(BOTTOM + 8), px(70)]
    assert covered[px(BOTTOM - 8), px(WALLS[1])]


def line(text: str, *lefts: float) -> TextLine:
    return TextLine([Glyph(c, x, x + 9, 20, 10, 0, 1.0) for c, x in zip(text, lefts, strict=True)])


def test_a_row_whose_wall_was_overlooked_is_doubted_as_a_whole():
    merged = Cell(0, 0, 100, 30, [line("采购6", 0, 10, 70)])
    beside = Cell(100, 0, 150, 30, [line("7", 110)])
    below = Cell(0, 30, 150, 60, [line("采购6", 0, 10, 21)])
    page._doubt_rows(Table(1, [[merged, beside], [below]], [0, 100, 150], [0, 30, 60]))
    assert [cell.cut for cell in (merged, beside, below)] == [True, True, False]


def stripes() -> np.ndarray:
    """Strokes of print on white paper, as a scan of 216 dots per inch shows them."""
    grey = np.full((px(200), px(200)), 255, np.uint8)
    for x in range(20, 180, 10):
        grey[px(40) : px(160), px(x) : px(x + 1)] = 0
    return grey


def test_a_sharp_picture_on_clean_paper_is_believed():
    assert not upright.prepared(stripes(), 200.0).poor


def test_a_blurred_picture_is_believed_only_where_sums_hold():
    cv2 = pytest.importorskip("cv2")
    assert upright.prepared(cv2.GaussianBlur(stripes(), (0, 0), px(0.6)), 200.0).poor


def test_a_grainy_picture_is_believed_only_where_sums_hold():
    grain = np.random.default_rng(7).normal(0, 16, stripes().shape)
    grainy = np.clip(stripes() * 0.6 + 40 + grain, 0, 255).astype(np.uint8)
    assert upright.prepared(grainy, 200.0).poor


def test_a_picture_without_print_is_not_judged_by_its_edges():
    assert not upright.prepared(np.full((300, 300), 255, np.uint8), 100.0).poor
