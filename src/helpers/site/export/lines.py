"""Where lines break in words that mix Chinese and Latin letters.

Between two Chinese characters a line may break, but for marks that begin or end none; a number or a
Latin word stays whole, because half a number is another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_TOKEN = re.compile(
    "\n| +"
    "|[(\\[{“‘（《〈「『【〔]*"
    "(?:[A-Za-z0-9_.,:;%+=/<>~#&@$*'’\u00c0-\u024f–-]+|.)"
    "[)\\]}!?…”’，。、；：？！）》〉」』】〕·%‰]*"
)
Measure = Callable[[str], float]


def broken(words: str, width: float, measure: Measure) -> list[str]:
    """Return `words` in lines no wider than `width`; a longer token is cut.

    Args:
        words: Plain text; its own line ends stay.
        width: Of a line.
        measure: Returns the width of a text.
    """
    lines, line, used = list[str](), "", 0.0
    for match in _TOKEN.finditer(words):
        token = match[0]
        if token == "\n":
            lines.append(line.rstrip())
            line, used = "", 0.0
            continue
        size = measure(token)
        if used + measure(token.rstrip()) > width:
            if line.strip():
                lines.append(line.rstrip())
            line, used = "", 0.0
            if token.isspace():
                continue
        while size > width and len(token) > 1:
            cut = _fitting(token, width, measure)
            lines.append(token[:cut])
            token = token[cut:]
            size = measure(token)
        line, used = line + token, used + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def shared_out(
    columns: Sequence[Sequence[str]], width: float, measure: Measure, room: float
) -> list[float]:
    """Return the widths of columns: what their words need, shared out where that is too much.

    Args:
        columns: The words of the cells of each column.
        width: Of all columns together.
        measure: Returns the width of a text.
        room: What a cell needs beside its words.
    """
    wanted = [min(max(map(measure, words)) + room, width) for words in columns]
    if sum(wanted) <= width:
        return wanted
    least = [min(max(_longest(w, measure) for w in words) + room, width * 0.4) for words in columns]
    if sum(least) >= width:
        return [column * width / sum(least) for column in least]
    free = width - sum(least)
    more = [max(want - low, 0.0) for want, low in zip(wanted, least, strict=True)]
    return [low + free * extra / sum(more) for low, extra in zip(least, more, strict=True)]


def _longest(words: str, measure: Measure) -> float:
    """Return the width of the widest token."""
    return max((measure(match[0].strip()) for match in _TOKEN.finditer(words)), default=0.0)


def _fitting(token: str, width: float, measure: Measure) -> int:
    count = 1
    while count < len(token) and measure(token[: count + 1]) <= width:
        count += 1
    return count
