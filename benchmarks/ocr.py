"""How well pictures of invented reports are read: `python benchmarks/ocr.py [pictures [first [lines]]]`.

Each report is made from the form, printed, turned into pictures of its pages at a given
resolution, spoiled in one way, put into a PDF without text, and read. A cell is right if state
and value are those that were printed, open if it is said to be unreadable or missing, and
silently wrong otherwise. Given a file `lines`, each report adds a line of JSON to it as soon as it
is read, so that an interrupted measurement is not lost.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import Box, Part, Value, completed, invented_parts
from helpers.invented.pdf import pdf_bytes
from helpers.numerals import read_cell
from helpers.parsing import read_report
from helpers.parsing.doubt import SURE

PICTURES = 128
PRINTED: tuple[Value, ...] = (0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 38, 69, 70,
                              100, 111, 208, 400, 635, 1117, 2006, 13889, "", "/", "-")  # fmt: skip
FONTS = ("", "Helvetica", "Times-Roman", "Courier")
"""Fonts of the figures; "" is the font of the words."""
DPI = (100, 150, 200, 300)


def _turned(page: Image.Image, chance: random.Random) -> Image.Image:
    angle = chance.uniform(-2, 2)
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _noisy(page: Image.Image, chance: random.Random) -> Image.Image:
    own = np.random.default_rng(chance.randrange(2**32))
    grey = np.asarray(page, np.float32)
    return Image.fromarray(np.clip(grey + own.normal(0, 14, grey.shape), 0, 255).astype(np.uint8))


def _squeezed(page: Image.Image, _: random.Random) -> Image.Image:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=25)
    return Image.open(out).convert("L")


def _blurred(page: Image.Image, _: random.Random) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(page.width / 1240 * 0.9))


def _shaded(page: Image.Image, chance: random.Random) -> Image.Image:
    """Light that falls from one side: the far one is up to 55 % darker."""
    along = np.linspace(0, 1, page.width)[None, :] * chance.choice((-1, 1))
    down = np.linspace(0, 1, page.height)[:, None] * chance.choice((-1, 1))
    slope = along * chance.uniform(0.3, 1) + down * chance.uniform(0.3, 1)
    slope = (slope - slope.min()) / np.ptp(slope)
    light = 1 - slope * chance.uniform(0.3, 0.55)
    return Image.fromarray((np.asarray(page, np.float32) * light).astype(np.uint8))


def _together(page: Image.Image, chance: random.Random) -> Image.Image:
    angle = chance.uniform(1, 2) * chance.choice((-1, 1))
    page = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = _shaded(_blurred(page, chance), chance)
    return _squeezed(_noisy(page, chance), chance)


SPOILED: Mapping[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    "clean": lambda page, _: page,
    "turned by up to 2°": _turned,
    "noise": _noisy,
    "blurred": _blurred,
    "JPEG of quality 25": _squeezed,
    "pale print": lambda page, _: page.point(lambda v: 255 - (255 - v) * 2 // 5),
    "grey paper": lambda page, _: page.point(lambda v: v * 3 // 4),
    "uneven light": _shaded,
    "all together": _together,
}


def values_of(form_id: str, chance: random.Random, balanced: bool) -> dict[str, Value]:
    """Return what the cells print: totals add up, and requests balance where `balanced`."""
    form = load_form(form_id)
    parts = {a: chance.choice(PRINTED) for a in form.addresses if "total" not in a}
    cells = completed(form_id, parts)
    if not balanced:
        return cells
    for equation in form.equations:
        received, brought = equation.left[0], equation.left[-1]
        if equation.rule == "requests-balance" and not received.endswith("total"):
            numbers = [cells[a] for a in (*equation.right, brought)]
            if all(isinstance(n, int) for n in numbers):
                need = sum(numbers[:-1]) - numbers[-1]
                parts[received] = max(need, 0)
    return completed(form_id, parts)


def pages_of(parts: list[Part], font: str, dpi: int) -> list[Image.Image]:
    """Print a report and return pictures of its pages."""
    if font:
        parts = [
            p if isinstance(p, str) else [[_in(font, b) for b in row] for row in p] for p in parts
        ]
    document = pypdfium2.PdfDocument(pdf_bytes(parts))
    pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    return pages


def _in(font: str, box: Box | None) -> Box | None:
    figure = box is not None and box.text and box.text.isascii()
    return replace(box, text=f'<font name="{font}">{box.text}</font>') if figure else box


def scanned(pages: list[Image.Image], dpi: int) -> bytes:
    """Return pictures as a PDF without text."""
    out = io.BytesIO()
    first, *rest = pages
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=dpi)
    return out.getvalue()


def cases(count: int, first: int = 0) -> Iterator[tuple[int, str, int, str]]:
    """Yield ``(seed, edition, dpi, spoiled)``; every other eight have all spoilings together."""
    ways = list(SPOILED)[:-1]
    for n in range(first, first + count):
        how = "all together" if n // 8 % 2 else ways[n // 16 % len(ways)]
        yield n, ("2019", "2021")[n % 2], DPI[n // 2 % 4], how


def main(count: int, first: int = 0, lines: str = "") -> None:
    """Measure `count` reports from the case `first` on and print the table."""
    by_how: dict[str, Counter[str]] = {}
    by_dpi: dict[int, Counter[str]] = {}
    wrong_at: list[float] = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.pdf"
        for seed, form_id, dpi, how in cases(count, first):
            chance = random.Random(seed)
            values = values_of(form_id, chance, balanced=seed // 2 % 2 == 0)
            parts = invented_parts(form_id, values, derive=False)
            pages = pages_of(parts, FONTS[chance.randrange(len(FONTS))], dpi)
            path.write_bytes(scanned([SPOILED[how](p, chance) for p in pages], dpi))
            try:
                report = read_report(path, shown="scan.pdf", partial=True)
            except InputError as error:
                print(f"seed {seed}: {error.code}", file=sys.stderr)
                report = None
            here: Counter[str] = Counter()
            for address, value in values.items():
                said = read_cell(str(value))
                cell = report.cell(address) if report is not None else None
                kind = "open"
                if cell is not None and cell.state not in ("unreadable", "missing"):
                    right = (cell.state, cell.value) == (said.state, said.value)
                    kind = "right" if right else "wrong"
                if kind == "wrong":
                    wrong_at.append(cell.confidence or 0.0)
                    print(f"seed {seed} {form_id} {dpi} dpi {how}: {address} prints {value!r}, "
                          f"read {cell.raw!r} ({cell.confidence})", file=sys.stderr)  # fmt: skip
                here[kind] += 1
                by_how.setdefault(how, Counter())[kind] += 1
                by_dpi.setdefault(dpi, Counter())[kind] += 1
                if cell is not None and cell.confidence is not None and cell.state == "number":
                    by_how[how]["sure" if cell.confidence >= SURE else "borne out"] += 1
            if lines:
                with Path(lines).open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"seed": seed, "dpi": dpi, "how": how, **here}) + "\n")
    print("| pictures | cells | right | open | silently wrong |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, kinds in (*by_how.items(), *((f"{d} dpi", k) for d, k in sorted(by_dpi.items()))):
        cells = sum(kinds[k] for k in ("right", "open", "wrong"))
        print(f"| {name} | {cells} | {kinds['right'] / cells:.1%} | {kinds['open'] / cells:.1%} "
              f"| {kinds['wrong']} |")  # fmt: skip
    spent = time.perf_counter() - begun
    print(f"\n{count} reports, {spent / count:.1f} s each; wrong at {sorted(wrong_at)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3] or [PICTURES]), *sys.argv[3:4])
