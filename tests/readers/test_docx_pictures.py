"""Tables that a Word document gives as pictures are read, or said to be unreadable."""

import io
import zipfile
from functools import cache

import pytest

from helpers.invented import completed, invented_parts
from helpers.invented.pdf import pdf_bytes
from helpers.invented.words import docx_of, paragraph
from helpers.parsing import read_report
from helpers.readers import pictures, read_document

with_ocr = pytest.mark.skipif(
    not pictures.installed(), reason='the extra is not installed: pip install "ogi-audit[ocr]"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="p1" Type="image" Target="media/image1.png"/></Relationships>'
)
DRAWING = (
    '<w:p><w:r><w:drawing><inline xmlns="urn:a"><extent cx="{wide}"/><docPr descr="附表 截图"/>'
    '<blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' r:embed="p1"/></inline></w:drawing></w:r></w:p>'
)
WHOLE = 415 * 12700
HEADINGS = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "存在的主要问题及改进情况",
            "其他需要报告的事项")  # fmt: skip
PRINTED = {"proactive.licensing.decisions": 1117, "proactive.penalties.decisions": 38}


@cache
def table() -> bytes:
    """A picture of the first table."""
    import pypdfium2
    from PIL import Image, ImageOps

    whole = invented_parts("2021", completed("2021", PRINTED), derive=False)
    first = next(part for part in whole if not isinstance(part, str))
    page = pypdfium2.PdfDocument(pdf_bytes([first]))[0].render(scale=200 / 72).to_pil().convert("L")
    box = ImageOps.invert(page).getbbox()
    cut = ImageOps.expand(page.crop(box), 20, 255)
    out = io.BytesIO()
    Image.Image.save(cut, out, "PNG")
    return out.getvalue()


def report(tmp_path, picture: bytes, wide: int = WHOLE):
    texts = ["青禾镇人民政府2022年政府信息公开工作年度报告"]
    body = paragraph(texts[0])
    for n, (number, words) in enumerate(zip("一二三四五六", HEADINGS, strict=True)):
        body += paragraph(f"{number}、{words}")
        body += DRAWING.format(wide=wide) if n == 1 else paragraph("本年度各项工作正常开展。" * 6)
    body += paragraph("青禾镇人民政府") + paragraph("2023年1月18日")
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(body))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/_rels/document.xml.rels", RELATIONS)
        package.writestr("word/media/image1.png", picture)
    return path


@with_ocr
def test_a_table_pasted_as_a_picture_is_read_by_ocr(tmp_path):
    read = read_report(report(tmp_path, table()), partial=True)
    assert read.by_ocr
    cells = {a: c for a, c in read.cells.items() if a.startswith("proactive.")}
    said = {a: c for a, c in cells.items() if c.state not in ("unreadable", "missing")}
    printed = completed("2021", PRINTED)
    assert [a for a, c in said.items() if c.value != printed[a]] == []
    assert len(said) > 0.8 * len(cells)
    assert all(c.confidence is not None for c in said.values())


def test_without_the_extra_its_cells_are_unreadable_and_the_picture_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures.embedded, "installed", lambda: False)
    read = read_report(report(tmp_path, b"\x89PNG\r\n\x1a\n"), partial=True)
    states = {c.state for a, c in read.cells.items() if a.startswith("proactive.")}
    assert states == {"unreadable"}
    (note,) = [note for note in read.notes if note.code == "table-is-picture"]
    assert "附表 截图" in note.text.en
    assert note.place is not None


@pytest.mark.parametrize("picture", [b"", b"\x89PNG\r\n\x1a\nrest", b"\xd7\xcd\xc6\x9a"])
def test_a_picture_that_cannot_be_read_is_no_reason_to_refuse_the_document(tmp_path, picture):
    document = read_document(report(tmp_path, picture))
    assert ("pictures", "1") in document.remarks
    assert [p.name for p in document.pictures] == ["附表 截图"]


def test_a_mark_is_counted_and_no_table(tmp_path):
    document = read_document(report(tmp_path, b"", wide=20 * 12700))
    assert ("pictures", "1") in document.remarks
    assert document.pictures == ()
