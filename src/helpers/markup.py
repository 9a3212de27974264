"""Words of untrusted reports as HTML, and the small table by which an object shows itself."""

from __future__ import annotations

import html
from collections.abc import Iterable

from helpers.wording import visible

_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((c for c in range(32) if c not in (9, 10)), None),
    **dict.fromkeys(range(127, 160), None),
    **dict.fromkeys((0x85, 0x2028, 0x2029), " "),  # ends of lines, elsewhere than we mean them
    **dict.fromkeys(
        range(0xD800, 0xE000), "\ufffd"
    ),  # halves of characters, which no file can hold
}


def clean(text: str) -> str:
    """Return text without control and direction characters that could disguise it."""
    return visible(text).translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return text as a file of ours records it: on one line, clean."""
    return " ".join(clean(text).split())


def escape(text: object) -> str:
    """Return a value as HTML text."""
    return html.escape(clean(str(text)), quote=True)


def card(title: object, rows: Iterable[tuple[str, object]]) -> str:
    """Return a title and named values as HTML; a ``$`` in them starts no formula."""
    left = "text-align:left;vertical-align:top"
    body = "".join(
        f'<tr><th scope="row" style="{left};font-weight:600">{escape(name)}</th>'
        f'<td style="{left};overflow-wrap:anywhere">{escape(value)}</td></tr>'
        for name, value in rows
    )
    return (
        f'<div class="tex2jax_ignore mathjax_ignore"><p><strong>{escape(title)}</strong></p>'
        f"<table><tbody>{body}</tbody></table></div>"
    )
