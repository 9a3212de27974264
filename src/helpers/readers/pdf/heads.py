"""Running heads and page numbers, which belong to the paper and not to the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.readers.pdf.glyphs import TextLine

ZONE = 0.13
"""Running heads stand in the first or last such share of the page."""
OUTERMOST = 3
"""At most so many lines at either edge are running heads."""
_NEAR = 5.0
_NUMBER = re.compile(r"\d+")
_ONLY_NUMBERS = re.compile(r"[\d\s.,/\-]*")
_PAGE_NUMBER = re.compile(
    r"第\s*\d+\s*页.{0,12}|[-—–－·]\s*\d+\s*[-—–－·]|\d+\s*/\s*\d+|(?:Page|P\.?)\s*\d+(?:\s*of\s*\d+)?"
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the upper or lower edge of a page."""

    page: int
    line: TextLine
    text: str
    shape: str


def without_heads(
    pages: Sequence[tuple[float, list[TextLine]]],
) -> tuple[list[list[TextLine]], int]:
    """Leave out running heads and page numbers.

    Args:
        pages: Height and lines of each page.

    Returns:
        The other lines of each page, and how many were left out.
    """
    edges = [e for n, (height, lines) in enumerate(pages) for e in _edges(n, height, lines)]
    gone = {id(e.line) for e in edges if _PAGE_NUMBER.fullmatch(e.text)}
    need = max(2, (len(pages) + 1) // 2)
    for group in _groups(edges):
        gone.update(id(e.line) for e in _running(group, need))
    kept = [[line for line in lines if id(line) not in gone] for _, lines in pages]
    return kept, len(gone)


def _edges(page: int, height: float, lines: list[TextLine]) -> list[_Edge]:
    outer = {id(line): line for line in (*lines[:OUTERMOST], *lines[-OUTERMOST:])}
    return [
        _Edge(page, line, line.text, _NUMBER.sub("#", line.text))
        for line in outer.values()
        if line.y < ZONE * height or line.y > (1 - ZONE) * height
    ]


def _groups(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """Gather lines that say the same, numbers aside, at the same height."""
    groups: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda e: (e.shape, e.line.y)):
        last = groups[-1][-1] if groups else None
        if last and last.shape == edge.shape and edge.line.y - last.line.y < _NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _running(group: Sequence[_Edge], need: int) -> list[_Edge]:
    """Return the lines of a group that are on most pages, or count the pages."""
    found: dict[int, _Edge] = {}
    by_text: dict[str, list[_Edge]] = {}
    by_offset: dict[int, list[_Edge]] = {}
    for edge in group:
        if not _ONLY_NUMBERS.fullmatch(edge.text):
            by_text.setdefault(edge.text, []).append(edge)
        for number in _NUMBER.findall(edge.text)[:2] if len(edge.text) < 60 else ():
            by_offset.setdefault(int(number[:6]) - edge.page, []).append(edge)
    for alike in (*by_text.values(), *by_offset.values()):
        if len({e.page for e in alike}) >= need:
            found.update({id(e): e for e in alike})
    return list(found.values())
