"""The warm process as the run sees it: started, asked for kernels, ended."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from helpers.batch.stopping import asked

MOST_MEMORY = 8 * 2**30
"""Bytes of addresses that a kernel may take beyond what it starts with; then a cell ends with a
MemoryError. Recognising a scanned report takes some 4 GiB, of which it fills 2.6."""

SILENCE = 5.0
"""Seconds to wait for what a warm process that was killed had forked."""


def can_fork() -> bool:
    """Tell whether kernels can be forked from a warm process; else each is started by itself.

    ``OGI_AUDIT_KERNELS=plain`` asks for kernels started by themselves.
    """
    return hasattr(os, "fork") and os.environ.get("OGI_AUDIT_KERNELS") != "plain"


class Nursery:
    """The warm process of this process: started when first needed, ended with it.

    It gets ready by itself; only the first request for a kernel waits for that.
    """

    def __init__(self) -> None:
        from helpers.batch.warm.folders import OwnFolder, sweep  # only where one can fork

        sweep()
        self._folder = OwnFolder()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",  # the working folder may hold reports from anywhere, and modules with them
                    "-m",
                    "helpers.batch.warm.nursery",
                    str(theirs.fileno()),
                    str(self._folder.path),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._line = ours
        self._lock = threading.Lock()
        self._asked = False

    @property
    def folder(self) -> Path:
        """A folder of its own for the sockets of its kernels; its path is short."""
        return self._folder.path

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
        request = json.dumps({"argv": argv, "cwd": cwd, "env": env, "memory": MOST_MEMORY})
        ending, status = os.pipe()
        try:
            with self._lock:
                self._asked = True
                socket.send_fds(self._line, [request.encode()], [status])
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
        if not self._asked:
            self._process.kill()  # it may still be getting ready, and has no kernels
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)
        self._process.wait()
        self._await_silence()
        self._line.close()
        self._folder.remove()

    def _await_silence(self) -> None:
        """Wait until nobody holds the other end.

        What it forked to get ready may outlive it, and would make the removed folder anew.
        """
        with suppress(OSError):
            self._line.settimeout(SILENCE)
            while self._line.recv(256):
                pass


_nursery: Nursery | None = None
_starting = threading.Lock()


def nursery() -> Nursery:
    """Return the warm process, a new one if there is none or it has died.

    Raises:
        OSError: the run was asked to stop.
    """
    global _nursery
    with _starting:
        if asked():
            raise OSError("the run was asked to stop")
        if _nursery is None or not _nursery.alive:
            _close()
            _nursery = Nursery()
        return _nursery


def prepare() -> None:
    """Have the warm process get ready while this one does, if kernels can be forked."""
    if can_fork():
        nursery()


@atexit.register
def close() -> None:
    """End the warm process, if there is one, and all its kernels."""
    with _starting:
        _close()


def _close() -> None:
    global _nursery
    if _nursery is not None:
        _nursery.close()
        _nursery = None
