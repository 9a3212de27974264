"""Reports and products in stores give the bytes of a run in folders; nothing else is left anywhere."""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFile

from helpers.batch import away
from helpers.batch.away import TURN, at_hand
from helpers.batch.stores import Store, is_address, shown
from helpers.batch.warm.folders import PREFIX
from helpers.cli import main
from helpers.errors import UsageError
from helpers.invented import invented_report


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return an empty store in the memory of this process."""
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return two invented reports, one in a folder of its own, with what lies beside reports."""
    folder = tmp_path / "reports"
    (folder / "甲县").mkdir(parents=True)
    for name, year in (("r2022", 2022), ("甲县/r2023", 2023)):
        (folder / f"{name}.txt").write_text(invented_report(year=year), encoding="utf-8")
    (folder / "levels.toml").write_text("", encoding="utf-8")
    (folder / "notes.xyz").write_text("no report", encoding="utf-8")
    return folder


def put(memory: Any, folder: Path, name: str) -> None:
    memory.pipe({f"/{name}/{n}": data for n, data in tree(folder).items()})


def tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def stored(memory: Any, name: str) -> dict[str, bytes]:
    return {
        path.removeprefix(f"/{name}/"): memory.cat_file(path) for path in memory.find(f"/{name}")
    }


def own_folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob(f"{PREFIX}*"))


