"""What a figure draws of a table of indicators: one indicator, and the rows that have a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from helpers.errors import UsageError
from helpers.figures.look import SLATE
from helpers.figures.picture import Picture
from helpers.figures.scale import SMALL
from helpers.figures.sheet import MARGIN, Sheet
from helpers.figures.words import wrapped
from helpers.indicator import FLAGS, Indicator, indicator
from helpers.messages import Lang, Text

_LINE = 11.0


def one_indicator(table: pd.DataFrame) -> Indicator | None:
    """Return the indicator that a table is about, None where the table is empty.

    Raises:
        UsageError: it is about several.
    """
    names = list(dict.fromkeys(table["indicator"]))
    if len(names) > 1:
        raise _several(names)
    return indicator(str(names[0])) if names else None


def one_year(table: pd.DataFrame) -> int | None:
    """Return the year that a table is about, None where the table is empty.

    Raises:
        UsageError: it is about several.
    """
    years = sorted({int(y) for y in table["year"].dropna()})
    if len(years) > 1:
        raise _several([str(y) for y in years])
    return years[0] if years else None


def _several(names: Sequence[object]) -> UsageError:
    told = ", ".join(map(str, names))
    return UsageError(
        "one-at-a-time",
        Text("This figure is about one at a time.", "此图一次只画一个。"),
        Text("Choose the rows of one before drawing.", "请先选出其中一个的行。"),
        told,
    )


def left_out(table: pd.DataFrame, lang: Lang) -> str:
    """Return in words which reports have no value, and why; "" where all have one."""
    own = table[table["value"].isna()]
    if own.empty:
        return ""
    first = [str(flag).split()[0] if isinstance(flag, str) else "" for flag in own["flag"]]
    reasons = Counter(first)
    told = [
        Text(f"{FLAGS[code].en}: {n}", f"{FLAGS[code].zh}：{n} 份")
        for code in FLAGS
        if (n := reasons.get(code, 0))
    ]
    words = Text("; ".join(t.en for t in told), "；".join(t.zh for t in told))
    return Text(f"No value: {len(own)} ({words.en}).", f"无值：{len(own)} 份（{words.zh}）。").in_(
        lang
    )


def notes(sheet: Sheet, y: float, lines: Sequence[str]) -> float:
    """Print notes in small type; return where the room below them begins."""
    for note in lines:
        for line in wrapped(note, int((sheet.width - 2 * MARGIN) * 2 / SMALL)).split("\n"):
            if line:
                sheet.text(MARGIN, y, line, SMALL, SLATE)
                y += _LINE
    return y


def nothing(words: Text, table: pd.DataFrame, lang: Lang) -> Picture:
    """Return a picture that says that there is nothing to draw."""
    sheet = Sheet()
    title = words.in_(lang)
    return sheet.picture(title, table, sheet.title(title) + 6)


def sentence(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
