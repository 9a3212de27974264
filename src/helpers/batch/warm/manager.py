"""Kernel manager and client that wait for events instead of polling."""

from __future__ import annotations

import asyncio
import itertools
import os
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import CaselessStrEnum, Type, Unicode, default

from helpers.batch.warm.provisioner import NAME, nursery

LONGEST_PATH = 96
"""Characters of the path of a connection file; the name of a local socket made from it is longer,
and may have 103 bytes."""
RETRY = 0.05
"""Seconds after which a request that came before the subscription to IOPub is sent again."""
_numbers = itertools.count(1)


class EventClient(AsyncKernelClient):
    """A client that is ready as soon as the kernel has answered, and sends no heartbeat."""

    def start_channels(
        self,
        shell: bool = True,
        iopub: bool = True,
        stdin: bool = True,
        hb: bool = False,
        control: bool = True,
    ) -> None:
        """Start the channels but that of the heartbeat: the end of the process is an event."""
        super().start_channels(shell, iopub, stdin, hb, control)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the answer to a kernel_info request, and for its status on IOPub.

        Both have come when the subscription to IOPub stands and nothing of the start is left on
        it; stock waits another 200 ms for silence.
        """
        async with asyncio.timeout(timeout):
            asked = self.kernel_info()
            replied = idle = False
            while not idle:
                if not replied:
                    message = await _next(self.shell_channel, 1.0)
                    if message is None and self.parent and not await self.parent.is_alive():
                        raise RuntimeError("Kernel died before replying to kernel_info")
                    if message is None or message["msg_type"] != "kernel_info_reply":
                        continue
                    self._handle_kernel_info_reply(message)
                    replied = True
                message = await _next(self.iopub_channel, RETRY)
                if message is None:
                    asked, replied = self.kernel_info(), False
                    continue
                idle = (
                    message["msg_type"] == "status"
                    and message["content"]["execution_state"] == "idle"
                    and message["parent_header"].get("msg_id") == asked
                )


async def _next(channel: Any, timeout: float) -> dict[str, Any] | None:
    try:
        return dict(await channel.get_msg(timeout=timeout))
    except Empty:
        return None


class EventManager(AsyncKernelManager):
    """A manager of forked kernels that waits for the end of one as for an event."""

    client_class = Unicode("helpers.batch.warm.manager.EventClient")
    client_factory = Type(EventClient)
    transport = CaselessStrEnum(["tcp", "ipc"], default_value="ipc")

    @default("connection_file")
    def _own_connection_file(self) -> str:
        path = Path(nursery().folder) / f"{os.getpid()}-{next(_numbers)}.json"
        if len(str(path)) > LONGEST_PATH:
            self.transport = "tcp"
        return str(path)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The specification of the kernel, which names our provisioner."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": NAME}}
        return spec

    async def _async_interrupt_kernel(self) -> None:
        # Stock interrupts a kernel before asking it to end, which at times makes it miss that.
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    interrupt_kernel = _async_interrupt_kernel

    async def _async_wait(self, pollinterval: float = 0.1) -> None:
        if self.provisioner is not None:
            await self.provisioner.wait()
