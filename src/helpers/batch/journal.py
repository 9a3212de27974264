"""What a folder of products holds already, so that nothing is made twice.

One line of JSON for every notebook with its page: the key, which stands for everything that it is
made from, and the hashes of the files. A line is added when the files are in place, so a run that
is killed at any moment leaves at most a line half written, which is then ignored.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from helpers.batch.files import write
from helpers.errors import UsageError
from helpers.hashes import hash_file, hash_of
from helpers.messages import Text
from helpers.provenance import code_hash, lock_hash
from helpers.readers import office, pictures

NAME = ".journal.jsonl"
LOCK = ".lock"


@cache
def code() -> str:
    """Return a hash of this package, of the lock, of Python, and of what else reports are read with."""
    version = sys.version.split()[0]
    return hash_of(code_hash(), lock_hash(), version, pictures.installed(), office.installed())


class Journal:
    """The products of a folder.

    Args:
        out: The folder.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = Lock()
        self._held: dict[str, dict[str, Any]] = {}
        for line in self._lines():
            try:
                entry = json.loads(line)
                self._held[entry["name"]] = {"key": entry["key"], "files": dict(entry["files"])}
            except (ValueError, KeyError, TypeError):
                continue  # half a line, of a run that was killed; what it told of is made again

    def _lines(self) -> list[str]:
        try:
            return (self._out / NAME).read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return []

    def holds(self, name: str, key: str) -> bool:
        """Tell whether the products `name` are there, whole, and made from what `key` stands for."""
        entry = self._held.get(name)
        if entry is None or entry["key"] != key:
            return False
        return all(hash_file(self._out / file) == digest for file, digest in entry["files"].items())

    def add(self, name: str, key: str, files: Iterable[Path]) -> None:
        """Record products that are in place."""
        hashes = {p.relative_to(self._out).as_posix(): hash_file(p) for p in files}
        with self._lock:
            self._held[name] = {"key": key, "files": hashes}
            with (self._out / NAME).open("a", encoding="utf-8") as journal:
                journal.write(self._line(name) + "\n")

    def drop(self, name: str) -> None:
        """Forget products that are no longer there."""
        with self._lock:
            self._held.pop(name, None)

    def tidy(self) -> None:
        """Write the journal anew: a line for each name, in their order."""
        with self._lock:
            lines = [self._line(name) for name in sorted(self._held)]
            write(self._out / NAME, "".join(line + "\n" for line in lines))

    def _line(self, name: str) -> str:
        return json.dumps({"name": name, **self._held[name]}, ensure_ascii=False, sort_keys=True)


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Keep other runs out of a folder as long as this one writes to it.

    The lock belongs to the process and ends with it, however that ends.

    Raises:
        UsageError: another run is at work there.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    out.mkdir(parents=True, exist_ok=True)
    handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(
                "another-run",
                Text("Another run is writing to this folder.", "另一个运行正在写入该文件夹。"),
                Text(
                    "Wait until it has ended, or name another folder with --out.",
                    "请等待其结束，或用 --out 指定其他文件夹。",
                ),
                out.name,
            ) from error
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)
