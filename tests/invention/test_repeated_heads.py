"""Heads that a page break repeats are not taken for those of the blocks below them."""

from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.form import load_form
from helpers.invented.boxes import Part, cut
from helpers.invented.drafts import Draft, drafted
from helpers.invented.words import docx_bytes
from helpers.parsing import read_report

HEADS = [b.article for t in load_form("2019").tables for b in t.blocks if b.article]


def failed(draft: Draft, after: int, folder: Path) -> list[str]:
    """Cut table two so that its heads are repeated, and return what is said of its heads."""
    parts: list[Part] = []
    for part in draft.parts():
        two = not isinstance(part, str) and any(b and b.text in HEADS for row in part for b in row)
        parts += cut(part, [after], repeat=True) if two and not isinstance(part, str) else [part]
    path = folder / "report.docx"
    path.write_bytes(docx_bytes(parts))
    found = audit(read_report(path)).of("article-cited")
    return [r.outcome.at for r in found if r.outcome.verdict == "fail"]


@pytest.mark.parametrize("after", range(3, 18))
def test_a_repeated_head_accuses_no_block(after: int, tmp_path: Path) -> None:
    assert failed(drafted(4, "2019"), after, tmp_path) == []


@pytest.mark.parametrize("after", [7, 12])
def test_a_head_copied_to_the_next_block_is_still_found(after: int, tmp_path: Path) -> None:
    draft = drafted(4, "2019")
    draft.labels[HEADS[2]] = HEADS[0]
    assert failed(draft, after, tmp_path) == ["proactive.art20_6"]