def test_a_run_from_a_store_into_a_store_gives_the_bytes_of_a_run_in_folders(
    memory: Any, reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(memory, reports, "reports")
    memory.pipe_file("/out/mine.txt", b"of somebody else")
    main(["run", str(reports), "--out", str(tmp_path / "out")], standalone_mode=False)
    here = tree(tmp_path / "out")
    del here[".lock"]
    main(["run", "memory://reports", "--out", "memory://out"], standalone_mode=False)
    assert "Open memory://out/index.html" in capsys.readouterr().err
    assert stored(memory, "out") == here | {"mine.txt": b"of somebody else"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are written to a store from now on."""
    names: list[str] = []
    whole = Store.write

    def write(self: Store, name: str, data: bytes) -> None:
        names.append(name)
        whole(self, name, data)

    monkeypatch.setattr(Store, "write", write)
    return names


def test_a_second_run_from_another_machine_makes_nothing_again_and_writes_nothing(
    memory: Any, reports: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, reports, "reports")
    call = ["run", "memory://reports", "--out", "memory://out"]
    main(call, standalone_mode=False)
    first = stored(memory, "out")
    assert "audits/2023/r2023.html" in written
    written.clear()
    # Every run copies to a folder of another name, as another machine would.
    monkeypatch.setattr("helpers.batch.making.executed", lambda *_: pytest.fail("made again"))
    main(call, standalone_mode=False)
    assert written == [TURN]
    assert stored(memory, "out") == first


def test_a_report_that_changed_is_made_again_and_only_what_changed_is_written(
    memory: Any, reports: Path, written: list[str]
) -> None:
    put(memory, reports, "reports")
    call = ["run", "memory://reports", "--out", "memory://out"]
    main(call, standalone_mode=False)
    written.clear()
    memory.rm("/reports/甲县/r2023.txt")
    memory.pipe_file("/reports/r2024.txt", invented_report(year=2024).encode())
    main(call, standalone_mode=False)
    assert "audits/2024/r2024.html" in written
    assert "audits/2022/r2022.html" not in written


def test_what_is_no_longer_a_product_is_removed_from_the_store_and_nothing_else(
    memory: Any,
) -> None:
    memory.pipe({"/out/failed/a.ipynb": b"{}", "/out/mine/a.ipynb": b"{}"})
    with at_hand(["x.txt"], "memory://out") as (_, out, _):
        assert tree(out) == {"failed/a.ipynb": b"{}"}
        (out / "failed" / "a.ipynb").unlink()
    assert stored(memory, "out") == {"mine/a.ipynb": b"{}"}


def test_what_is_done_is_in_the_store_before_a_run_ends(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(away, "EVERY", 2)
    with at_hand(["x.txt"], "memory://out") as (_, out, step):
        (out / "audits").mkdir()
        (out / "audits" / "a.html").write_bytes(b"1")
        (out / "audits" / ".b.html.part").write_bytes(b"half")
        step()
        assert stored(memory, "out").keys() == {TURN}
        step()
        assert stored(memory, "out").keys() == {TURN, "audits/a.html"}
    assert stored(memory, "out") == {"audits/a.html": b"1"}


def test_a_run_that_is_interrupted_keeps_what_is_done_in_the_store(memory: Any) -> None:
    before = own_folders()

    def interrupted() -> None:
        with at_hand([], "memory://out") as (_, out, _):
            (out / "index.html").write_bytes(b"1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert stored(memory, "out") == {"index.html": b"1"}
    assert own_folders() <= before


def test_of_two_runs_into_one_store_the_earlier_stops_and_the_later_ends_whole(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(away, "EVERY", 1)

    def both() -> None:
        with at_hand([], "memory://out") as (_, first, step):
            (first / "index.html").write_bytes(b"1")
            step()
            with at_hand([], "memory://out") as (_, second, step_of_second):
                assert tree(second) == {"index.html": b"1"}  # what was done is kept
                (second / "index.html").write_bytes(b"2")
                step_of_second()
                (first / "index.html").write_bytes(b"3")
                with pytest.raises(UsageError, match="this one has stopped"):
                    step()

    with pytest.raises(UsageError, match="Another run writes there since"):
        both()
    assert stored(memory, "out") == {"index.html": b"2"}


def test_a_run_that_was_killed_is_in_nobodys_way(memory: Any) -> None:
    memory.pipe_file(f"/out/{TURN}", b"of a run that was killed")
    with at_hand([], "memory://out") as (_, out, _):
        (out / "index.html").write_bytes(b"1")
    assert stored(memory, "out") == {"index.html": b"1"}


def test_a_run_whose_turn_was_taken_is_told_with_2_and_writes_no_journal(
    memory: Any, reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(away, "EVERY", 1)
    whole = Store.write

    def write(self: Store, name: str, data: bytes) -> None:
        whole(self, name, data)
        if name.endswith("r2022.html"):
            memory.pipe_file(f"/out/{TURN}", b"another")

    monkeypatch.setattr(Store, "write", write)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(reports), "--out", "memory://out"])
    assert ended.value.code == 2
    assert "memory://out: Another run writes there since" in capsys.readouterr().err
    assert ".journal.jsonl" not in stored(memory, "out")
    assert memory.cat_file(f"/out/{TURN}") == b"another"


def test_a_single_report_of_a_store_comes_with_what_lies_beside_it(
    memory: Any, reports: Path, tmp_path: Path
) -> None:
    put(memory, reports, "reports")
    with at_hand(["memory://reports/r2022.txt"], str(tmp_path)) as ([path], out, _):
        assert path.name == "r2022.txt"
        assert path.parent.name == "reports"
        assert tree(path.parent).keys() == {"r2022.txt", "levels.toml"}
        assert out == tmp_path


def test_an_address_of_this_machine_is_its_folder(reports: Path, tmp_path: Path) -> None:
    with at_hand([f"file://{reports}"], f"file://{tmp_path}/out") as ([path], out, _):
        assert path == reports
        assert out == tmp_path / "out"


def test_an_archive_in_a_store_is_a_store(memory: Any, reports: Path, tmp_path: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in tree(reports).items():
            archive.writestr(f"reports/{name}", data)
    memory.pipe_file("/all.zip", packed.getvalue())
    with at_hand(["zip://reports::memory://all.zip"], str(tmp_path)) as ([path], _, _):
        assert tree(path).keys() == {"r2022.txt", "甲县/r2023.txt", "levels.toml"}


@pytest.mark.parametrize("name", ["../r.txt", "a/../../r.txt", "a//r.txt", "./r.txt", "a/\0.txt"])
def test_a_name_that_leads_out_of_the_folder_is_refused(
    name: str, memory: Any, tmp_path: Path
) -> None:
    memory.store[f"/reports/{name}"] = MemoryFile(memory, f"/reports/{name}", b"x")
    before = own_folders()
    for paths, out in ((["memory://reports"], str(tmp_path)), ([], "memory://reports")):
        with pytest.raises(UsageError) as told, at_hand(paths, out):
            pass
        assert told.value.code == "unsafe-name"
    assert own_folders() <= before


REFUSED = (
    ("nothing://there", "Protocol not known"),
    ("memory://nothing", "There is no report in this folder"),
    ("zip://*::memory://nothing.zip", "There is nothing there"),
    ("ftp://user:secret@127.0.0.1:9/x", "127.0.0.1:9/x: The address cannot be used"),
)


@pytest.mark.parametrize(("address", "words"), REFUSED)
def test_an_address_that_cannot_be_used_is_told_with_2(
    address: str, words: str, memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", address, "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert words in told
    assert "secret" not in told
    assert PREFIX not in told


def test_a_package_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(SystemExit) as ended:
        main(["run", "s3://b/x", "--out", str(tmp_path / "out"), "--lang", "zh"])
    assert ended.value.code == 2
    assert "缺少软件包（Install s3fs" in capsys.readouterr().err


def test_the_extra_is_named_where_it_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SystemExit) as ended:
        main(["run", "memory://reports", "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "Install ogi-audit[cluster]" in capsys.readouterr().err


def test_a_store_that_refuses_to_be_written_to_is_told_before_anything_is_made(
    memory: Any, reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("not yours")

    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    monkeypatch.setattr("helpers.batch.making.executed", lambda *_: pytest.fail("made"))
    with pytest.raises(SystemExit) as ended:
        main(["run", str(reports), "--out", "memory://out"])
    assert ended.value.code == 2
    assert "memory://out: Nothing can be written there (PermissionError: not yours)" in (
        capsys.readouterr().err
    )


def test_what_is_an_address_and_what_a_path() -> None:
    assert all(map(is_address, ("s3://b/a", "file:///a", "dir::memory://a", "a+b://c")))
    assert not any(map(is_address, ("a/b", "/a://b", "a:b", "C:\\a", "甲://b", "")))
    assert shown("ftp://user:secret@host/a@b") == "ftp://host/a@b"
