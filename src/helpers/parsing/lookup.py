"""In which forms a printed label is looked up, and a quick no to what cannot be one."""

from __future__ import annotations

import re

from helpers.parsing.closest import may_share
from helpers.wording import bare, plain, unnumbered

LONGEST = 80
"""Labels are shorter than this many characters; longer texts are not compared."""

YEAR_NOTE = re.compile(r"\((?:19|20)\d\d年?度?\)")
EXPLAINED = re.compile(r"(?<=.)\((?:指|行政机关制定|历史累计|截[至止])[^()]*(?:\)|$)")
"""What some places add to a label: 规范性文件（指各行政机关印发的…）, 现行有效…（历史累计）."""


def _looked_up(text: str) -> tuple[set[str], str] | None:
    """Return every form in which a text is looked up, and that of a row; None for an article."""
    key = plain(text)
    if key.startswith("第") or "其中" in key:  # after a number, too: 1其中：
        return None
    explained = EXPLAINED.sub("", key[: 2 * LONGEST])
    row = bare(explained)
    names = {unnumbered(explained), row, bare(text)}
    if explained != key or "(" in key:
        column = EXPLAINED.sub("", YEAR_NOTE.sub("", key))
        names |= {unnumbered(column), bare(column)}
    return names, row


def may_be_in(text: str, words: frozenset[str], pairs: frozenset[str]) -> bool:
    """Tell quickly of most texts that they are none of `words`, nor close to what has `pairs`."""
    looked_up = _looked_up(text)
    if looked_up is None:
        return True
    names, row = looked_up
    return not names.isdisjoint(words) or may_share(row, pairs)
