"""Pictures of old files are read where they are in the file; all contents invented."""

import io
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from helpers.readers import drawings, office, read_document
from helpers.readers.brought import brought_by
from rtf import rtf_bytes

needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed"
)


def picture(seed: int) -> bytes:
    """Return a picture like no other."""
    shown = Image.frombytes("L", (300, 200), Random(seed).randbytes(60_000))
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


def pasted(content: bytes) -> str:
    digits = content.hex()
    lines = "\n".join(digits[at : at + 128] for at in range(0, len(digits), 128))
    return f"{{\\pict\\pngblip\\picw300\\pich200\\picwgoal6000\\pichgoal4000\n{lines}}}"


def named(path: Path) -> str:
    return f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{path}" \\\\d}}{{\\fldrslt x}}}}'


@pytest.fixture
def read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Note which pictures would be read, whether or not the extra is installed."""
    given: list[bytes] = []
    monkeypatch.setattr(drawings, "read_embedded", lambda content, *_, **__: given.append(content))
    return given


@needs_libreoffice
def test_a_picture_that_an_old_file_only_names_is_not_taken_from_the_disk(
    tmp_path: Path, read_by_ocr: list[bytes]
) -> None:
    private = tmp_path / "private.png"
    private.write_bytes(picture(1))
    path = tmp_path / "report.rtf"
    path.write_bytes(rtf_bytes(named(private) + "\\par " + pasted(picture(2))))
    document = read_document(path)
    assert read_by_ocr == [picture(2)]
    assert ("pictures", "2") in document.remarks


@needs_libreoffice
def test_a_picture_in_an_old_word_file_is_read(tmp_path: Path, read_by_ocr: list[bytes]) -> None:
    source = tmp_path / "report.rtf"
    source.write_bytes(rtf_bytes(pasted(picture(3))))
    program = next(p for name in office.PROGRAMS if (p := shutil.which(name)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [program, profile, "--headless", "--convert-to", "doc", "--outdir", tmp_path, source]
    subprocess.run(call, check=True, capture_output=True)
    read_document(tmp_path / "report.doc")
    assert len(read_by_ocr) == 1


@pytest.mark.parametrize("size", [32, 33, 300, 70_000])
def test_a_picture_is_found_in_a_file_whatever_its_size(size: int) -> None:
    content = Random(size).randbytes(size)
    written = b"{\\rtf1 " + pasted(content).encode() + b"}"
    sectors = [content[at : at + 512] for at in range(0, size, 512)]
    scattered = b"\xd0\xcf\x11\xe0" + b"".join(reversed(sectors))
    assert brought_by(written)(content) == brought_by(scattered)(content) is True


def test_a_picture_that_only_begins_like_one_in_the_file_is_not_from_there() -> None:
    mine, other = picture(4), picture(5)
    assert not brought_by(mine)(mine[:200] + other[200:])
    assert not brought_by(mine)(b"")
