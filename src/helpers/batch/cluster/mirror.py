"""The files of a run as a worker sees them: each at its own path below one temporary folder.

So whatever looks upwards from a report for its collection finds there what it finds on the machine
that the run was started on.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from helpers.batch.cluster.parcel import Files, Setting
from helpers.batch.files import write
from helpers.batch.warm.folders import OwnFolder
from helpers.catalogue import Found
from helpers.paths import ROOT_SET


class Mirror:
    """The files of one run on one worker.

    Args:
        setting: What all its reports share.
    """

    def __init__(self, setting: Setting) -> None:
        self._own = OwnFolder()
        self._folder = self._own.path / "files"
        self._lock = Lock()
        self._used: Counter[str] = Counter()
        for path, data in setting.files.items():
            write(self.at(path), data)
        self._root = root = self.at(setting.root)
        (root / "data" / "raw").mkdir(parents=True, exist_ok=True)
        os.environ[ROOT_SET] = str(root)  # kernels are given it, too

    @property
    def scratch(self) -> Path:
        """A folder for what is being made."""
        return self._own.path

    def at(self, path: str | Path) -> Path:
        """Return where a file of the other machine is here."""
        whole = Path(path)
        return self._folder / whole.relative_to(whole.anchor)

    def found(self, found: Found) -> Found:
        """Return a report of the other machine as it is found here."""
        return replace(found, path=self.at(found.path), base=self.at(found.base))

    @contextmanager
    def holding(self, files: Files, base: Path) -> Iterator[None]:
        """Have files in place; those that no other report needs are removed afterwards."""
        with self._lock:
            self.at(base).mkdir(parents=True, exist_ok=True)
            for path, data in files.items():
                self._used[path] += 1
                if self._used[path] == 1:
                    write(self.at(path), data)
        try:
            yield
        finally:
            with self._lock:
                for path in files:
                    self._used[path] -= 1
                    if not self._used[path]:
                        self.at(path).unlink(missing_ok=True)

    def remove(self) -> None:
        """Take it away."""
        if os.environ.get(ROOT_SET) == str(self._root):
            del os.environ[ROOT_SET]
        self._own.remove()
