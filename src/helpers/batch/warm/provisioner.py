"""A kernel provisioner of jupyter_client that asks the warm process for a forked kernel."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from helpers.batch.warm.nursery import READY, STATUS

NAME = "ogi-audit-warm"
"""Name of the entry point."""


class Nursery:
    """The warm process of this process: started when first needed, ended with it.

    Attributes:
        folder: A folder of its own for the sockets of its kernels; its path is short.
    """

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="ogi-")
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "helpers.batch.warm.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._line = ours
        self._lock = threading.Lock()

    @property
    def alive(self) -> bool:
        """Whether it can be asked for a kernel."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.wait()

    def kernel(self, argv: list[str], cwd: str, env: dict[str, str]) -> tuple[int, int]:
        """Fork a kernel and return its pid and the pipe that its status will come by.

        Raises:
            OSError: the warm process is gone.
        """
        request = json.dumps({"argv": argv, "cwd": cwd, "env": env}).encode()
        ending, status = os.pipe()
        try:
            with self._lock:
                socket.send_fds(self._line, [request], [status])
                answer = b""
                while not answer.endswith(b"\n"):
                    part = self._line.recv(256)
                    if not part:
                        raise OSError("the warm process is gone")
                    answer += part
        except OSError:
            os.close(ending)
            raise
        finally:
            os.close(status)
        return int(json.loads(answer)["pid"]), ending

    def close(self) -> None:
        """End it, and every kernel of it that is left."""
        self._line.close()
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


_nursery: Nursery | None = None
_starting = threading.Lock()


def nursery() -> Nursery:
    """Return the warm process, a new one if there is none or it has died."""
    global _nursery
    with _starting:
        if _nursery is None or not _nursery.alive:
            close()
            _nursery = Nursery()
        return _nursery


@atexit.register
def close() -> None:
    """End the warm process, if there is one."""
    global _nursery
    if _nursery is not None:
        _nursery.close()
        _nursery = None


class WarmProvisioner(LocalProvisioner):
    """Launches kernels by forking; everything else is as with a local process."""

    _ending: int | None = None
    _status: int | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel that has not been waited for."""
        return self.pid is not None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel that runs with the arguments, folder and environment of `cmd`."""
        # ``python -m ipykernel_launcher ARGS`` becomes what the launcher sees of it.
        argv = ["ipykernel_launcher", *cmd[cmd.index("ipykernel_launcher") + 1 :]]
        cwd = str(kwargs.get("cwd") or Path.cwd())
        self.pid, self._ending = nursery().kernel(argv, cwd, dict(kwargs["env"]))
        self.pgid, self.cwd, self._status = self.pid, cwd, None
        os.set_blocking(self._ending, False)
        await self._readable()
        if (first := os.read(self._ending, 1)) != READY:
            self._take(first + os.read(self._ending, STATUS.size))
            raise RuntimeError(f"The kernel ended while it started (status {self._status}).")
        return self.connection_info

    async def poll(self) -> int | None:
        """Return how the kernel ended, None while it runs."""
        if self._ending is not None:
            try:
                self._take(os.read(self._ending, STATUS.size))
            except BlockingIOError:
                return None
        return 0 if self._status is None else self._status

    async def wait(self) -> int | None:
        """Wait until the kernel has ended: an event, no polling."""
        if self._ending is not None:
            await self._readable()
            await self.poll()
        self.pid = None
        return self._status

    async def _readable(self) -> None:
        """Wait until there is something to read from the kernel's pipe."""
        assert self._ending is not None
        loop, said = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._ending, said.set)
        try:
            await said.wait()
        finally:
            loop.remove_reader(self._ending)

    def _take(self, data: bytes) -> None:
        self._status = STATUS.unpack(data)[0] if len(data) == STATUS.size else -signal.SIGKILL
        if self._ending is not None:
            os.close(self._ending)
            self._ending = None

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and the processes it has started."""
        if self.pid is not None and self._ending is not None:
            # It may have just ended, or not yet made a group of its own.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)
