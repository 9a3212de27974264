"""How much markup a page may hold, counted before the parser builds anything of it."""

from __future__ import annotations

import re

from helpers.errors import InputError
from helpers.messages import Text

MAX_NESTING = 2000
"""Pages with more elements open at once are refused: the parser takes quadratic time on them."""
MAX_TAGS = 200_000
"""Pages with more tags are refused: pages with a whole site map have some 20,000."""
MAX_PAGE = 8_000_000
"""Pages with more characters are refused, pictures written into the page not counted."""
MAX_ATTRIBUTES = 5_000
"""Tags with more attributes are refused: the parser compares each with all others."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_LONG_TAG = re.compile(r"""<[A-Za-z](?>[^>"']|"[^"]*+"|'[^']*+')*+""")
_ATTRIBUTE = re.compile(r"""[\s"'/][^\s"'/>=]""")
_SOURCE = re.compile(r"""(=\s*["']?data:[a-z]+/[\w.+-]{1,40};base64,)[\w+/=%]+""", re.IGNORECASE)
_CLOSED_BY_THE_NEXT = frozenset(
    """area base br col dd dt embed hr img input li link meta option p param source td th tr track
    wbr tbody thead tfoot""".split()
)
_SHORT = 20_000
"""A page or tag with fewer characters cannot hold too many attributes to be read."""


def without_pictures(text: str) -> str:
    """Return the page without the content of pictures and fonts that are written into it."""
    return _SOURCE.sub(r"\1", text) if ";base64," in text else text


def refuse_too_much(text: str, path: str) -> None:
    """Refuse a page on which the parser would take too long or too much memory.

    Raises:
        InputError: ``too-long`` or ``too-deep``.
    """
    if len(text) > MAX_PAGE:
        raise _too_long(path, f"{len(text):,} characters", f"{len(text):,} 个字符", MAX_PAGE)
    # Most pages have fewer tags than may be open at once, and are not counted one by one.
    if text.count("<") - text.count("</") > MAX_NESTING or text.count("<") > MAX_TAGS:
        _refuse_too_many_tags(text, path)
    if len(text) > _SHORT and any(map(_has_too_many_attributes, _LONG_TAG.finditer(text))):
        raise _too_long(path, "too many attributes in a tag", "属性过多的标签", MAX_ATTRIBUTES)


def _refuse_too_many_tags(text: str, path: str) -> None:
    depth = count = 0
    for count, match in enumerate(_TAG.finditer(text), start=1):
        if match["name"].lower() not in _CLOSED_BY_THE_NEXT:
            depth = max(0, depth - 1) if match["end"] else depth + 1
        if depth > MAX_NESTING:
            raise InputError(
                "too-deep",
                Text(
                    f"The page nests more than {MAX_NESTING} elements in each other.",
                    f"网页元素嵌套超过 {MAX_NESTING} 层。",
                ),
                Text("Save the report as plain text and read that.", "请另存为纯文本后再读取。"),
                path,
            )
        if count > MAX_TAGS:
            raise _too_long(path, "too many tags", "过多的标签", MAX_TAGS)


def _has_too_many_attributes(tag: re.Match[str]) -> bool:
    long = tag.end() - tag.start() > _SHORT
    return long and len(_ATTRIBUTE.findall(tag.group())) > MAX_ATTRIBUTES


def _too_long(path: str, en: str, zh: str, most: int) -> InputError:
    return InputError(
        "too-long",
        Text(f"The page has {en}; at most {most:,} are read.", f"网页有{zh}，上限为 {most:,}。"),
        Text("Cut out the report and try again.", "请只保留报告部分后重试。"),
        path,
    )
