"""Words as they are set: broken into lines, measured, cut to a width."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.figures.look import advance


def width_of(words: str, size: float) -> float:
    """Return how wide `words` are in points when set in `size` points."""
    return sum(map(advance, words)) * size


def cut(words: str, size: float, width: float) -> str:
    """Return `words`, with their end replaced by … if they are wider than `width` points."""
    if width_of(words, size) <= width:
        return words
    room = width / size - advance("…")
    kept = ""
    for char in words:
        room -= advance(char)
        if room < 0:
            break
        kept += char
    return f"{kept.rstrip()}…" if kept.strip() else ""


def wrapped(title: str, width: int) -> str:
    """Break a title into lines of at most `width` columns; a Chinese character counts two.

    Breaks fall at spaces, or between Chinese characters but not before a mark.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for word in _words(title):
        size = sum(2 if ord(c) > 0x2E80 else 1 for c in word)
        if line and used + size > width and word.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            word = word.lstrip()
        line += word
        used += size
    return "\n".join([*lines, line.rstrip()])


def fitted(title: str, size: float, width: float) -> str:
    """Break a title into lines of at most `width` points when set in `size` points."""
    lines: list[str] = []
    line = ""
    for word in _words(title):
        if line and word.strip() and width_of(line + word, size) > width:
            lines.append(line.rstrip())
            line = ""
            word = word.lstrip()
        line += word
    return "\n".join([*lines, line.rstrip()])


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        wide = ord(char) > 0x2E80
        if wide and char not in "，。；：、！？）》”":
            if word:
                yield word
            word = char
        elif wide or not char.isspace():
            if word and ord(word[0]) > 0x2E80 and not wide:
                yield word
                word = ""
            word += char
        else:
            yield word
            word = char
    if word:
        yield word
