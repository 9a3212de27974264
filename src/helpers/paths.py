"""Where things lie in the repository, found from any working folder.

papermill runs in the caller's folder, nbval and JupyterLab in the notebook's folder; a path
relative to the working folder would therefore mean three things.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
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


def portable(text: str) -> str:
    """Return `text` without the paths of this machine, as in the traceback of an error.

    Outputs are compared between machines: a path in the repository is shown from its root, and of
    the interpreter's own folders only the name of the last is kept.
    """
    root = ""
    with suppress(UsageError):
        root = str(repository_root())
        text = text.replace(f"{root}{os.sep}", "")
    for folder in (sys.prefix, sys.base_prefix, tempfile.gettempdir(), str(Path.home())):
        if len(folder) > 1 and folder != root:
            text = text.replace(f"{folder}{os.sep}", f"{Path(folder).name}{os.sep}")
    return text
