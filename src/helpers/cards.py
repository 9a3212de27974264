"""A card for each report: what other reports must know of it, without its file being opened again.

Cards are kept from run to run in one file, a line each. A card holds for the bytes of the report,
what the manifest and the corrections say about them, and the code that read them; a line that is
torn, or made from anything else, is made anew.
"""

from __future__ import annotations

import base64
import json
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from helpers.catalogue import Found, Presence, entry_of
from helpers.corrections import corrections_for
from helpers.errors import OgiError
from helpers.hashes import hash_file, hash_of, sealed, unsealed
from helpers.likeness import wording
from helpers.model import Report
from helpers.reuse import sketch

RECENT = 16
"""So many reports stay in memory after they were read, for who needs them next."""
Read = Callable[[Found], Report]


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a report without opening its file.

    Attributes:
        name: Its name in products.
        path: Its name in findings of other reports.
        sha256: Hash of its bytes.
        agency: The organ.
        year: The year reported on, or None.
        region: Code of its place, or "".
        figures: Hash of all numbers of its tables.
        kind: Kind of organ.
        form: Edition of its tables, or None.
        sketch: What its like is looked for by (base64), None where it was not made.
        key: What the card was made from.
        home: Where its name begins, see :class:`helpers.catalogue.Presence`.
    """

    name: str
    path: str
    sha256: str
    agency: str
    year: int | None
    region: str
    figures: str
    kind: str
    form: str | None
    sketch: str | None = None
    key: str = ""
    home: str = ""

    @classmethod
    def of(cls, name: str, report: Report, *, texts: bool, key: str = "") -> Card:
        """Return the card of a report; its text is sketched only if `texts` says so."""
        made = base64.b64encode(sketch(wording(report).text)).decode() if texts else None
        figures = hash_of(sorted((a, c.value) for a, c in report.cells.items()))
        source, code = report.source, report.region.code
        return cls(
            name,
            source.path,
            source.sha256,
            report.agency,
            report.year,
            code,
            figures,
            report.agency_kind,
            report.form,
            made,
            key,
        )

    def sketched(self) -> bytes:
        """Return the sketch of its text; empty for none."""
        return base64.b64decode(self.sketch or "")


class Cards:
    """The cards of many reports.

    Args:
        read: Reads a report.
        texts: Whether their texts are sketched.
    """

    def __init__(self, read: Read, *, texts: bool = False) -> None:
        self._read = read
        self._texts = texts
        self._cards: dict[Path, Card | None] = {}
        self._kept: dict[str, Card] = {}
        self._keys: dict[Path, str] = {}
        self._recent: OrderedDict[Path, Report] = OrderedDict()
        self._lock = Lock()
        self._file: Path | None = None
        self._code = ""

    def keep(self, file: Path, code: str) -> None:
        """Keep cards in `file`, and use those that are there.

        Args:
            file: One line a card; it need not be there yet.
            code: What stands for the code that reads reports.
        """
        self._file, self._code = file, code
        try:
            lines = file.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return
        for line in lines:
            text = unsealed(line)
            with suppress(TypeError):  # a card of another version of this program
                if text is not None:
                    card = Card(**json.loads(text))
                    self._kept[card.name] = card

    def prune(self, presence: Presence) -> None:
        """Forget the cards of reports that are gone."""
        with self._lock:
            for name, card in list(self._kept.items()):
                if presence.gone(card.name, card.home):
                    del self._kept[name]

    def tidy(self) -> None:
        """Write the file anew: a line for each card, in the order of their names."""
        if self._file is not None and (self._kept or self._file.exists()):
            text = "".join(_line(self._kept[name]) for name in sorted(self._kept))
            with suppress(OSError):
                if self._file.read_bytes() == text.encode():
                    return
            aside = self._file.with_name(f".{self._file.name}.part")
            aside.write_text(text, "utf-8")
            aside.replace(self._file)

    def key(self, found: Found) -> str:
        """Return what stands for all that the reading of a report rests on; "" if it cannot be told."""
        if found.path not in self._keys:
            self._keys[found.path] = self._key(found)
        return self._keys[found.path]

    def _key(self, found: Found) -> str:
        digest = hash_file(found.path)
        if not digest:
            return ""
        try:
            corrections = [asdict(c) for c in corrections_for(found.path, digest)]
            entry = entry_of(found.path)
        except OgiError:
            return ""  # it is reported where the report is read
        recorded = entry.sha256 if entry is not None else None
        return hash_of(self._code, found.name, digest, corrections, recorded)

    def held(self, found: Found) -> Card | None:
        """Return the card of a report if there is one that still holds; nothing is read."""
        if (card := self._cards.get(found.path)) is not None:
            return card
        if self._file is None or not (key := self.key(found)):
            return None
        card = self._kept.get(found.name)
        if card is None or card.key != key or (self._texts and card.sketch is None):
            return None
        self._cards[found.path] = card
        return card

    def of(self, found: Found) -> Card | None:
        """Return the card of a report, which is read if need be; None if it cannot be read."""
        card = self.held(found)
        if card is not None or found.path in self._cards:
            return card
        try:
            return self.add(found, self.report(found))
        except OgiError:
            self._cards[found.path] = None
            return None  # it is reported where it is audited itself

    def add(self, found: Found, report: Report) -> Card:
        """Return the card of a report that was read, and keep it."""
        card = Card.of(found.name, report, texts=self._texts)
        self._cards[found.path] = card
        if self._file is not None and (key := self.key(found)) and self._same(found, report):
            kept = replace(card, key=key, home=Presence(()).home(found))
            with self._lock:
                self._kept[found.name] = kept
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(_line(kept))
        return card

    def _same(self, found: Found, report: Report) -> bool:
        """Tell whether the file still is what its key was made from; it may change while we work."""
        if hash_file(found.path) == report.source.sha256 and self._key(found) == self.key(found):
            return True
        self._keys[found.path] = ""
        return False

    def report(self, found: Found) -> Report:
        """Read a report, or take it from those read last.

        Raises:
            InputError: it cannot be read.
        """
        with self._lock:
            if found.path in self._recent:
                self._recent.move_to_end(found.path)
                return self._recent[found.path]
        report = self._read(found)
        with self._lock:
            self._recent[found.path] = report
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return report


def _line(card: Card) -> str:
    return sealed(json.dumps(asdict(card), ensure_ascii=False, sort_keys=True)) + "\n"
