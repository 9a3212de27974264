"""The raw file that a notebook names: found in the folder that the caller trusts, nowhere else."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from helpers.catalogue import Found
from helpers.errors import InputError
from helpers.messages import Text
from helpers.slugs import slug_of
from helpers.verifying.given import Given
from helpers.verifying.outcome import Difference


def raw_file(name: str, raw: Path, root: Path | None, place: str) -> Found:
    """Return the raw file that a notebook names.

    Args:
        name: The name in the notebook: a path, from `raw` or from `root`.
        raw: The folder of raw files; what lies elsewhere is not opened.
        root: The repository, if `raw` lies in one.
        place: The notebook, in messages.

    Raises:
        InputError: the name leads out of the folder, or there is no such file.
    """
    parts = PurePosixPath(name)
    odd = not name or len(name) > 1000 or any(ord(char) < 32 or char == "\\" for char in name)
    foreign = parts.is_absolute() or PureWindowsPath(name).drive or ".." in parts.parts
    if odd or foreign:
        raise _outside(name, raw, place)
    leads_out = False
    for base in (root, raw):
        if base is None:
            continue
        path = base / name
        if not _is_file(path):
            continue
        if path.resolve().is_relative_to(raw.resolve()):
            return Found(path, base, name, slug_of(path.stem), name)
        leads_out = True
    if leads_out:
        raise _outside(name, raw, place)
    raise InputError(
        "no-raw-file",
        Text(f"The raw file {name!r} is not there.", f"没有原始文件 {name!r}。"),
        Text(
            "Put it back, or name the folder it lies in with --raw.",
            "请恢复该文件，或用 --raw 指定其所在文件夹。",
        ),
        place,
    )


def changed_input(given: Given, path: Path) -> tuple[Difference, ...]:
    """Return the difference between the bytes that a notebook records and those that are there.

    With other bytes nothing else can be held against it.
    """
    here = hashlib.sha256(path.read_bytes()).hexdigest()
    if not given.sha256 or given.sha256 == here:
        return ()
    words = Text("sha256", "sha256")
    return (Difference("input", given.report, "", given.sha256, here, words),)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _outside(name: str, raw: Path, place: str) -> InputError:
    return InputError(
        "outside",
        Text(
            f"It names {name!r}, which is not in the folder of raw files ({raw.name}); it was not "
            "opened.",
            f"所指的 {name!r} 不在原始文件夹（{raw.name}）内，未予打开。",
        ),
        Text(
            "If you trust it, name the folder with --raw.", "如确认可信，请用 --raw 指定该文件夹。"
        ),
        place,
    )
