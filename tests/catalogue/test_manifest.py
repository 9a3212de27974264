"""Raw files have papers, and a file that is no longer what was recorded is refused."""

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest

from helpers.catalogue import check_hash, entry_of, find_reports
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.load import open_report
from helpers.manifest import MANIFEST, Entry, read_manifest
from helpers.readers import SUFFIXES

RAW = Path(__file__).parents[2] / "data" / "raw"


def recorded(folder: Path, name: str, content: str) -> Path:
    """Write a file and a manifest that records it; return the file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    row = [name, "云岚市青禾镇人民政府", "2022", "made up", "2024-01-02", sha256, "none"]
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([Entry.__slots__, row])
    return path


def test_every_raw_file_has_complete_papers_and_its_recorded_hash() -> None:
    entries = {RAW / entry.file: entry for entry in read_manifest(RAW)}
    assert {f.path for f in find_reports([RAW], SUFFIXES)} == entries.keys()
    for path, entry in entries.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256
        assert all(getattr(entry, name) for name in Entry.__slots__)
        assert date.fromisoformat(entry.accessed) <= date.today()  # noqa: DTZ011 - a local date


def test_a_file_is_found_in_the_nearest_manifest_above_it(tmp_path: Path) -> None:
    path = recorded(tmp_path, "2022/a.txt", "x")
    entry = entry_of(path)
    assert entry is not None
    assert entry.source == "made up"


def test_a_file_without_papers_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert entry_of(path) is None
    assert check_hash(path, "0" * 64) is None


def test_a_changed_file_is_refused_with_both_hashes_and_a_way_out(tmp_path: Path) -> None:
    path = recorded(tmp_path, "a.txt", invented_report())
    recorded_hash = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(invented_report(year=2023), encoding="utf-8")
    changed_hash = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(InputError, match="has changed since it was recorded") as caught:
        open_report(str(path))
    assert recorded_hash[:12] in str(caught.value)
    assert changed_hash[:12] in str(caught.value)
    assert "Restore the recorded file" in str(caught.value)
    assert caught.value.place == "a.txt"


def test_a_link_has_the_papers_of_the_folder_it_lies_in(tmp_path: Path) -> None:
    store = tmp_path / "store" / "0a1b"
    store.parent.mkdir()
    store.write_text("x", encoding="utf-8")
    link = recorded(tmp_path / "raw", "a.txt", "x")
    link.unlink()
    link.symlink_to(store)
    assert entry_of(link) is not None


COLUMNS = "file,agency,year,source,accessed,sha256,licence"


def test_a_manifest_saved_by_a_table_program_with_a_mark_before_it_is_read(tmp_path: Path) -> None:
    row = "a.txt,云岚市青禾镇,2022,made up,2024-01-02,0,none"
    (tmp_path / MANIFEST).write_text(f"{COLUMNS}\r\n{row}\r\n", encoding="utf-8-sig")
    (entry,) = read_manifest(tmp_path)
    assert (entry.file, entry.agency) == ("a.txt", "云岚市青禾镇")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"{COLUMNS}\na.txt,云岚市,2022,x,2024-01-02,0,none\n".encode("gb18030"), "UTF-8"),
        (f'{COLUMNS}\n"a.txt,x'.encode(), "no CSV table"),
        (f"{COLUMNS}\na.txt,x\n".encode(), "Row 1 has no year, source"),
        (b"name,agency\na.txt,x\n", "Row 1 has no file, year"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_named_with_what_to_do(
    content: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(InputError) as told:
        read_manifest(tmp_path)
    assert says in told.value.show("en")
    assert f"{tmp_path.name}/{MANIFEST}" in told.value.show("en")
    assert "Save it as CSV in UTF-8" in told.value.show("en")


def test_a_name_that_no_file_can_have_is_told_with_its_row(tmp_path: Path) -> None:
    recorded(tmp_path, "a.txt", "x")
    with (tmp_path / MANIFEST).open("a", encoding="utf-8") as lines:
        lines.write("a\0b.txt,云岚市青禾镇人民政府,2022,made up,2024-01-02,0,none\n")
    with pytest.raises(InputError, match="Row 2 names a file that no system can have") as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "manifest"
    assert "第 2 行" in caught.value.show("zh")
