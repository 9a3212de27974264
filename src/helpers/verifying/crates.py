"""A bundle unpacked with bounds, by names of ours alone, and held against its own list.

A bundle comes from elsewhere. Only what a bundle of ours holds is unpacked: no program, no settings,
nothing hidden, no link, nothing that leads out of the folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers import MAX_BYTES, SUFFIXES
from helpers.readers.package import UNPACKED_IN_STEPS
from helpers.verifying.outcome import Difference, short
from helpers.wording import unhidden

BUNDLE_SUFFIX = ".zip"
METADATA = "ro-crate-metadata.json"
MAX_FILES = 2_000
"""Bundles with more files are refused; one of ours has some thirty."""
MAX_BUNDLE = 512 * 1024 * 1024
"""Bytes that the files of a bundle may have together, unpacked."""
_TOP = re.compile(
    r"ro-crate-metadata\.json|pyproject\.toml|requirements\.lock|environment\.yml|CITATION\.cff"
    r"|LICENSE|LICENSE-data\.md|index(?:\.[a-z]{2})?\.html"
)
_BESIDE_RAW = ("manifest.csv", "repairs.toml", "levels.toml")
_KINDS = {
    "audits": (".ipynb", ".html"),
    "tables": (".parquet", ".csv", ".md", ".json"),
    "site": (".html", ".css", ".js", ".txt", ".png", ".svg"),
}
_PRODUCT_BYTES = (".csv", ".md", ".json", ".css", ".js", ".txt", ".png", ".svg")


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Unpack a bundle into a folder that is there until the context ends.

    Raises:
        InputError: it is no bundle of ours, is too large, or holds what no bundle of ours holds.
    """
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as aside:
        # The folder that a link of the system leads to: paths below it are compared.
        folder = Path(aside).resolve()
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, folder, str(path))
        except (
            zipfile.BadZipFile, zipfile.zlib.error, OSError, EOFError, RuntimeError, ValueError,  # type: ignore[attr-defined]
            NotImplementedError, OverflowError,
        ) as error:  # fmt: skip
            words = Text(f"It cannot be unpacked ({error}).", f"无法解压（{error}）。")
            raise _refused(words, str(path)) from error
        if not any((folder / "audits").rglob("*.ipynb")):
            words = Text("It holds no audit notebook.", "其中没有审计笔记本。")
            raise _refused(words, str(path))
        # By these a folder is taken for a repository, in which the raw files lie.
        (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
        (folder / "pyproject.toml").touch()
        yield folder


def _unpack(archive: zipfile.ZipFile, folder: Path, place: str) -> None:
    listed = archive.infolist()
    if len(listed) > MAX_FILES:
        words = Text(f"It holds more than {MAX_FILES:,} files.", f"其中文件超过 {MAX_FILES:,} 个。")
        raise _refused(words, place)
    taken: set[str] = set()
    total = 0
    for member in listed:
        name = member.filename
        if not _ours(member) or name.casefold() in taken:
            words = Text(
                f"It holds {short(repr(name))}, which no bundle of ours does; nothing of it was used.",
                f"其中的 {short(repr(name))} 不属于本项目的存档包，未使用其中任何内容。",
            )
            raise _refused(words, place)
        taken.add(name.casefold())
        limit = min(MAX_BYTES, MAX_BUNDLE - total)
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
        total += len(data)
        if len(data) > limit:
            words = Text(
                f"Unpacked it has more than {MAX_BUNDLE:,} bytes, or one file more than {MAX_BYTES:,}.",
                f"解压后总计超过 {MAX_BUNDLE:,} 字节，或单个文件超过 {MAX_BYTES:,} 字节。",
            )
            raise _refused(words, place)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _ours(member: zipfile.ZipInfo) -> bool:
    """Tell whether a bundle of ours could hold a member: a plain file, packed as ours are."""
    mode = member.external_attr >> 16
    plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    if not plain or member.is_dir() or member.flag_bits & 0x1:
        return False
    if member.compress_type not in UNPACKED_IN_STEPS:
        return False
    return is_ours(member.filename)


def is_ours(name: str) -> bool:
    """Tell whether a bundle of ours could hold a file of this name."""
    parts = name.split("/")
    odd = len(name) > 400 or unhidden(name) != name or any(char in '\n\t\\:*?"<>|' for char in name)
    if odd or any(not part or part[0] in ". " or part[-1] in ". " for part in parts):
        return False
    first, last = parts[0], PurePosixPath(name)
    if len(parts) == 1:
        return bool(_TOP.fullmatch(name))
    if first == "data":
        beside = name == "data/reviews.csv" or name in {f"data/raw/{n}" for n in _BESIDE_RAW}
        return beside or (parts[1] == "raw" and last.suffix.lower() in SUFFIXES)
    return last.suffix in _KINDS.get(first, ())


def list_differences(folder: Path) -> Iterator[Difference]:
    """Yield what an unpacked bundle holds otherwise than its own metadata list."""
    listed = _listed(folder / METADATA)
    if listed is None:
        yield Difference("file", METADATA, "", "", "", Text("not readable", "无法读取"))
        return
    there = {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p != folder / METADATA and p.stat().st_size
    }
    for name in sorted(set(there) | set(listed)):
        if there.get(name) != listed.get(name):
            yield Difference("file", METADATA, name, listed.get(name, ""), there.get(name, ""))


def _listed(path: Path) -> dict[str, str] | None:
    """Return the files that the metadata of a crate list, with their hashes."""
    try:
        graph: Any = json.loads(path.read_text("utf-8"))["@graph"]
        files = [e for e in graph if e["@type"] == "File"]
        return {str(_name(e["@id"])): str(e.get("sha256", "")) for e in files}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _name(identifier: str) -> str:
    return unquote(identifier).removeprefix("./")


def file_differences(folder: Path, out: Path) -> Iterator[Difference]:
    """Yield the products of a bundle that have other bytes than ours, and those only one has.

    Notebooks, their pages and Parquet files are compared by what they hold, elsewhere.
    """
    theirs, ours = _products(folder), _products(out)
    for name in sorted(set(theirs) | set(ours)):
        if name not in theirs or name not in ours:
            there = ("", name) if name in ours else (name, "")
            words = Text("missing", "缺失") if name in ours else Text("not ours", "非本项目产品")
            yield Difference("file", name, "", *there, words)
        elif theirs[name].suffix in _PRODUCT_BYTES or "/" not in name:
            digests = [hashlib.sha256(p[name].read_bytes()).hexdigest() for p in (theirs, ours)]
            if digests[0] != digests[1]:
                yield Difference("file", name, "", digests[0], digests[1], Text("sha256", "sha256"))


def _products(folder: Path) -> dict[str, Path]:
    found = [p for name in _KINDS for p in (folder / name).rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): p for p in (*found, *folder.glob("index*.html"))}


def _refused(what: Text, place: str) -> InputError:
    hint = Text(
        "Get the bundle again, or unpack it by hand and look at it.",
        "请重新获取存档包，或手工解压后查看。",
    )
    return InputError("bundle", what, hint, place)
