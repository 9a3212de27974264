"""What lies in ``data/raw``: finding reports by path or slug, and whether their hashes still hold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from pathlib import Path

from helpers.errors import InputError, UsageError, visible
from helpers.manifest import MANIFEST, Entry, rows_of
from helpers.messages import Text
from helpers.paths import repository_root
from helpers.savedpages import is_picture_of_page
from helpers.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Found:
    """A report to be read.

    Attributes:
        path: The file.
        base: The folder that a notebook is run in to find it.
        name: The path from `base`, in POSIX form; a notebook's parameter.
        slug: ASCII name for products, unique within one search.
        given: The path as the caller wrote it, or below the folder that the caller named.
    """

    path: Path
    base: Path
    name: str
    slug: str
    given: str


def find_reports(paths: Sequence[Path], suffixes: Sequence[str]) -> list[Found]:
    """Return the reports that files and folders hold, in order of their paths.

    Args:
        paths: Files, taken whatever their suffix, and folders, searched for `suffixes`; pictures
            that a browser saved with a page are left to the page.
        suffixes: Lower-case suffixes of the formats that can be read.

    Raises:
        UsageError: a path does not exist, or a folder holds no report.
    """
    root = _root()
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if _is_report(p, path, suffixes)]
            if not inside:
                raise UsageError(
                    "no-reports",
                    Text("There is no report in this folder.", "该文件夹中没有报告。"),
                    Text(
                        f"Put reports there ({', '.join(suffixes)}), or name another folder.",
                        f"请放入报告文件（{'、'.join(suffixes)}），或指定其他文件夹。",
                    ),
                    str(path),
                )
            found += [(p, path) for p in inside]
        elif path.exists():
            found.append((path, path.parent))
        else:
            raise _no_such_path(path)
    return _named(found, root)


def _root() -> Path | None:
    try:
        return repository_root()
    except UsageError:
        return None


class Presence:
    """Tells whether reports of earlier runs are still there, as far as a run can know.

    Args:
        found: The reports of the run.
    """

    def __init__(self, found: Iterable[Found]) -> None:
        self._root = _root()
        self._bases = {"": {self._root}} if self._root is not None else {}
        for base in {f.base for f in found}:
            self._bases.setdefault(self._home(base), set()).add(base)

    def home(self, found: Found) -> str:
        """Return what the folder that a report's name begins at is known by on every machine.

        Nothing for the repository, else the folder's own name: its path is that of one machine.
        """
        return self._home(found.base)

    def _home(self, base: Path) -> str:
        return "" if base == self._root else printable(base.name)

    def gone(self, name: str, home: str) -> bool:
        """Tell whether a report is gone; of a folder that the run has not seen nothing is gone."""
        bases = self._bases.get(home, set())
        return bool(bases) and not any(os.path.lexists(base / name) for base in bases)


def _is_report(path: Path, folder: Path, suffixes: Sequence[str]) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    own = path.name == MANIFEST or path.name.startswith("~$")  # a lock file of Word or Excel
    if path.suffix.lower() not in suffixes or hidden or own:
        return False
    # A pipe, or a link that leads nowhere, is listed as well: that it cannot be read is told.
    below = path.relative_to(folder)
    return not path.is_dir() and not is_picture_of_page(below, lambda p: (folder / p).is_file())


def _named(found: Iterable[tuple[Path, Path]], root: Path | None) -> list[Found]:
    """Give each file its base folder, name and a slug of its own."""
    result: list[Found] = []
    seen: set[Path] = set()
    slugs: set[str] = set()
    for path, folder in found:
        real = Path(os.path.realpath(path))  # does not stop at a link that leads in a circle
        if real in seen:
            continue
        seen.add(real)
        # A link is called by its own name, wherever the file it leads to may lie.
        here = _unlinked(path)
        base = root if root is not None and here.is_relative_to(root) else folder.resolve()
        name = here.relative_to(base).as_posix()
        slug = _own_slug(path.stem, name, slugs)
        slugs.add(slug)
        given = visible(printable(str(path)))
        result.append(Found(here, base, printable(name), slug, given))
    return result


def _unlinked(path: Path) -> Path:
    """Return the absolute path of a file without links in its folders."""
    return path.parent.resolve() / path.name


def printable(name: str) -> str:
    """Return a file name with what is no Unicode replaced, so that it can be written anywhere."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _own_slug(stem: str, name: str, taken: set[str]) -> str:
    """Return a slug that is not taken; for one name in two folders the path tells them apart."""
    slug = slug_of(stem)
    if slug in taken:
        slug += "-" + hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
    if slug not in taken:
        return slug
    return next(copy for n in count(2) if (copy := f"{slug}-{n}") not in taken)


