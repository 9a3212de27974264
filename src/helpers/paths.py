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

ROOT_SET = "OGI_AUDIT_ROOT"
"""Variable that names the repository, for a process that works on another's files."""


def repository_root(start: Path | None = None) -> Path:
    """Return the root of the repository.

    Looks upwards from `start` (default: what the variable ``OGI_AUDIT_ROOT`` names, else the
    working folder), then from this file, for the folder that holds both ``pyproject.toml`` and
    ``data/raw``.

    Raises:
        UsageError: neither lies inside a copy of the repository.
    """
    for origin in (start or Path(os.environ.get(ROOT_SET) or Path.cwd()), Path(__file__)):
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
    roots = []
    for start in (None, Path(__file__)):  # the reports may be of another copy than this code
        with suppress(UsageError):
            roots.append(str(repository_root(start)))
            text = text.replace(f"{roots[-1]}{os.sep}", "")
    for folder in (sys.prefix, sys.base_prefix, tempfile.gettempdir(), str(Path.home())):
        if len(folder) > 1 and folder not in roots:
            text = text.replace(f"{folder}{os.sep}", f"{Path(folder).name}{os.sep}")
    return text
