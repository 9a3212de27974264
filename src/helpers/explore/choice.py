"""What is chosen of a data set: a year, a place, a kind of organ, an indicator; and the rows that meet it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.display.reading import KIND_WORDS
from helpers.errors import UsageError
from helpers.indicator import Frames, declared, indicator, indicators
from helpers.messages import Lang, Text

LEVELS = ("province", "city", "county", "township")
"""Columns of the table of reports that name a place, the widest first."""
ALL = ""
"""Stands for every place, or every kind."""
_ABOUT = ("report", "year", "agency_kind", *LEVELS)
Options = list[tuple[str, str]]
"""``(words, value)``, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of reports and of an indicator.

    Attributes:
        year: The year.
        region: A place, from the province downwards (``浙江省杭州市``), or "" for all.
        kind: A kind of organ, or "" for all.
        indicator: Id of an indicator.
    """

    year: int
    region: str = ALL
    kind: str = ALL
    indicator: str = "disclosure-rate"

    def words(self, lang: Lang) -> str:
        """Return the choice in words."""
        every = Text("all kinds of organs", "全部机关性质")
        kind = next((w for name, w in KIND_WORDS.items() if name == self.kind), every)
        place = self.region or Text("all places", "全部地区").in_(lang)
        title = indicator(self.indicator).title.in_(lang)
        return " · ".join((title, str(self.year), kind.in_(lang), place))


class Offered:
    """A data set, and what can be chosen of it.

    Args:
        frames: The data set.
    """

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._reports = frames.table("reports", _ABOUT)
        names = self._reports[list(LEVELS)].astype(object)
        parts = names.where(names.notna(), "").astype(str)
        self._places = parts.agg("".join, axis=1) if len(parts) else pd.Series(dtype=object)
        self._paths = [
            "".join(row[: end + 1])
            for row in parts.itertuples(index=False, name=None)
            for end in range(len(row))
            if row[end]
        ]
        self._rates: dict[str, pd.DataFrame] = {}

    @property
    def years(self) -> list[int]:
        """The years there are reports for, the newest first."""
        return sorted({int(y) for y in self._reports["year"].dropna()}, reverse=True)

    def regions(self, lang: Lang) -> Options:
        """Return the places that reports name."""
        return [(Text("all", "全部").in_(lang), ALL), *((p, p) for p in sorted(set(self._paths)))]

    def kinds(self, lang: Lang) -> Options:
        """Return the kinds of organs that there are reports of."""
        there = set(self._reports["agency_kind"].dropna())
        own = [(words.in_(lang), kind) for kind, words in KIND_WORDS.items() if kind in there]
        return [(Text("all", "全部").in_(lang), ALL), *own]

    def indicators(self, lang: Lang) -> Options:
        """Return all indicators."""
        return [(one.title.in_(lang), one.id) for one in declared()]

    def checked(self, choice: Choice) -> Choice:
        """Return a choice that can be made of this data set.

        Raises:
            UsageError: there is nothing of one of its parts; it says what there is.
        """
        indicator(choice.indicator)
        offered: dict[str, list[object]] = {
            "year": list(self.years),
            "region": [value for _, value in self.regions("en")],
            "kind": [value for _, value in self.kinds("en")],
        }
        for name, values in offered.items():
            if getattr(choice, name) not in values:
                raise _nothing(name, getattr(choice, name), values)
        return choice

    def rates(self, choice: Choice) -> pd.DataFrame:
        """Return a row of the indicator for each report chosen; no report that is a sum of others.

        The rows are in the order of the charts: those that can be ranked from high to low, then
        the others by their denominator, then those without a value.
        """
        if choice.indicator not in self._rates:
            self._rates[choice.indicator] = indicators(self._frames, choice.indicator, sums=False)
        rows = self._rates[choice.indicator]
        own = self._reports["year"] == choice.year
        if choice.kind:
            own &= self._reports["agency_kind"] == choice.kind
        if choice.region:
            own &= self._places.str.startswith(choice.region)
        chosen = rows[rows["report"].isin(self._reports.loc[own.fillna(False), "report"])]
        ranked = chosen[chosen["rankable"]].sort_values(
            ["value", "denominator", "agency"], ascending=[False, False, True]
        )
        rest = chosen[~chosen["rankable"]].sort_values(
            ["denominator", "agency"], ascending=[False, True]
        )
        return pd.concat([ranked, rest], ignore_index=True)

    def followed(self, name: str, agency: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return an indicator of one organ through the years, and of all reports added up."""
        rows = indicators(self._frames, name)
        return rows[rows["agency"] == agency], indicators(self._frames, name, by="year")


def _nothing(name: str, value: object, there: list[object]) -> UsageError:
    told = ", ".join(str(v) for v in there[:12] if v != ALL) or "–"
    return UsageError(
        "nothing-of-choice",
        Text(f"The data set has no report of this {name}.", "数据集中没有符合此项选择的报告。"),
        Text(f"There are: {told}.", f"现有：{told}。"),
        f"{name} = {value!r}",
    )
