"""What an audit is made from, laid out as a small repository: raw files, papers, environment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path

from helpers.audit import REVIEWS, Review, reviews_text
from helpers.catalogue import Found, entry_of
from helpers.corrections import REPAIRS, Correction, corrections_for
from helpers.errors import InputError
from helpers.levels import LEVELS
from helpers.manifest import MANIFEST, Entry, manifest_text
from helpers.messages import Text
from helpers.neighbours import collection_of
from helpers.verifying.crates import is_ours

ENVIRONMENT: Mapping[str, str] = {
    "pyproject.toml": "The project: what it depends on",
    "requirements.lock": "The exact versions of everything installed",
    "environment.yml": "The same bounds for conda",
    "CITATION.cff": "How to cite the project",
    "LICENSE": "The licence of the code",
    "LICENSE-data.md": "The terms of the data",
}
"""Files of the repository that go with every bundle, and what they are."""
RAW = "data/raw/"


def inside(found: Found) -> str:
    """Return the path of a raw file in a bundle, where all lie in ``data/raw``.

    Raises:
        InputError: the name of the file is none that a bundle may hold.
    """
    name = RAW + found.name.removeprefix(RAW)
    if not is_ours(name):
        raise InputError(
            "name-for-bundle",
            Text("A file of this name cannot go into a bundle.", "此名称的文件不能放入存档包。"),
            Text(
                "Copy it under a name of letters and digits, or `ogi-audit add` it.",
                "请改用由字母和数字组成的文件名，或用 `ogi-audit add` 添加。",
            ),
            found.given,
        )
    return name


def made_from(found: Iterable[Found], reviews: tuple[Review, ...], root: Path) -> dict[str, bytes]:
    """Return what an audit is made from: path in the bundle → bytes.

    Args:
        found: The report, then those that stand beside it.
        reviews: What reviewers decided about it.
        root: The repository.
    """
    files: dict[str, bytes] = {}
    entries: list[Entry] = []
    corrections: dict[tuple[str, str], tuple[str, Correction]] = {}
    for item in found:
        name = inside(item)
        data = item.path.read_bytes()
        files[name] = data
        entry = entry_of(item.path)
        if entry is not None:
            entries.append(Entry(name.removeprefix(RAW), *astuple(entry)[1:]))
        for correction in corrections_for(item.path, hashlib.sha256(data).hexdigest()):
            key = (correction.sha256, correction.address)
            corrections.setdefault(key, (name.removeprefix(RAW), correction))
        folder = collection_of(item.path)
        if folder is not None and (folder / LEVELS).is_file():
            files.setdefault(RAW + LEVELS, (folder / LEVELS).read_bytes())
    files[RAW + MANIFEST] = _manifest(entries)
    if corrections:
        files[RAW + REPAIRS] = _repairs(corrections.values())
    if reviews:
        files[f"data/{REVIEWS}"] = reviews_text(reviews).encode()
    for name in ENVIRONMENT:
        with suppress(OSError):
            files[name] = (root / name).read_bytes()
    return files


def _manifest(entries: Iterable[Entry]) -> bytes:
    return manifest_text(sorted(entries, key=lambda e: e.file)).encode()


def _repairs(corrections: Iterable[tuple[str, Correction]]) -> bytes:
    """Return corrections as TOML, each of the file as the bundle calls it."""
    lines = []
    for file, correction in corrections:
        lines.append("[[repair]]")
        for field in fields(Correction):
            value = file if field.name == "file" else getattr(correction, field.name)
            # A JSON text is a TOML text but for one character.
            shown = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{field.name} = {shown}")
        lines.append("")
    return "\n".join(lines).encode()
