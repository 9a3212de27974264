"""Where things lie in the repository, found from any working folder.

papermill runs in the caller's folder, nbval and JupyterLab in the notebook's folder; a path
relative to the working folder would therefore mean three things.
"""

from __future__ import annotations

from pathlib import Path

from helpers.errors import UsageError
from helpers.messages import Text


def repository_root(start: Path | None = None) -> Path:
    """Return the root of the repository.

    Looks upwards from `start` (default: the working folder), then from this file, for the
    folder that holds both ``pyproject.toml`` and ``data/raw``.

    Raises:
        UsageError: neither lies inside a copy of the repository.
    """
    for origin in (start or Path.cwd(), Path(__file__)):
        for folder in (origin.resolve(), *origin.resolve().parents):
            if (folder / "pyproject.toml").is_file() and (folder / "data" / "raw").is_dir():
                return folder
    raise UsageError(
        "no-repository",
        Text(
            "This is not inside a copy of the ogi-audit repository.", "当前不在 ogi-audit 仓库内。"
        ),
        Text(
            "Change into the cloned folder, or give full paths.",
            "请进入克隆的文件夹，或给出完整路径。",
        ),
        str(start or Path.cwd()),
    )


def shown(path: Path) -> str:
    """Return `path` as it is written in outputs: relative to the repository where possible.

    Outputs are compared between machines, so no absolute path may enter them: a file outside
    the repository is shown by its name alone.
    """
    try:
        return path.resolve().relative_to(repository_root()).as_posix()
    except (ValueError, UsageError):
        return path.name
