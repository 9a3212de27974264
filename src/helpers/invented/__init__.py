"""Invented annual reports, made from the declared form: every agency and number is made up.

``invented_report()`` gives a whole report in which everything adds up and all cells are 0; give
`values` to fill cells, and any other argument to change a part. What a cell prints is free
(``"/"``, ``""``, ``"减3"``), so wrong reports are made the same way as right ones.

    from helpers.invented import invented_report
    text = invented_report("2021", {"applications.received.natural_person": 3}, layout="html")

``draw()`` invents everything from a seed, with the noise of real reports if asked, and says what
it printed; :data:`helpers.invented.kinds.KINDS` writes that in every layout and format.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from helpers.invented.boxes import COVERED, Box, Part
from helpers.invented.grids import Value, completed, table_grid
from helpers.invented.pages import page_text
from helpers.invented.parts import AGENCY, MARK, PROSE, YEARS, invented_parts
from helpers.invented.texts import lines_document, text_of

__all__ = [
    "AGENCY",
    "COVERED",
    "LAYOUTS",
    "MARK",
    "PROSE",
    "YEARS",
    "Box",
    "Layout",
    "Part",
    "Value",
    "completed",
    "invented_parts",
    "invented_report",
    "lines_document",
    "table_grid",
]

Layout = Literal["tab_rows", "tabs", "pipes", "wide_pipes", "spaces", "lines", "paragraphs", "html"]
LAYOUTS: tuple[Layout, ...] = (
    "tab_rows",
    "tabs",
    "pipes",
    "wide_pipes",
    "spaces",
    "lines",
    "paragraphs",
    "html",
)
"""The commonest layouts; :data:`helpers.invented.texts.TEXT_LAYOUTS` has all of text."""


def invented_report(
    form_id: str = "2021",
    values: Mapping[str, Value] | None = None,
    layout: str = "tab_rows",
    **changes: Any,
) -> str:
    """Return a whole invented report as text or, with ``layout="html"``, as a web page.

    Args:
        form_id: Edition of the form.
        values: Cell address → what it prints.
        layout: How the tables are written; see :data:`LAYOUTS`.
        changes: What else is to differ; see :func:`invented_parts`.
    """
    parts = invented_parts(form_id, values, **changes)
    if layout == "html":
        return page_text(parts, mark=changes.get("mark", True))
    return text_of(parts, layout)
