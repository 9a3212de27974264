"""Mistakes of time: late, too early, or about another period."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from helpers.invented.drafts import Draft
from helpers.invented.mistakes.label import Label, Mistake, rules


def deadline_missed(draft: Draft, chance: Random) -> Label | None:
    """The report is signed after the day that article 49 sets."""
    kind = draft.agency.kind
    if kind not in ("department", "government") or draft.agency.name.endswith("办公室"):
        return None
    limit = date(draft.year + 1, 3, 31) if kind == "government" else date(draft.year + 1, 1, 31)
    draft.published = limit + timedelta(days=chance.randint(1, 150))
    return Label("deadline missed", rules("deadline"), new=draft.published.isoformat())


def late_township(draft: Draft, chance: Random) -> Label | None:
    """An organ that article 49 does not name signs in spring: worth a note."""
    if draft.agency.kind not in ("township", "subdistrict", "institution"):
        return None
    draft.published = date(draft.year + 1, 2, 1) + timedelta(days=chance.randint(0, 90))
    return Label("late township", rules("deadline"), new=draft.published.isoformat())


def signed_too_early(draft: Draft, chance: Random) -> Label | None:
    """The report is signed before its year has ended."""
    draft.published = date(draft.year, 12, chance.randint(5, 31))
    return Label("signed too early", rules("year-agreement"), new=draft.published.isoformat())


def period_cut(draft: Draft, chance: Random) -> Label | None:
    """The period ends before the year does."""
    end = chance.choice(("12月30日", "12月14日", "12月20日", "10月30日"))
    draft.opening = [line.replace("12月31日止", f"{end}止") for line in draft.opening]
    return Label("period cut", rules("period-covers-year"), old="12月31日", new=end)


def period_of_last_year(draft: Draft, chance: Random) -> Label | None:
    """The period is that of the year before."""
    old = draft.year - 1
    draft.opening = [
        line.replace(f"自{draft.year}年", f"自{old}年").replace(f"至{draft.year}年", f"至{old}年")
        for line in draft.opening
    ]
    return Label("period of last year", rules("period-covers-year"), rules("stale-text"))


def period_of_two_years(draft: Draft, chance: Random) -> Label | None:
    """The period begins a year too early."""
    old = draft.year - 1
    draft.opening = [line.replace(f"自{draft.year}年", f"自{old}年") for line in draft.opening]
    return Label("period of two years", rules("period-covers-year"), rules("stale-text"))


MISTAKES: dict[str, Mistake] = {
    "deadline missed": deadline_missed,
    "late township": late_township,
    "signed too early": signed_too_early,
    "period cut": period_cut,
    "period of last year": period_of_last_year,
    "period of two years": period_of_two_years,
}
"""Name → what is wrong with the dates."""
