"""A notebook as a page: one file that can be sent to anyone, without scripts, fetching nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from helpers.messages import Lang
from helpers.site.outputs import Styles
from helpers.site.pictures import address_of
from helpers.site.templates import inner_style, render

_HEADING = re.compile(r"^##\s+(?P<words>.+)$", re.MULTILINE)
_FINDINGS = "findings"
"""Where the first finding with its evidence stands on a page; lists lead there."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page leads, relative to itself; "" leaves a link out.

    Attributes:
        index: The front page over the run.
        organ: The page of the organ, with its other years.
        notebook: The notebook the page was made from.
        other: The same page in the other language.
    """

    index: str = ""
    organ: str = ""
    notebook: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A cell as the template takes it: prose, or code with what it showed."""

    kind: str
    body: Markup
    outputs: tuple[Markup, ...] = ()
    anchor: str = ""


def notebook_page(notebook: Any, title: str, lead: str, lang: Lang, links: Links) -> str:
    """Return an executed notebook as one HTML file.

    Args:
        notebook: Executed; its HTML outputs are made by :mod:`helpers.display`, which escapes
            every word of a report.
        title: Title of the page, as plain text.
        lead: The result in one line, as plain text.
        lang: Language of the page.
        links: Where it leads.
    """
    styles = Styles()
    blocks = [_block(cell, number, styles) for number, cell in enumerate(notebook.cells)]
    style, allowed = inner_style(styles.rules)
    contents = [
        (f"part-{number}", match["words"])
        for number, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown" and (match := _HEADING.search(cell.source))
    ]
    return render(
        "page.html.j2",
        lang,
        title=title,
        lead=lead,
        blocks=blocks,
        contents=contents,
        links=links,
        style=style,
        found=any(block.anchor == _FINDINGS for block in blocks),
        allowed=allowed,
    )


def _block(cell: Any, number: int, styles: Styles) -> Block:
    if cell.cell_type == "markdown":
        return Block("prose", Markup(_MARKDOWN.render(cell.source)), anchor=f"part-{number}")
    outputs = tuple(_output(o, styles) for o in cell.get("outputs", []))
    anchor = _FINDINGS if any('<div class="finding ' in o for o in outputs) else ""
    return Block("code", escape(cell.source), outputs, anchor)


def _output(output: Any, styles: Styles) -> Markup:
    """Return one output; the richest form that needs no script is taken."""
    if output.output_type == "error":
        text = "\n".join(output.get("traceback", []))
        return Markup('<pre class="error">{}</pre>').format(_without_colours(text))
    if output.output_type == "stream":
        return Markup("<pre>{}</pre>").format(_without_colours(output.text))
    data = output.get("data", {})
    text = data.get("text/plain", "")
    if "image/png" in data:
        address, size = address_of(data["image/png"])
        room = Markup(' width="{}" height="{}"').format(*size) if size else ""
        alt = text.removeprefix("Figure: ")
        return Markup('<figure><img src="{}" alt="{}"{}></figure>').format(address, alt, room)
    if "text/html" in data:
        return Markup(styles.classed(data["text/html"]))
    return Markup("<pre>{}</pre>").format(text)


def _without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)
