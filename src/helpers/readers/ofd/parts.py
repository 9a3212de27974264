"""The parts of an OFD package: its XML without namespaces, and what its paths name."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from helpers.messages import Text
from helpers.readers.ofd.refusals import encrypted
from helpers.readers.package import MAX_PART_BYTES, Package
from helpers.readers.refusals import damaged, too_large

ROOT = "OFD.xml"
_KEYS = frozenset({"encryptions.xml", "decryptseed.dat", "entriesmap.dat"})
"""Parts that only an encrypted document has (GM/T 0099)."""


class Parts:
    """The parts of a package, opened from bytes.

    Paths are looked up among the names of the package and nowhere else, so that one which
    leads out of it names nothing.

    Raises:
        InputError: it is damaged, encrypted, or too large.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._package = Package(data, path)
        self._names = {_plain(name): name for name in self._package.names}
        self._spent = 0
        if any(posixpath.basename(name).lower() in _KEYS for name in self._names):
            raise encrypted(path)

    def found(self, base: str, location: str) -> str:
        """Return the name of a part as another one gives it.

        Args:
            base: The folder of the part that names it.
            location: As it stands there; from the root of the package if it begins with ``/``.
        """
        location = location.strip().replace("\\", "/")
        whole = location if location.startswith("/") else posixpath.join(base, location)
        return posixpath.normpath(whole).lstrip("/")

    def xml(self, name: str) -> Element:
        """Return a part as XML whose tags have lost their namespace: editions differ in it.

        Raises:
            InputError: there is no such part, it is no XML, or all parts together are too large.
        """
        root = self._package.xml(self._names.get(name, name))
        if root is None:
            raise damaged(self.path)
        self._count(self._package.size(self._names[name]))
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a part, None if there is no such part."""
        content = self._package.part(self._names.get(name, name))
        self._count(len(content or b""))
        return content

    def _count(self, size: int) -> None:
        self._spent += size
        if self._spent > MAX_PART_BYTES:
            raise too_large(
                self.path,
                Text(
                    f"Unpacked, the file holds more than {MAX_PART_BYTES:,} bytes.",
                    f"文件解压后超过 {MAX_PART_BYTES:,} 字节。",
                ),
            )


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")
