"""Where a page leads: attached files and frames, by their addresses. Nothing is fetched."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpers.model import Link

MAX_LINKS = 20
"""So many attached files and frames are kept; a report has one or two."""
LONGEST = 300
"""Longer addresses and words are cut."""

_FILE = re.compile(
    r"\.(?:docx?|wps|rtf|pdf|ofd|xlsx?|et|ods|odt|zip|rar|7z|jpe?g|png|tiff?)$", re.IGNORECASE
)
_ATTACHED = re.compile(r"download|attach|fujian|file(?:id|name|path)=", re.IGNORECASE)


def links_of(tree: LexborHTMLParser) -> list[Link]:
    """Return the files and frames a page names, in document order, each address once."""
    base = _base(tree)
    found: dict[str, Link] = {}
    for node in tree.css("a[href], iframe[src], frame[src], embed[src], object[data]"):
        if len(found) >= MAX_LINKS:
            break
        link = _link(node, base)
        if link is not None:
            found.setdefault(link.address, link)
    return list(found.values())


def _link(node: LexborNode, base: str) -> Link | None:
    attributes = node.attributes
    kind = "file" if node.tag == "a" else "frame"
    name = {"a": "href", "object": "data"}.get(node.tag or "", "src")
    address = (attributes.get(name) or "").strip()
    words = " ".join(node.text().split()) or (attributes.get("title") or "").strip()
    if kind == "file" and not _is_file(address, words):
        return None
    if not address or address.lower().startswith(("javascript:", "data:", "about:", "mailto:")):
        return None
    return Link(kind, words[:LONGEST], _absolute(base, address)[:LONGEST])  # type: ignore[arg-type]


def _is_file(address: str, words: str) -> bool:
    path = address.partition("?")[0].partition("#")[0]
    return bool(_FILE.search(path) or _FILE.search(words) or _ATTACHED.search(address))


def file_beside(address: str) -> str:
    """Return where a file lies, seen from the folder of the page, by what the page says.

    Nothing for what lies on a site, or outside that folder.
    """
    path = unquote(address.partition("?")[0].partition("#")[0]).replace("\\", "/")
    if ":" in path or path.startswith("/") or not path.isprintable():
        return ""
    path = posixpath.normpath(path) if path else ""
    return "" if path in ("", ".") or path.split("/")[0] == ".." else path[:LONGEST]


def _base(tree: LexborHTMLParser) -> str:
    """Return the address that others on the page are relative to, as far as the page says it."""
    canonical, declared = "", ""
    for node in tree.css("base[href], link[rel=canonical][href], meta[property='og:url']"):
        attributes = node.attributes
        if node.tag == "base":
            declared = declared or attributes.get("href") or ""
        else:
            canonical = canonical or attributes.get("href") or attributes.get("content") or ""
    return _absolute(canonical.strip(), declared.strip())


def _absolute(base: str, address: str) -> str:
    """Return an address made absolute where that is possible; as written otherwise."""
    try:
        return urljoin(base, address) if urlsplit(base).scheme in ("http", "https") else address
    except ValueError:
        return address
