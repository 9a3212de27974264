"""Modules stay small, and every file that is no code has a purpose."""

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "helpers"
MOST_LINES = 300

DATA: dict[str, str] = {
    "limits.toml": "the limits of all readers, in words, for the page that lists them",
    "fields.toml": "the fields of the tables",
    "boilerplate.toml": "sentences of the law that reports share without copying",
    "regions/former.tsv": "names and codes of places that are no longer in force, with their years",
    "forms/2019.toml": "an edition of the form",
    "forms/2021.toml": "an edition of the form",
    "forms/legacy.toml": "an edition of the form",
    "forms/prose.toml": "the words that prose is understood by",
    "invented/said.toml": "the sentences with numbers of invented reports",
    "letter/letter.css": "the style of the letter to an organ",
    "site/index.html.j2": "the index over a run",
    "site/page.html.j2": "a notebook as a page",
    "py.typed": "tells type checkers that the package states its types",
    "site/style.css": "the style of both",
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
