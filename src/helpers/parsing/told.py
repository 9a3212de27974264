"""What a report tells outside its tables: opening, sections, signature and the year reported on.

Each part is found when it is first asked for: whoever wants the cells of a report whose title
names its year needs none of them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from helpers.model import DatedPhrase, Document, Line, Place, Section
from helpers.parsing import agency as organs
from helpers.parsing.dates import find_period, year_in, year_stated
from helpers.parsing.outline import Outline, sections
from helpers.parsing.titles import is_title
from helpers.wording import plain

_NAMED_YEAR = re.compile(
    r"(?:(?:编制|现将|现(?:向社会)?(?:公布|公开)|现发布)[^。;]{0,40}?|^《?)"
    r"(?P<year>20\d\d)年?度?[^,。;]{0,20}?(?:政府信息|政务信息|政务|信息)公开[^,。]{0,6}报告"
)


class Told:
    """The prose of a report in its parts.

    Args:
        document: The document.
        found: Its outline.
        in_tables: Indexes of the items that belong to tables.
    """

    def __init__(self, document: Document, found: Outline, in_tables: set[int]) -> None:
        self._document, self._found, self._in_tables = document, found, in_tables

    @cached_property
    def signature(self) -> organs.Signature:
        """Name and date below the report."""
        found = self._found
        first = found.headings[-1].item if found.headings else found.begin
        return organs.find_signature(self._document, first, found.end, self._in_tables)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections with their prose."""
        items = set(self.signature.items)
        return sections(self._document, self._found, self._in_tables, items)

    @cached_property
    def before(self) -> tuple[tuple[str, Place], ...]:
        """The paragraphs between the title and the first section."""
        found, items = self._found, self._document.items
        first = found.headings[0].item if found.headings else found.end
        start = found.title_last + 1 if found.title_item >= found.begin else found.begin
        return tuple(
            (item.text.strip(), item.place)
            for i in range(start, first)
            if isinstance(item := items[i], Line) and i not in self._in_tables and plain(item.text)
        )

    @cached_property
    def opening(self) -> list[tuple[str, Place]]:
        """The opening, which some reports put under the first heading."""
        return [*self.before, *(self.sections[0].lines[:2] if self.sections else ())]

    @cached_property
    def prose(self) -> list[tuple[str, str, Place]]:
        """Every line of the prose with the section it stands in."""
        prose = [("", text, place) for text, place in self.before]
        return prose + [(s.id, text, place) for s in self.sections for text, place in s.lines]

    @cached_property
    def period(self) -> DatedPhrase | None:
        """The period that the report says it covers."""
        return find_period((text, place) for _, text, place in self.prose)

    @cached_property
    def year(self) -> int | None:
        """The year reported on: from title, opening, period, page title, or as prose states it."""
        if (year := year_in(self._found.title)) is not None:
            return year
        return self._year() or year_stated(self.prose, self._day())

    def _year(self) -> int | None:
        for text, _ in self.opening:
            # Elsewhere the name of last year's report may be cited.
            if match := _NAMED_YEAR.search(plain(text)):
                return int(match["year"])
        if self.period is not None:
            return self.period.days[1].year
        title = self._document.title
        return year_in(title) if is_title(title) else None

    def _day(self) -> date | None:
        dated = self.signature.dated
        return dated.days[0] if dated else None
