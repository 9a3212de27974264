"""Modules stay small, and every file that is no code has a purpose."""

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "helpers"
MOST_LINES = 300

DATA: dict[str, str] = {
    "limits.toml": "the limits of all readers, in words, for the page that lists them",
    "fields.toml": "the fields of the tables",
    "indicator/declared.toml": "the indicators, with formula, cells and caveats",
    "boilerplate.toml": "sentences of the law that reports share without copying",
    "regions/former.tsv": "names and codes of places that are no longer in force, with their years",
    "forms/2019.toml": "an edition of the form",
    "forms/2021.toml": "an edition of the form",
    "forms/legacy.toml": "an edition of the form",
    "forms/prose.toml": "the words that prose is understood by",
    "invented/county/texts.toml": "the prose of the invented county",
    "invented/said.toml": "the sentences with numbers of invented reports",
    "letter/letter.css": "the style of the letter to an organ",
    "site/base.html.j2": "what the pages of the site share",
    "site/index.html.j2": "the front page over a run",
    "site/organ.html.j2": "the reports of an organ",
    "site/organs.html.j2": "the list of all organs",
    "site/paper.html.j2": "an audit as one page to send",
    "site/rows.html.j2": "the cell of a count",
    "site/shared/dataTables.min.js": "search, order and pages of the table of the front page",
    "site/shared/dataTables.txt": "version, hash and licence of the same",
    "site/shared/site.css": "the style of the front page and of lists",
    "site/shared/site.js": "what the table of the front page shows",
    "site/page.html.j2": "a notebook as a page",
    "py.typed": "tells type checkers that the package states its types",
    "site/shared/style.css": "the style of all pages",
}
"""Every file in the package that is no Python; the test of the wheel sees that they are shipped."""


def modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", modules())
def test_a_module_is_no_longer_than_can_be_read_at_once(module: str) -> None:
    lines = (PACKAGE / module).read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES


def test_every_file_of_data_in_the_package_is_listed_with_its_purpose() -> None:
    there = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert there == DATA.keys()


def test_the_package_has_no_folder_named_for_nothing() -> None:
    vague = {"utils", "util", "misc", "common", "lib", "tools"}
    assert vague.isdisjoint(path.stem for path in PACKAGE.rglob("*"))
