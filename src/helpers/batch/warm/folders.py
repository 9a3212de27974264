"""Temporary folders that a process which is killed does not leave for ever.

A folder belongs to the process that holds the lock in it; the lock ends with the process, however
that ends. So a folder whose lock is free has no owner, and the next run takes it away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from time import sleep

PREFIX = "ogi-k-"
LOCK = "owner.lock"
ATTEMPTS, PAUSE = 40, 0.025
"""How often a folder is tried to be removed, and the seconds between."""


class OwnFolder:
    """A temporary folder of this process.

    Attributes:
        path: Where it is; short, since sockets are named after it.
    """

    def __init__(self) -> None:
        self._lock: int | None = None
        while self._lock is None:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            self._lock = _locked(self.path)

    def remove(self) -> None:
        """Take it away with all it holds."""
        _take_away(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep() -> None:
    """Take away the folders in the temporary folder whose owners are gone."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            if not (path / LOCK).exists():
                # Killed before it had its lock. One that is about to lock it makes another.
                path.rmdir()
                continue
            if (lock := _locked(path)) is not None:
                _take_away(path)
                os.close(lock)


def _take_away(path: Path) -> None:
    """Remove a folder, also if a kernel that is just ending still puts a socket there."""
    for _ in range(ATTEMPTS):
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
        sleep(PAUSE)


def _locked(path: Path) -> int | None:
    """Return the lock of a folder; None if another process has it, or has removed the folder."""
    lock = -1
    try:
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Between making a folder and locking it, another process may have swept it away.
        if os.path.samestat(os.fstat(lock), (path / LOCK).stat()):
            return lock
    except OSError:
        pass
    if lock >= 0:
        os.close(lock)
    return None
