"""One normaliser of characters, so that every comparison of words means the same thing.

Nothing shown to a person is normalised: quotes stay as printed. Normal forms are for matching.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_PUNCTUATION = re.compile(r"[^\w%]|_")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－─━", "-"))
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "‘": "'", "’": "'"})
CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Character-class body for Chinese characters."""

_NUMBERING = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)[、.,:]?|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\(\d{1,2}\)[、.,:]?|\d{1,2}[、.,:](?!\d)|\d{1,2}(?=[\u4e00-\u9fff]))+"
)


def visible(text: str) -> str:
    """Return `text` without zero-width and bidirectional control characters."""
    return _INVISIBLE.sub("", text)


def squeeze(text: str) -> str:
    """Return `text` on one line: runs of white space (no-break included) become one space."""
    return _SPACE.sub(" ", visible(text)).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return the normal form for comparing labels and titles.

    Compatibility characters are folded (NFKC: full width, circled, Kangxi radicals), dashes and
    quotes unified, and all white space removed, because tables break words anywhere.
    """
    folded = unicodedata.normalize("NFKC", visible(text)).translate(_DASHES).translate(_QUOTES)
    return _SPACE.sub("", folded)


@lru_cache(maxsize=65536)
def unnumbered(text: str) -> str:
    """Return :func:`plain` `text` without leading numbering (``1、``, ``（一）``, ``三、``)."""
    folded = plain(text)
    stripped = _NUMBERING.sub("", folded)
    return stripped or folded


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return :func:`unnumbered` `text` without any punctuation: equal if only marks differ."""
    return _PUNCTUATION.sub("", unnumbered(text))


def has_chinese(text: str) -> bool:
    """Tell whether `text` contains a Chinese character."""
    return any("\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" for c in text)


def line_mapped(text: str) -> tuple[str, list[int]]:
    """Return NFKC-folded `text` and, for each of its characters, the offset in `text` it came from.

    The length changes where a compatibility character folds to several; the map keeps quotes
    exact. White space and invisible characters are kept out of the result.
    """
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        if char.isspace() or _INVISIBLE.match(char):
            continue
        for folded in unicodedata.normalize("NFKC", char).translate(_DASHES).translate(_QUOTES):
            if not folded.isspace():
                out.append(folded)
                origin.append(offset)
    return "".join(out), origin
