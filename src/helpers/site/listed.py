"""A report in the lists of the site: the few facts they show, without the audit itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.messages import Text
from helpers.model import AgencyKind
from helpers.slugs import slug_of
from helpers.wording import plain

MOST_LETTERS = 160
"""Letters of a finding in a list; half as many of Chinese ones."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in the lists. Ten thousand of them are kept at once, so that it holds no audit.

    Attributes:
        slug: Its name in the tables.
        agency: The organ, or "" where none was recognised.
        title: What stands for the organ where there is none: title of the report, or its slug.
        kind: The kind of the organ.
        year: The year reported on, or None.
        province, city, county, township: Where the organ is; "" for what is not known.
        code: Of that place by GB/T 2260, or "".
        form: The edition of its tables, or None.
        errors, warnings, notes: Its findings, by severity.
        passed, failed, undecided: Its checks, by verdict.
        top: The first finding, or None; of a long one the beginning.
        page: Address of its page, relative to the front page.
        notebook: Address of its notebook, relative to the front page.
    """

    slug: str
    agency: str
    title: str
    kind: AgencyKind
    year: int | None
    province: str
    city: str
    county: str
    township: str
    code: str
    form: str | None
    errors: int
    warnings: int
    notes: int
    passed: int
    failed: int
    undecided: int
    top: Text | None
    page: str
    notebook: str

    @classmethod
    def of(cls, row: Mapping[str, Any], top: Text | None, page: str, notebook: str) -> Listed:
        """Return what the lists show of a report.

        Args:
            row: Its row in the table of reports.
            top: Its first finding, or None.
            page: Address of its page, relative to the front page.
            notebook: Address of its notebook.
        """
        return cls(
            slug=row["report"],
            agency=row["agency"] or "",
            title=row["title"] or row["report"],
            kind=row["agency_kind"],
            year=row["year"],
            province=row["province"] or "",
            city=row["city"] or "",
            county=row["county"] or "",
            township=row["township"] or "",
            code=row["region_code"] or "",
            form=row["form"],
            errors=row["errors"],
            warnings=row["warnings"],
            notes=row["notes"],
            passed=row["passed"],
            failed=row["failed"],
            undecided=row["undecided"],
            top=_begun(top) if top is not None else None,
            page=page,
            notebook=notebook,
        )

    @property
    def name(self) -> str:
        """What the lists call it."""
        return self.agency or self.title

    @property
    def region(self) -> str:
        """The full name of the place, from the province to the county; "" if unknown."""
        return self.province + self.city + self.county

    @property
    def organ(self) -> str:
        """Name of the page of its organ, without suffix; "" without an organ."""
        return organ_slug(self.agency)

    @property
    def worst_first(self) -> tuple[int, int, int, str]:
        """The order of the lists."""
        return (-self.errors, -self.warnings, -(self.year or 0), self.slug)


def _begun(message: Text) -> Text:
    """Return a message of the length that a list has room for; its page has the whole one."""
    return Text(_cut(message.en, MOST_LETTERS), _cut(message.zh, MOST_LETTERS // 2))


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def organ_slug(agency: str) -> str:
    """Return the name of the page of an organ, which follows from the organ's name alone.

    So the page of an audit can lead there before anything is known of other reports. Organs whose
    names are spelt alike in letters share a page and have a part each.
    """
    return slug_of(plain(agency)) if plain(agency) else ""
