"""The explorer: a table and charts of what is chosen, live where somebody can click, else as they stand.

What a notebook stores must come out again byte for byte, and widgets have random names. So the
output of an explorer is always a plain table; only in the kernel of an open front end the
widgets are added to it, and take its place on the screen.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

import helpers.display as display
import helpers.figures as figures
from helpers.display import Shown
from helpers.display.shown import escape, stacked
from helpers.explore.choice import Choice, Offered
from helpers.figures import Picture
from helpers.indicator import Frames
from helpers.messages import Lang, Text

if TYPE_CHECKING:
    from helpers.explore.controls import Controls

MOST_DRAWN = 80
"""Organs that are drawn one by one; of more the spread is drawn alone."""
ATTENDED = "JPY_SESSION_NAME"
"""Jupyter's server tells a kernel by this variable for which open notebook it was started."""


def attended() -> bool:
    """Tell whether this kernel was started for a notebook that is open in JupyterLab or Notebook."""
    return bool(os.environ.get(ATTENDED))


def explore(
    frames: Frames,
    year: int | None = None,
    region: str = "",
    kind: str = "",
    indicator: str = "disclosure-rate",
    lang: Lang = "en",
    live: bool | None = None,
) -> Explorer:
    """Explore a data set; the other arguments are what is chosen at first.

    Args:
        frames: An opened corpus.
        year: The year; None for the newest.
        region: A place, from the province downwards, or "" for all.
        kind: A kind of organ, or "" for all.
        indicator: Id of an indicator.
        lang: Language of the words.
        live: Whether there are menus to click; None for wherever they can be clicked.

    Raises:
        UsageError: there is nothing of what is chosen.
    """
    offered = Offered(frames)
    newest = year if year is not None else next(iter(offered.years), 0)
    choice = offered.checked(Choice(newest, region, kind, indicator))
    return Explorer(offered, choice, lang, attended() if live is None else live)


class Explorer:
    """What is chosen of a data set, with its table and charts.

    Attributes:
        choice: What is chosen; the menus change it.
        agency: The organ that is marked, or "".
        rates: The rows of the indicator that are chosen.
    """

    def __init__(self, offered: Offered, choice: Choice, lang: Lang, live: bool) -> None:
        self.offered = offered
        self.choice = choice
        self.lang: Lang = lang
        self.agency = ""
        self.rates = offered.rates(choice)
        self._live = live
        self._controls: Controls | None = None

    def choose(self, **parts: Any) -> None:
        """Choose anew, as the menus do: `year`, `region`, `kind`, `indicator`.

        Raises:
            UsageError: there is nothing of what is chosen.
        """
        self.choice = self.offered.checked(replace(self.choice, **parts))
        self.rates = self.offered.rates(self.choice)
        if self.agency not in set(self.rates["agency"].dropna()):
            self.agency = ""

    def mark(self, agency: str = "") -> None:
        """Mark an organ in the charts, as a click on its row does; nothing for none."""
        self.agency = agency

    @property
    def heading(self) -> Shown:
        """The choice in words, with the number of reports."""
        many = len(self.rates)
        words = f"{self.choice.words(self.lang)} · " + Text(
            f"{many} report{'' if many == 1 else 's'}", f"{many} 份报告"
        ).in_(self.lang)
        return Shown(f"<p><strong>{escape(words)}</strong></p>", words)

    @property
    def table(self) -> Shown:
        """The rows as a table, below the choice in words."""
        if self.rates.empty:
            return self.heading
        return stacked([self.heading, display.rates(self.rates, self.lang)])

    @property
    def figure(self) -> Picture:
        """The organs one by one with their intervals; of very many the spread."""
        if len(self.rates) > MOST_DRAWN:
            return self.spread
        return figures.intervals(self.rates, self.lang, self.agency)

    @property
    def spread(self) -> Picture:
        """The distribution over the organs."""
        return figures.distribution(self.rates, self.lang, self.agency)

    @property
    def years(self) -> Picture | None:
        """The organ that is marked, through the years; None where none is marked."""
        if not self.agency:
            return None
        own, every = self.offered.followed(self.choice.indicator, self.agency)
        return figures.by_year(own, self.lang, every)

    @property
    def pictures(self) -> list[Picture]:
        """The charts of the choice, each once."""
        drawn = [self.figure] if len(self.rates) <= MOST_DRAWN else []
        drawn.append(self.spread)
        return drawn + ([years] if (years := self.years) is not None else [])

    @property
    def plain(self) -> pd.DataFrame:
        """The rows as an interactive table holds them: organ, counts, value, interval."""
        heads = Text("organ|n|of|value|low|high", "机关|分子|分母|数值|下限|上限").in_(self.lang)
        names = ["agency", "numerator", "denominator", "value", "low", "high"]
        own = self.rates[names].copy()
        for name in ("value", "low", "high"):
            own[name] = own[name].astype("Float64").round(4)
        own.columns = pd.Index(heads.split("|"))
        return own

    def controls(self) -> Controls:
        """Return the widgets; they are made when first asked for."""
        if self._controls is None:
            from helpers.explore.controls import Controls

            self._controls = Controls(self)
        return self._controls

    def __repr__(self) -> str:
        """The table in plain text."""
        return self.table.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """The table, and the widgets where somebody can click them."""
        table = self.table
        bundle: dict[str, Any] = {"text/plain": table.text, "text/html": table._repr_html_()}
        if self._live:
            bundle |= self.controls().view()
        return bundle
