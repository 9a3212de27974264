"""Words of untrusted reports as HTML, and the small table by which an object shows itself."""

from __future__ import annotations

import html
from collections.abc import Iterable

from helpers.wording import visible

_CONTROLS = {c: None for c in range(32) if c not in (9, 10)} | {127: None}


def clean(text: str) -> str:
    """Return text without control and direction characters that could disguise it."""
    return visible(text).translate(_CONTROLS)


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
