"""A letter as a page to print or send, and as text."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from helpers.display.shown import clean, escape
from helpers.letter.compose import Item, Letter

_NUMERALS = "一二三四五六七八九十"


def letter_page(letters: Sequence[Letter]) -> str:
    """Return letters as one page, each on sheets of its own; no script, nothing fetched."""
    first = letters[0]
    html_lang = "zh-CN" if first.lang == "zh" else "en"
    parts = "\n".join(_letter(letter) for letter in letters)
    return (
        f'<!doctype html>\n<html lang="{html_lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(first.title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f"<main>\n{parts}\n</main>\n</body>\n</html>\n"
    )


def letter_text(letters: Sequence[Letter]) -> str:
    """Return letters as plain text."""
    return clean("\n\n\n".join("\n".join(_lines(letter)) for letter in letters) + "\n")


@cache
def _style() -> str:
    return (Path(__file__).parent / "letter.css").read_text("utf-8")


@cache
def _policy() -> str:
    """Return the policy that lets in this style and nothing else."""
    digest = b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _letter(letter: Letter) -> str:
    lang = "zh-CN" if letter.lang == "zh" else "en"
    items = "".join(_item(n, item, letter) for n, item in enumerate(letter.items, start=1))
    remarks = "".join(f"<p>{escape(text)}</p>\n" for text in letter.remarks)
    left = "".join(f"<li>{escape(line)}</li>" for line in letter.left_out[1:])
    left_out = f"<p>{escape(letter.left_out[0])}</p>\n<ul>{left}</ul>\n" if left else ""
    signature = "<br>".join(escape(line) for line in letter.signature)
    return (
        f'<article lang="{lang}">\n<h1>{escape(letter.title)}</h1>\n'
        f'<p class="to">{escape(letter.greeting)}</p>\n<p>{escape(letter.opening)}</p>\n'
        f"{items}{remarks}{left_out}"
        f'<p>{escape(letter.closing)}</p>\n<p class="from">{signature}</p>\n'
        f'<p class="source">{escape(letter.source)}</p>\n</article>'
    )


def _item(number: int, item: Item, letter: Letter) -> str:
    rows = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in item.rows)
    head = _number(number, letter)
    return f"<section>\n<h2>{escape(head)}{escape(item.title)}</h2>\n<dl>{rows}</dl>\n</section>\n"


def _lines(letter: Letter) -> Iterator[str]:
    indent, colon = ("　　", "：") if letter.lang == "zh" else ("", ": ")
    yield letter.title
    yield ""
    yield letter.greeting
    yield ""
    yield indent + letter.opening
    for number, item in enumerate(letter.items, start=1):
        yield ""
        yield indent + _number(number, letter) + item.title
        yield from (f"{indent}{label}{colon}{words}" for label, words in item.rows)
    for text in letter.remarks:
        yield ""
        yield indent + text
    if letter.left_out:
        yield ""
        yield indent + letter.left_out[0]
        yield from (f"{indent}- {line}" for line in letter.left_out[1:])
    yield ""
    yield indent + letter.closing
    yield ""
    yield from letter.signature
    yield ""
    yield letter.source


def _number(number: int, letter: Letter) -> str:
    if letter.lang == "zh":
        return f"{_chinese(number)}、"
    return f"{number}. "


def _chinese(number: int) -> str:
    """Return 1 to 99 as Chinese official letters number their parts; digits beyond."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return lead + (_NUMERALS[ones - 1] if ones else "")
