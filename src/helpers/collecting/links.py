"""What a fetched page leads to: attachments, frames; and what a page without a report is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import parse_qsl, unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpers.collecting.addresses import Address, parse
from helpers.collecting.failures import FetchError
from helpers.messages import Text
from helpers.readers.encoding import decode

Kind = Literal["attachment", "frame"]

SUFFIXES = (
    ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".ofd", ".zip", ".rtf", ".png", ".jpg",
    ".jpeg",
)  # fmt: skip
"""Suffixes of attachments."""
_SPEAKS = re.compile(r"附件|附表|年度报告|工作报告|年报|统计表|信息公开|政务公开")
_OF_A_REPORT = re.compile(r"(?:信息|政务)公开.{0,12}(?:报告|年报)")
_SHARED = frozenset("ac co com edu gov mil net org".split())
"""Second-level names under which everyone may register, as in ``gov.cn``."""
_AROUND = frozenset("nav header footer aside".split())
MOST_LINKS = 20_000
"""So many links of a page are looked at."""
SHELL_CHARACTERS = 200
"""A page with scripts and less text than this is filled by its scripts."""
LIST_LINKS = 3
"""A page without a report that leads to so many is a list of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that belongs to a page.

    Attributes:
        address: Where it is.
        kind: ``attachment``, or ``frame``: a page shown inside the page.
    """

    address: Address
    kind: Kind


@dataclass(frozen=True, slots=True)
class Page:
    """What was seen of a page.

    Attributes:
        links: What belongs to it and may be fetched, in order, each once.
        others: Addresses of attachments on foreign hosts, which are not fetched.
        left: How many further ones there are beyond the limit.
        code: What the page is if it holds no report: ``script-page``, ``list-page`` or
            ``no-report``.
        why: The same in words.
    """

    links: tuple[Link, ...]
    others: tuple[str, ...]
    left: int
    code: str
    why: Text


def look_at(data: bytes, address: Address, most: int) -> Page:
    """Look at a page that its reader did not refuse as too deep.

    Args:
        data: The page.
        address: Where it was found in the end; relative links start there.
        most: So many links are taken.
    """
    tree = LexborHTMLParser(decode(data).text)
    base = _base(tree, address)
    about = bool(_OF_A_REPORT.search("".join(_title(tree).split())))
    found: dict[str, Link] = {}
    others: dict[str, None] = {}
    for text, link in _candidates(tree, base):
        if str(link.address) == str(address):
            continue
        if link.kind == "attachment" and not (about or _SPEAKS.search(text)):
            continue
        if _one_site(link.address.host, address.host):
            found.setdefault(str(link.address), link)
        elif link.kind == "attachment":
            others.setdefault(str(link.address))
    code, why = _instead(tree)
    links = tuple(found.values())
    left = max(0, len(links) - most)
    return Page(links[:most], tuple(others)[:most], left, code, why)


def _base(tree: LexborHTMLParser, address: Address) -> Address:
    node = tree.css_first("base[href]")
    try:
        return parse(node.attributes.get("href") or "", address) if node is not None else address
    except FetchError:
        return address


def _title(tree: LexborHTMLParser) -> str:
    nodes = (tree.css_first("title"), tree.css_first("h1"))
    metas = (m.attributes.get("content") or "" for m in tree.css('meta[name="ArticleTitle"]'))
    return " ".join([*(n.text() for n in nodes if n is not None), *metas])[:1000]


def _candidates(tree: LexborHTMLParser, base: Address) -> Iterator[tuple[str, Link]]:
    """Yield the words and targets of links in the page's own part, then of its frames."""
    for node in tree.css("a[href]")[:MOST_LINKS]:
        href = node.attributes.get("href") or ""
        target = _target(href, base)
        if target is None or not _has_suffix(target) or _is_around(node):
            continue
        words = f"{node.text()} {node.attributes.get('title') or ''} {unquote(target.target)}"
        yield words[:2000], Link(target, "attachment")
    for node in tree.css("iframe[src], frame[src]")[:MOST_LINKS]:
        target = _target(node.attributes.get("src") or "", base)
        if target is not None:
            yield "", Link(target, "attachment" if _has_suffix(target) else "frame")


def _target(href: str, base: Address) -> Address | None:
    if not href.strip() or href.lstrip().startswith("#"):
        return None
    try:
        return parse(href, base)
    except FetchError:
        return None  # mailto:, javascript: and the like lead to no file


def _has_suffix(address: Address) -> bool:
    """Tell whether the path, or a value of the query as in ``down?file=a.pdf``, names a file."""
    query = address.target.partition("?")[2]
    names = [address.path, *(value for _, value in parse_qsl(query, max_num_fields=None)[:50])]
    return any(PurePosixPath(unquote(name)).suffix.lower() in SUFFIXES for name in names)


def _is_around(node: LexborNode) -> bool:
    """Tell whether a link stands in the frame of the site rather than in the page."""
    parent = node.parent
    for _ in range(100):
        if parent is None:
            return False
        if parent.tag in _AROUND:
            return True
        parent = parent.parent
    return False


def _one_site(one: str, other: str) -> bool:
    """Tell whether two hosts belong to one organ: ``file.x.gov.cn`` and ``www.x.gov.cn``."""
    return one == other or (_site(one) == _site(other) and _site(one) != "")


def _site(host: str) -> str:
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit():
        return ""  # an IP address is a site of its own
    size = 3 if len(labels) > 2 and labels[-2] in _SHARED else 2
    return ".".join(labels[-size:]) if len(labels) >= size else ""


def _instead(tree: LexborHTMLParser) -> tuple[str, Text]:
    """Say what a page without a report is."""
    titles = {
        " ".join(node.text().split())
        for node in tree.css("a[href]")[:MOST_LINKS]
        if _OF_A_REPORT.search(node.text())
    }
    if len(titles) >= LIST_LINKS:
        return "list-page", Text(
            f"The page is a list that leads to {len(titles)} reports; put their addresses in the "
            "list instead.",
            f"该网页是列表，指向 {len(titles)} 份报告；请在列表中改填各报告的地址。",
        )
    scripts = bool(tree.css("script"))
    for node in tree.css("script, style, noscript, template"):
        node.decompose()
    text = tree.body.text() if tree.body is not None else ""
    if scripts and len("".join(text.split())) < SHELL_CHARACTERS:
        return "script-page", Text(
            "The page is empty without its scripts, which are not run; save it from a browser and "
            "use ogi-audit add.",
            "该网页须运行脚本才有内容，而脚本不予运行；请在浏览器中保存后使用 ogi-audit add。",
        )
    return "no-report", Text("There is no report on the page.", "该网页中没有报告。")
