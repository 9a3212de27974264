"""Everything that is installed to run the project has a permissive licence."""

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PERMISSIVE = re.compile(
    r"\b(?:0BSD|Apache|BSD|CC0|ISC|Kiwi licensing terms|MIT|MIT-0|MIT-CMU|OFL|"
    r"Permission is hereby granted|Python Software Foundation|PSF|PSFL|Redistribution and use|"
    r"SIL Open Font|Unlicense|Zlib)\b",
    re.IGNORECASE,
)
COPYLEFT = re.compile(
    r"\b(?:A?GPL|LGPL|GNU|MPL|Mozilla Public|EPL|Eclipse Public|CDDL|EUPL|CC-BY-(?:SA|NC)|SSPL|"
    r"proprietary|commercial)\b",
    re.IGNORECASE,
)
WEAK: dict[str, str] = {
    "certifi": "MPL-2.0: a list of certificates, used unchanged, under requests and httpx",
    "fqdn": "MPL-2.0: used unchanged, checks host names for jsonschema, under jupyterlab",
    "tqdm": "MPL-2.0 and MIT: used unchanged, under papermill",
}
"""Weak copyleft that is let in: changes to the package itself must be shared, ours need not be."""


def closure(name: str) -> set[str]:
    """Return the packages that installing `name` installs here, by their normal names."""
    found: set[tuple[str, frozenset[str]]] = set()
    queue: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    while queue:
        package, extras = queue.pop()
        for line in distribution(package).requires or []:
            wanted = Requirement(line)
            chosen = extras or {""}
            if wanted.marker and not any(wanted.marker.evaluate({"extra": e}) for e in chosen):
                continue
            item = (canonicalize_name(wanted.name), frozenset(wanted.extras))
            if item not in found:
                found.add(item)
                queue.append(item)
    return {package for package, _ in found}


def licence(package: str) -> str:
    """Return what a package says of its licence: expression, classifiers, else the text."""
    metadata = distribution(package).metadata
    kinds = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    said = [metadata.get("License-Expression") or "", *kinds]
    return " ".join(said).strip() or (metadata.get("License") or "")[:200]


PACKAGES = sorted(closure("ogi-audit"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_permissive_or_let_in_with_a_reason(package: str) -> None:
    said = licence(package)
    assert PERMISSIVE.search(said) or package in WEAK, said
    stated = (distribution(package).metadata.get("License") or "")[:60]
    assert not COPYLEFT.search(f"{said} {stated}") or package in WEAK, said


def test_every_exception_is_still_needed() -> None:
    assert set(PACKAGES) >= WEAK.keys()
    assert all(COPYLEFT.search(licence(package)) for package in WEAK)


def test_everything_that_is_required_is_installed() -> None:
    missing = []
    for package in PACKAGES:
        try:
            distribution(package)
        except PackageNotFoundError:
            missing.append(package)
    assert missing == []


@pytest.mark.parametrize(
    "words",
    ["GPL-3.0-or-later", "GNU General Public License v3", "LGPL", "CC-BY-NC-4.0", "AGPL-3.0"],
)
def test_a_copyleft_licence_is_noticed(words: str) -> None:
    assert COPYLEFT.search(words)
