"""The name of an organ on a page read by OCR: its mentions vote on each character.

青禾镇 in a title may be recognised as 青不镇, and nothing about the name itself tells. Yet a report
names its author in several places, and each is recognised by itself. The reading most of them
share is taken; where they do not all agree, or only one place names the organ, a note says that
the name is uncertain. What was recognised stays as it is in the list of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.messages import Text
from helpers.model import Document, Note, Place
from helpers.model.report import READ_BY_OCR
from helpers.parsing.chosen import core
from helpers.regions import chain_of
from helpers.wording import plain

Name = tuple[str, str, Place | None]
"""``(where, name, place)``, as in :attr:`helpers.model.Report.agency_names`."""

_TEXT_COUNTS = 2
"""Words that were not recognised in a picture (the title a file declares) count for so many."""
_WHERE = {
    "title": Text("title", "标题"),
    "signature": Text("signature", "落款"),
    "body": Text("text", "正文"),
    "metadata": Text("page data", "页面信息"),
    "gazetteer": Text("GB/T 2260", "行政区划代码"),
}


@dataclass(frozen=True, slots=True)
class _Vote:
    where: str
    reading: str
    weight: int


def voted(
    document: Document,
    names: Sequence[Name],
    prose: Iterable[tuple[str, Place]],
    year: int | None,
) -> tuple[list[Name], list[Note]]:
    """Return the names with the characters most mentions of the organ share, and notes.

    Args:
        document: The document; the names of one that is text are returned as they are.
        names: In order of trust.
        prose: The paragraphs of the report with their places.
        year: The year reported on; the names of its divisions count.
    """
    by_ocr = any(code == READ_BY_OCR for code, _ in document.remarks)
    if not names or not by_ocr:
        return list(names), []
    own = core(names[0][1])
    read = list(_votes(own, names, prose))
    votes = [*read, *_of_gazetteer(own, [v.reading for v in read], year)]
    chosen, open_at = _count(own, votes)
    missing = [n for _, n, _ in names[1:] if _one_more(core(n), own) or _one_more(own, core(n))]
    corrected = [(where, _with(name, own, chosen), place) for where, name, place in names]
    if len(read) > 1 and len({v.reading for v in read}) == 1 and not missing:
        return corrected, []
    return corrected, [_note(chosen, votes, open_at, missing, names[0][2])]


def _votes(own: str, names: Sequence[Name], prose: Iterable[tuple[str, Place]]) -> Iterable[_Vote]:
    seen: set[tuple[str, Place | None]] = set()
    for where, name, place in names:
        # Two patterns may find one and the same mention.
        if (reading := _like(own, core(name))) and (reading, place) not in seen:
            seen.add((reading, place))
            # Only what a file says of itself has no place on its pages.
            yield _Vote(where, reading, _TEXT_COUNTS if place is None else 1)
    # A neighbour may have almost the same name: all that the prose says so is one vote.
    counted = {place for _, place in seen}
    rest = (plain(text) for text, place in prose if place not in counted)
    for reading in dict.fromkeys(r for text in rest for r in _all_like(own, text)):
        yield _Vote("body", reading, 1)


def _of_gazetteer(own: str, readings: Iterable[str], year: int | None) -> Iterable[_Vote]:
    """Yield a vote for each reading that begins with a place that exists."""
    for reading in dict.fromkeys(readings):
        chain = chain_of(reading, year)
        place = len(reading) - len(chain.rest)
        if chain.known and place:
            # It knows the name of the place, and nothing of what follows.
            yield _Vote("gazetteer", reading[:place].ljust(len(own), " "), 1)


def _count(own: str, votes: Sequence[_Vote]) -> tuple[str, list[int]]:
    """Return the name as most votes have it, and at which characters no reading has most."""
    chosen: list[str] = []
    open_at: list[int] = []
    for n, first in enumerate(own):
        counts: Counter[str] = Counter()
        for vote in votes:
            if vote.reading[n] != " ":
                counts[vote.reading[n]] += vote.weight
        most = max(counts.values(), default=0)
        best = [c for c, count in counts.items() if count == most]
        if len(best) == 1:
            chosen.append(best[0])
        else:
            chosen.append(first)
            open_at.append(n)
    return "".join(chosen), open_at


def _reach(own: str) -> int:
    """Return in how many characters a reading of a name may differ."""
    return 0 if len(own) < 3 else 1 if len(own) < 6 else 2


def _like(own: str, text: str) -> str:
    """Return the stretch of a text that is most like a name, "" where none is like it."""
    return min(_all_like(own, text), key=lambda r: _differ(own, r), default="")


def _all_like(own: str, text: str) -> Iterable[str]:
    size = len(own)
    for at in range(len(text) - size + 1):
        stretch = text[at : at + size]
        if stretch[-1] == own[-1] and _differ(own, stretch) <= _reach(own):
            yield stretch


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _one_more(longer: str, shorter: str) -> bool:
    """Tell whether a name is another with one character more inside it."""
    if len(longer) != len(shorter) + 1 or longer.endswith(shorter):
        return False
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _with(name: str, own: str, chosen: str) -> str:
    folded = plain(name)
    reading = _like(own, folded)
    return folded.replace(reading, chosen, 1) if reading and reading != chosen else name


def _note(
    chosen: str, votes: Sequence[_Vote], open_at: Sequence[int], missing: Sequence[str],
    place: Place | None,
) -> Note:  # fmt: skip
    parts = [
        Text(
            f"{vote.reading.strip()} ({_WHERE[vote.where].en})",
            f"{vote.reading.strip()}（{_WHERE[vote.where].zh}）",
        )
        for vote in dict.fromkeys(votes)
    ]
    parts += [Text(name, name) for name in dict.fromkeys(missing)]
    seen = Text("; ".join(p.en for p in parts), "；".join(p.zh for p in parts))
    if open_at:
        unsettled = "、".join(dict.fromkeys(chosen[n] for n in open_at))
        end = Text(
            f"“{chosen}” is shown, but “{unsettled}” is not settled; compare it with the picture.",
            f"暂取“{chosen}”，其中“{unsettled}”无法确定，请与图片核对。",
        )
    else:
        end = Text(
            f"“{chosen}” is taken; compare it with the picture.",
            f"取“{chosen}”，请与图片核对。",
        )
    what = Text(
        "The name of the organ was read by OCR and is uncertain: {seen}. {end}",
        "机关名称由 OCR 识别，不能确定：{seen}。{end}",
    )
    return Note("ocr-name", what.format(seen=seen, end=end), place)
