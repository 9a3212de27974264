"""The page templates, their style and scripts. The door to Jinja."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from helpers.display import clean
from helpers.messages import Lang

_FOLDER = Path(__file__).parent


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def shared(name: str) -> str:
    """Return a file that the pages of a site share."""
    return (_FOLDER / "shared" / name).read_text(encoding="utf-8")


def render(template: str, lang: Lang, **values: object) -> str:
    """Return a page; every value is escaped unless it is marked as markup.

    No page holds control or direction characters, which could disguise what is written.
    """
    page = (
        _environment()
        .get_template(template)
        .render(lang=lang, html_lang="zh-CN" if lang == "zh" else "en", **values)
    )
    return clean(page)


def inner_style(more: str = "") -> tuple[Markup, str]:
    """Return the style of a page that stands alone, and the hash by which its policy lets it in.

    Args:
        more: Further rules, made by this project: no word of a report is in them.
    """
    style = clean(shared("style.css") + more)
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return Markup(style), f"'sha256-{digest}'"
