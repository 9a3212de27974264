"""What the PDF reader does with pages that are not as they should be."""

import contextlib
import io
import random

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from helpers.errors import InputError
from helpers.model import Grid, Line
from helpers.numerals import read_cell
from helpers.readers import pdf
from helpers.readers.pdf import characters

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
W, H = A4


def drawn(*pages, **options):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=A4, **options)
    for page in pages:
        c.setFont("STSong-Light", 10)
        page(c)
        c.showPage()
    c.save()
    return out.getvalue()


def table(c, rows, x=80, y=700, widths=(120, 60, 60, 60), height=20, skip=()):
    """Draw a ruled table; `skip` names strokes left out: ("h", row) or ("v", row, column)."""
    xs = [x]
    for w in widths:
        xs.append(xs[-1] + w)
    for n in range(len(rows) + 1):
        if ("h", n) not in skip:
            c.line(xs[0], y - n * height, xs[-1], y - n * height)
    for n, row in enumerate(rows):
        top = y - n * height
        for k, at in enumerate(xs):
            if ("v", n, k) not in skip:
                c.line(at, top, at, top - height)
        for k, text in enumerate(row):
            c.drawCentredString((xs[k] + xs[k + 1]) / 2, top - 14, text)


ROWS = [["规章", "5", "", "3"], ["行政规范性文件", "12", "0", "—"]]


def read(data):
    return pdf.read(data, "a.pdf", "0")


def grids(document):
    return [
        [[c.text for c in row] for row in i.rows] for i in document.items if isinstance(i, Grid)
    ]


def lines(document):
    return [i.text for i in document.items if isinstance(i, Line)]


def state(text):
    return read_cell(text).state


def test_a_ruled_table_keeps_its_blank_cells():
    assert grids(read(drawn(lambda c: table(c, ROWS)))) == [ROWS]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_by_its_dictionary_is_read_upright(turn):
    def page(c):
        c.setPageRotation(turn)
        table(c, ROWS, y=500)

    # The text is turned with the page, so it is read along its own direction.
    assert grids(read(drawn(page))) == [ROWS]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_drawn_sideways_is_read_upright(angle):
    def page(c):
        c.translate(W / 2, H / 2)
        c.rotate(angle)
        c.translate(-W / 2, -H / 2)
        table(c, ROWS, x=120, y=600)

    assert grids(read(drawn(page))) == [ROWS]


def test_text_outside_the_crop_box_is_not_there():
    def page(c):
        c.setCropBox((50, 50, W - 50, 780), "crop")
        table(c, ROWS)
        c.drawString(60, 800, "裁切线外的文字")

    document = read(drawn(page))
    assert grids(document) == [ROWS]
    assert not lines(document)


def test_bold_printed_twice_is_one_text():
    def page(c):
        table(c, ROWS)
        c.translate(0.35, 0.2)
        table(c, ROWS)

    assert grids(read(drawn(page))) == [ROWS]


def test_two_numbers_on_each_other_are_no_number():
    def page(c):
        table(c, ROWS)
        table(c, [["", "", "", ""], ["", "345", "", ""]])

    document = read(drawn(page))
    assert state(grids(document)[0][1][1]) == "text"
    assert ("overlapping-text", "2") in document.remarks or "overlapping-text" in dict(
        document.remarks
    )


def test_a_number_under_a_white_area_is_not_read():
    def page(c):
        table(c, ROWS)
        c.setFillColorRGB(1, 1, 1)
        c.rect(202, 662, 56, 16, stroke=0, fill=1)
        c.setFillColorRGB(0, 0, 0)
        c.drawCentredString(230, 666, "77")

    document = read(drawn(page))
    assert grids(document)[0][1][1] == "77"
    assert ("hidden-text", "2") in document.remarks


def test_a_number_that_runs_over_a_stroke_is_unreadable_on_both_sides():
    def page(c):
        table(c, [["规章", "", "", "3"]], widths=(120, 30, 30, 30))
        c.drawString(205, 686, "123456789")

    row = grids(read(drawn(page)))[0][0]
    assert state(row[1]) == state(row[2]) == "text"
    assert row[3] == "3"


