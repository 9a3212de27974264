"""Which reports of a run are meant by ``--where``, told from their cards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.batch.journal import code
from helpers.batch.records import STATE
from helpers.cards import Cards
from helpers.catalogue import Found
from helpers.corpus.choosing import meeting
from helpers.errors import UsageError
from helpers.messages import Text


def chosen(found: Sequence[Found], where: str, cards: Cards, out: Path) -> list[Found]:
    """Return the reports that meet a condition; what cannot be read stays, so that it is told.

    Args:
        found: All reports.
        where: The condition.
        cards: Say who and when of each; a report without a card is read.
        out: Folder for the products, which keeps the cards of earlier runs.

    Raises:
        UsageError: it is no condition, or no report meets it.
    """
    cards.keep(out / STATE / "cards.jsonl", code())
    known = [(f, card) for f in found if (card := cards.of(f)) is not None]
    rows = [
        {
            "report": f.slug,
            "agency": card.agency or None,
            "agency_kind": card.kind,
            "year": card.year,
            "region_code": card.region or None,
            "form": card.form,
        }
        for f, card in known
    ]
    met = {f.path for (f, _), fits in zip(known, meeting(where, rows), strict=True) if fits}
    if not met:
        raise UsageError(
            "none-chosen",
            Text(
                f"None of the {len(found)} reports meets the condition.",
                f"{len(found)} 份报告均不符合条件。",
            ),
            Text(
                "Look at agency, kind and year with: ogi-audit parse FILE.",
                "可用 ogi-audit parse FILE 查看机关、性质和年度。",
            ),
            where,
        )
    readable = {f.path for f, _ in known}
    return [f for f in found if f.path in met or f.path not in readable]
