"""Re-executing the notebooks of the repository in place, from the locked environment."""

from __future__ import annotations

from pathlib import Path

from helpers.batch.files import write
from helpers.batch.notebook import execute, read_notebook, text_of
from helpers.paths import repository_root


def committed_notebooks() -> list[Path]:
    """Return the notebooks of the repository in order of their names."""
    return sorted((repository_root() / "notebooks").glob("*.ipynb"))


def execute_in_place(path: Path) -> bool:
    """Execute a notebook top to bottom and write it back; the file is replaced when all is done.

    Returns:
        Whether its bytes changed.

    Raises:
        CellFailed: a cell fails; the file stays as it was.
    """
    before = path.read_text(encoding="utf-8")
    after = text_of(execute(read_notebook(path), path.parent, {}))
    if after != before:
        write(path, after)
    return bool(after != before)
