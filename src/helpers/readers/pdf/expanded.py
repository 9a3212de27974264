"""How much the pages of a PDF draw when each form is drawn as often as it is named, counted first.

A form is a drawing that pages and other forms name, and the library unfolds every one when it loads
a page: six forms that name the next thirty times are a few kilobytes and a billion drawings. It
cannot be stopped while it does. So the bytes of the drawings are counted before, by the places
and names in the file; nothing is drawn. Of encrypted files and of streams that are packed in
another way than Flate nothing is counted.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field

from helpers.errors import InputError
from helpers.readers.pdf.refusals import too_large

MAX_DRAWN = 32 * 1024 * 1024
"""Bytes. Files that draw more are refused: a long report has some millions."""
_A_FORM = 400
"""So many bytes are counted for each form that is drawn, however short: the library keeps two
kilobytes of it."""

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})[\s\0]+\d{1,5}[\s\0]+obj\b")
_STREAM = re.compile(rb"\bstream\r?\n?")
_NAMED = re.compile(rb"/([^\s\0/<>()\[\]{}%]+)[\s\0]+(\d{1,9})[\s\0]+\d{1,5}[\s\0]+R\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})[\s\0]+\d{1,5}[\s\0]+R\b")
_PARENT = re.compile(rb"/(?:Parent|P|Prev|Next|First|Last)[\s\0]+\d+[\s\0]+\d+[\s\0]+R\b")
_ABOVE = re.compile(rb"/Parent[\s\0]+(\d{1,9})[\s\0]+\d+[\s\0]+R\b")
_KIDS = re.compile(rb"/Kids\b[\s\0]*(?:\[[^\]]*\]|\d+[\s\0]+\d+[\s\0]+R)")
_FOLDERS = 50
_CONTENTS = re.compile(rb"/Contents\b[\s\0]*(\[[^\]]*\]|\d+[\s\0]+\d+[\s\0]+R)")
_DRAWS = re.compile(rb"/([^\s\0/<>()\[\]{}%]+)[\s\0]+Do\b")
_PAIRS = re.compile(rb"/N[\s\0]+(\d{1,6})\b")
_FIRST = re.compile(rb"/First[\s\0]+(\d{1,9})\b")


@dataclass(slots=True)
class _Object:
    """An object: what stands before its stream, and the stream as stored."""

    head: bytes
    stored: bytes | None = None


@dataclass
class _Drawings:
    """The objects of a file, and how many bytes each form draws."""

    path: str
    objects: dict[int, _Object] = field(default_factory=dict)
    costs: dict[int, int] = field(default_factory=dict)
    spent: int = 0

    def unpacked(self, item: _Object) -> bytes:
        """Return what a stream holds; what all hold together is bounded."""
        data = item.stored or b""
        if b"ASCII85Decode" in item.head or b"/A85" in item.head:
            try:
                data = base64.a85decode(data.strip().removesuffix(b"~>"))
            except ValueError:
                return b""
        if b"FlateDecode" in item.head or b"/Fl" in item.head:
            try:
                data = zlib.decompressobj().decompress(data, MAX_DRAWN + 1)
            except zlib.error:
                return b""
        self.spend(len(data))
        return data

    def spend(self, looked_at: int) -> None:
        """Bound the work of counting itself."""
        self.spent += looked_at
        if self.spent > MAX_DRAWN:
            raise self.refusal()

    def refusal(self) -> InputError:
        """Return the error for files that draw too much."""
        return too_large(
            self.path,
            f"more than {MAX_DRAWN:,} bytes of drawings",
            f"绘图内容超过 {MAX_DRAWN:,} 字节",
            MAX_DRAWN,
        )

    def names(self, head: bytes) -> dict[bytes, set[int]]:
        """Return what each name in a dictionary, and in those that it refers to, may stand for."""
        found: dict[bytes, set[int]] = {}
        seen: set[int] = set()
        heads = [head]
        while heads:
            self.spend(4 * len(heads[-1]))  # looked through four times as slowly as unpacked
            text = _PARENT.sub(b"", heads.pop())
            for name, number in _NAMED.findall(text):
                found.setdefault(name, set()).add(int(number))
            for number in map(int, _REFERENCE.findall(text)):
                item = self.objects.get(number)
                if number not in seen and item is not None and item.stored is None:
                    seen.add(number)
                    heads.append(item.head)
        return found

    def inherited(self, head: bytes) -> bytes:
        """Return the dictionary of a page with those of the folders of pages above it."""
        heads = [head]
        for _ in range(_FOLDERS):
            above = _ABOVE.search(heads[-1])
            item = self.objects.get(int(above[1])) if above else None
            if item is None:
                break
            self.spend(len(item.head))
            heads.append(_KIDS.sub(b"", item.head))
        return b"".join(heads)

    def cost(self, head: bytes, content: bytes, above: tuple[int, ...] = ()) -> int:
        """Return how many bytes a content draws with the forms that it names."""
        total = len(content)
        drawn = Counter(_DRAWS.findall(content))
        names = self.names(head) if drawn else {}
        for name, times in drawn.items():
            targets = names.get(name, ())
            if any(n in above for n in targets):  # the library goes round, thirty times deep
                return MAX_DRAWN + 1
            total += times * (_A_FORM + max((self.form(n, above) for n in targets), default=0))
            if total > MAX_DRAWN:
                break
        return total

    def form(self, number: int, above: tuple[int, ...]) -> int:
        """Return how many bytes a form draws; one that draws itself draws without end."""
        if number not in self.costs:
            item = self.objects.get(number)
            if item is None or item.stored is None or b"/Form" not in item.head or len(above) > 99:
                return 0
            self.costs[number] = self.cost(item.head, self.unpacked(item), (*above, number))
        return self.costs[number]


def refuse_too_many_drawings(data: bytes, path: str) -> None:
    """Refuse a PDF whose pages draw more than any report does.

    Args:
        data: The file.
        path: For messages.

    Raises:
        InputError: ``too-large``.
    """
    drawings = _Drawings(path)
    begins = list(_OBJECT.finditer(data))
    for n, match in enumerate(begins):
        body = data[match.end() : begins[n + 1].start() if n + 1 < len(begins) else len(data)]
        stream = _STREAM.search(body)
        if stream is None:
            item = _Object(body)
        else:
            end = body.rfind(b"endstream")
            item = _Object(body[: stream.start()], body[stream.end() : end if end > 0 else None])
        # Of several with one number the last holds, as after a change of the file.
        drawings.objects[int(match[1])] = item
    for item in list(drawings.objects.values()):
        if item.stored is not None and b"/ObjStm" in item.head:
            _add_packed(drawings, item)
    total = 0
    for item in drawings.objects.values():
        if item.stored is not None:
            continue
        if b"/AP" in item.head:  # what an annotation prints
            total += sum(drawings.form(n, ()) for n in drawings.names(item.head).get(b"N", ()))
        contents = _CONTENTS.search(item.head)
        for content in _streams(drawings, contents[1]) if contents else ():
            total += drawings.cost(drawings.inherited(item.head), drawings.unpacked(content))
        if total > MAX_DRAWN:
            raise drawings.refusal()


def _add_packed(drawings: _Drawings, item: _Object) -> None:
    """Enter the objects that are stored together in a stream."""
    pairs, first = _PAIRS.search(item.head), _FIRST.search(item.head)
    if pairs is None or first is None:
        return
    content = drawings.unpacked(item)
    begin = int(first[1])
    numbers = content[:begin].split()[: 2 * int(pairs[1])]
    if not all(number.isdigit() and len(number) < 10 for number in numbers):
        return
    places = [int(place) for place in numbers[1::2]]
    for n, number in enumerate(numbers[: 2 * len(places) : 2]):
        end = begin + places[n + 1] if n + 1 < len(places) else None
        drawings.objects.setdefault(int(number), _Object(content[begin + places[n] : end]))


def _streams(drawings: _Drawings, contents: bytes) -> list[_Object]:
    """Return the streams that a page is made of."""
    found = []
    for number in map(int, _REFERENCE.findall(contents)):
        item = drawings.objects.get(number)
        if item is not None and item.stored is None:
            inner = map(int, _REFERENCE.findall(item.head))
            found += [s for n in inner if (s := drawings.objects.get(n)) and s.stored is not None]
        elif item is not None:
            found.append(item)
    return found
