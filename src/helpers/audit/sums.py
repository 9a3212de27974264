"""The sums of cells that the prose speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.audit.exact import total
from helpers.audit.identities import counted
from helpers.audit.layout import layout
from helpers.concepts import Concept
from helpers.form import Form, editions, load_form
from helpers.model import Report


def known(form: Form | None, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return those of `addresses` that the edition has."""
    known = layout(form).addresses if form else frozenset()
    return tuple(a for a in addresses if a in known)


def in_tables(form: Form | None, concept: Concept) -> bool:
    """Tell whether the tables of the edition are about a concept.

    The cells it names may be of another edition only. Without tables the form of today is asked.
    """
    forms = [form] if form else [f for f in map(load_form, editions()) if f.under_article_50]
    tables = {table.id for one in forms for table in one.tables}
    return any(address.partition(".")[0] in tables for address in concept.cells)


def sum_of(report: Report, addresses: Sequence[str]) -> int | float | None:
    """Return the sum of cells, None where one of them prints no plain count."""
    cells = [report.cell(a) for a in addresses]
    if not cells or not all(counted(c) for c in cells):
        return None
    return total(c.value for c in cells if c.value is not None)
