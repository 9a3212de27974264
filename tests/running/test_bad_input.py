"""Whatever is given, the answer is one clear message, the right exit code, and nothing half made."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from calling import Called, Ogi
from helpers.invented import invented_report

CHINESE = "\u4e00"
TABLE_THREE = "三、收到和处理"


def cut_off(layout: str = "tab_rows") -> str:
    """Return a report that ends in the middle of table three."""
    whole = invented_report("2021", layout=layout)  # type: ignore[arg-type]
    begin = whole.index(TABLE_THREE)
    end = whole.index("四、", begin)
    return whole[: begin + (end - begin) * 3 // 5]


BAD: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("empty.txt", b"", "The file is empty.", "Download or copy the report again."),
    "blank": ("blank.txt", b" \r\n\t\n", "The file is empty.", "Download or copy"),
    "binary": ("binary.txt", bytes(range(256)) * 64, "The file is binary", "save it as a web page"),
    "pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj", "damaged", "again"),
    "package": ("a.docx", b"PK\x03\x04\x14\0", "a WPS document", "save it as"),
    "page": (
        "page.html",
        "<html><head><title>通知公告</title></head><body><p>关于放假的通知</p></body></html>".encode(),
        "no annual report on open government information",
        "Check that the file holds the report itself",
    ),
    "text": ("notes.txt", "今天天气很好。\n".encode(), "no annual report", "Check that the file"),
    "cut": ("cut.txt", cut_off().encode(), "breaks off in the table", "--partial"),
    "cut page": ("cut.html", cut_off("html").encode(), "breaks off in the table", "--partial"),
}
"""Name → file name, bytes, what is wrong, the next step."""


def clean(called: Called, code: int) -> str:
    """Check what every refusal has in common; return the message."""
    assert called.code == code
    assert called.out == ""
    assert "Traceback" not in called.err
    (line,) = called.err.splitlines()
    return line


def left(out: Path) -> set[str]:
    """Return the files below a folder of products, tables and codebook left out."""
    files = (p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    return {name for name in files if not name.startswith("tables/")}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """Return a file that is no report, what is wrong with it, and the next step."""
    name, data, what, hint = BAD[request.param]
    path = tmp_path / name
    path.write_bytes(data)
    return path, what, hint


@pytest.mark.parametrize("command", ["parse", "audit"])
def test_a_file_that_cannot_be_read_is_one_message_with_place_cause_and_next_step(
    ogi: Ogi, bad: tuple[Path, str, str], command: str
) -> None:
    path, what, hint = bad
    message = clean(ogi(command, path, "--json"), 1)
    assert message.startswith(f"ogi-audit: {path}")
    assert what in message
    assert hint in message


def test_the_message_is_in_the_language_asked_for(ogi: Ogi, bad: tuple[Path, str, str]) -> None:
    path, what, hint = bad
    message = clean(ogi("parse", path, "--lang", "zh"), 1)
    assert message.startswith(f"ogi-audit: {path}")
    assert any(char >= CHINESE for char in message)
    assert what not in message
    assert hint not in message or hint == "--partial"


def test_a_run_over_a_file_that_cannot_be_read_leaves_an_index_with_the_reason_only(
    ogi: Ogi, bad: tuple[Path, str, str], tmp_path: Path
) -> None:
    path, what, hint = bad
    out = tmp_path / "out"
    called = ogi("run", path, "--out", out)
    assert (called.code, called.out) == (1, "")
    first, last = called.err.splitlines()
    assert first.startswith(f"1/1 {path.stem}: {path.name}")
    assert what in first
    assert hint in first
    assert last.startswith("0 audited, 1 failed.")
    assert {name for name in left(out) if not name.startswith((".", "site/"))} == {"index.html"}
    index = (out / "index.html").read_text("utf-8")
    assert path.name in index
    assert what in index


def test_a_report_that_breaks_off_says_where_and_is_read_with_partial(
    ogi: Ogi, tmp_path: Path
) -> None:
    path = tmp_path / "cut.txt"
    path.write_text(cut_off(), encoding="utf-8")
    message = clean(ogi("audit", path), 1)
    last = len(cut_off().splitlines())
    assert any(f"{path}, line {n}" in message for n in range(last - 3, last + 1))
    called = ogi("parse", path, "--json", "--partial")
    assert called.code == 0
    states = [cell["state"] for cell in json.loads(called.out)["cells"].values()]
    assert "missing" in states
    assert "number" in states


Words = Callable[[Path], list[str]]
WRONG: dict[str, tuple[Words, str]] = {
    "missing path": (lambda t: ["parse", f"{t}/no.txt"], "There is no such file or folder. Check"),
    "missing among good": (
        lambda t: ["audit", f"{t}/good.txt", f"{t}/no.txt"],
        "There is no such file or folder. Check",
    ),
    "folder without reports": (lambda t: ["audit", f"{t}/empty"], "no report in this folder. Put"),
    "run of a missing path": (
        lambda t: ["run", f"{t}/no.txt", "--out", f"{t}/out"],
        "There is no such file or folder. Check",
    ),
    "run of a folder without reports": (
        lambda t: ["run", f"{t}/empty", "--out", f"{t}/out"],
        "no report in this folder. Put",
    ),
    "unknown parameter": (
        lambda t: ["run", f"{t}/good.txt", "--out", f"{t}/out", "-p", "reprot", "x"],
        "no parameter reprot. It has: report, lang, partial, others.",
    ),
    "parameter of the run": (
        lambda t: ["run", f"{t}/good.txt", "--out", f"{t}/out", "-p", "lang", "zh"],
        "lang is set by the run. Use",
    ),
    "out is a file": (
        lambda t: ["run", f"{t}/good.txt", "--out", f"{t}/file"],
        "Nothing can be written there (File exists). Name another folder with --out.",
    ),
    "out below a file": (
        lambda t: ["run", f"{t}/good.txt", "--out", f"{t}/file/out"],
        "Nothing can be written there (Not a directory). Name another folder with --out.",
    ),
    "unknown language": (
        lambda t: ["parse", f"{t}/good.txt", "--lang", "fr"],
        "'fr': use one of en, zh, or both as en,zh",
    ),
    "unknown language of a run": (
        lambda t: ["run", f"{t}/good.txt", "--out", f"{t}/out", "--lang", "en,fr"],
        "'en,fr': use one of en, zh, or both as en,zh",
    ),
    "no files": (lambda t: ["parse"], "Missing argument 'FILES...'"),
    "unknown option": (lambda t: ["audit", f"{t}/good.txt", "--jsno"], "No such option"),
    "unknown command": (lambda t: ["adit"], "No such command 'adit'"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.usefixtures("good")
def test_a_wrong_call_does_nothing_and_says_what_to_do(ogi: Ogi, tmp_path: Path, case: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    words, message = WRONG[case]
    called = ogi(*words(tmp_path))
    assert (called.code, called.out) == (2, "")
    assert "Traceback" not in called.err
    assert message in called.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.usefixtures("good")
def test_a_folder_that_may_not_be_written_to_is_refused_before_anything_runs(
    ogi: Ogi, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    message = clean(ogi("run", tmp_path / "good.txt", "--out", locked), 2)
    assert "Permission denied" in message


def test_a_folder_on_which_the_system_refuses_to_write_is_refused(ogi: Ogi, good: Path) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("there is no such folder here")
    message = clean(ogi("run", good, "--out", "/proc/nothing"), 2)
    assert message.startswith("ogi-audit: /proc/nothing: Nothing can be written there")


def test_a_run_into_the_folder_of_the_reports_reads_them_and_not_its_own_pages(
    ogi: Ogi, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    for name in ("audits/2022/x.html", "index.html", "index.zh.html", "failed/x.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<html></html>", encoding="utf-8")
    called = ogi("run", tmp_path, "--out", tmp_path)
    assert called.code == 1
    assert called.err.splitlines()[-1].startswith("0 audited, 1 failed.")


def test_a_folder_of_nothing_but_products_is_refused(ogi: Ogi, tmp_path: Path) -> None:
    page = tmp_path / "audits" / "2022" / "x.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html></html>", encoding="utf-8")
    message = clean(ogi("run", tmp_path, "--out", tmp_path), 2)
    assert "only products of earlier runs. Name the files" in message


def test_a_disk_that_fills_up_while_tables_are_written_is_told_without_a_traceback(
    ogi: Ogi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    out = tmp_path / "out"

    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.suffix == ".part":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    called = ogi("run", tmp_path / "bad.txt", "--out", out)
    assert called.code == 1
    assert "The system refused (No space left on device). Check" in called.err
    assert "Traceback" not in called.err
    assert list(out.rglob("*.part")) == []


def test_help_and_version_are_no_errors(ogi: Ogi) -> None:
    assert ogi("--help").code == 0
    assert ogi("run", "-h").code == 0
    assert ogi("--version").out.startswith("ogi-audit, version ")
