"""A run whose reports or products are in a store: they are brought here, and taken back when changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from helpers.batch.files import is_product, write
from helpers.batch.journal import NAME
from helpers.batch.records import STATE
from helpers.batch.stores import Store, is_address
from helpers.corrections import REPAIRS
from helpers.errors import UsageError
from helpers.hashes import hash_file
from helpers.levels import LEVELS
from helpers.manifest import MANIFEST
from helpers.messages import Text
from helpers.readers import MAX_BYTES, SUFFIXES

BESIDE = (MANIFEST, LEVELS, REPAIRS)
"""What is brought along with reports."""
TURN = ".turn"
"""Names, in the store, the run that writes there. It is removed when the run ends; that of a run that
was killed is in nobody's way, since the next run writes its own over it."""
EVERY = 25
"""Reports after which what is done is taken to the store, so that a run that is killed loses no more."""


class Kept:
    """The products of a run in a store, and their copy on this machine.

    A store has no locks. Of two runs into one the later has the turn, and the earlier writes no more.

    Args:
        store: Where they belong.
        out: The copy; filled with what is there.
    """

    def __init__(self, store: Store, out: Path) -> None:
        self._store, self._out = store, out
        self._there: dict[str, str] = {}
        self._looked: dict[str, tuple[int, int]] = {}
        self._count = 0
        out.mkdir(parents=True)
        self._turn = uuid4().hex.encode()
        store.write(TURN, self._turn)
        for name in store.files():
            if self._ours(out / name):
                self._there[name] = hash_file(write(out / name, store.read(name)))

    def _ours(self, path: Path) -> bool:
        first, *further = path.relative_to(self._out).parts
        state = first == STATE if further else first == NAME
        return (state or is_product(path, self._out)) and not path.name.endswith(".part")

    def count(self) -> None:
        """Save after every so many calls."""
        self._count += 1
        if self._count % EVERY == 0:
            self.save()

    def save(self) -> None:
        """Take what has changed to the store; the journal, which tells what is there, comes last.

        Raises:
            UsageError: another run has the turn, or the store refuses.
        """
        self._check_turn()
        files = {
            p.relative_to(self._out).as_posix(): p
            for p in self._out.rglob("*")
            if p.is_file() and self._ours(p)
        }
        for name in sorted(files, key=lambda n: (n.startswith("."), n == NAME, n)):
            with suppress(FileNotFoundError):  # moved meanwhile
                about = files[name].stat()
                seen = about.st_mtime_ns, about.st_size
                if self._looked.get(name) != seen:
                    digest = hash_file(files[name])
                    if self._there.get(name) != digest:
                        if name == NAME:
                            self._check_turn()
                        self._store.write(name, files[name].read_bytes())
                    self._there[name], self._looked[name] = digest, seen

    def finish(self) -> None:
        """Save, and remove from the store what is no longer a product."""
        self.save()
        for name in sorted(self._there):
            if not (self._out / name).is_file():
                self._store.remove(name)
                del self._there[name]
        self._store.remove(TURN)

    def _check_turn(self) -> None:
        try:
            turn = self._store.read(TURN)
        except UsageError as error:
            if error.code != "no-such-path":
                raise
            turn = b""
        if turn != self._turn:
            raise UsageError(
                "another-run",
                Text(
                    "Another run writes there since; this one has stopped.",
                    "另一个运行已开始写入该处，本次运行停止。",
                ),
                Text(
                    "Wait until it has ended, then call again: what is done is kept.",
                    "请待其结束后再次运行；已完成的部分均已保留。",
                ),
                self._store.address,
            )


@contextmanager
def at_hand(
    paths: Sequence[str], out: str
) -> Iterator[tuple[list[Path], Path, Callable[[], None]]]:
    """Give reports and products as paths of this machine, and what to call after each report.

    Args:
        paths: Files and folders, of this machine or in stores.
        out: Folder for the products, likewise.

    Raises:
        UsageError: an address cannot be used.
    """
    stores = {text: Store(text) for text in (*paths, out) if is_address(text)}
    near = {text: Path(text) for text in (*paths, out) if text not in stores}
    near |= {text: store.local for text, store in stores.items() if store.local is not None}
    if stores.keys() <= near.keys():
        yield [near[text] for text in paths], near[out], _nothing
        return
    from helpers.batch.warm.folders import OwnFolder  # only where there are locks

    own = OwnFolder()
    try:
        asked = [
            near[text] if text in near else _brought(stores[text], own.path / "in" / str(number))
            for number, text in enumerate(paths)
        ]
        if out in near:
            yield asked, near[out], _nothing
            return
        kept = Kept(stores[out], own.path / "out")
        try:
            yield asked, own.path / "out", kept.count
        finally:
            kept.finish()
    finally:
        own.remove()


def _nothing() -> None:
    """Do nothing after a report: its products are where they belong."""


def _brought(store: Store, folder: Path) -> Path:
    """Copy reports here; return the file or the folder, which has the name it has in the store."""
    if store.is_file():
        beside = store.above()
        here = folder / beside.name
        files = beside.files(depth=1)
        names = [store.name, *(name for name in BESIDE if name in files)]
        _copy(beside, here, {name: files[name] for name in names})
        return here / store.name
    every = store.files()
    reports = [name for name in every if Path(name).suffix.lower() in SUFFIXES]
    if not reports:
        raise UsageError(
            "no-reports",
            Text("There is no report in this folder.", "该文件夹中没有报告。"),
            Text("Check the address.", "请检查地址。"),
            store.address,
        )
    names = [*reports, *(name for name in every if name.rpartition("/")[2] in BESIDE)]
    _copy(store, folder / store.name, {name: every[name] for name in names})
    return folder / store.name


def _copy(store: Store, folder: Path, files: dict[str, int | None]) -> None:
    """Copy files; of one that is too long only so much that this is noticed."""
    for name, size in files.items():
        most = None if size is not None and size <= MAX_BYTES else MAX_BYTES + 1
        write(folder / name, store.read(name, most))
