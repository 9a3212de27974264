"""Two texts compared line by line; of a line of columns, column by column."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from helpers.messages import Text

MOST_PAIRS = 250_000
"""Where so many pairs of lines would have to be looked at, lines are compared in their order."""
_ADDRESS = re.compile(r"\b[a-z]\w*(?:\.(?:[a-z]\w*|\*)){2,3}(?!\w)", re.ASCII)
_TAG = re.compile(r"<[^<>]*>")  # up to the next bracket of either kind: no text makes it look twice
_CELL = re.compile(r"<t[dh][^<>]*>")

Change = tuple[Text, str, str, str]
"""Place, address or "", old, new."""


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield what differs between two texts."""
    before, after = old.split("\n"), new.split("\n")
    for number, one, two in _pairs(before, after):
        if "\t" in one and "\t" in two:
            yield from _columns(number, one, two, _heads(after, two))
        else:
            yield _line(number), _address(one, two), one, two


def html_changes(old: str, new: str) -> Iterator[Change]:
    """Yield what differs between two pieces of markup: their words, or else the markup."""
    found = list(changes(words(old), words(new)))
    found = found or list(changes(old.replace("<", "\n<"), new.replace("<", "\n<")))
    if not found and old != new:  # they differ in their line ends alone
        found = [(Text("its markup", "标记"), "", repr(old), repr(new))]
    yield from found


def words(markup: str) -> str:
    """Return the words of a piece of markup, one element a line, a row of a table on one line."""
    *rows, rest = markup.split("</tr>")
    whole = "".join(_row(row) for row in rows) + rest
    parts = (part.strip() for part in _TAG.split(whole))
    return html.unescape("\n".join(part for part in parts if part))


def _row(markup: str) -> str:
    """Return markup with the row at its end as one line, the cells apart by tabs."""
    before, begin, row = markup.rpartition("<tr")
    if not begin:
        return markup
    cells = (_TAG.sub("", cell).strip() for cell in _CELL.split(row)[1:])
    return f"{before}<tr>" + "\t".join(cells) + "</tr>"


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the lines that differ, those that stand for each other side by side."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if len(old) * len(new) > MOST_PAIRS:
        blocks = [("replace", 0, len(old), 0, len(new))]
    else:
        blocks = list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    for kind, a, b, c, d in blocks:
        if kind != "equal":
            for offset, (one, two) in enumerate(zip_longest(old[a:b], new[c:d])):
                if one != two:  # an empty line is not a line that is missing
                    yield first + a + offset + 1, one or "", two or ""


def _heads(lines: list[str], line: str) -> str:
    """Return the first line of the table that a line with columns is in."""
    at = lines.index(line) if line in lines else 0
    while at > 0 and "\t" in lines[at - 1]:
        at -= 1
    return lines[at]


def _columns(number: int, old: str, new: str, heads: str) -> Iterator[Change]:
    names, one, two = heads.split("\t"), old.split("\t"), new.split("\t")
    address = _address(new, old)
    row = two[0]
    if len(one) != len(two):
        yield _line(number), address, old, new
        return
    for column, (a, b) in enumerate(zip(one, two, strict=True)):
        if a != b:
            name = names[column] if column < len(names) else str(column + 1)
            where = Text(f"line {number}, {row} · {name}", f"第{number}行，{row}·{name}")
            yield where, address, a, b


def _line(number: int) -> Text:
    return Text(f"line {number}", f"第{number}行")


def _address(*lines: str) -> str:
    """Return the one address of a cell of the form that a line names, or ""."""
    for line in lines:
        found = set(_ADDRESS.findall(line))
        if len(found) == 1:
            return str(found.pop())
    return ""
