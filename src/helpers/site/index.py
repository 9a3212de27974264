"""The front page over a run: every report with what came out, and every file not read."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.display.reading import KIND_WORDS
from helpers.messages import Lang, Text
from helpers.site.listed import Listed
from helpers.site.organs import organs
from helpers.site.templates import render

FEWEST_SHOWN = 200
"""So many reports stand in the page itself, for a browser without scripts."""
VERDICTS: dict[str, Text] = {
    "error": Text("with errors", "有错误"),
    "warning": Text("warnings, no error", "有存疑，无错误"),
    "note": Text("notes only", "仅有提示"),
    "none": Text("nothing found", "未发现问题"),
    "undecided": Text("with undecided checks", "有无法判断的检查"),
}
"""What the reports can be filtered by."""
MOST_PLACES = 600
"""More places are not offered as a choice; then counties are left out of it."""

Failed = tuple[str, str, str]
"""A file that was not read: its name, the reason, and the address of an outdated page or ""."""


def index_page(
    listed: Sequence[Listed], failed: Sequence[Failed], lang: Lang, other: str = ""
) -> str:
    """Return the front page.

    Args:
        listed: The reports that were audited.
        failed: Those that were not, with the reason and the page of an earlier run.
        lang: Language of the page.
        other: Address of the front page in the other language, or "".
    """
    kinds = {kind: words.in_(lang) for kind, words in KIND_WORDS.items()}
    there = {item.kind for item in listed}
    counts = {
        "reports": len(listed),
        "organs": sum(map(len, organs(listed).values())),
        "years": len({item.year for item in listed} - {None}),
        **{name: _sum(listed, f"{name}s") for name in ("error", "warning", "note")},
    }
    return render(
        "index.html.j2",
        lang,
        rows=sorted(listed, key=lambda item: item.worst_first)[:FEWEST_SHOWN],
        counts=counts,
        clean=sum(not (i.errors or i.warnings or i.notes) for i in listed),
        years=sorted({item.year for item in listed if item.year is not None}, reverse=True),
        places=_places(listed),
        kinds=kinds,
        kinds_there=[kind for kind in KIND_WORDS if kind in there],
        verdicts={name: words.in_(lang) for name, words in VERDICTS.items()},
        failed=failed,
        other=other,
        suffix=suffix(lang),
    )


def suffix(lang: Lang) -> str:
    """Return what the names of pages in a language end in, before ``.html``."""
    return "" if lang == "en" else f".{lang}"


def _sum(listed: Sequence[Listed], name: str) -> int:
    return sum(getattr(item, name) for item in listed)


def _places(listed: Sequence[Listed]) -> list[tuple[str, str]]:
    """Return the places to choose from: the whole name, and how far it is set in."""
    units = {(item.province, item.city, item.county) for item in listed if item.province}
    chains: set[tuple[str, ...]] = set()
    for unit in units:
        parts = tuple(part for part in unit if part)
        chains |= {parts[:depth] for depth in range(1, len(parts) + 1)}
    if len(chains) > MOST_PLACES:
        chains = {chain for chain in chains if len(chain) < 3}
    return [("".join(chain), "\u3000" * (len(chain) - 1) + chain[-1]) for chain in sorted(chains)]
