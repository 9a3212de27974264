"""Re-executing the notebooks of the repository in place, from the locked environment."""

from __future__ import annotations

from pathlib import Path

from helpers.batch.files import write
from helpers.batch.notebook import CellFailed, execute, read_notebook, text_of
from helpers.errors import InputError
from helpers.messages import Text
from helpers.provenance import own_root


def committed_notebooks() -> list[Path]:
    """Return the notebooks of the repository this code belongs to, in order of their names.

    Those of another repository, in which somebody may work, are programs of others.
    """
    return sorted((own_root() / "notebooks").glob("*.ipynb"))


def execute_in_place(path: Path) -> bool:
    """Execute a notebook top to bottom and write it back; the file is replaced when all is done.

    Returns:
        Whether its bytes changed.

    Raises:
        InputError: a cell fails; the file stays as it was.
    """
    before = path.read_text(encoding="utf-8")
    try:
        after = text_of(execute(read_notebook(path), path.parent, {}))
    except CellFailed as error:
        raise InputError(
            "notebook-failed",
            Text(
                f"The notebook stopped at cell [{error.exec_count}] ({error.ename}: {error.evalue}).",
                f"笔记本在单元 [{error.exec_count}] 中断（{error.ename}：{error.evalue}）。",
            ),
            Text(
                "Nothing was changed. Open it with make lab and run it up to that cell.",
                "文件未作改动，请用 make lab 打开并运行至该单元。",
            ),
            path.name,
        ) from error
    if after != before:
        write(path, after)
    return bool(after != before)
