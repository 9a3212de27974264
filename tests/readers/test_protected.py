"""Files that need a password say so, whatever their suffix; all contents invented."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from compound import compound
from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.invented.packages import packed
from helpers.invented.sheets import xlsx_bytes
from helpers.readers import office, read_document


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


BOOK_BEGINS = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
BOOK_ENDS = record(0x0A, b"")
WRITE_PROTECTED = record(0x86, b"")
STRONG = record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
DISGUISED = record(0x2F, struct.pack("<HHH", 0, 0x1234, 0x5678))
NEW = {"EncryptionInfo": b"x", "EncryptedPackage": b"y"}


def with_password() -> bytes:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, encrypt=StandardEncryption("secret", canPrint=0))
    page.drawString(100, 700, "1")
    page.save()
    return buffer.getvalue()


def flagged(data: bytes) -> bytes:
    """Return a package whose entries all say that they are encrypted."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            data = data[: found + at] + b"\x01" + data[found + at + 1 :]
            found = data.find(mark, found + 1)
    return data


def locked_sheet() -> bytes:
    """Return an OpenDocument sheet whose manifest says that its content is encrypted."""
    buffer = io.BytesIO()
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="content.xml">'
            "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        )
        archive.writestr("content.xml", bytes(range(256)))
    return buffer.getvalue()


PROTECTED = {
    "report.ods": locked_sheet(),
    "report.docx": compound(NEW),
    "report.xlsx": compound(NEW),
    "report.doc": compound(NEW),
    "report.xls": compound({"Workbook": BOOK_BEGINS + STRONG + BOOK_ENDS}),
    "disguised.xls": compound({"Workbook": BOOK_BEGINS + DISGUISED + BOOK_ENDS}),
    "later.xls": compound({"Workbook": BOOK_BEGINS + WRITE_PROTECTED + STRONG}),
    "report.wps": compound({"Workbook": BOOK_BEGINS + STRONG + BOOK_ENDS}),
    "report.pdf": with_password(),
    "flagged.xlsx": flagged(xlsx_bytes(invented_parts())),
    "flagged.docx": flagged(packed({"word/document.xml": "<w/>"})),
}


@pytest.mark.parametrize("name", PROTECTED)
def test_a_file_with_a_password_says_so_and_starts_no_other_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    path = tmp_path / name
    path.write_bytes(PROTECTED[name])
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "encrypted"
    assert "password" in caught.value.show("en")
    assert "密码" in caught.value.show("zh")


def test_a_workbook_without_a_password_is_not_refused_as_one(tmp_path: Path) -> None:
    path = tmp_path / "report.xls"
    path.write_bytes(compound({"Workbook": BOOK_BEGINS + BOOK_ENDS}))
    assert read_document(path).source.format == "xlsx"


def test_the_streams_of_an_old_file_tell_word_from_excel_whatever_its_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    path = tmp_path / "report.xls"
    path.write_bytes(compound({"WordDocument": b"x"}))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "needs-libreoffice"
    book = tmp_path / "report.doc"
    book.write_bytes(compound({"Workbook": BOOK_BEGINS + BOOK_ENDS}))
    assert read_document(book).source.format == "xlsx"
