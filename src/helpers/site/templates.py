"""The page templates and their style. The door to Jinja."""

from __future__ import annotations

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
def _style() -> str:
    return (_FOLDER / "style.css").read_text(encoding="utf-8")


def render(template: str, lang: Lang, **values: object) -> str:
    """Return a page; every value is escaped unless it is marked as markup.

    No page holds control or direction characters, which could disguise what is written.
    """
    # The style is ours and holds no words of a report.
    page = (
        _environment()
        .get_template(template)
        .render(
            lang=lang, html_lang="zh-CN" if lang == "zh" else "en", style=Markup(_style()), **values
        )
    )
    return clean(page)
