"""Something to show in a notebook: HTML for the eye, plain text for terminals and comparison.

Every piece of a report passes through :func:`helpers.markup.escape`; reports are untrusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.markup import clean, escape, one_line

__all__ = [
    "NO_MATHS",
    "Shown",
    "badge",
    "clean",
    "escape",
    "mono",
    "one_line",
    "pairs",
    "stacked",
    "table",
]

NO_MATHS = "tex2jax_ignore mathjax_ignore"
"""The classes by which MathJax 2 and 3 leave an element alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook shows.

    Attributes:
        html: Markup made by this project; words of a report are escaped in it.
        text: The same in plain text.
    """

    html: str
    text: str

    def __repr__(self) -> str:
        """The plain text, without what a terminal would obey."""
        return clean(self.text)

    def _repr_html_(self) -> str:
        """The markup, in which a ``$`` of a report starts no formula in any front end."""
        return f'<div class="{NO_MATHS}">{self.html}</div>'


def stacked(parts: Iterable[Shown]) -> Shown:
    """Return several things to show as one, below each other."""
    whole = list(parts)
    return Shown("".join(s.html for s in whole), "\n\n".join(s.text for s in whole))


def mono(text: object) -> str:
    """Return an id, hash or path as HTML."""
    return f"<code>{escape(text)}</code>"


def badge(kind: str, words: str) -> str:
    """Return a severity or verdict as a coloured word; the word alone carries the meaning.

    The style stands in the element, since a notebook has no style sheet of ours.
    """
    ink, ground = {
        "error": ("#ffffff", "#b3261e"),
        "warning": ("#3d2a00", "#ffd479"),
        "note": ("#0b3a5b", "#d3e8f8"),
        "pass": ("#0b4a37", "#d5efe5"),
        "fail": ("#7a1a14", "#f9d9d6"),
        "undecided": ("#4a3b00", "#f6ecc5"),
        "not_applicable": ("#43505c", "#e6eaee"),
    }[kind]
    style = (
        f"color:{ink};background:{ground};border-radius:3px;padding:1px 7px;"
        "font-size:85%;font-weight:600;white-space:nowrap"
    )
    return f'<span class="badge {kind}" style="{style}">{escape(words)}</span>'


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], texts: Iterable[Sequence[object]]
) -> Shown:
    """Return a table.

    Args:
        heads: Column heads as plain words.
        rows: Cells as HTML.
        texts: The same cells as plain values.
    """
    left = "text-align:left;vertical-align:top"
    head = "".join(f'<th style="{left}">{escape(h)}</th>' for h in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{left}">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    markup = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    lines = ["\t".join(heads), *("\t".join(_one_line(c) for c in row) for row in texts)]
    return Shown(markup, "\n".join(lines))


def _one_line(value: object) -> str:
    return " ".join(clean(str(value)).split())


def pairs(rows: Sequence[tuple[str, str, object]]) -> Shown:
    """Return a list of ``(name, HTML, plain value)`` as a two-column table without heads."""
    left = "text-align:left;vertical-align:top"
    body = "".join(
        f'<tr><th scope="row" style="{left};font-weight:600">{escape(name)}</th>'
        f'<td style="{left}">{value}</td></tr>'
        for name, value, _ in rows
    )
    text = "\n".join(f"{name}: {_one_line(value)}" for name, _, value in rows)
    return Shown(f"<table><tbody>{body}</tbody></table>", text)
