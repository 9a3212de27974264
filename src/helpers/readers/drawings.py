"""Pictures in Word documents: read where they show a table and the extra is installed, or named."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from helpers.errors import InputError
from helpers.model import Grid, Line, Picture, Place
from helpers.readers.package import Package
from helpers.readers.pictures.embedded import MOST_EMBEDDED, placed_at, read_embedded

FEWEST = 300
"""A document with fewer characters is one of scanned pages, whose words are read as well."""
SMALLEST_PICTURE = 48.0
"""Narrower pictures, in points, are marks and not tables."""
MAX_PICTURES, LONGEST_NAME = 200, 200
"""So many pictures are kept with their place; the others are only counted."""
DRAWN = ("}extent", "}docPr", "}blip", "}imagedata")
"""How the tags end that make up a picture: its size, its name, and the picture itself."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_EMU = 12700
"""Units of drawings for a point."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture: its name, the id of the relation to its part, and its width in points."""

    name: str
    relation: str
    width: float | None


@dataclass
class Drawings:
    """The pictures of a document, as they are met.

    Attributes:
        package: The document.
        root: Its main part.
        own: Tells of the bytes of a picture whether they may be read as part of the report.
        waiting: Those met since they were last taken.
        pictures: Those not read, with the place of the item before each.
        shown: How many were not read.
        recognised: How many were.
    """

    package: Package
    root: Element
    own: Callable[[bytes], bool] = bool
    waiting: list[_Drawn] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    shown: int = 0
    recognised: int = 0
    _tried: int = 0
    _called: str = ""
    _wide: int = 0

    def note(self, element: Element) -> None:
        """Take an element of a picture; its size and name stand before it."""
        if element.tag.endswith("}extent"):
            wide = element.get("cx") or ""
            self._wide = int(wide[:12]) if wide.isascii() and wide.isdigit() else 0
        elif element.tag.endswith("}docPr"):
            called = element.get("descr") or element.get("title") or element.get("name") or ""
            self._called = " ".join(called.split())
        else:
            relation = element.get(f"{_R}embed") or element.get(f"{_R}id") or ""
            width = self._wide / _EMU if self._wide else None
            self.waiting.append(_Drawn(self._called, relation, width))
            self._called, self._wide = "", 0

    def taken(
        self, after: Place, paragraphs: int, tables: int, *, read: bool
    ) -> tuple[list[Line | Grid], int, int]:
        """Return what the pictures that wait show; those that are not read are kept by name.

        Args:
            after: Place of the item before.
            paragraphs: How many paragraphs stand before.
            tables: How many tables do.
            read: Whether they are to be read at all.

        Returns:
            Lines and grids, and both numbers after them.
        """
        items: list[Line | Grid] = []
        waiting, self.waiting = self.waiting, []
        targets = _targets(self.package)
        written = sum(len(text.text or "") for text in self.root.iter(_T))
        for drawn in waiting:
            part = targets.get(drawn.relation, "")
            found: list[Line | Grid] = []
            if read and part and self._tried < MOST_EMBEDDED:
                self._tried += 1
                content = _content(self.package, part)
                if self.own(content):
                    found = read_embedded(
                        content, self.package.path, drawn.width, prose=written < FEWEST
                    )
            if found:
                self.recognised += 1
                own, paragraphs, tables = placed_at(found, paragraphs, tables)
                items += own
                continue
            self.shown += 1
            mark = drawn.width is not None and drawn.width < SMALLEST_PICTURE
            if not mark and len(self.pictures) < MAX_PICTURES:
                name = (drawn.name or posixpath.basename(part))[:LONGEST_NAME]
                self.pictures.append(Picture(name, items[-1].place if items else after))
        return items, paragraphs, tables


def _targets(package: Package) -> dict[str, str]:
    """Return the parts that the body refers to by their ids; what lies outside is left out."""
    root = package.xml("word/_rels/document.xml.rels")
    return {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/word", relation.get("Target", ""))
        ).lstrip("/")
        for relation in (root if root is not None else ())
        if relation.get("TargetMode") != "External"
    }


def _content(package: Package, part: str) -> bytes:
    """Return the bytes of a picture; none if it is damaged, which is no reason to refuse all."""
    try:
        return package.part(part) or b""
    except InputError:
        return b""
