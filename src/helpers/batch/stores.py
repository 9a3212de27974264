"""Files in stores, named by addresses such as ``s3://bucket/reports``. The door to fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from helpers.errors import OgiError, UsageError
from helpers.messages import Text

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(://|::)")
_SECRET = re.compile(r"(://)[^/@\s]*@")


def is_address(text: str) -> bool:
    """Tell whether a path is the address of a store: ``SCHEME://…``, or ``SCHEME::…``."""
    return _ADDRESS.match(text) is not None


def shown(text: str) -> str:
    """Return an address, or words about one, without the user and password that it may hold."""
    return _SECRET.sub(r"\1", text)


class Store:
    """A folder, or a single file, of a store.

    Args:
        address: Where it is; what is needed to get in, fsspec finds in its own settings.

    Raises:
        UsageError: there is no such kind of store, or a package for it is not installed.
    """

    def __init__(self, address: str) -> None:
        self.address = shown(address)
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError(
                "no-stores",
                Text("The extra for addresses is not installed.", "未安装用于地址的附加组件。"),
                Text("Install ogi-audit[cluster].", "请安装 ogi-audit[cluster]。"),
                self.address,
            ) from error
        with self._told():
            self._system: Any
            self._system, self._root = url_to_fs(address)

    @property
    def local(self) -> Path | None:
        """The path, if the store is nothing but this machine's own files."""
        from fsspec.implementations.local import LocalFileSystem

        return Path(self._root) if isinstance(self._system, LocalFileSystem) else None

    @property
    def name(self) -> str:
        """The last part of the path, as a name of a folder or file."""
        return self._root.rstrip("/").rpartition("/")[2] or "store"

    def above(self) -> Store:
        """Return the folder that holds it."""
        other = copy(self)
        other._root = self._root.rstrip("/").rpartition("/")[0]
        return other

    def is_file(self) -> bool:
        """Tell whether it is a single file.

        Raises:
            UsageError: the store refuses to tell.
        """
        with self._told():
            return bool(self._system.isfile(self._root))

    def files(self, depth: int | None = None) -> dict[str, int | None]:
        """Return its files, by their path below it, and how long they are, if that is known.

        Args:
            depth: How many parts a path may have; None for any number.

        Raises:
            UsageError: the store refuses, or a path leads out of the folder.
        """
        with self._told():
            found = self._system.find(self._root, maxdepth=depth, detail=True)
        start, files = self._root.strip("/"), dict[str, int | None]()
        for path, about in sorted(found.items()):
            name = path.lstrip("/")
            inside = not start or name.startswith(f"{start}/")
            name = name[len(start) + 1 :] if start else name
            if name.endswith("/") and not about.get("size"):
                continue  # how some stores keep an empty folder
            if not inside or "\0" in name or any(x in ("", ".", "..") for x in name.split("/")):
                raise UsageError(
                    "unsafe-name",
                    Text(
                        "A file in the store has a name that no folder can take.",
                        "存储中有文件的名称无法用于文件夹。",
                    ),
                    Text("Rename or remove it.", "请改名或移除该文件。"),
                    shown(path),
                )
            files[name] = about.get("size")
        return files

    def read(self, name: str = "", most: int | None = None) -> bytes:
        """Return the content of a file, or no more than its first bytes.

        Raises:
            UsageError: the store refuses.
        """
        with self._told():
            if most is None:
                return bytes(self._system.cat_file(self._at(name)))
            return bytes(self._system.cat_file(self._at(name), start=0, end=most))

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole as far as the store knows how to.

        Raises:
            UsageError: the store refuses.
        """
        with self._told(writing=True):
            path = self._at(name)
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, data)

    def remove(self, name: str) -> None:
        """Remove a file.

        Raises:
            UsageError: the store refuses.
        """
        with self._told(writing=True):
            self._system.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}" if name else self._root

    @contextmanager
    def _told(self, *, writing: bool = False) -> Iterator[None]:
        """Tell whatever goes wrong in a store: each has errors of its own kinds."""
        try:
            yield
        except OgiError:
            raise
        except ImportError as error:
            said = (f"A package is missing ({error}).", f"缺少软件包（{error}）。")
            raise self._error("no-package", *said) from error
        except FileNotFoundError as error:
            raise self._error(
                "no-such-path", "There is nothing there.", "该处没有内容。"
            ) from error
        except Exception as error:
            words = shown(f"{type(error).__name__}: {error}".strip().rstrip(":"))
            if writing:
                said = (f"Nothing can be written there ({words}).", f"无法写入该处（{words}）。")
            else:
                said = (f"The address cannot be used ({words}).", f"无法使用该地址（{words}）。")
            raise self._error("store-refused", *said) from error

    def _error(self, code: str, en: str, zh: str) -> UsageError:
        return UsageError(
            code,
            Text(en, zh),
            Text("Check the address and who may use it.", "请检查地址和访问权限。"),
            self.address,
        )
