"""What a PDF says must not depend on the fonts of the machine that reads it."""

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from helpers.model import Line
from helpers.readers.pdf import fonts, read

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def printed(*texts, font="STSong-Light"):
    """Return a page with texts, each ``(x, y, text)`` drawn by itself."""
    out = io.BytesIO()
    c = canvas.Canvas(out, invariant=1)
    c.setFont(font, 10)
    for x, y, text in texts:
        c.drawString(x, y, text)
    c.showPage()
    c.save()
    return out.getvalue()


def lines(data):
    document = read(data, "invented.pdf", "")
    return [item.text for item in document.items if isinstance(item, Line)]


def ink(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return int((document[0].render(grayscale=True).to_numpy() < 128).sum())
    finally:
        document.close()


@pytest.fixture
def no_fonts(monkeypatch):
    """A machine without any font."""
    none = pdfium.FPDF_SYSFONTINFO()
    none.version = 1
    own = fonts._OWN
    monkeypatch.setattr(fonts, "_OWN", none)
    pdfium.FPDF_SetSystemFontInfo(none)
    yield
    pdfium.FPDF_SetSystemFontInfo(own)


def test_characters_printed_one_by_one_are_read_without_any_font(no_fonts):
    text = "云岚市公开"
    assert lines(printed(*((80 + 10 * n, 700, c) for n, c in enumerate(text)))) == [text]


def test_equal_digits_printed_one_by_one_are_all_read():
    assert lines(printed((80, 700, "1"), (84.7, 700, "1"), (89.4, 700, "1"))) == ["111"]


def test_a_font_that_need_not_state_its_widths_has_them(no_fonts):
    # "iiii" in Helvetica is 8.9 points wide; as wide as in the bars it would touch the number.
    assert lines(printed((80, 700, "iiii"), (100, 700, "12"), font="Helvetica")) == ["iiii 12"]


def test_characters_whose_text_nobody_knows_are_shown_as_unreadable():
    data = printed((80, 700, "云"), (80, 650, "岚"))
    unknown = data.replace(b"/UniGB-UCS2-H", b"/Identity-H  ")
    unknown = unknown.replace(b"(GB1) /Registry (Adobe)", b"(Own) /Registry (Other)")
    assert lines(unknown) == ["\ufffd", "\ufffd"]


def test_the_fonts_of_the_machine_are_given_back():
    data = printed((80, 700, "云岚市政府信息公开"))
    with fonts.as_bars():
        bars = ink(data)
    lines(data)
    assert ink(data) != bars
