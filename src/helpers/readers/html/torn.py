"""Tags that are torn: a page that was damaged in its markup shows numbers beside their places.

A browser takes whatever it is given. Words between the cells of a table are put before the table,
and a cell that lost its tag is gone from its row, so that the cells after it move up. None of this
shows any more once a page is parsed; it is looked for in the source.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)?(?P<rest>[^<>]*)(?P<close>>?)")
_CELLS = frozenset({"td", "th", "caption"})
_PARTS = frozenset({"tr", "thead", "tbody", "tfoot", "colgroup", "col"})
_LAID_OUT = frozenset({"table", "div", "span", "p", *_CELLS, *_PARTS})
_SKIPPED = frozenset({"script", "style", "textarea", "title", "noscript", "template"})
_REST = re.compile(r"[/a-z\"=\d]+>", re.IGNORECASE)
_REST_OF_BLOCK = re.compile(r"\d*(?:/?(?:div|span|li)|/?(?:iv|pan|an|i)|[vn])>")
_VALUE = re.compile(r"[\d.,]{1,12}")
_NOTHING = "\ufeff\u200b\u200c\u200d\u2060"


def torn_tags(text: str) -> int:
    """Return how many torn tags the tables of a page show in its source.

    Counted are words that stand in a table and in none of its cells, cells that stand in no table,
    tags that another begins in, ends of tags that have no name or are followed by more than their
    name, and cells that print the rest of a tag (``td>``). On a page without any
    ``<table>`` nothing says where a table is laid out, and only what stands beside a number is
    counted: such ends of tags, tags with one quotation mark too many or too few, and words that are
    the rest of a tag (``/div>``).

    Args:
        text: The whole page, decoded.
    """
    inside: list[bool] = []  # for each table that is open, whether a cell of it is
    found = beside = at = 0
    tables = False
    while (tag := _TAG.search(text, at)) is not None:
        before = text[at : tag.start()].strip()
        end, name, at = bool(tag["end"]), (tag["name"] or "").lower(), tag.end()
        if name in _SKIPPED and not end:
            closed = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
            at = closed.start() if closed is not None else len(text)
        elif not name and not end:
            if text.startswith("<!--", tag.start()):
                at = text.find("-->", at - len(tag["close"])) + 1 or len(text)
        elif name in _LAID_OUT and not tag["close"]:
            found += at < len(text)  # a page that is cut off there is told as such
        else:
            found += bool(inside) and end and bool(not name or tag["rest"].strip())
            _follow(inside, name, end=end)
            words = _words(text, at)
            found += _is_torn(inside, name, words, end=end)
            tables = tables or bool(inside)
            beside += not inside and _is_torn_beside(before, tag, words)
    return found if tables else found + beside


def _is_torn_beside(before: str, tag: re.Match[str], words: str) -> bool:
    """Tell whether a tag outside of any table is torn beside a number."""
    whole = tag["close"] or tag.end() == len(tag.string)  # a page that is cut off there is told so
    torn = tag["end"] and not (tag["name"] and whole and not tag["rest"].strip())
    torn = torn or (bool(tag["name"]) and tag["rest"].count('"') % 2 == 1)
    if torn and (_VALUE.fullmatch(before) or _VALUE.fullmatch(words)):
        return True
    rest = _REST_OF_BLOCK.fullmatch(words)
    return rest is not None and bool(words[0].isdigit() or _VALUE.fullmatch(before))


def _is_torn(inside: list[bool], name: str, words: str, *, end: bool) -> bool:
    if not inside:
        return name in ("td", "th", "tr") and not end
    if not inside[-1]:
        return bool(words) and bool(unescape(words).strip().strip(_NOTHING).strip())
    return ">" in words and bool(_REST.match(words))


def _follow(inside: list[bool], name: str, *, end: bool) -> None:
    if name == "table":
        if not end:
            inside.append(False)
        elif inside:
            inside.pop()
    elif inside and (name in _CELLS or name in _PARTS):
        inside[-1] = name in _CELLS and not end


def _words(text: str, at: int) -> str:
    """Return what is printed from here to the next tag."""
    end = text.find("<", at)
    return text[at : end if end >= 0 else len(text)].strip()
