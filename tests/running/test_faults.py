"""A full disk, a clock that goes backwards, names nobody would choose: told, bounded, healed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers.catalogue import find_reports
from helpers.errors import InputError, OgiError
from helpers.faults import fault
from helpers.invented import invented_report
from helpers.load import read_given
from helpers.readers import SUFFIXES
from helpers.slugs import slug_of

SMALL = 3000
"""Bytes of the largest file while the disk is full."""


def called(*words: str | Path, most: int | None = None, cwd: Path, **more: str) -> tuple[int, str]:
    """Call the command line in a process of its own whose files may have `most` bytes."""

    def limited() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [sys.executable, "-m", "helpers.cli", *map(str, words)],
        cwd=cwd,
        env={**os.environ, **more},
        capture_output=True,
        check=False,
        timeout=300,
        preexec_fn=limited,
    )
    return done.returncode, done.stderr.decode("utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder that a person looks at."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(invented_report("2021"), encoding="utf-8")
    return folder


def test_a_run_on_a_full_disk_says_so_and_the_next_run_heals(raw: Path, tmp_path: Path) -> None:
    full, good = tmp_path / "full", tmp_path / "good"
    code, told = called("run", raw, "--out", full, most=SMALL, cwd=tmp_path)
    assert code == 1
    assert "Traceback" not in told
    assert "The system refused (File too large). Check the permissions and the space left." in told
    assert "broke down" not in told
    assert not [p for p in full.rglob("*") if p.suffix in (".part", ".tmp")]
    assert called("run", raw, "--out", full, cwd=tmp_path)[0] == 0
    assert called("run", raw, "--out", good, cwd=tmp_path)[0] == 0
    assert contents(full) == contents(good)


WRITE: dict[str, Callable[[Path, Path], list[str | Path]]] = {
    "export": lambda raw, to: ["export", raw / "a.txt", "--to", "html", "--out", to / "a.html"],
    "bundle": lambda raw, to: ["bundle", raw / "a.txt", "--out", to / "a.zip"],
    "demo": lambda raw, to: ["demo", "--out", to / "demo"],
}


@pytest.mark.parametrize("command", WRITE)
def test_a_command_on_a_full_disk_says_so_and_leaves_the_old_file(
    raw: Path, tmp_path: Path, command: str
) -> None:
    to = tmp_path / "to"
    to.mkdir()
    for name in ("a.html", "a.zip"):
        (to / name).write_bytes(b"old")
    code, told = called(*WRITE[command](raw, to), most=SMALL, cwd=tmp_path)
    assert code == 1
    assert "The system refused" in told
    assert "the space left" in told
    assert "Traceback" not in told
    assert {p.name: p.read_bytes() for p in to.iterdir() if p.is_file()} == {
        "a.html": b"old",
        "a.zip": b"old",
    }


def test_a_file_that_does_not_fit_is_not_added_in_part(raw: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "data" / "raw").mkdir(parents=True)
    (root / "src" / "helpers").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[project]\nname = "ogi-audit"\n', encoding="utf-8")
    words = ["add", raw / "a.txt", "--source", "made up", "--licence", "none"]
    code, told = called(*words, most=SMALL, cwd=root)
    assert code == 1
    assert "Traceback" not in told
    assert "The system refused" in told
    assert [p for p in (root / "data" / "raw").iterdir() if p.suffix == ".txt"] == []


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of a few pages, where this user may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False) if os.geteuid() == 0 else None
    if done is None or done.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_run_onto_a_real_disk_that_is_full_says_so(full_disk: Path, raw: Path) -> None:
    code, told = called("run", raw, "--out", full_disk / "out", cwd=raw)
    assert code == 1
    assert "Traceback" not in told
    assert "No space left on device" in told
    assert "the space left." in told


def test_pages_of_docs_that_cannot_be_written_keep_what_they_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import helpers.docs as made

    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "rules.md").write_text("old", encoding="utf-8")
    monkeypatch.setattr(made, "pages", lambda: {"rules.md": "new" * SMALL})
    monkeypatch.setattr("helpers.paths.repository_root", lambda: tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            made.docs.callback(check=False)  # type: ignore[misc]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "rules.md").read_text("utf-8") == "old"
    assert [p.name for p in folder.iterdir()] == ["rules.md"]


def test_what_the_system_refuses_is_no_fault_of_ours() -> None:
    import errno

    full = fault(OSError(errno.ENOSPC, "No space left on device"), "a.txt")
    assert full.code == "system"
    assert full.show("en") == (
        "a.txt: The system refused (No space left on device). "
        "Check the permissions and the space left."
    )
    assert fault(ValueError("x"), "a.txt").code == "fault"


BACKWARDS = """
import time
_step, _real = [0.0], time.time
def _back():
    _step[0] += 3600.0
    return _real() - _step[0]
