"""What of a page a reader sees, and what of it is only there to lead elsewhere."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "select", "iframe", "svg", "-comment"}
    | {"textarea", "button", "object", "video", "audio", "canvas", "math", "noframes"}
)
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th
    thead title tr ul""".split()
)
LONGEST_FURNITURE = 2000
"""An element of the page's frame with more characters may hold the report after all."""
LINKED = 0.6
"""Lists of which a larger part of the words are links lead elsewhere."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_MAY_HIDE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|\shidden\b", re.IGNORECASE
)
_NO_WORDS = re.compile(r"[\d\s\W_年月日]+")
"""Dates stand beside links."""
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|share|bdsharebuttonbox|sidebar"
    r"|related?|footer|foot|copyright|pagination|prevnext)(?:$|[\s_-])",
    re.IGNORECASE,
)


def may_hide(text: str) -> bool:
    """Tell whether anything on the page can be hidden by its own attributes."""
    return bool(_MAY_HIDE.search(text))


def is_hidden(node: LexborNode) -> bool:
    """Tell whether an element says of itself that it is not shown."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def is_furniture(node: LexborNode, tag: str) -> bool:
    """Tell whether an element belongs to the page and not to what is published on it.

    A list of links is told by its links, other elements by their tag or the name of their class.
    An element that holds a table or a long text is never furniture: names are only names.
    """
    if tag in ("ul", "ol"):
        return _is_list_of_links(node)
    if tag == "div":
        attributes = node.attributes
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(name) < 3 or not _FRAME.search(name):
            return False
    elif tag not in ("nav", "footer", "aside"):
        return False
    return node.css_first("table, h1") is None and len(node.text()) <= LONGEST_FURNITURE


def _is_list_of_links(node: LexborNode) -> bool:
    links = node.css("li a[href]")
    if len(links) < 2:
        return False
    words = len(_NO_WORDS.sub("", node.text()))
    linked = sum(len(_NO_WORDS.sub("", link.text())) for link in links)
    return linked > LINKED * words and node.css_first("table") is None
