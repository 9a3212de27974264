"""One forked kernel and its client, without an event loop: what comes is waited for, never polled."""

from __future__ import annotations

import itertools
import os
import select
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from helpers.batch.warm.process import nursery
from helpers.batch.warm.protocol import OPTIONS, READY, STATUS

LONGEST_PATH = 96
"""Characters of the path that the local sockets of a kernel are named after; a name may have 103
bytes."""
RETRY = 0.05
"""Seconds after which a request that came before the subscription to IOPub is sent again."""
START = 60.0
"""Seconds that a kernel may take to start."""
GRACE = 5.0
"""Seconds that a kernel may take to end after it was asked to."""
_numbers = itertools.count(1)
attendants = ThreadPoolExecutor(4, "kernels")
"""Threads that wait for kernels to start and to end, so that no notebook has to."""


class KernelGoneError(RuntimeError):
    """A kernel ended that should not have."""


class Kernel:
    """A kernel that is ready for its first cell.

    Args:
        cwd: Folder it works in.
        env: Its environment.

    Attributes:
        client: The client, whose channels are open.
        info: The content of the kernel's answer to who it is.

    Raises:
        KernelGoneError: it ended while it started.
        OSError: the warm process is gone.
    """

    def __init__(self, cwd: str, env: dict[str, str]) -> None:
        house = nursery()
        self._base = house.folder / str(next(_numbers))
        local = len(str(self._base)) <= LONGEST_PATH
        file, connection = write_connection_file(
            f"{self._base}.json",
            transport="ipc" if local else "tcp",
            ip=str(self._base) if local else "",
            key=os.urandom(16).hex().encode(),
        )
        self._gone = False
        self.pid, self._ending = house.kernel(
            ["ipykernel_launcher", "-f", file, *OPTIONS], cwd, env
        )
        try:
            self._await_start()
            self.client = BlockingKernelClient(context=zmq.Context.instance())
            self.client.load_connection_info(connection)
            self.client.start_channels(stdin=False, hb=False)
            self._poller = zmq.Poller()
            for source in (self._shell, self._iopub):
                self._poller.register(source, zmq.POLLIN)
            self._poller.register(self._ending, zmq.POLLIN)
            self.info = self._introduced()
        except BaseException:
            self.kill()
            raise

    @property
    def _shell(self) -> Any:
        return self.client.shell_channel.socket

    @property
    def _iopub(self) -> Any:
        return self.client.iopub_channel.socket

    @property
    def alive(self) -> bool:
        """Whether it is still there."""
        return not (self._gone or select.select([self._ending], [], [], 0)[0])

    def wait(self, seconds: float | None) -> tuple[list[Any], list[Any], bool]:
        """Wait until something comes; return messages of the shell, of IOPub, and whether it died.

        That it died is told once.

        Raises:
            Empty: nothing came in so many seconds.
        """
        ready = dict(self._poller.poll(None if seconds is None else int(max(0, seconds) * 1000)))
        if self._ending in ready:
            self._poller.unregister(self._ending)
        if not ready:
            raise Empty
        told = self._messages(self._iopub) if self._iopub in ready else []
        replies = self._messages(self._shell) if self._shell in ready else []
        return replies, told, self._ending in ready

    def _messages(self, socket: Any) -> list[Any]:
        found: list[Any] = []
        while True:
            _, message = self.client.session.recv(socket, zmq.NOBLOCK)
            if message is None:
                return found
            found.append(message)

    def _await_start(self) -> None:
        if not select.select([self._ending], [], [], START)[0]:
            raise KernelGoneError("The kernel did not start.")
        if os.read(self._ending, 1) != READY:
            raise KernelGoneError("The kernel ended while it started.")

    def _introduced(self) -> dict[str, Any]:
        """Return who the kernel is, once its status has come on IOPub.

        Then the subscription to IOPub stands and nothing of the start is left on it; stock waits
        another 200 ms for silence.
        """
        deadline, info, idle = time.monotonic() + START, None, False
        asked = self.client.kernel_info()
        while info is None or not idle:
            try:
                replies, told, died = self.wait(RETRY)
            except Empty:
                if time.monotonic() > deadline:
                    raise KernelGoneError("The kernel did not answer.") from None
                asked = self.client.kernel_info()
                continue
            for message in replies:
                if message["msg_type"] == "kernel_info_reply":
                    info = dict(message["content"])
            idle = idle or any(
                m["msg_type"] == "status"
                and m["content"]["execution_state"] == "idle"
                and m["parent_header"].get("msg_id") == asked
                for m in told
            )
            if died:
                raise KernelGoneError("The kernel ended while it started.")
        return info

    def leave(self) -> None:
        """Ask it to end; that is waited for elsewhere."""
        self.client.shutdown()
        attendants.submit(self._end)

    def kill(self) -> None:
        """End it at once, with the processes it has started."""
        if not self._gone:
            # It may have just ended, or not yet made a group of its own.
            for end in (os.killpg, os.kill):
                with suppress(ProcessLookupError, PermissionError):
                    end(self.pid, signal.SIGKILL)
        self._end()

    def _end(self) -> None:
        """Wait until it has ended, and take away what belongs to it."""
        if self._gone:
            return
        deadline = time.monotonic() + GRACE
        status = b""
        # What is read is READY, if it has just started; then its status, or nothing if the warm
        # process died with it.
        while select.select([self._ending], [], [], max(0, deadline - time.monotonic()))[0]:
            status = os.read(self._ending, STATUS.size)
            if status != READY:
                break
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            os.read(self._ending, STATUS.size)
        self._gone = True
        os.close(self._ending)
        if (client := getattr(self, "client", None)) is not None:
            client.stop_channels()
        for left in self._base.parent.glob(f"{self._base.name}[-.]*"):
            left.unlink(missing_ok=True)
