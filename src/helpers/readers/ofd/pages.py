"""Pages of an OFD document (GB/T 33190-2016): templates, layers and what is noted on them.

Everything is given as a page of a PDF is: in points, turned upright, the upper left corner at
(0, 0).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from helpers.readers.ofd.drawing import Drawing, Picture
from helpers.readers.ofd.numbers import MILLIMETRE, UnsoundError, box_in
from helpers.readers.ofd.parts import ROOT, Parts
from helpers.readers.pdf.budget import Budget
from helpers.readers.pdf.page import Page
from helpers.readers.pdf.refusals import too_large
from helpers.readers.pdf.space import Affine, Box
from helpers.readers.refusals import damaged

MAX_PAGES = 300
_A4 = (0.0, 0.0, 210.0, 297.0)
_PAINTED = {"Background": 0, "Body": 1, "Foreground": 2}


@dataclass(slots=True)
class Resources:
    """What pages refer to by an id.

    Attributes:
        pictures: Id → name of the part.
        composed: Id → the content of a composed object.
    """

    pictures: dict[str, str] = field(default_factory=dict)
    composed: dict[str, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its pictures.

    Attributes:
        page: What stands on it.
        pictures: The pictures larger than an ornament.
        resources: What their ids mean.
    """

    page: Page
    pictures: list[Picture]
    resources: Resources


def load(parts: Parts) -> tuple[str, list[Leaf]]:
    """Return the declared title and the pages of all documents of a package.

    Raises:
        InputError: it is damaged or too large.
    """
    root = parts.xml(ROOT)
    spent = Budget(parts.path)
    leaves: list[Leaf] = []
    try:
        for body in root.iterfind("DocBody"):
            name = parts.found("", body.findtext("DocRoot") or "")
            leaves += _Reading(parts, name, spent, len(leaves)).leaves()
    except UnsoundError as error:
        raise damaged(parts.path) from error
    if not leaves:
        raise damaged(parts.path)
    return " ".join((root.findtext("DocBody/DocInfo/Title") or "").split()), leaves


class _Reading:
    """Reads the pages of one document."""

    def __init__(self, parts: Parts, name: str, spent: Budget, before: int) -> None:
        self._parts = parts
        self._spent = spent
        self._before = before
        self._folder = posixpath.dirname(name)
        self._document = parts.xml(name)
        self._area = _area(self._document.find("CommonData/PageArea")) or _A4
        self._templates = {
            page.get("ID", ""): page for page in self._document.iterfind("CommonData/TemplatePage")
        }
        self._read: dict[str, Element] = {}
        self._common = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for location in self._document.iterfind(f"CommonData/{kind}"):
                self._resources(location.text or "", self._folder, self._common)

    def leaves(self) -> Iterator[Leaf]:
        """Yield the pages in order."""
        pages = self._document.findall("Pages/Page")
        count = len(pages) + self._before
        if count > MAX_PAGES:
            raise too_large(self._parts.path, f"{count} pages", f"共 {count} 页", MAX_PAGES)
        notes = self._notes()
        for n, page in enumerate(pages, start=1 + self._before):
            yield self._leaf(page, n, notes.get(page.get("ID", ""), []))

    def _leaf(self, entry: Element, n: int, notes: list[str]) -> Leaf:
        name = self._parts.found(self._folder, entry.get("BaseLoc", ""))
        page = self._parts.xml(name)
        own = Resources(dict(self._common.pictures), dict(self._common.composed))
        for location in page.iterfind("PageRes"):
            self._resources(location.text or "", posixpath.dirname(name), own)
        x0, y0, x1, y1 = _area(page.find("Area")) or self._area
        if x1 <= x0 or y1 <= y0:
            raise UnsoundError("Area")
        k = MILLIMETRE
        to_page: Affine = (k, 0.0, 0.0, k, -x0 * k, -y0 * k)
        drawing = Drawing((x1 - x0) * k, (y1 - y0) * k, own.composed.get, self._spent)
        for content in self._painted(page):
            layers = sorted(content.iterfind("Layer"), key=_order)
            for layer in layers:
                drawing.draw(layer, to_page)
        for note in notes:
            self._note(note, drawing, to_page)
        return Leaf(drawing.page(n), drawing.pictures, own)

    def _painted(self, page: Element) -> Iterator[Element]:
        """Yield the contents of a page and of its templates in the order of paint."""
        before: list[Element] = []
        behind: list[Element] = []
        for use in page.iterfind("Template"):
            template = self._template(use.get("TemplateID", ""))
            order = use.get("ZOrder") or template.get("ZOrder") or "Background"
            into = behind if order == "Foreground" else before
            into += self._once(template.get("BaseLoc", "")).iterfind("Content")
        yield from before
        yield from page.iterfind("Content")
        yield from behind

    def _template(self, name: str) -> Element:
        if name not in self._templates:
            raise UnsoundError("TemplateID")
        return self._templates[name]

    def _once(self, location: str) -> Element:
        """Return a part that several pages show."""
        name = self._parts.found(self._folder, location)
        if name not in self._read:
            self._read[name] = self._parts.xml(name)
        return self._read[name]

    def _resources(self, location: str, folder: str, into: Resources) -> None:
        name = self._parts.found(folder, location)
        root = self._parts.xml(name)
        base = self._parts.found(posixpath.dirname(name), root.get("BaseLoc") or ".")
        for medium in root.iterfind("MultiMedias/MultiMedia"):
            file = medium.findtext("MediaFile") or ""
            into.pictures[medium.get("ID", "")] = self._parts.found(base, file)
        for unit in root.iterfind("CompositeGraphicUnits/CompositeGraphicUnit"):
            content = unit.find("Content")
            if content is not None:
                into.composed[unit.get("ID", "")] = content

    def _notes(self) -> dict[str, list[str]]:
        """Return the parts with what is noted on pages, by the id of the page."""
        location = self._document.findtext("Annotations")
        if not location:
            return {}
        name = self._parts.found(self._folder, location)
        found: dict[str, list[str]] = {}
        for page in self._parts.xml(name).iterfind("Page"):
            file = self._parts.found(posixpath.dirname(name), page.findtext("FileLoc") or "")
            found.setdefault(page.get("PageID", ""), []).append(file)
        return found

    def _note(self, name: str, drawing: Drawing, to_page: Affine) -> None:
        """Draw what is noted on a page: text typed over a form, stamps, marks."""
        for note in self._parts.xml(name).iterfind("Annot"):
            if note.get("Visible", "true").strip().lower() in ("false", "0"):
                continue
            for shown in note.iterfind("Appearance"):
                x, y, _, _ = box_in(shown.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
                k = to_page[0]
                drawing.draw(shown, (k, 0.0, 0.0, k, to_page[4] + x * k, to_page[5] + y * k))


def _area(element: Element | None) -> Box | None:
    return None if element is None else box_in(element.findtext("PhysicalBox"))


def _order(layer: Element) -> int:
    return _PAINTED.get(layer.get("Type", "Body"), 1)