time.time = _back
time.time_ns = lambda: int(_back() * 1e9)
"""


def test_a_clock_that_goes_backwards_changes_nothing_of_a_run(raw: Path, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(hook), os.environ.get("PYTHONPATH", ""))))
    odd, plain = tmp_path / "odd", tmp_path / "plain"
    assert called("run", raw, "--out", odd, cwd=tmp_path, PYTHONPATH=path)[0] == 0
    assert called("run", raw, "--out", plain, cwd=tmp_path)[0] == 0
    assert contents(odd) == contents(plain)


NAMES = (
    b"new\nline.txt",
    b"red\x1b[31m.txt",
    b"-rf.txt",
    b"--help.txt",
    b"..txt",
    b"...x.txt",
    b"CON.txt",
    b"a'\"<b>.txt",
    b"x" * 251 + b".txt",
    "年".encode() * 83 + b".txt",
    b"bad\xff\xfe.txt",
)


def test_odd_names_are_listed_once_with_a_harmless_slug_and_read(tmp_path: Path) -> None:
    text = invented_report("2021").encode()
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_bytes(text)
    found = find_reports([tmp_path], SUFFIXES)
    assert len(found) == len([n for n in NAMES if not n.startswith(b".")])
    assert len({f.slug for f in found}) == len(found)
    for one in found:
        assert one.slug.isascii()
        assert one.slug.strip("-") == one.slug
        assert one.given.isprintable()
        assert read_given(one).form == "2021"


@pytest.mark.parametrize("name", ["CON", "nul", "Aux", "com1", "LPT9", "prn"])
def test_no_product_is_called_after_a_device_of_windows(name: str) -> None:
    assert slug_of(name) == f"{name.lower()}-report"
    assert slug_of(f"{name}x") == f"{name.lower()}x"


def test_what_is_no_file_is_told_and_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(invented_report("2021"), encoding="utf-8")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "self").symlink_to(".")
    (tmp_path / "gone.html").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "x.pdf").mkdir()
    found = {f.path.name: f for f in find_reports([tmp_path], SUFFIXES)}
    assert set(found) == {"good.txt", "circle.txt", "gone.html", "pipe.csv"}
    for name, one in found.items():
        if name != "good.txt":
            with pytest.raises(InputError):
                read_given(one)


def test_an_error_about_a_file_stays_on_one_line(tmp_path: Path) -> None:
    name = tmp_path / "a\nb\x1b[2J.txt"
    name.write_bytes(b"")
    (found,) = find_reports([tmp_path], SUFFIXES)
    with pytest.raises(OgiError) as caught:
        read_given(found)
    assert "\\x0a" in caught.value.show("en")
    assert caught.value.show("zh").isprintable()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_no_bytes_is_empty_whatever_its_suffix(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"zero{suffix}").touch()
    (found,) = find_reports([tmp_path], SUFFIXES)
    with pytest.raises(InputError) as caught:
        read_given(found)
    assert caught.value.code == "empty"


def test_a_name_that_is_no_unicode_is_told_by_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / os.fsdecode(b"bad\xff.txt")).write_text(invented_report("2021"), encoding="utf-8")
    code, told = called("run", folder, "--out", tmp_path / "out", cwd=tmp_path)
    assert code == 1
    assert "The name of the file is not valid UTF-8. Rename the file" in told