def _no_such_path(path: Path) -> UsageError:
    return UsageError(
        "no-such-path",
        Text("There is no such file or folder.", "没有这个文件或文件夹。"),
        Text("Check the spelling of the path.", "请检查路径。"),
        str(path),
    )


def find_report(report: str, suffixes: Sequence[str]) -> Found:
    """Return the one report that `report` names: a path, or a slug such as ``shangtang-2020``.

    A path is tried from the working folder and from the repository; a slug is the name of a
    file anywhere under ``data/raw``, without its suffix.

    Raises:
        UsageError: nothing or more than one file is meant.
    """
    root = repository_root()
    raw = root / "data" / "raw"
    if (path := Path(report)).is_file():
        # The name stays as given, so that a run and its notebooks call a report the same.
        inside = path.resolve().is_relative_to(Path.cwd())
        return _named([(path, Path.cwd() if inside else path.parent)], root)[0]
    if (root / report).is_file():
        return _named([(root / report, root)], root)[0]
    try:
        there = find_reports([raw], suffixes)
    except UsageError:
        there = []
    named = [f for f in there if f.path.stem == report or f.slug == report]
    if len(named) == 1:
        return named[0]
    slugs = sorted({f.slug for f in there})
    if named:
        files = ", ".join(f.name for f in named)
        what = Text(f"More than one report has this name: {files}.", f"多个报告同名：{files}。")
        hint = Text("Give its path.", "请给出路径。")
    else:
        close = get_close_matches(report, slugs, n=3) or slugs[:5]
        what = Text("There is no such report.", "没有这个报告。")
        known = ", ".join(close) or "–"
        hint = Text(
            f"Give a path, or the name of a file in data/raw: {known}.",
            f"请给出路径，或 data/raw 中的文件名：{known}。",
        )
    raise UsageError("no-such-report", what, hint, report)


def entry_of(path: Path) -> Entry | None:
    """Return the manifest row of a file, from the nearest manifest above it, or None."""
    real = Path(os.path.realpath(path))
    for folder in _unlinked(path).parents:
        entry = rows_of(folder).get(real)
        if entry is not None:
            return entry
        if (folder / MANIFEST).is_file() or (folder / "pyproject.toml").is_file():
            break
    return None


def check_hash(path: Path, sha256: str) -> Entry | None:
    """Return the manifest row of a file whose bytes are still those that were recorded.

    Raises:
        InputError: the manifest records other bytes. Raw files never change.
    """
    entry = entry_of(path)
    if entry is not None and entry.sha256 != sha256:
        raise InputError(
            "hash-changed",
            Text(
                f"The file has changed since it was recorded (sha256 {sha256[:12]}…, the manifest "
                f"says {entry.sha256[:12]}…).",
                f"文件与登记时不同（sha256 为 {sha256[:12]}…，清单为 {entry.sha256[:12]}…）。",
            ),
            Text(
                "Restore the recorded file, or add the new one under another name with a row of "
                "its own in the manifest.",
                "请恢复登记时的文件，或以其他文件名另行登记新文件。",
            ),
            entry.file,
        )
    return entry
