"""A bundle is verified on its own; a hostile one is refused before anything of it is used."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from calling import Ogi
from helpers.bundling import bundle
from helpers.bundling.bundle import packed
from helpers.verifying import crates
from helpers.verifying.crates import METADATA, is_ours
from helpers.verifying.verify import verify


@pytest.fixture(scope="module")
def crate(raw: Path) -> bytes:
    return bundle(str(raw / "年报.txt"))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {m.filename: archive.read(m) for m in archive.infolist()}


def test_a_bundle_is_the_same_bytes_again_and_verifies_from_any_folder(
    crate: bytes, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ogi: Ogi
) -> None:
    path = tmp_path / "again.crate.zip"
    monkeypatch.chdir(tmp_path)
    assert ogi("bundle", raw / "年报.txt", "--out", path).code == 0
    assert path.read_bytes() == crate
    called = ogi("verify", path)
    assert (called.code, called.err) == (0, "3 same.\n")
    assert Path.cwd() == tmp_path


def test_it_holds_the_raw_file_the_products_the_environment_and_the_citation(crate: bytes) -> None:
    held = members(crate)
    assert next(iter(held)) == METADATA
    assert {
        "data/raw/年报.txt", "data/raw/manifest.csv", "requirements.lock", "pyproject.toml",
        "environment.yml", "CITATION.cff", "LICENSE",
    } <= held.keys()  # fmt: skip
    suffixes = {Path(name).suffix for name in held if name.startswith(("audits/", "tables/"))}
    assert suffixes >= {".ipynb", ".html", ".parquet"}
    assert all(is_ours(name) for name in held)


def test_its_metadata_are_an_ro_crate_that_the_library_reads_back(
    crate: bytes, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(crate)) as archive:
        archive.extractall(tmp_path)
    read = ROCrate(tmp_path)
    listed = {entity.id for entity in read.data_entities}
    assert len(listed) == len(members(crate)) - 1
    action = read.get("#run")
    assert json.loads(action["description"])["schema"] == "ogi-audit-provenance/1"
    text = (tmp_path / METADATA).read_text("utf-8")
    assert str(tmp_path) not in text
    assert "2026-" not in text  # no clock: an invented report was obtained on no day


@pytest.mark.usefixtures("quick_bundle")
def test_a_file_of_a_bundle_that_was_changed_is_found(crate: bytes, tmp_path: Path) -> None:
    held = members(crate)
    name = next(n for n in held if n.startswith("tables/") and n.endswith(".md"))
    held[name] += b"\nmore\n"
    path = tmp_path / "changed.zip"
    path.write_bytes(packed(held))
    results = verify([path])
    told = {(d.kind, d.file, d.where) for r in results for d in r.differences}
    assert ("file", METADATA, name) in told
    assert ("file", name, "") in told
    assert results[0].status == "changed"


@pytest.fixture
def quick_bundle(crate: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the products in the bundle for those made again."""
    import sys

    def copied(
        given: object, found: object, others: object, langs: object, out: Path, *_: object
    ) -> None:
        for name, data in members(crate).items():
            if name.startswith(("audits/", "tables/", "site/", "index")):
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (out / name).write_bytes(data)

    monkeypatch.setattr(sys.modules[verify.__module__], "made_again", copied)


HOSTILE = [
    "../evil.txt", "/etc/evil", "data/raw/../../evil.txt", "data\\raw\\evil.txt", "C:/evil.txt",
    "helpers.py", "data/raw/helpers.py", "helpers/__init__.py", "matplotlibrc", "sitecustomize.py",
    "data/raw/.hidden.txt", "audits/2022/.ipynb_checkpoints/x.ipynb", "notebooks/02_audit_one_agency.ipynb",
    "data/raw/a\u202etxt.exe.txt", "data/raw/a\u200b.txt", "data/raw/a\x9b31m.txt", "data/raw/a\x7f.txt", "data/raw/a\n.txt",
    "audits/2022/x.so", "data/raw/x.zip", "data/raw/", "data//raw/x.txt", "data/raw/x.txt ",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_no_bundle_has_is_refused_and_nothing_is_written(
    crate: bytes, tmp_path: Path, name: str, ogi: Ogi
) -> None:
    path = tmp_path / "in" / "hostile.zip"
    path.parent.mkdir()
    path.write_bytes(packed({**members(crate), name: b"x"}))
    called = ogi("verify", path, "--json")
    assert called.code == 1
    assert json.loads(called.out)["error"]["code"] == "bundle"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["hostile.zip", "in"]


def archive_of(tmp_path: Path, fill: Callable[[zipfile.ZipFile], None]) -> Path:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        fill(archive)
    return path


def test_links_repeated_names_and_strange_packing_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("data/raw/x.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    def twice(archive: zipfile.ZipFile) -> None:
        archive.writestr("data/raw/x.txt", b"x")
        archive.writestr("data/raw/X.txt", b"y")

    def packed_otherwise(archive: zipfile.ZipFile) -> None:
        archive.writestr("data/raw/x.txt", b"x", zipfile.ZIP_LZMA)

    for fill in (lambda a: a.writestr(link, "/etc/passwd"), twice, packed_otherwise):
        (result,) = verify([archive_of(tmp_path, fill)])
        assert result.error is not None
        assert result.error.code == "bundle"


def test_a_bomb_is_refused_when_the_limit_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crates, "MAX_BUNDLE", 1000)
    monkeypatch.setattr(crates, "MAX_FILES", 3)
    bomb = archive_of(tmp_path, lambda a: a.writestr("data/raw/x.txt", b"0" * 100_000))
    (result,) = verify([bomb])
    assert result.error is not None
    assert "1,000 bytes" in result.error.what.en
    many = archive_of(
        tmp_path, lambda a: [a.writestr(f"data/raw/{n}.txt", b"") for n in range(4)] and None
    )
    (result,) = verify([many])
    assert result.error is not None
    assert "more than 3 files" in result.error.what.en


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive at all"])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.crate.zip"
    path.write_bytes(data)
    (result,) = verify([path])
    assert result.status == "failed"


def test_an_archive_cut_short_is_refused(crate: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(crate[: len(crate) // 2])
    (result,) = verify([path])
    assert result.status == "failed"


def test_the_call_needs_a_zip_and_a_report(tmp_path: Path, raw: Path, ogi: Ogi) -> None:
    assert ogi("bundle", "no-such-report", "--out", tmp_path / "x.zip").code == 2
    assert ogi("bundle", raw / "年报.txt", "--out", tmp_path / "x.tar").code == 2
