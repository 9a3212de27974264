"""What the style sheets inside a page hide: marked as hidden before the page is read.

Only rules about `display` and `visibility` are read, in the order a browser gives them. Sheets in
files of their own are never fetched, and rules for print or for other states of the page count for
nothing.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_SHEET = 200_000
"""Characters of style sheets that are read."""
MOST_RULES = 200
"""Rules about display that are followed; pages that generate more do not hide reports by them."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@[\w-]+[^{};]{0,200}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[\w-]+[^{};]{0,200};")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SHOWN = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"[\w\s.#>\-\u4e00-\u9fff]+")
_OWN = re.compile(r"(?:display|visibility)\s*:", re.IGNORECASE)
_HIDDEN = frozenset({"none", "hidden", "collapse"})


def mark_hidden(tree: LexborHTMLParser) -> bool:
    """Mark the elements that style sheets of the page hide; tell whether there are any."""
    rules = _rules(tree)
    if not any(hides for _, hides in rules):
        return False
    hidden: dict[int, LexborNode] = {}
    for selector, hides in rules:
        for node in tree.css(selector):
            if hides:
                hidden[node.mem_id] = node
            else:
                hidden.pop(node.mem_id, None)
    for node in hidden.values():
        # What an element says of itself goes before its sheet.
        if node.tag not in ("html", "body") and not _OWN.search(node.attributes.get("style") or ""):
            node.attrs["hidden"] = ""
    return bool(hidden)


def _rules(tree: LexborHTMLParser) -> list[tuple[str, bool]]:
    """Return selectors with what they do, those that win last."""
    text = "\n".join(
        node.text()
        for node in tree.css("style")
        if (node.attributes.get("media") or "all") == "all"
    )[:LONGEST_SHEET]
    text = _MEDIA.sub("", _COMMENT.sub("", text))
    found: list[tuple[tuple[int, int, int], str, bool]] = []
    for selectors, declared in _RULE.findall(text):
        words = [word.lower() for _, word in _SHOWN.findall(declared)]
        if not words:
            continue
        for selector in selectors.split(","):
            plain = selector.strip()
            if plain and _SELECTOR.fullmatch(plain):
                hides = any(word in _HIDDEN for word in words)
                found.append((_weight(plain), plain, hides))
    found.sort(key=lambda rule: rule[0])
    return [(selector, hides) for _, selector, hides in found[:MOST_RULES]]


def _weight(selector: str) -> tuple[int, int, int]:
    """Return how much a selector weighs: ids, classes, tags."""
    tags = sum(bool(re.match(r"[a-zA-Z]", part)) for part in re.split(r"[\s>]+", selector))
    return selector.count("#"), selector.count("."), tags
