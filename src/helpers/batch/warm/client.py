"""papermill's client on a forked kernel: the same messages and outcomes, without an event loop."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any

from nbclient.exceptions import (
    CellExecutionComplete,
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from papermill.clientwrap import PapermillNotebookClient

from helpers.batch.warm import spare
from helpers.batch.warm.kernel import Kernel, KernelGoneError

LAST_WORDS = 0.2
"""Seconds in which what a kernel said before it died may still come."""


class ForkedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Executes the cells of a notebook in a kernel of its own that was forked.

    Args:
        manager: papermill's manager of the execution.
        cwd: Folder the kernel works in.
        more: Further notebooks follow; a kernel for the next is started meanwhile.
        settings: Of nbclient.
    """

    def __init__(
        self, manager: Any, cwd: str | None = None, more: bool = False, **settings: Any
    ) -> None:
        super().__init__(manager, **settings)
        self._cwd = cwd or str(Path.cwd())
        self._more = more
        self._kernel: Kernel | None = None

    def execute(self, **kwargs: Any) -> Any:
        """Execute all cells and return the notebook."""
        self.reset_execution_trackers()
        try:
            self._kernel = spare.kernel(self._cwd, dict(os.environ), more=self._more)
        except KernelGoneError as error:
            raise DeadKernelError(str(error)) from error
        self.kc = self._kernel.client
        done = False
        try:
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = self._kernel.info["language_info"]
            self.set_widgets_metadata()
            done = True
        finally:
            if done:
                self._kernel.leave()
            else:
                self._kernel.kill()
        return self.nb

    def execute_cell(
        self,
        cell: Any,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,
    ) -> Any:
        """Execute one cell; its outputs are added to it as they come.

        Raises:
            CellExecutionError: it raises an error.
            CellTimeoutError: it takes longer than the limit.
            DeadKernelError: its kernel dies.
        """
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        may_fail = not self.force_raise_errors and (self.allow_errors or "raises-exception" in tags)
        assert self.kc is not None
        asked = self.kc.execute(
            cell.source, store_history=store_history, stop_on_error=not may_fail
        )
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._answered(asked, cell, cell_index)
        if reply["status"] != "ok" and not (
            may_fail or reply.get("ename") in self.allow_error_names
        ):
            _show_error(cell, reply)
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _answered(self, asked: str, cell: Any, cell_index: int) -> dict[str, Any]:
        """Take what comes until the cell is answered and the kernel idle; return the answer."""
        assert self._kernel is not None
        limit = self._get_timeout(cell)
        deadline = None if limit is None else monotonic() + limit
        reply: dict[str, Any] | None = None
        idle = died = False
        while reply is None or not idle:
            try:
                left = LAST_WORDS if died else None if deadline is None else deadline - monotonic()
                replies, told, gone = self._kernel.wait(left)
            except Empty:
                if died:
                    raise DeadKernelError("Kernel died") from None
                raise self._too_slow(cell, limit, reply) from None
            for message in told:
                if message["parent_header"].get("msg_id") == asked:
                    with suppress(CellExecutionComplete):
                        self.process_message(message, cell, cell_index)
                        continue
                    idle = True
            for message in replies:
                if message["parent_header"].get("msg_id") == asked:
                    reply = message["content"]
                    deadline, limit = monotonic() + self.iopub_timeout, self.iopub_timeout
            died = died or gone
        return reply

    def _too_slow(self, cell: Any, limit: int | None, reply: object) -> CellTimeoutError:
        what = "Cell execution timed out" if reply is None else "Timeout waiting for IOPub output"
        return CellTimeoutError.error_from_timeout_and_cell(what, limit or 0, cell)


def _show_error(cell: Any, reply: dict[str, Any]) -> None:
    """Have the error among the outputs: papermill takes a notebook without one for whole.

    A kernel that has no memory left may answer that a cell failed, and be unable to show it.
    """
    if any(output.output_type == "error" for output in cell.outputs):
        return
    name, value = str(reply.get("ename", "Error")), str(reply.get("evalue", ""))
    lines = [str(line) for line in reply.get("traceback", ())] or [f"{name}: {value}"]
    said = {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}
    cell.outputs.append(type(cell)(said))
