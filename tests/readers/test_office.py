"""Old Word and RTF files; all contents invented."""

import shutil
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.parsing import read_report
from helpers.readers import office, read_document

needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed"
)


def rtf_bytes() -> bytes:
    """Return an invented report without its tables as RTF."""
    lines = [part for part in invented_parts() if isinstance(part, str)]
    escaped = (
        "".join(c if c.isascii() else f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in line)
        for line in lines
    )
    return ("{\\rtf1\\ansi\\uc1 " + "\\par ".join(escaped) + "}").encode("ascii")


def test_without_libreoffice_the_message_says_what_to_install_or_convert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    path = tmp_path / "report.rtf"
    path.write_bytes(rtf_bytes())
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "needs-libreoffice"
    assert "Install LibreOffice" in caught.value.show("en")


@needs_libreoffice
def test_an_rtf_file_is_read_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "report.rtf"
    path.write_bytes(rtf_bytes())
    report = read_report(path)
    assert report.agency == "云岚市青禾镇人民政府"
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.source.format == "rtf"
    assert "converted" in [note.code for note in report.notes]


@needs_libreoffice
def test_a_file_that_only_begins_like_an_old_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40)
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.code in ("not-converted", "not-a-report")
