"""The papermill engine that leaves no trace of when and where a notebook was run.

Stock papermill writes times into every cell, paths into the notebook, and gives the injected
cell a random id; the kernel adds the patch version of Python. Same input, same bytes: none of
that is written in the first place. The doors to nbclient's traits are here.
"""

from __future__ import annotations

import os
from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

from helpers.batch.warm.manager import EventManager

NAME = "reproducible"


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
    """papermill's own engine with :class:`StillManager` and without timings."""

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool = False,
        log_output: bool = False,
        autosave_cell_every: int = 0,
        **kwargs: Any,
    ) -> Any:
        """Execute `nb` and return it."""
        if can_fork():
            kwargs.setdefault("kernel_manager_class", EventManager)
        manager = StillManager(nb, output_path, log_output, progress_bar, autosave_cell_every)
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(
                manager,
                kernel_name,
                log_output=log_output,
                record_timing=False,
                # The user's IPython history is neither read nor written; what the kernel logs
                # below an error is no concern of a person running audits.
                extra_arguments=["--HistoryManager.enabled=False", "--Application.log_level=50"],
                **kwargs,
            )
        finally:
            manager.notebook_complete()
        return manager.nb


def can_fork() -> bool:
    """Tell whether kernels can be forked from a warm process; else each is started by itself.

    ``OGI_AUDIT_KERNELS=plain`` asks for kernels started by themselves.
    """
    return hasattr(os, "fork") and os.environ.get("OGI_AUDIT_KERNELS") != "plain"


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
