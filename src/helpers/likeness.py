"""What two reports have in common: one symmetric measure between 0 and 1, and the shared passages.

Compared is wording, not facts: numbers and the organs' own names are masked, marks and white space
left out, so that a text copied with new figures is still a copy. Sentences that the law puts into
everybody's mouth (``boilerplate.toml``) do not count, nor what many reports share.

The measure is the Jaccard index of the sets of all stretches of :data:`STRETCH` characters
(Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from helpers.model import Place, Report
from helpers.wording import CHINESE, visible

STRETCH = 8
"""Characters of a stretch: long enough that two writers seldom meet by chance."""
ALIKE = 0.6
"""Texts that share so much, or more, are told of."""
LEAST_STRETCHES = 150
"""A text with fewer stretches of its own is too short to be compared."""
LEAST_PASSAGE = 24
"""Shorter passages are not shown, in masked characters."""
MOST_PASSAGES = 6
LONGEST_TEXT = 200_000
"""Masked characters beyond this are not compared, so that work is bounded."""

Run = tuple[int, int, int, bool]
"""Where a run begins in the masked text, where in the printed text, where it ends there, and
whether it is one name or number that became one sign."""
_NUMBER = r"[0-9０-９][0-9０-９,，.．]*"
_GENERIC = re.compile("(?:人民政府|街道办事处|办事处|委员会|办公室)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that both reports have, as each prints them."""

    first: str
    second: str
    first_place: Place
    second_place: Place


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share.

    Attributes:
        share: 0 (nothing) to 1 (the same but for numbers and names); None where one of the two
            has too little text of its own to say.
        stretches: How many stretches of its own each has, boilerplate left out.
        passages: The longest passages both have, longest first.
    """

    share: float | None
    stretches: tuple[int, int]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The prose of a report, masked for comparison.

    Attributes:
        paragraphs: Paragraph as printed, its place, its masked text, and the runs it is made of.
    """

    paragraphs: tuple[tuple[str, Place, str, tuple[Run, ...]], ...]

    @property
    def text(self) -> str:
        """The masked paragraphs, a line each."""
        return "\n".join(masked for _, _, masked, _ in self.paragraphs)


def wording(report: Report) -> Wording:
    """Return the prose of `report`, masked; longer texts are cut at :data:`LONGEST_TEXT`."""
    pattern = _masking(own_names(report))
    paragraphs, left = [], LONGEST_TEXT
    for printed, place in report.prose:
        masked, runs = _masked(visible(printed)[:left], pattern)
        if masked:
            paragraphs.append((visible(printed), place, masked, runs))
        left -= len(masked)
        if left <= 0:
            break
    return Wording(tuple(paragraphs))


def own_names(report: Report) -> tuple[str, ...]:
    """Return every name by which a report calls its organ and its place, longest first."""
    region = report.region
    names = {report.agency, region.name, region.province, region.city, region.county}
    names |= {region.township, *(name for _, name, _ in report.agency_names)}
    names |= {_GENERIC.sub("", name) for name in names}
    return tuple(sorted((n for n in names if len(n) > 1), key=lambda n: (-len(n), n)))


def stretches(masked: str) -> frozenset[str]:
    """Return every stretch of a masked text; none reaches over the end of a paragraph."""
    return frozenset(
        line[i : i + STRETCH] for line in masked.split("\n") for i in range(len(line) - STRETCH + 1)
    )


@cache
def boilerplate() -> frozenset[str]:
    """Return the stretches of the sentences that the law gives."""
    text = files("helpers").joinpath("boilerplate.toml").read_text("utf-8")
    pattern = _masking(())
    return stretches("\n".join(_masked(s, pattern)[0] for s in tomllib.loads(text)["sentences"]))


def likeness(first: Wording, second: Wording, common: Set[str] = frozenset()) -> Likeness:
    """Compare two texts; the share is the same in either order.

    Args:
        first: A text.
        second: Another.
        common: Stretches that many reports share, which do not count.
    """
    ignored = boilerplate() | common
    mine, theirs = stretches(first.text) - ignored, stretches(second.text) - ignored
    counts = (len(mine), len(theirs))
    if min(counts) < LEAST_STRETCHES:
        return Likeness(None, counts)
    shared = mine & theirs
    share = len(shared) / (len(mine) + len(theirs) - len(shared))
    found = sorted(_passages(first, second, shared), key=lambda p: (-len(p.first), p.first))
    return Likeness(share, counts, tuple(found[:MOST_PASSAGES]))


@cache
def _masking(names: tuple[str, ...]) -> re.Pattern[str]:
    one = "|".join([*map(re.escape, names), _NUMBER])
    # A run of words ends where a name begins, or it would swallow the name.
    ahead = f"(?!{'|'.join(map(re.escape, names))})" if names else ""
    return re.compile(f"(?P<one>{one})|(?:{ahead}[{CHINESE}A-Za-z])+")


def _masked(printed: str, pattern: re.Pattern[str]) -> tuple[str, tuple[Run, ...]]:
    parts, runs, at = [], [], 0
    for match in pattern.finditer(printed):
        one = match["one"]
        words = match[0] if one is None else ("0" if one[0].isdigit() else "某")
        parts.append(words)
        runs.append((at, match.start(), match.end(), one is not None))
        at += len(words)
    return "".join(parts).lower(), tuple(runs)


def _passages(first: Wording, second: Wording, shared: Set[str]) -> Iterator[Passage]:
    """Yield the passages of `first` all of whose stretches are shared, with the same of `second`."""
    where: dict[str, tuple[int, int]] = {}
    for n, (_, _, masked, _) in enumerate(second.paragraphs):
        for i in range(len(masked) - STRETCH + 1):
            where.setdefault(masked[i : i + STRETCH], (n, i))
    seen: set[str] = set()
    for printed, place, masked, runs in first.paragraphs:
        at = 0
        while at <= len(masked) - STRETCH:
            start = masked[at : at + STRETCH]
            if start not in shared:
                at += 1
                continue
            n, i = where[start]
            other_printed, other_place, other, other_runs = second.paragraphs[n]
            length = _same(masked, at, other, i)
            words = masked[at : at + length]
            if length >= LEAST_PASSAGE and words not in seen:
                seen.add(words)
                yield Passage(
                    _as_printed(printed, runs, at, at + length),
                    _as_printed(other_printed, other_runs, i, i + length),
                    place,
                    other_place,
                )
            at += length


def _same(a: str, i: int, b: str, j: int) -> int:
    """Return how many characters `a` from `i` and `b` from `j` have in common."""
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _as_printed(printed: str, runs: tuple[Run, ...], first: int, last: int) -> str:
    """Return the printed words that stand behind a stretch of the masked text."""
    starts = [run[0] for run in runs]
    at, begin, _, one = runs[bisect_right(starts, first) - 1]
    begin += 0 if one else first - at
    at, start, end, one = runs[bisect_right(starts, last - 1) - 1]
    return printed[begin : end if one else start + last - at]
