"""What recognising pictures takes at once does not grow with the page, nor from page to page."""

import numpy as np
import pytest

from helpers.invented import invented_parts
from helpers.invented.pdf import pdf_bytes
from helpers.readers import pictures
from helpers.readers.pictures.kinds import Grey

pytestmark = pytest.mark.skipif(
    not pictures.installed(), reason='the extra is not installed: pip install "ogi-audit[ocr]"'
)


def ink_of_a_page() -> Grey:
    """Return the upper part of the first page of an invented report, ink dark as 255."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf_bytes(invented_parts("2021")))[0]
    grey = page.render(scale=100 / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(255 - grey.reshape(grey.shape[0], -1)[:500])


def test_the_library_sets_nothing_aside_for_the_next_page() -> None:
    from helpers.readers.pictures.engine import engine

    for session in (engine()._finder, engine()._reader):
        options = session.get_session_options()
        assert not options.enable_cpu_mem_arena
        assert not options.enable_mem_pattern


def test_wide_lines_are_recognised_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.readers.pictures.engine import (
        HEIGHT,
        MOST_COLUMNS,
        MOST_LINES,
        Engine,
        Reading,
        engine,
    )

    batches: list[tuple[int, int]] = []

    def counted(self: Engine, lines: list[Grey], width: int) -> list[Reading]:
        batches.append((len(lines), width))
        return [Reading(str(line[0, 0]), (), ()) for line in lines]

    monkeypatch.setattr(Engine, "_batch", counted)
    given = [np.full((HEIGHT, w), n, np.uint8) for w in (300, 3200) for n in range(100)]
    found = engine().read(given)
    assert [reading.text for reading in found] == [str(line[0, 0]) for line in given]
    assert max(number * width for number, width in batches) <= MOST_COLUMNS
    assert max(number for number, _ in batches) == MOST_LINES


@pytest.mark.parametrize(("height", "width"), [(37_000, 1600), (20_000, 3000), (300_000, 32)])
def test_a_high_page_is_looked_at_in_strips(height: int, width: int) -> None:
    from helpers.readers.pictures.engine import MOST_ROWS, strips

    ink = np.zeros((height, width), np.uint8)
    ink[np.arange(height) % 40 < 30] = 255
    found = list(strips(ink))
    assert [end for _, end in found] == [*[begin for begin, _ in found[1:]], height]
    # As the finder sees them, which takes a page that is wider at a width of 1600.
    assert max((e - b) * min(1, 1600 / width) for b, e in found) <= MOST_ROWS
    assert not any(ink[end - 1].any() for _, end in found[:-1]), "cut through print"


def test_strips_find_the_lines_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.readers.pictures import engine as module

    ink = ink_of_a_page()
    whole = module.engine().find(ink)
    monkeypatch.setattr(module, "MOST_ROWS", 200)
    assert len(list(module.strips(ink))) > 2
    pieces = module.engine().find(ink)
    assert len(whole) > 5

    def middles(boxes: list[tuple[int, int, int, int]]) -> list[int]:
        return sorted((top + bottom) // 2 for _, top, _, bottom in boxes)

    apart = [abs(a - b) for a, b in zip(middles(whole), middles(pieces), strict=True)]
    assert max(apart) <= 8
