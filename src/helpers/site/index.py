"""The index over a run: every report with what came out, and every file that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.audit import Audit
from helpers.display.reading import KIND_WORDS
from helpers.messages import Lang, Text
from helpers.model import AgencyKind
from helpers.site.templates import render


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in the index: the few facts it shows, without the audit itself.

    Attributes:
        slug: Its name in the tables.
        agency: The organ, or "" where none was recognised.
        title: What stands for the organ where there is none.
        kind: The kind of the organ.
        year: The year reported on, or None.
        province, city, county, township: Where the organ is; "" for what is not known.
        code: Of that place by GB/T 2260, or "".
        form: The edition of its tables, or None.
        errors, warnings, notes: Its findings, by severity.
        passed, failed, undecided: Its checks, by verdict.
        top: The first finding, or None.
        page: Address of its page, relative to the index.
        notebook: Address of its notebook, relative to the index.
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
    def of(cls, slug: str, audit: Audit, page: str, notebook: str) -> Listed:
        """Return what the index shows of an audit."""
        report, counts = audit.report, audit.severities()
        region = report.region
        return cls(
            slug=slug,
            agency=report.agency,
            title=report.title or slug,
            kind=report.agency_kind,
            year=report.year,
            province=region.province,
            city=region.city,
            county=region.county,
            township=region.township,
            code=region.code,
            form=report.form,
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["note"],
            passed=audit.count("pass"),
            failed=audit.count("fail"),
            undecided=audit.count("undecided"),
            top=audit.findings[0].message if audit.findings else None,
            page=page,
            notebook=notebook,
        )


def index_page(
    listed: Sequence[Listed], failed: Sequence[tuple[str, str, str]], lang: Lang, other: str = ""
) -> str:
    """Return the index.

    Args:
        listed: The reports that were audited.
        failed: ``(file, reason, page)`` of those that were not, with the address of a page of an
            earlier run, or "".
        lang: Language of the page.
        other: Address of the index in the other language, or "".
    """
    rows = [
        {
            "name": item.agency or item.title,
            "kind": KIND_WORDS[item.kind].in_(lang),
            "year": item.year or "–",
            "counts": {"error": item.errors, "warning": item.warnings, "note": item.notes},
            "passed": item.passed,
            "undecided": item.undecided,
            "page": item.page,
            "notebook": item.notebook,
            "top": item.top.in_(lang) if item.top else "",
        }
        for item in sorted(listed, key=_order)
    ]
    return render("index.html.j2", lang, rows=rows, failed=failed, other=other)


def _order(item: Listed) -> tuple[int, int, int, str]:
    return (-item.errors, -item.warnings, -(item.year or 0), item.slug)
