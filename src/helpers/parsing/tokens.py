"""Tables flattened to a bare sequence of labels and values, one on each line."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.model import Grid, Line
from helpers.parsing.blanks import Token, with_blanks
from helpers.parsing.outline import heads_section
from helpers.parsing.slots import Knows, Slot, Taken, cut_rows, is_prose, is_value
from helpers.wording import plain

LONGEST_JOIN = 5
"""A label is broken over at most this many lines."""
FEWEST_LABELS = 8
"""So many labels in a row are a table even when its values are gone."""
LONGEST_FOREIGN = 24
"""A label that the form does not know, with values after it, has at most this many characters."""


def token_rows(items: Sequence[Line | Grid], start: int, knows: Knows) -> Taken | None:
    """Read a run of lines that begins with a word of the form's tables.

    Blank lines part the cells, or the rows, or nothing, or are blank cells; which of these is
    told by :mod:`helpers.parsing.blanks` where the whole run tells. Elsewhere a row with too few
    values is left to the placer, which does not spread values by guess.

    Returns:
        The rows, none where the run is too short for a table; None where no run begins.
    """
    first = items[start]
    if not isinstance(first, Line) or not plain(first.text):
        return None
    if is_prose(first.text) and not knows(first.text):
        return None
    cells: list[Token] = []
    values, index = 0, start
    while index < len(items):
        item = items[index]
        if not isinstance(item, Line):
            break
        if not plain(item.text):
            index += 1
            continue
        if is_value(item.text):
            if not cells:
                return None
            text, end = item.text.strip(), index
            values += 1
        else:
            label = _label(items, index, knows, bool(cells))
            if label is None:
                break
            text, end = label
        cells.append(Token(Slot(text, item.place, confidence=item.confidence), index, end))
        index = end + 1
    if not cells:
        return None
    last = cells[-1].last
    if len(cells) < FEWEST_LABELS and (len(cells) < 3 or values < 2):
        # A shorter run inside this one has no more values, so none of its lines begins a table.
        return Taken((), last + 1)
    return Taken(cut_rows(with_blanks(cells, items), "tokens", start, last), last + 1)


def _goes_on(items: Sequence[Line | Grid], index: int, label: str, knows: Knows) -> bool:
    """Tell whether a label is only the beginning of one that is broken: 其他 and 结果."""
    after = items[index + 1] if index + 1 < len(items) else None
    if not isinstance(after, Line) or is_value(after.text) or is_prose(after.text):
        return False
    text = after.text.strip()
    return bool(text) and not knows(text) and knows(label + text)


def _label(
    items: Sequence[Line | Grid], start: int, knows: Knows, inside: bool
) -> tuple[str, int] | None:
    """Return the label that begins at `start` with the index it ends at, or None."""
    parts: list[str] = []
    for index in range(start, len(items)):
        item = items[index]
        if not isinstance(item, Line) or is_prose(item.text) or len(parts) == LONGEST_JOIN:
            break
        if not plain(item.text):
            continue
        if heads_section(item.text):
            break
        if is_value(item.text):
            foreign = inside and len(parts) == 1 and len(plain(parts[0])) <= LONGEST_FOREIGN
            return (parts[0], start) if foreign else None
        parts.append(item.text.strip())
        if knows("".join(parts)) and not _goes_on(items, index, "".join(parts), knows):
            return "\n".join(parts), index
    first = items[start]
    if isinstance(first, Line) and is_prose(first.text) and knows(first.text):
        return first.text.strip(), start
    return None
