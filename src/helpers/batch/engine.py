"""The papermill engine that leaves no trace of when and where a notebook was run.

Stock papermill writes times into every cell, paths into the notebook, and gives the injected
cell a random id; the kernel adds the patch version of Python. Same input, same bytes: none of
that is written in the first place. The doors to nbclient's traits are here.
"""

from __future__ import annotations

import os
from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from helpers.batch.warm.client import ForkedClient
from helpers.batch.warm.process import can_fork
from helpers.batch.warm.protocol import OPTIONS

NAME = "reproducible"
FORKED = "python3"
"""The kernel that the warm process stands for; any other is started by itself."""


class StillManager(NotebookExecutionManager):  # type: ignore[misc]
    """Keeps the state of an execution without a clock, and saves at the end only."""

    def notebook_start(self, **kwargs: Any) -> None:
        """Clear outputs of earlier runs and name the cells by their place."""
        for number, cell in enumerate(self.nb.cells):
            cell.id = _cell_id(cell, number)
            cell.metadata.pop("papermill", None)
            cell.metadata.pop("execution", None)
            if cell.cell_type == "code":
                cell.execution_count = None
                cell.outputs = []

    def cell_start(self, cell: Any, cell_index: int | None = None, **kwargs: Any) -> None:
        """Nothing to record."""

    def cell_exception(self, cell: Any, cell_index: int | None = None, **kwargs: Any) -> None:
        """Nothing to record: the failing cell holds its traceback."""

    def cell_complete(self, cell: Any, cell_index: int | None = None, **kwargs: Any) -> None:
        """Nothing to record."""

    def autosave_cell(self) -> None:
        """Nothing is saved while cells run; see :meth:`notebook_complete`."""

    def notebook_complete(self, **kwargs: Any) -> None:
        """Take out what depends on time and place, then save."""
        still(self.nb)
        self.complete_pbar()
        self.cleanup_pbar()
        self.save()


class ReproducibleEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine with :class:`StillManager`, without timings, on forked kernels."""

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool = False,
        log_output: bool = False,
        autosave_cell_every: int = 0,
        kept: list[Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Execute `nb` and return it; `kept` takes it too, which also serves when this fails."""
        manager = StillManager(nb, output_path, log_output, progress_bar, autosave_cell_every)
        manager.notebook_start()
        if kept is not None:
            kept.append(manager.nb)
        execute = cls.execute_managed_notebook
        if can_fork() and kernel_name == FORKED:
            execute = cls.execute_forked
        try:
            execute(manager, kernel_name, log_output=log_output, record_timing=False, **kwargs)
        finally:
            manager.notebook_complete()
        return manager.nb

    @classmethod
    def execute_forked(
        cls,
        manager: StillManager,
        kernel_name: str,
        folder: str | None = None,
        more: bool = False,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Execute in a kernel that is forked from the warm process."""
        for other in ("input_path", "start_timeout"):
            kwargs.pop(other, None)
        ForkedClient(
            manager,
            folder,
            more,
            kernel_name=kernel_name,
            timeout=execution_timeout,
            log=logger,
            **kwargs,
        ).execute()

    @classmethod
    def execute_managed_notebook(
        cls, manager: StillManager, kernel_name: str, **kwargs: Any
    ) -> None:
        """Execute in a kernel that is started by itself, as papermill does.

        Python would look for the kernel's own modules in the folder of the reports first.
        """
        os.environ["PYTHONSAFEPATH"] = "1"
        kwargs.pop("more", None)
        if folder := kwargs.pop("folder", None):
            kwargs["resources"] = {"metadata": {"path": folder}}
        super().execute_managed_notebook(
            manager, kernel_name, extra_arguments=list(OPTIONS), **kwargs
        )


def still(notebook: Any) -> Any:
    """Take out of a notebook's metadata what differs between two runs or two machines."""
    papermill = notebook.metadata.pop("papermill", None)
    if papermill is not None and papermill.get("parameters"):
        notebook.metadata["papermill"] = {"parameters": dict(papermill["parameters"])}
    language = notebook.metadata.get("language_info", {})
    language.pop("version", None)
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    return notebook


def _cell_id(cell: Any, number: int) -> str:
    """Return the id a cell has in the template, or one by its place for injected cells."""
    if "injected-parameters" in cell.metadata.get("tags", []):
        return "injected-parameters"
    return str(cell.get("id") or f"cell-{number}")


papermill_engines.register(NAME, ReproducibleEngine)
