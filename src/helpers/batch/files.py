"""Writing products: aside first, then in place, so that none is ever half written."""

from __future__ import annotations

from pathlib import Path

from helpers.errors import UsageError
from helpers.messages import Text

PRODUCTS = ("audits", "failed", "outdated", "site", "tables")
"""The folders a run writes, beside its indexes."""


def write(path: Path, data: bytes | str) -> Path:
    """Write a file whole or not at all; folders are made as needed.

    One that holds just that is left alone: its date tells when it last changed.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    if _holds(path, content):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def is_product(path: Path, out: Path) -> bool:
    """Tell whether a file lies where a run into `out` puts its products."""
    if not path.is_relative_to(out):
        return False
    first, *further = path.relative_to(out).parts
    return first in PRODUCTS if further else first.startswith("index.") and path.suffix == ".html"


def usable_folder(path: Path) -> Path:
    """Return `path` as a folder that can be written to.

    Raises:
        UsageError: it is a file, or cannot be made or written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UsageError(
            "no-output-folder",
            Text(
                f"Nothing can be written there ({error.strerror or error}).",
                f"无法写入该处（{error.strerror or error}）。",
            ),
            Text("Name another folder with --out.", "请用 --out 指定其他文件夹。"),
            str(path),
        ) from error
    return path
