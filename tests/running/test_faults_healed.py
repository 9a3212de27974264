"""Whatever a fault did to a file of a run: the next run makes it whole, or names what is in the way."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.faults import fault
from helpers.invented import invented_report
from running.test_faults import called, contents


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a report in `raw` and what a run made of it in `out`."""
    folder = tmp_path_factory.mktemp("done")
    (folder / "raw").mkdir()
    (folder / "raw" / "a.txt").write_text(invented_report("2021", year=2022), encoding="utf-8")
    assert called("run", "raw", "--out", "out", cwd=folder)[0] == 0
    return folder


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : third + 40] = bytes(b ^ 0x5A for b in data[third : third + 40])
    path.write_bytes(data)


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


KINDS = (".journal.jsonl", ".state/records/*/*.record", ".state/tables.json", ".state/cards.jsonl",
         "audits/*/*.ipynb", "audits/*/*.html", "index.html", "site/data.en.js", "site/organs.html",
         "tables/*.csv", "tables/cells/*/*.parquet", "tables/datapackage.json")  # fmt: skip


@pytest.mark.parametrize("harm", [torn, garbled, zeroed, Path.unlink])
def test_every_file_of_a_run_that_a_fault_harmed_is_made_whole_by_the_next(
    done: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    out = tmp_path / "out"
    whole = contents(out)
    for pattern in KINDS:
        found = list(out.glob(pattern))
        assert found, pattern
        for path in found:
            harm(path)
    assert called("run", "raw", "--out", "out", cwd=tmp_path)[0] == 0
    healed = contents(out)
    assert [name for name in whole if healed.get(name) != whole[name]] == []
    assert healed.keys() == whole.keys()


@pytest.mark.parametrize("kind", ["audits/*/*.ipynb", "index.html", "tables/cells/*/*.parquet"])
def test_a_product_that_a_fault_harmed_alone_is_made_whole_by_the_next_run(
    done: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    out = tmp_path / "out"
    whole = contents(out)
    for path in out.glob(kind):
        torn(path)
    assert called("run", "raw", "--out", "out", cwd=tmp_path)[0] == 0
    assert contents(out) == whole


@pytest.mark.parametrize("kind", [".journal.jsonl", ".state/records/*/*.record", "index.html"])
def test_a_folder_where_a_file_belongs_is_named_with_what_to_do_and_then_healed(
    done: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    out = tmp_path / "out"
    whole = contents(out)
    (path,) = out.glob(kind)
    path.unlink()
    path.mkdir()
    code, told = called("run", "raw", "--out", "out", cwd=tmp_path)
    assert code == 1
    assert path.name in told
    assert "A folder stands where a file belongs" in told
    assert "broke down" not in told
    assert "Traceback" not in told
    path.rmdir()
    assert called("run", "raw", "--out", "out", cwd=tmp_path)[0] == 0
    assert contents(out) == whole


def test_what_stands_in_the_way_of_a_file_is_named_without_its_folder() -> None:
    told = fault(OSError(errno.EISDIR, "Is a directory", "/a/.x.part", None, "/a/x.json"), "a.txt")
    assert told.code == "system"
    assert "(Is a directory: x.json)" in told.show("en")
    assert "移走后重新运行" in told.show("zh")
