"""A document as one page, with style and pictures in it."""

from __future__ import annotations

from base64 import b64encode

from helpers.site.export.paper import Drawing, Paper
from helpers.site.pictures import address_of
from helpers.site.templates import inner_style, render


def written(paper: Paper) -> bytes:
    """Return a paper as an HTML file that needs nothing beside it."""
    style, allowed = inner_style()
    pictures = {
        part: address_of(b64encode(part.png).decode("ascii"))
        for part in paper.parts
        if isinstance(part, Drawing)
    }
    parts = [(type(part).__name__, part) for part in paper.parts]
    page = render(
        "paper.html.j2",
        paper.lang,
        paper=paper,
        parts=parts,
        pictures=pictures,
        style=style,
        allowed=allowed,
    )
    return page.encode("utf-8")
