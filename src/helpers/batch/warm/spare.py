"""A kernel that is started before it is asked for, so that a notebook need not wait for its own."""

from __future__ import annotations

import atexit
import threading
from concurrent.futures import Future
from contextlib import suppress

from helpers.batch.warm import process
from helpers.batch.warm.kernel import Kernel, attendants

_lock = threading.Lock()
_spare: tuple[str, dict[str, str], Future[Kernel]] | None = None


def kernel(cwd: str, env: dict[str, str], *, more: bool = False) -> Kernel:
    """Return a kernel that has run nothing: the spare one if it fits, else a new one.

    Args:
        cwd: Folder it works in.
        env: Its environment.
        more: Have the next one started while this one works.

    Raises:
        KernelGoneError: it ended while it started.
        OSError: the warm process is gone.
    """
    global _spare
    with _lock:
        found = _spare
        _spare = (cwd, env, attendants.submit(Kernel, cwd, env)) if more else None
    if found is not None:
        with suppress(OSError, RuntimeError):  # then a new one may still do
            waiting = found[2].result()
            if found[:2] == (cwd, env) and waiting.alive:
                return waiting
            waiting.kill()
    return Kernel(cwd, env)


@atexit.register
def close() -> None:
    """End the warm process and all its kernels, the spare one with them."""
    global _spare
    with _lock:
        found, _spare = _spare, None
    process.close()
    if found is not None:
        with suppress(OSError, RuntimeError):
            found[2].result().kill()
