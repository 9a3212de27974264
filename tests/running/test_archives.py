"""`add` of archives that are made to do harm; all contents invented."""

import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from helpers.batch import archives
from helpers.batch.adding import Added, Papers, add
from helpers.errors import InputError
from helpers.invented import invented_report
from helpers.readers import MAX_BYTES

PAPERS = Papers("made up for a test", "none", date(2024, 1, 2))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def results(path: Path, raw: Path) -> tuple[list[str], dict[str, str]]:
    """Return what was added, and the errors by the member they are about."""
    done, failed = [], {}
    for result in add([path], raw, PAPERS):
        if isinstance(result, Added):
            done.append(result.given.partition("!")[2])
        else:
            assert isinstance(result[1], InputError)
            failed[result[0].partition("!")[2]] = result[1].show("en")
    return done, failed


def archive(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as out:
        for name, data in members.items():
            out.writestr(zipfile.ZipInfo(name), data, method)
    return path


GOOD = invented_report().encode()


def test_archives_in_an_archive_are_named_and_the_others_go_on(tmp_path: Path, raw: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"a.txt": GOOD}).read_bytes()
    path = archive(tmp_path / "a.zip", {"inner.zip": inner, "x.rar": b"Rar!", "b.txt": GOOD})
    done, failed = results(path, raw)
    assert done == ["b.txt"]
    assert failed.keys() == {"inner.zip", "x.rar"}
    assert "It lies in another archive. Unpack it by hand" in failed["inner.zip"]


def test_a_member_that_unpacks_to_more_than_a_report_is_refused_and_the_others_go_on(
    tmp_path: Path, raw: Path
) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": bytes(MAX_BYTES + 1), "b.txt": GOOD})
    done, failed = results(path, raw)
    assert done == ["b.txt"]
    assert "at most" in failed["a.txt"]


def test_members_are_unpacked_up_to_a_sum_and_what_is_left_is_told(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", len(GOOD) + 10)
    path = archive(tmp_path / "a.zip", {"a.txt": GOOD, "b.txt": GOOD, "c.txt": GOOD})
    done, failed = results(path, raw)
    assert done == ["a.txt"]
    assert "this file and those after it were not read" in failed["b.txt"]


def test_an_archive_of_more_files_than_the_limit_is_refused(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    done, failed = results(archive(tmp_path / "a.zip", {"a.txt": GOOD, "b.txt": GOOD}), raw)
    assert done == []
    assert "more than 1 files" in failed[""]


def test_a_size_that_lies_and_entries_that_lie_over_each_other_are_no_traceback(
    tmp_path: Path, raw: Path
) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": GOOD, "b.txt": GOOD, "c.txt": GOOD})
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    struct.pack_into("<I", data, first + 24, 5)  # the size when unpacked
    struct.pack_into("<I", data, second + 42, 0)  # where the member begins: where the first does
    path.write_bytes(data)
    done, failed = results(path, raw)
    assert "c.txt" in done
    assert {*done, *failed} == {"a.txt", "b.txt", "c.txt"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_could_only_be_unpacked_at_once_is_refused(
    tmp_path: Path, raw: Path, method: int
) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": GOOD}, method)
    done, failed = results(path, raw)
    assert done == []
    assert "packed in a way" in failed["a.txt"]


def test_a_member_with_a_password_says_so_and_the_others_go_on(tmp_path: Path, raw: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": GOOD, "b.txt": GOOD})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    done, failed = results(path, raw)
    assert done == ["b.txt"]
    assert "password" in failed["a.txt"]


@pytest.mark.parametrize("share", range(1, 20))
def test_an_archive_cut_off_anywhere_is_one_message(tmp_path: Path, raw: Path, share: int) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": GOOD, "b.txt": GOOD})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * share // 20])
    assert results(path, raw)[0] == []


def test_pictures_saved_with_a_page_are_left_to_the_page(tmp_path: Path, raw: Path) -> None:
    files = {"a.html": b"<html><body>" + GOOD, "a_files/logo.png": b"\x89PNG\r\n\x1a\n"}
    done, failed = results(archive(tmp_path / "a.zip", files), raw)
    assert (done, failed) == (["a.html"], {})


def test_a_member_without_a_name_is_passed_over_and_the_others_go_on(
    tmp_path: Path, raw: Path
) -> None:
    path = archive(tmp_path / "a.zip", {"b.txt": GOOD})
    with zipfile.ZipFile(path, "a") as out:
        out.writestr(zipfile.ZipInfo(""), b"x")
    assert results(path, raw) == (["b.txt"], {})
