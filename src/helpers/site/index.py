"""The index over a run: every report with what came out, and every file that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.audit import Audit
from helpers.display.reading import KIND_WORDS
from helpers.messages import Lang
from helpers.site.templates import render


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in the index.

    Attributes:
        slug: Its name in the tables.
        audit: Its audit.
        page: Address of its page, relative to the index.
        notebook: Address of its notebook, relative to the index.
    """

    slug: str
    audit: Audit
    page: str
    notebook: str


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
            "name": item.audit.report.agency or item.audit.report.title or item.slug,
            "kind": KIND_WORDS[item.audit.report.agency_kind].in_(lang),
            "year": item.audit.report.year or "–",
            "counts": item.audit.severities(),
            "passed": item.audit.count("pass"),
            "undecided": item.audit.count("undecided"),
            "page": item.page,
            "notebook": item.notebook,
            "top": item.audit.findings[0].message.in_(lang) if item.audit.findings else "",
        }
        for item in sorted(listed, key=_order)
    ]
    return render("index.html.j2", lang, rows=rows, failed=failed, other=other)


def _order(item: Listed) -> tuple[int, int, int, str]:
    counts = item.audit.severities()
    return (-counts["error"], -counts["warning"], -(item.audit.report.year or 0), item.slug)
