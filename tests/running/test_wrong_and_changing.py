"""Files with the wrong suffix, files that change, PDFs that go in circles; all contents invented."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from calling import Ogi
from helpers.catalogue import find_reports
from helpers.errors import InputError
from helpers.invented import invented_parts
from helpers.invented.kinds import KINDS
from helpers.load import read_given
from helpers.parsing import read_report
from helpers.readers import SUFFIXES, office, read_document

CONTENTS = {
    "text": "text, tabs",
    "html": "html, thead",
    "docx": "docx, merged cells",
    "xlsx": "xlsx, one sheet",
    "pdf": next(name for name in KINDS if name.startswith("pdf")),
}


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("suffix", [*sorted(SUFFIXES), "", ".ofd", ".zip", ".TXT"])
def test_a_wrong_suffix_changes_nothing_or_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, suffix: str
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    path = tmp_path / f"report{suffix}"
    path.write_bytes(CACHE.setdefault(kind, KINDS[CONTENTS[kind]].write(invented_parts("2021"))))
    document = read_document(path)
    # Any text can be a CSV file, so that there the suffix decides.
    expected = "csv" if (kind, suffix) in (("text", ".csv"), ("html", ".csv")) else kind
    assert document.source.format == expected


CACHE: dict[str, bytes] = {}

PDF_IN_CIRCLES = {
    "a page tree that is its own child": "<</Type/Pages/Kids[2 0 R]/Count 1>>",
    "a page tree of many that are none": "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>",
    "a count below nothing": "<</Type/Pages/Kids[]/Count -5>>",
}


@pytest.mark.parametrize("case", PDF_IN_CIRCLES)
def test_a_pdf_whose_pages_lead_in_circles_is_refused(tmp_path: Path, case: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj{PDF_IN_CIRCLES[case]}endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        encoding="ascii",
    )
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.code in ("damaged", "too-large", "no-text-layer")


def report(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(KINDS[CONTENTS["text"]].write(invented_parts("2021")))
    return path


def test_a_file_removed_between_listing_and_reading_is_one_message(tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt")
    (found,) = find_reports([tmp_path], SUFFIXES)
    path.unlink()
    with pytest.raises(InputError) as caught:
        read_given(found)
    assert caught.value.code == "cannot-open"


@pytest.mark.parametrize("left", [0, 300])
def test_a_file_truncated_between_listing_and_reading_is_one_message(
    tmp_path: Path, left: int
) -> None:
    path = report(tmp_path, "a.txt")
    (found,) = find_reports([tmp_path], SUFFIXES)
    os.truncate(path, left)
    with pytest.raises(InputError) as caught:
        read_given(found)
    assert caught.value.code in ("empty", "not-a-report", "cut-off")


def test_a_text_that_stops_in_a_sentence_before_its_tables_is_read_on_demand(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, "a.txt")
    text = path.read_text("utf-8")
    long = text.replace("\n一、", "\n一、总体情况\n" + "本机关依法公开政府信息" * 9, 1)
    assert long != text
    path.write_text(long[: long.index("本机关依法公开政府信息") + 60], encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.code == "cut-off"
    assert "breaks off in a sentence" in caught.value.show("en")
    assert "句中" in caught.value.show("zh")
    with suppress(InputError):  # what is left may be no report
        read_report(path, partial=True)


def test_a_file_that_became_a_folder_or_a_pipe_is_one_message(tmp_path: Path) -> None:
    for make, code in ((Path.mkdir, "is-a-folder"), (os.mkfifo, "no-file")):
        path = report(tmp_path, "a.txt")
        (found,) = find_reports([tmp_path], SUFFIXES)
        path.unlink()
        make(path)
        with pytest.raises(InputError) as caught:
            read_given(found)
        assert caught.value.code == code
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_file_that_changed_since_it_was_recorded_is_refused(tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt")
    (tmp_path / "manifest.csv").write_text(
        "file,agency,year,source,accessed,sha256,licence\n" + f"a.txt,,,,,{'0' * 64},\n", "utf-8"
    )
    (found,) = find_reports([path], SUFFIXES)
    with pytest.raises(InputError) as caught:
        read_given(found)
    assert caught.value.code == "hash-changed"


def test_damaged_files_stop_no_other(tmp_path: Path, ogi: Ogi) -> None:
    for kind, name in CONTENTS.items():
        data = KINDS[name].write(invented_parts("2021"))
        (tmp_path / f"a-{kind}{KINDS[name].suffix}").write_bytes(data[: len(data) // 3])
    report(tmp_path, "b.txt")
    called = ogi("audit", tmp_path)
    assert called.code == 1
    assert "b.txt" in called.out
    assert "Traceback" not in called.err
    assert len(called.err.splitlines()) == len(CONTENTS)
