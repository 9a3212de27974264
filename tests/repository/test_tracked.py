"""What is committed names no machine, no package index and no file that is missing."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = {".png", ".parquet", ".pdf", ".otf"}

# Put together here, so that this file does not hold what it looks for.
SLASH = "/"
HOSTS = [
    # Each written backwards.
    name[::-1]
    for name in (
        "gro.ipyp",
        "gro.detsohnohtyp",
        "adnocana.adnoc",
        "gro.sjmpn",
        "gnalog.yxorp",
        "moc.nuyila.srorrim",
        "nc.ude.auhgnist",
    )
]
FOLDERS = ("home", "root", "Users", "work", "tmp", "private", "mnt", "workspace")
MACHINE = re.compile(rf"(?<![\w.<\-\]\}})*{SLASH}]){SLASH}(?:{'|'.join(FOLDERS)}){SLASH}\w")
INDEX_OPTIONS = re.compile(
    "--(?:extra-)?" + "index-url|" + "artifact" + "ory|" + "--trusted" + "-host"
)
OWN_TESTS = {
    "tests/test_environment.py": "looks for such options in the lock",
    "tests/running/test_same_bytes.py": "looks for such folders in the products",
    "tests/notebooks/test_committed.py": "looks for such folders in the notebooks",
}
"""Files that name what they look for."""


@cache
def tracked() -> tuple[str, ...]:
    """Return the files that git knows or would take; skip where there is no git."""
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(call, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    names = done.stdout.decode("utf-8").split("\0")
    return tuple(sorted(name for name in names if name and (ROOT / name).is_file()))


def texts() -> dict[str, str]:
    """Return the tracked text files, pictures in notebooks taken out."""
    return {
        name: re.sub(r'"image/png": "[^"]*"', "", (ROOT / name).read_text("utf-8"))
        for name in tracked()
        if Path(name).suffix not in BINARY
    }


def test_no_tracked_file_names_a_package_index() -> None:
    found = {
        name: [host for host in HOSTS if host in text] + INDEX_OPTIONS.findall(text)
        for name, text in texts().items()
        if name not in OWN_TESTS
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_tracked_file_holds_a_path_of_a_machine() -> None:
    found = {name: MACHINE.findall(text) for name, text in texts().items() if name not in OWN_TESTS}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_text_file_is_utf_8_with_unix_line_ends_and_a_last_line_end() -> None:
    wrong = []
    for name in tracked():
        if Path(name).suffix in BINARY or name.startswith(("data/raw/", "tests/fixtures/")):
            continue
        data = (ROOT / name).read_bytes()
        data.decode("utf-8")
        if b"\r" in data or (data and not data.endswith(b"\n")):
            wrong.append(name)
    assert wrong == []


def test_nothing_that_is_made_again_is_tracked() -> None:
    made = re.compile(r"(^|/)(__pycache__|\.ipynb_checkpoints|\.venv)/|\.py[co]$|\.part$")
    assert [name for name in tracked() if made.search(name)] == []
    assert [n for n in tracked() if n.startswith("data/processed/")] == ["data/processed/README.md"]


def test_no_tracked_file_is_larger_than_a_megabyte() -> None:
    assert [n for n in tracked() if (ROOT / n).stat().st_size > 1_000_000] == []


def test_the_files_every_repository_has_are_there() -> None:
    wanted = {
        "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "LICENSE-data.md", "Makefile",
        "README.md", "README.zh-CN.md", "data/raw/manifest.csv", "environment.yml",
        "pyproject.toml", "requirements.lock", ".ci/run",
    }  # fmt: skip
    assert wanted <= set(tracked())
