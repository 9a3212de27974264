"""`add`: reports enter data/raw unchanged, with their papers; all contents invented."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from helpers.batch.adding import Added, Papers, add
from helpers.errors import InputError, OgiError, UsageError
from helpers.invented import invented_parts, invented_report
from helpers.invented.ofd import ofd_bytes
from helpers.manifest import read_manifest

PAPERS = Papers("made up for a test", "none", date(2024, 1, 2))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def added(paths: Sequence[Path], raw: Path) -> list[Added]:
    results = list(add(paths, raw, PAPERS))
    assert all(isinstance(r, Added) for r in results), results
    return [r for r in results if isinstance(r, Added)]


def report(folder: Path, name: str = "report.txt", **changes: object) -> Path:
    path = folder / name
    path.write_text(invented_report("2021", **changes), encoding="utf-8")
    return path


def test_a_report_is_copied_byte_for_byte_with_a_row_of_its_own(tmp_path: Path, raw: Path) -> None:
    path = report(tmp_path)
    (result,) = added([path], raw)
    assert result.status == "added"
    assert result.file == "yun-lan-shi-qing-he-zhen-ren-min-zheng-fu-2022.txt"
    assert (raw / result.file).read_bytes() == path.read_bytes()
    (entry,) = read_manifest(raw)
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (entry.agency, entry.year) == ("云岚市青禾镇人民政府", "2022")
    assert (entry.source, entry.accessed) == ("made up for a test", "2024-01-02")


def test_the_same_bytes_are_not_added_twice(tmp_path: Path, raw: Path) -> None:
    path = report(tmp_path)
    added([path], raw)
    (again,) = added([path], raw)
    assert again.status == "same"
    assert len(read_manifest(raw)) == 1


def test_a_changed_version_is_kept_beside_the_old_one_and_the_change_is_told(
    tmp_path: Path, raw: Path
) -> None:
    added([report(tmp_path)], raw)
    values = {"applications.received.natural_person": 3}
    (result,) = added([report(tmp_path, values=values, derive=False)], raw)
    assert result.status == "changed"
    assert result.file.endswith("-2022-v2.txt")
    assert result.detail is not None
    assert "1 cells" in result.detail.en
    assert "applications.received.natural_person: 0 → 3" in result.detail.zh
    assert len(read_manifest(raw)) == 2


def test_reports_come_out_of_an_archive_and_nothing_leaves_the_folder(
    tmp_path: Path, raw: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../outside.txt", invented_report("2021"))
        archive.writestr("说明.md", b"not a report")
        archive.writestr("b/报告.html", invented_report("2019", layout="html"))
        archive.writestr("b/报告.ofd", ofd_bytes(invented_parts("2021", agency="云岚市财政局")))
    path = tmp_path / "many.zip"
    path.write_bytes(buffer.getvalue())
    results = added([path], raw)
    assert [r.status for r in results] == ["added", "added", "added"]
    assert results[-1].file.endswith(".ofd")
    assert {p.name for p in raw.iterdir()} == {"manifest.csv", *(r.file for r in results)}
    assert not (tmp_path.parent / "outside.txt").exists()


def test_what_is_no_report_is_told_and_stops_no_other(tmp_path: Path, raw: Path) -> None:
    bad = tmp_path / "a.txt"
    bad.write_text("今天天气很好。", encoding="utf-8")
    results = list(add([bad, report(tmp_path, "b.txt")], raw, PAPERS))
    assert isinstance(results[0], tuple)
    assert isinstance(results[0][1], OgiError)
    assert isinstance(results[1], Added)
    assert len(read_manifest(raw)) == 1


def test_a_broken_archive_is_told_with_the_next_step(tmp_path: Path, raw: Path) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    ((given, error),) = add([path], raw, PAPERS)  # type: ignore[misc]
    assert given == str(path)
    assert isinstance(error, InputError)
    assert "Unpack it by hand" in error.show("en")


def test_a_missing_path_is_a_wrong_call(tmp_path: Path, raw: Path) -> None:
    with pytest.raises(UsageError):
        list(add([tmp_path / "nothing"], raw, PAPERS))
