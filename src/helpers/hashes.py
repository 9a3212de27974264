"""Hashes of files and of plain values, by which it is known that nothing has changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def hash_of(*parts: object) -> str:
    """Return a hash that is the same only if all `parts` are, which must be plain JSON values."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def hash_file(path: Path) -> str:
    """Return the hash of a file's bytes, "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def sealed(text: str) -> str:
    """Return a line with a hash of it in front, so that a torn or changed one is noticed."""
    return f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {text}"


def unsealed(line: str) -> str | None:
    """Return what :func:`sealed` was given, None for a line that is no longer whole."""
    seal, _, text = line.partition(" ")
    return text if hashlib.sha256(text.encode()).hexdigest()[:16] == seal else None
