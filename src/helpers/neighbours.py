"""Which reports belong together: an organ's report for the year before, and those it is the sum of.

Reports are paired by the organ's whole name and the year, never by the name of a file. Region codes
may part two organs of one name; they never join two names. Who is the sum of whom stands in
``levels.toml`` beside the raw files, because nothing in a report says it for certain.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from helpers.audit import Context, Levels
from helpers.cards import Card, Cards, Read
from helpers.catalogue import Found
from helpers.errors import OgiError
from helpers.levels import LEVELS, Level, organs, read_levels
from helpers.likeness import ALIKE, likeness, wording
from helpers.manifest import MANIFEST, Entry, read_manifest
from helpers.messages import Text
from helpers.model import Report
from helpers.reuse import near
from helpers.wording import plain

MOST_READ = 12
"""Reports that are probably alike of which so many are read and compared."""
MOST_ALIKE = 3
"""So many of them stand beside a report."""
MOST_CHOSEN = 40
"""So many reports that were named one by one are compared each with each."""


def collection_of(path: Path) -> Path | None:
    """Return the nearest folder above a file with a manifest or a ``levels.toml``, or None."""
    for folder in path.absolute().parents:
        if (folder / MANIFEST).is_file() or (folder / LEVELS).is_file():
            return folder
    return None


@dataclass(frozen=True, slots=True)
class Needed:
    """The reports whose files are opened to judge one report, and what they are to it.

    Attributes:
        index: Organ and year → its reports.
        near: The reports whose texts are compared with its own.
    """

    index: Mapping[tuple[str, int], Sequence[Found]]
    near: Sequence[Found]

    @property
    def found(self) -> tuple[Found, ...]:
        """All of them, each once."""
        listed = (f for part in self.index.values() for f in part)
        return tuple(dict.fromkeys([*listed, *self.near]))

    def moved(self, move: Callable[[Found], Found]) -> Needed:
        """Return the same reports in another place."""
        index = {key: [move(f) for f in part] for key, part in self.index.items()}
        return Needed(index, [move(f) for f in self.near])


class Neighbours:
    """Reports that may stand beside each other, known by organ and year.

    What a report says of itself is asked of its card (:mod:`helpers.cards`); a file is opened only
    for a report that does stand beside another.

    Args:
        found: The reports, in the order in which one of two equal ones is preferred.
        read: Reads one of them.
        trust: Whether the manifest is believed for organ and year; if not, every file is read.
        texts: Whether their texts are compared, for which every file is read.
    """

    def __init__(
        self, found: Iterable[Found], read: Read, *, trust: bool = True, texts: bool = False
    ) -> None:
        self._found = tuple(dict.fromkeys(found))
        self.cards = Cards(read, texts=texts)
        self._trust = trust and not texts
        self._texts = texts
        self._folders: dict[Path, Path | None] = {}
        self._alike: dict[str, list[Found]] | None = None
        self._index: dict[tuple[str, int], list[Found]] | None = None
        self._levels: dict[Path, tuple[Level, ...]] = {}
        self._lock = Lock()
        self._chosen: Sequence[Found] | None = None

    @classmethod
    def chosen(cls, found: Found, needed: Needed, read: Read) -> Neighbours:
        """Return the neighbours of one report as they were chosen on another machine."""
        made = cls([found, *needed.found], read)
        made._index = {key: list(part) for key, part in needed.index.items()}
        made._chosen = needed.near
        return made

    @property
    def found(self) -> tuple[Found, ...]:
        """All reports that may stand beside one."""
        return self._found

    def needed(self, found: Found, card: Card) -> Needed:
        """Return the reports that :meth:`context` opens, or may open, for a report."""
        level = self._level(found, card)
        keys = [(card.agency, (card.year or 0) - 1)]
        keys += [(name, card.year or 0) for name in (organs(level) if level is not None else ())]
        index = {(plain(a), year): self._candidates(found, a, year) for a, year in keys}
        near = [other for other in self._near(found) if self.cards.of(other) is not None]
        return Needed(index, near[:MOST_READ])

    def context(self, found: Found, report: Report) -> Context:
        """Return what stands beside `report`, which was read from `found`.

        Raises:
            InputError: a ``levels.toml`` is malformed.
        """
        earlier, remark = self._earlier(found, report)
        levels, alike = self._levels_of(found, report), self._alike_to(found, report)
        return Context(earlier, remark, levels, tuple(other for _, other in alike))

    def beside(self, found: Found, report: Report) -> list[str]:
        """Return the names of all reports that :meth:`context` considers, in order."""
        wanted = self._candidates(found, report.agency, (report.year or 0) - 1)
        level = self._level(found, report)
        if level is not None and report.year is not None:
            for name in organs(level):
                wanted += self._candidates(found, name, report.year)
        wanted += [other for other, _ in self._alike_to(found, report)]
        return [f.name for f in dict.fromkeys(wanted)]

    def identity(self, found: Found, card: Card) -> list[object]:
        """Return what stands for all that :meth:`context` may depend on, as plain JSON values.

        Args:
            found: A report.
            card: Its card. No file is opened but to tell whether it has changed.
        """
        level = self._level(found, card)
        organs_there = organs(level) if level is not None else ()
        beside = [self._candidates(found, card.agency, (card.year or 0) - 1)]
        beside += [self._candidates(found, name, card.year or 0) for name in organs_there]
        beside.append(self._near(found))
        names = [[[other.name, self.cards.key(other)] for other in part] for part in beside]
        return [card.agency, card.year, asdict(level) if level is not None else None, names]

    def _alike_to(self, found: Found, report: Report) -> list[tuple[Found, Report]]:
        """Return the reports of other organs whose texts are most like that of `report`."""
        cards = [(other, card) for other in self._near(found) if (card := self.cards.of(other))]
        mine, shared = wording(report), []
        for other, card in cards[:MOST_READ]:
            if plain(card.agency) == plain(report.agency) or (read := self._try(other)) is None:
                continue
            share = likeness(mine, wording(read)).share
            if share is not None and share >= ALIKE:
                shared.append((share, other, read))
        shared.sort(key=lambda s: (-s[0], s[1].name))
        return [(other, read) for _, other, read in shared[:MOST_ALIKE]]

    def _near(self, found: Found) -> list[Found]:
        """Return the reports whose texts are to be compared with that of `found`."""
        if self._chosen is not None:
            return list(self._chosen)
        if not self._texts:
            # Few reports that somebody chose are compared one by one, a collection is not.
            chosen = self._found if len(self._found) <= MOST_CHOSEN and not self._trust else ()
            return [other for other in chosen if other.path != found.path]
        with self._lock:
            if self._alike is None:
                self._index = self._index or self._indexed()
                by_name = {f.name: f for f in self._found}
                self._alike = {}
                cards = [c for f in self._found if (c := self.cards.of(f)) is not None]
                for one, two in near({c.name: c.sketched() for c in cards}):
                    self._alike.setdefault(one, []).append(by_name[two])
                    self._alike.setdefault(two, []).append(by_name[one])
        return self._alike.get(found.name, [])

    def _try(self, found: Found) -> Report | None:
        try:
            return self.cards.report(found)
        except OgiError:
            return None  # it is reported where it is audited itself

    def _earlier(self, found: Found, report: Report) -> tuple[Report | None, Text | None]:
        if report.year is None or not report.agency:
            return None, None
        before = report.year - 1
        there = self._there(self._candidates(found, report.agency, before), before, report)
        if not there:
            return None, None
        paths = [card.path for _, card in there]
        names = Text("”, “".join(paths), "”、“".join(paths))
        if len({card.figures for _, card in there}) > 1:
            return None, Text(
                f"There are several reports for {before} that differ (“{names.en}”), and it "
                "cannot be told which holds.",
                f"{before}年度有多份内容不同的报告（“{names.zh}”），无法判断以哪份为准。",
            )
        chosen = self._try(there[0][0])
        if chosen is None:
            return None, None
        said = []
        if len(there) > 1:
            said.append(
                Text(
                    f"Of several reports for {before} with the same figures "
                    f"“{chosen.source.path}” was used.",
                    f"{before}年度有多份数字相同的报告，采用“{chosen.source.path}”。",
                )
            )
        if not (chosen.region.code and report.region.code):
            said.append(
                Text(
                    f"The report for {before} was found by the name of the organ alone.",
                    f"{before}年度报告仅依机关名称对应。",
                )
            )
        if not said:
            return chosen, None
        return chosen, Text(" ".join(t.en for t in said), "".join(t.zh for t in said))

    def _levels_of(self, found: Found, report: Report) -> Levels | None:
        level = self._level(found, report)
        if level is None or report.year is None:
            return None
        there: list[tuple[str, Report]] = []
        for name in organs(level):
            cards = self._there(self._candidates(found, name, report.year), report.year)
            # Two that differ are as good as none: a sum must not depend on a choice.
            if len({card.figures for _, card in cards}) == 1:
                read = self._try(cards[0][0])
                there += [(name, read)] if read is not None else []
        return Levels(level.members, level.own, tuple(there), level.complete, level.why)

    def _level(self, found: Found, report: Report | Card) -> Level | None:
        parent = found.path.parent
        if parent not in self._folders:
            self._folders[parent] = collection_of(found.path)
        folder = self._folders[parent]
        if folder is None or not (folder / LEVELS).is_file():
            return None
        if folder not in self._levels:
            self._levels[folder] = read_levels(folder / LEVELS)
        return next(
            (level for level in self._levels[folder] if level.holds(report.agency, report.year)),
            None,
        )

    def _candidates(self, found: Found, agency: str, year: int) -> list[Found]:
        if not agency or year <= 0 or self._found == (found,):
            return []
        with self._lock:  # the first of several threads reads, the others wait for it
            if self._index is None:
                self._index = self._indexed()
        return [f for f in self._index.get((plain(agency), year), []) if f.path != found.path]

    def _indexed(self) -> dict[tuple[str, int], list[Found]]:
        index: dict[tuple[str, int], list[Found]] = {}
        listed = self._listed() if self._trust else {}
        for found in self._found:
            entry = listed.get(Path(os.path.realpath(found.path)))
            if entry is not None and entry.agency and entry.year.isdigit():
                index.setdefault((plain(entry.agency), int(entry.year)), []).append(found)
                continue
            card = self.cards.of(found)
            if card is not None and card.agency and card.year is not None:
                index.setdefault((plain(card.agency), card.year), []).append(found)
        return index

    def _listed(self) -> dict[Path, Entry]:
        """Return the rows of the manifests above the files; each manifest is read once."""
        above = {folder for found in self._found for folder in found.path.parents}
        folders = sorted(f for f in above if (f / MANIFEST).is_file())
        # The nearest manifest decides, as it does for the hash of a file.
        return {
            Path(os.path.realpath(folder / entry.file)): entry
            for folder in folders
            for entry in read_manifest(folder)
        }

    def _there(
        self, candidates: Iterable[Found], year: int, like: Report | None = None
    ) -> list[tuple[Found, Card]]:
        """Return the candidates of a year and place; of those with the same bytes the first."""
        there: list[tuple[Found, Card]] = []
        for found in candidates:
            card = self.cards.of(found)
            # The manifest may say otherwise, but the report itself decides.
            if card is None or card.year != year:
                continue
            codes = {card.region, like.region.code if like else ""} - {""}
            if len(codes) < 2 and card.sha256 not in {c.sha256 for _, c in there}:
                there.append((found, card))
        return there
