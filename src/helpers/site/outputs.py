"""The styles of notebook outputs as classes of the page, so that its policy can forbid others.

A notebook has no style sheet of ours, so that what it shows carries its style in every element. On
a page that would be a sixth of its size.
"""

from __future__ import annotations

import re

_TAG = re.compile(r'<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+="[^"<>]*")+)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"<>]*)"')
_USUAL = {"text-align:left;vertical-align:top", "text-align:left"}
"""What cells of tables are on a page anyway."""
_SAFE = re.compile(r"[a-z0-9 .,:;#%-]+")
"""What a style may consist of; anything else is left out."""


class Styles:
    """The styles met so far, each with the class that stands for it."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def classed(self, markup: str) -> str:
        """Return markup of :mod:`helpers.display` with classes in place of its styles.

        Words of a report are escaped there, so that no quotation mark in it is one of theirs.
        """
        return _TAG.sub(self._tag, markup)

    def _tag(self, match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match["attributes"]))
        style = attributes.pop("style", "")
        if style in _USUAL and match["name"] in ("td", "th"):
            style = ""
        if _SAFE.fullmatch(style):
            own = self._classes.setdefault(style, f"s{len(self._classes)}")
            attributes["class"] = f"{attributes.get('class', '')} {own}".strip()
        rest = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<{match['name']}{rest}>"

    @property
    def rules(self) -> str:
        """The classes as rules of a style sheet."""
        return "".join(f".{name}{{{style}}}\n" for style, name in self._classes.items())
