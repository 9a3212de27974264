"""All files of the site but the pages of the audits: front page, organs, data, style, scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.messages import Lang
from helpers.site.data import data_script
from helpers.site.index import Failed, index_page, suffix
from helpers.site.listed import Listed, organ_slug
from helpers.site.organs import organ_page, organs, organs_page
from helpers.site.templates import shared

FOLDER = "site"
"""Where they lie, beside the front pages."""
SHARED = ("site.js", "dataTables.min.js", "dataTables.txt")


def index_name(lang: Lang, langs: Sequence[Lang]) -> str:
    """Return the name of the front page in a language; the first one has the usual name."""
    return "index.html" if lang == langs[0] else f"index.{lang}.html"


def organ_address(agency: str, lang: Lang) -> str:
    """Return the address of the page of an organ, relative to the front page; "" without one."""
    own = organ_slug(agency)
    return f"{FOLDER}/organs/{own}{suffix(lang)}.html" if own else ""


def site_files(
    listed: Sequence[Listed], failed: Sequence[Failed], lang: Lang, langs: Sequence[Lang]
) -> Iterator[tuple[str, str]]:
    """Yield ``(path relative to the products, content)`` of the files in one language.

    Args:
        listed: The reports that were audited, with their addresses in that language.
        failed: Those that were not.
        lang: The language.
        langs: All languages of the run; the shared files come with the first.
    """
    other = next((x for x in langs if x != lang), None)
    index, end = index_name(lang, langs), suffix(lang)
    front = index_name(other, langs) if other else ""
    if lang == langs[0]:
        yield f"{FOLDER}/style.css", shared("style.css") + shared("site.css")
        yield from ((f"{FOLDER}/{name}", shared(name)) for name in SHARED)
    yield f"{FOLDER}/data.{lang}.js", data_script(listed, lang)
    found = organs(listed)
    for page, own in found.items():
        twin = f"{page}{suffix(other)}.html" if other else ""
        text = organ_page(page, own, lang, f"../../{index}", twin)
        yield f"{FOLDER}/organs/{page}{end}.html", text
    twin = f"organs{suffix(other)}.html" if other else ""
    yield f"{FOLDER}/organs{end}.html", organs_page(found, lang, f"../{index}", twin)
    # The front page last: what it leads to is there when it is.
    yield index, index_page(listed, failed, lang, front)