@pytest.mark.parametrize("size", [8, 9, 10, 11])
@pytest.mark.parametrize("start", [199.0, 200.5, 203.0, 206.5, 210.0, 214.0])
def test_no_part_of_a_number_over_a_stroke_is_read_as_a_number(size, start):
    def page(c):
        table(c, [["规章", "", "", "3"]], widths=(120, 30, 30, 30))
        c.setFont("STSong-Light", size)
        c.drawString(start, 686, "12345678")

    row = grids(read(drawn(page)))[0][0]
    numbers = [text for text in row[1:3] if state(text) == "number"]
    assert numbers in ([], ["12345678"])
    assert row[2] == "" or state(row[2]) == "text"


def test_rows_without_a_stroke_between_them_make_no_number():
    data = drawn(lambda c: table(c, [["a", "5", "1", "2"], ["b", "3", "7", "8"]], skip={("h", 1)}))
    assert all(state(t) != "number" for row in grids(read(data))[0] for t in row)


def test_columns_without_a_stroke_between_them_make_no_number():
    skip = {("v", 0, 2), ("v", 1, 2)}
    row = grids(read(drawn(lambda c: table(c, [["规章", "5", "3", "1"]] * 2, skip=skip))))[0][0]
    assert state(row[1]) == "text"
    assert row[-1] == "1"


def test_a_watermark_is_left_out_and_counted():
    def page(c):
        table(c, ROWS)
        c.saveState()
        c.translate(200, 600)
        c.rotate(45)
        c.drawString(0, 0, "内部资料2022")
        c.restoreState()

    document = read(drawn(page))
    assert grids(document) == [ROWS]
    assert dict(document.remarks)["slanted-text"] == "8"


@pytest.mark.parametrize("far", [float("nan"), float("inf")])
def test_text_whose_place_is_no_number_is_left_out_and_counted(monkeypatch, far):
    """A damaged stream made the library give such a matrix, which ended in a traceback."""

    def page(c):
        table(c, ROWS)
        c.drawString(80, 600, "X7")

    real = characters.affine

    def affine(matrix):
        found = real(matrix)
        return (far,) * 6 if found[5] == 600 else found

    monkeypatch.setattr(characters, "affine", affine)
    document = read(drawn(page))
    assert grids(document) == [ROWS]
    assert lines(document) == []
    assert dict(document.remarks)["slanted-text"] == "2"


def test_a_frame_around_the_page_is_no_table():
    def page(c):
        c.rect(30, 30, W - 60, H - 60)
        table(c, ROWS)
        c.drawString(80, 600, "无其他需要报告的事项。")

    document = read(drawn(page))
    assert grids(document) == [ROWS]
    assert lines(document) == ["无其他需要报告的事项。"]


def test_a_table_in_a_form_object_is_a_grid():
    def page(c):
        c.beginForm("t")
        c.setFont("STSong-Light", 10)
        table(c, ROWS)
        c.endForm()
        c.translate(10, -20)
        c.doForm("t")

    assert grids(read(drawn(page))) == [ROWS]


def test_a_table_with_open_sides_is_a_grid():
    skip = {("v", n, k) for n in range(2) for k in (0, 4)}
    assert grids(read(drawn(lambda c: table(c, ROWS, skip=skip)))) == [ROWS]


def test_form_fields_are_text():
    def page(c):
        table(c, [["规章", "", "", "3"]])
        c.acroForm.textfield(
            value="45", x=205, y=682, width=50, height=16, fontSize=9, borderWidth=0
        )

    row = grids(read(drawn(page)))[0][0]
    assert row == ["规章", "45", "", "3"]


def test_letters_stacked_in_a_cell_are_one_word():
    def page(c):
        c.rect(100, 600, 40, 80)
        c.rect(140, 600, 40, 80)
        for n, char in enumerate("结果维持"):
            c.drawString(115, 662 - 14 * n, char)
        c.drawString(155, 640, "7")

    assert grids(read(drawn(page))) == [[["结\n果\n维\n持", "7"]]]


def test_running_heads_and_page_numbers_are_left_out_and_counted():
    def page(n):
        def draw(c):
            c.drawString(60, 815, "某县政府信息公开工作年度报告")
            c.drawString(60, 700, f"这是第{'一二三'[n]}页的正文。")
            c.drawCentredString(W / 2, 30, f"第 {n + 1} 页 共 3 页")

        return draw

    document = read(drawn(*(page(n) for n in range(3))))
    assert lines(document) == ["这是第一页的正文。", "这是第二页的正文。", "这是第三页的正文。"]
    assert ("running-heads", "6") in document.remarks


