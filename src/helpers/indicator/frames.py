"""Where the numbers come from: the tidy tables of a run, opened or given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd


class Frames(Protocol):
    """Anything that gives the tidy tables of a run: an opened corpus, or :class:`Tables`."""

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table, or some columns of it."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a run as data frames, as the codebook describes them."""

    reports: pd.DataFrame
    cells: pd.DataFrame
    results: pd.DataFrame
    findings: pd.DataFrame

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table, or some columns of it."""
        whole: pd.DataFrame = getattr(self, name)
        return whole if columns is None else whole[list(columns)]
