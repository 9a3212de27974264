"""Notebooks as objects: read, written as text, executed. The door to nbformat and papermill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError
from papermill.inspection import inspect_notebook

from helpers.batch.engine import NAME, still
from helpers.paths import portable
from helpers.wording import safe_json

Notebook = Any
"""A notebook node of nbformat; the library has no types."""

CellFailed = PapermillExecutionError
"""A cell raised an error; the notebook kept holds all up to there, with a banner at the cell."""
TooSlow, Died = CellTimeoutError, DeadKernelError
KernelEnded = (TooSlow, Died)
"""A cell took too long, or its kernel died; the notebook kept holds all up to there."""


def read_notebook(path: Path) -> Notebook:
    """Read a notebook in format 4.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (nbformat.ValidationError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def notebook_of(text: str) -> Notebook:
    """Return the notebook that :func:`text_of` wrote."""
    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


def text_of(notebook: Notebook) -> str:
    """Return a notebook as the text of its file, with a line feed at the end.

    Names in it that would turn the direction of writing, or hide, stand there as escapes.
    """
    return safe_json(str(nbformat.writes(notebook))).rstrip("\n") + "\n"  # type: ignore[no-untyped-call]


def failed_notebook(notebook: Notebook) -> Notebook:
    """Return a notebook that stopped at a failing cell, made the same on every machine."""
    still(notebook)
    for number, cell in enumerate(notebook.cells):
        if "papermill-error-cell-tag" in cell.metadata.get("tags", []):
            cell.id = f"failed-{number}"  # papermill's own is random
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.evalue = portable(output.evalue)
                output.traceback = [portable(line) for line in output.traceback]
    return notebook


def parameter_names(notebook: Notebook) -> tuple[str, ...]:
    """Return the names that the notebook's parameters cell assigns."""
    return tuple(inspect_notebook(notebook))


def in_thread(act: Callable[..., None], *given: object) -> None:
    """Call `act`, which executes notebooks, in a thread that is not the main one.

    The event loop that jupyter_core makes for the thread is closed again.
    """
    try:
        act(*given)
    finally:
        ensure_event_loop().close()


def execute(
    notebook: Notebook,
    cwd: Path,
    parameters: Mapping[str, object],
    time_limit: int | None = None,
    more: bool = False,
    kept: list[Notebook] | None = None,
) -> Notebook:
    """Execute a notebook top to bottom in a clean kernel and return it.

    Args:
        notebook: Its outputs of earlier runs are dropped.
        cwd: Folder the kernel works in.
        parameters: Values for its parameters; the names are not checked here.
        time_limit: Seconds that a cell may take; None for any time.
        more: Further notebooks follow in the same folder.
        kept: Takes the notebook as it is being executed; of use when that fails.

    Raises:
        CellFailed: a cell raises an error.
        KernelEnded: a cell takes longer than the limit, or the kernel dies in it.
    """
    # The folder goes to the engine: papermill itself would change that of this process, in which
    # other threads execute notebooks, too.
    return execute_notebook(
        notebook,
        None,
        parameters=dict(parameters),
        engine_name=NAME,
        progress_bar=False,
        execution_timeout=time_limit,
        folder=str(cwd),
        more=more,
        kept=kept,
    )