def test_bare_page_numbers_are_left_out():
    pages = [
        lambda c, n=n: (
            c.drawString(60, 700, "正文" * 10 + "甲乙丙丁"[n]),
            c.drawCentredString(W / 2, 30, str(n + 5)),
        )
        for n in range(4)
    ]
    assert dict(read(drawn(*pages)).remarks)["running-heads"] == "4"


def test_a_sentence_over_lines_and_pages_is_one_line():
    text = "全年主动公开政府信息208条，其中政府门户网站公开108条、政务新媒体公开100条。" * 3
    style = ParagraphStyle("a", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK")
    out = io.BytesIO()
    story = [Paragraph(text, style) for _ in range(20)]
    SimpleDocTemplate(out, pagesize=A4).build(story)
    assert lines(read(out.getvalue())) == [text] * 20


def test_a_file_with_a_password_is_refused():
    with pytest.raises(InputError) as error:
        read(drawn(lambda c: c.drawString(1, 1, "x"), encrypt="secret"))
    assert error.value.code == "encrypted"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(share):
    data = drawn(lambda c: table(c, ROWS))
    with pytest.raises(InputError) as error:
        read(data[: int(len(data) * share)])
    assert error.value.code == "damaged"


def picture(c):
    from PIL import Image

    c.drawInlineImage(Image.new("L", (200, 200), 200), 50, 100, 500, 700)


def test_pages_that_are_pictures_are_counted_or_refused_without_ocr(monkeypatch):
    monkeypatch.setattr("helpers.readers.pdf.installed", lambda: False)
    with pytest.raises(InputError) as error:
        read(drawn(picture, picture))
    assert error.value.code == "no-text-layer"
    document = read(drawn(lambda c: table(c, ROWS), picture))
    assert ("pages-without-text", "1") in document.remarks


def refused(data, code):
    with pytest.raises(InputError) as error:
        read(data)
    assert error.value.code == code


def test_too_many_pages_are_refused():
    refused(drawn(*[lambda c: c.drawString(50, 50, "x")] * 301), "too-large")


def test_too_many_objects_are_refused():
    def page(c):
        c.drawString(50, 50, "x")
        for n in range(100_000):
            c.line(n % 500, n % 700, n % 500 + 10, n % 700)

    refused(drawn(page, pageCompression=1), "too-large")


def test_one_path_of_a_million_points_is_refused():
    def page(c):
        c.drawString(50, 50, "x")
        p = c.beginPath()
        p.moveTo(0, 0)
        for n in range(1_000_000):
            p.lineTo(n % 600, n % 800)
        c.drawPath(p)

    refused(drawn(page, pageCompression=1), "too-large")


def test_many_strokes_are_read_or_refused():
    def page(c):
        c.drawString(50, 50, "x")
        for n in range(8_000):
            c.line(20 + (n % 80) * 7, 20 + (n // 80) * 8, 26.5 + (n % 80) * 7, 20 + (n // 80) * 8)
            c.line(
                20 + (n % 80) * 7 + n * 1e-3,
                20 + (n // 80) * 8,
                20 + (n % 80) * 7,
                26.9 + (n // 80) * 8,
            )

    with contextlib.suppress(InputError):
        assert read(drawn(page)).items


def test_a_page_full_of_numbers_is_read():
    def page(c):
        c.setFont("STSong-Light", 3)
        for y in range(20, 820, 2):
            c.drawString(20, y, "   ".join(["12"] * 60))

    assert read(drawn(page)).items


def test_bytes_at_random_are_refused_or_read():
    data = bytearray(drawn(lambda c: table(c, ROWS), pageCompression=0))
    rng = random.Random(1)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 30)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        with contextlib.suppress(InputError):
            read(bytes(broken))


def test_a_pdf_is_told_by_its_first_bytes():
    assert pdf.recognise(b"%PDF-1.4", "")
    assert pdf.recognise(b"\xef\xbb\xbf%PDF-1.7", ".txt")
    assert not pdf.recognise(b"<html>", ".pdf")


def test_a_long_table_over_pages_is_one_grid():
    out = io.BytesIO()
    rows = [["信息内容", "甲", "乙"], *[[f"项目{n}", str(n), str(n * 7)] for n in range(120)]]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), "STSong-Light", 10),
    ]
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, repeatRows=1, style=style)])
    found = grids(read(out.getvalue()))
    assert len(found) == 1
    assert [r for r in found[0] if r[0] != "信息内容"] == rows[1:]
