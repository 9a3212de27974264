"""Pictures and scans: figures from ruled tables, or unreadable; never a figure not printed."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import pytest

from helpers.audit import audit
from helpers.errors import InputError
from helpers.form import load_form
from helpers.invented import completed, invented_parts
from helpers.invented.pdf import pdf_bytes
from helpers.model import Cell, Grid
from helpers.model.place import Place
from helpers.output import report_json
from helpers.parsing import read_report
from helpers.parsing.doubt import LEAST, SURE, weighed
from helpers.readers import pictures, read_document

with_ocr = pytest.mark.skipif(
    not pictures.installed(), reason='the extra is not installed: pip install "ogi-audit[ocr]"'
)
VALUES = {
    "applications.received.natural_person": 13,
    "applications.granted.natural_person": 13,
    "applications.received.commercial_enterprise": 208,
    "applications.granted.commercial_enterprise": 100,
    "applications.carried_forward.commercial_enterprise": 108,
    "disputes.reconsideration.upheld": 7,
    "proactive.licensing.decisions": 1117,
}


@cache
def scan() -> bytes:
    import pypdfium2

    cells = completed("2021", VALUES) | {"proactive.regulations.issued": ""}
    document = pypdfium2.PdfDocument(pdf_bytes(invented_parts("2021", cells, derive=False)))
    first, *rest = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=150)
    return out.getvalue()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    path.write_bytes(scan())
    return read_report(path, shown="scan.pdf")


@with_ocr
def test_figures_of_a_scan_are_read_or_unreadable(report):
    printed = completed("2021", VALUES) | {"proactive.regulations.issued": ""}
    read = {a: c for a, c in report.cells.items() if c.state not in ("unreadable", "missing")}
    assert [a for a, c in read.items() if (c.value if c.known else c.raw) != printed[a]] == []
    assert len(read) > 0.95 * len(printed)
    assert report.cells["proactive.regulations.issued"].state == "blank"


@with_ocr
def test_what_was_read_by_ocr_says_so(report):
    assert report.by_ocr
    cells = report_json(report)["cells"]
    assert 0 < cells["applications.received.total"]["confidence"] <= 1


@with_ocr
def test_nobody_is_accused_on_the_word_of_ocr(report):
    found = audit(report).findings
    assert [f for f in found if f.severity == "error"] == []


@with_ocr
def test_a_picture_without_text_is_refused(tmp_path):
    from PIL import Image

    path = tmp_path / "white.png"
    Image.new("L", (300, 300), 255).save(path)
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "no-text-in-picture"


@with_ocr
def test_a_ruled_table_of_a_loose_picture_is_a_grid(tmp_path):
    import pypdfium2

    document = pypdfium2.PdfDocument(scan())
    path = tmp_path / "page.jpg"
    document[1].render(scale=150 / 72).to_pil().convert("L").save(path)
    grids = [item for item in read_document(path).items if isinstance(item, Grid)]
    assert len(grids) == 2
    assert all(cell.confidence is not None for row in grids[0].rows for cell in row)


@with_ocr
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_does_not_lie_upright_is_turned_and_says_so(tmp_path, turns):
    import numpy as np
    import pypdfium2
    from PIL import Image

    page = pypdfium2.PdfDocument(scan())[1].render(scale=150 / 72).to_pil().convert("L")
    texts = []
    for n in (0, turns):
        path = tmp_path / f"page{n}.png"
        Image.fromarray(np.rot90(np.asarray(page), n)).save(path)
        document = read_document(path)
        assert (("turned-pages", "1") in document.remarks) == bool(n)
        grids = [item for item in document.items if isinstance(item, Grid)]
        texts.append([cell.text for g in grids for row in g.rows for cell in row])
    assert len(texts[0]) == len(texts[1])
    same = sum(a == b for a, b in zip(*texts, strict=True))
    assert same > 0.9 * len(texts[0])


def declared_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@with_ocr
@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_by_its_head(tmp_path, side):
    path = tmp_path / "bomb.png"
    path.write_bytes(declared_png(side, side))
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "too-large"


@with_ocr
def test_a_picture_of_more_cells_than_can_be_read_in_time_is_refused(tmp_path):
    import numpy as np
    from PIL import Image

    side, cell = 48, 40
    paper = np.full((side * cell + 3, side * cell + 3), 255, np.uint8)
    for n in range(side + 1):
        paper[n * cell : n * cell + 3, :] = 0
        paper[:, n * cell : n * cell + 3] = 0
    for y in range(side):
        for x in range(side):
            paper[y * cell + 14 : y * cell + 28, x * cell + 18 : x * cell + 24] = 0
    path = tmp_path / "cells.png"
    Image.fromarray(paper).save(path)
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "too-large"


@with_ocr
def test_a_scan_of_too_many_pages_is_refused_before_any_is_read(tmp_path):
    from PIL import Image

    path = tmp_path / "many.pdf"
    pages = [Image.new("L", (80, 110), 200) for _ in range(61)]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:])
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "too-large"


def test_a_scan_without_the_extra_says_how_many_pages_and_what_to_install(tmp_path, monkeypatch):
    pytest.importorskip("PIL")
    from PIL import Image

    from helpers.readers import pdf

    monkeypatch.setattr(pdf, "installed", lambda: False)
    path = tmp_path / "scan.pdf"
    Image.new("L", (80, 110), 200).save(path, "PDF")
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "no-text-layer"
    assert "1 page" in error.value.what.en
    assert "ogi-audit[ocr]" in error.value.hint.en


def test_without_the_extra_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "installed", lambda: False)
    path = tmp_path / "scan.png"
    path.write_bytes(declared_png(10, 10))
    with pytest.raises(InputError) as error:
        read_document(path)
    assert error.value.code == "ocr-not-installed"
    assert "ogi-audit[ocr]" in error.value.hint.en
    assert "ogi-audit[ocr]" in error.value.hint.zh


def cell(value: int, confidence: float) -> Cell:
    return Cell(value, None, str(value), "number", Place(page=1), confidence)


def zeros() -> dict[str, Cell]:
    return {a: cell(0, 1.0) for a in load_form("2021").addresses}


def test_a_doubted_figure_is_accepted_only_if_its_sums_hold():
    at, total = "disputes.reconsideration.upheld", "disputes.reconsideration.total"
    middle = (LEAST + SURE) / 2
    good = zeros() | {at: cell(7, middle), total: cell(7, 1.0)}
    assert weighed(load_form("2021"), good)[at].value == 7
    bad = zeros() | {at: cell(7, middle), total: cell(1, 1.0)}
    out = weighed(load_form("2021"), bad)[at]
    assert (out.state, out.value, out.raw) == ("unreadable", None, "7")


def test_a_doubted_figure_outside_all_sums_is_unreadable():
    at = "proactive.licensing.decisions"
    cells = zeros() | {at: cell(7, (LEAST + SURE) / 2)}
    assert weighed(load_form("2021"), cells)[at].state == "unreadable"


def test_a_letter_read_for_a_figure_is_unreadable_and_no_zero():
    at = "proactive.licensing.decisions"
    cells = zeros() | {at: Cell(None, None, "O", "text", Place(page=1), 1.0)}
    assert weighed(load_form("2021"), cells)[at].state == "unreadable"


def test_a_figure_too_pale_for_its_parts_to_be_counted_is_not_believed():
    weighing = pytest.importorskip("helpers.readers.pictures.weighing")
    ink = pytest.importorskip("helpers.readers.pictures.ink")
    assert weighing._counted("208", ink.InkLine(0, 0, 30, 10)) == 0.0


@pytest.mark.parametrize(
    ("lean", "counts", "sure"),
    [(0.02, ((1, 0), (1, 0)), 1.0), (0.096, ((1, 0), (1, 0)), 0.0), (0.02, ((1, 0),), 0.0)],
)
def test_a_stroke_that_seems_to_stand_is_no_one(lean, counts, sure):
    weighing = pytest.importorskip("helpers.readers.pictures.weighing")
    ink = pytest.importorskip("helpers.readers.pictures.ink")
    assert weighing._counted("1", ink.InkLine(0, 0, 5, 16, counts, lean=lean)) == sure
