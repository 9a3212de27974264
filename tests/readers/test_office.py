"""Old Word and RTF files; all contents invented."""

import os
import select
import shutil
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.parsing import read_report
from helpers.readers import office, read_document
from rtf import rtf_bytes

needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed"
)


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


@pytest.mark.parametrize("leaves", ["waits", "ends"])
def test_what_libreoffice_started_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaves: str
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    program = tmp_path / "fake-soffice"
    program.write_text(
        # The shell itself opens the pipe, so that there is a writer before anything is ended.
        f'#!/bin/sh\nexec 3> "{pipe}"\n(echo started; exec sleep 600) >&3 &\nexec 3>&-\n'
        f"{'wait' if leaves == 'waits' else 'read line; exit 0'}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    monkeypatch.setattr(office, "SECONDS", 3)
    path = tmp_path / "report.rtf"
    path.write_bytes(rtf_bytes())
    try:
        with pytest.raises(InputError) as caught:
            read_document(path)
        assert caught.value.code == "not-converted"
        assert ("within 3 seconds" in caught.value.show("en")) == (leaves == "waits")
        written = b""
        # The pipe ends when nobody is left who could write to it.
        while select.select([reading], [], [], 60)[0] and (piece := os.read(reading, 100)):
            written += piece
        assert leaves == "ends" or written == b"started\n"
        assert select.select([reading], [], [], 0)[0], "a process of the conversion goes on"
    finally:
        os.close(reading)
