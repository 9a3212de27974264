"""The data set of a run, opened for research: chosen reports, as tables or as one cell of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from helpers.corpus.conditions import condition, equal
from helpers.corpus.layout import DESCRIPTOR, FOLDER, LAYOUT, YEAR, tables_folder
from helpers.corpus.scanning import frame_of, matching, scan
from helpers.corpus.shown import shown
from helpers.errors import InputError, OgiError, UsageError
from helpers.fields import TABLES
from helpers.form import editions, load_form
from helpers.messages import Text
from helpers.paths import repository_root

ABOUT = ("report", "agency", "agency_kind", "region_code", "form", YEAR)
"""What :meth:`Corpus.values` says of a report beside its numbers."""


class Corpus:
    """All reports of a run, or those that meet a condition.

    Nothing is read before it is asked for; then only the columns and the reports that are needed
    are. Rows are in the order of years and of the reports' names.

    >>> corpus = Corpus.open("data/processed")
    >>> len(corpus), corpus.years
    (4, [2021, 2022])
    >>> towns = corpus.where(year=2022, kind="township")
    >>> list(towns.reports["report"])
    ['b-2022']
    >>> received = corpus.values("applications.received.total")
    >>> received.groupby("year")["applications.received.total"].sum().tolist()
    [3.0, 7.0]
    """

    def __init__(
        self,
        folder: Path,
        years: Sequence[int | None],
        chosen: pc.Expression | None = None,
        words: Sequence[str] = (),
    ) -> None:
        """Use :meth:`open` and :meth:`where`."""
        self._folder = folder
        self._years = tuple(years)
        self._condition = chosen
        self._words = tuple(words)

    @classmethod
    def open(cls, path: str | Path | None = None) -> Corpus:
        """Open the data set of a run.

        Args:
            path: Folder of the products, or of the tables; ``data/processed`` by default.

        Raises:
            UsageError: there is no data set there, or one of another version.
        """
        where = Path(path) if path is not None else repository_root() / "data" / "processed"
        if not where.is_absolute() and not where.is_dir() and (own_root := _root()) is not None:
            where = own_root / where  # as notebooks name it, which run in a folder of their own
        folder = tables_folder(where)
        try:
            own = json.loads((folder / DESCRIPTOR).read_text("utf-8"))["ogi-audit"]
            layout, years = own["layout"], own["years"]
        except OSError as error:
            raise _no_data_set(where) from error
        except (ValueError, KeyError, TypeError) as error:
            raise _wrong_descriptor() from error
        if layout != LAYOUT:
            raise _other_version(layout)
        return cls(folder, years)

    def where(self, condition_: str = "", /, **wanted: object) -> Corpus:
        """Return the reports that meet a condition, in words or field by field.

        Args:
            condition_: See :func:`helpers.corpus.conditions.condition`.
            wanted: Field (or ``kind``, ``edition``, ``region``) → its value, or a list of values.

        Raises:
            UsageError: a field or a value is unknown.

        >>> corpus = Corpus.open("data/processed")
        >>> len(corpus.where("year == 2022 and kind in ['township', 'department']"))
        2
        >>> len(corpus.where(region="99"))
        0
        """
        chosen, words = self._condition, list(self._words)
        new = [(condition(condition_), condition_)] if condition_ else []
        for name, value in wanted.items():
            new.append((equal({name: value}), f"{name} = {value}"))
        for one, said in new:
            chosen = one if chosen is None else chosen & one
            words.append(said)
        return Corpus(self._folder, self._years, chosen, words)

    def report(self, slug: str) -> Corpus:
        """Return one report, by its name in the tables.

        Raises:
            UsageError: there is no such report among these.

        >>> one = Corpus.open("data/processed").report("b-2022")
        >>> one.values("applications.received.total").iloc[0, -1].item()
        4.0
        >>> len(one.cells)
        200
        """
        one = self.where(report=slug)
        if not len(one):
            raise self._no_report(slug)
        return one

    @cached_property
    def _chosen(self) -> dict[int | None, pa.Array | None]:
        return matching(self._folder, self._years, self._condition)

    @property
    def years(self) -> list[int]:
        """The years there are reports for."""
        return [year for year in self._chosen if year is not None]

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table, or some columns of it, which takes less time and memory.

        Args:
            name: ``reports``, ``cells``, ``claims``, ``findings``, ``readings`` or ``results``.
            columns: The columns; docs/codebook.md lists them.

        Raises:
            UsageError: there is no such table or column.
            InputError: a file of the data set is damaged.
        """
        known = [field.name for field in TABLES[name].fields] if name in TABLES else list(TABLES)
        for asked in [name] if name not in TABLES else columns or ():
            if asked not in known:
                raise _unknown(asked, known)
        return frame_of(scan(self._folder, name, self._chosen, columns))

    @property
    def reports(self) -> pd.DataFrame:
        """One row a report: who, when, where, how it was read, what came out."""
        return self.table("reports")

    @property
    def cells(self) -> pd.DataFrame:
        """One row for every cell of the form of every report."""
        return self.table("cells")

    @property
    def claims(self) -> pd.DataFrame:
        """One row for every number of the prose."""
        return self.table("claims")

    @property
    def findings(self) -> pd.DataFrame:
        """One row a finding, worst first within each report."""
        return self.table("findings")

    def values(self, *addresses: str) -> pd.DataFrame:
        """Return one row a report, with a column for each of some cells; empty where no number is.

        This is the fast way to an indicator over many reports.

        Raises:
            UsageError: no edition of the form has such a cell.
            InputError: a file of the data set is damaged.
        """
        known = {a for form in editions() for a in load_form(form).addresses}
        for address in addresses:
            if address not in known:
                raise _unknown(address, sorted(known))
        reports = scan(self._folder, "reports", self._chosen, ABOUT)
        if addresses:
            names = ("report", "address", "value")
            cells = scan(self._folder, "cells", self._chosen, names, addresses)
            for address in addresses:
                own = cells.filter(pc.equal(cells["address"], address))
                at = pc.index_in(reports["report"], value_set=own["report"].combine_chunks())
                reports = reports.append_column(address, own["value"].take(at))
        return frame_of(reports)

    def __len__(self) -> int:
        """Return the number of reports."""
        return int(scan(self._folder, "reports", self._chosen, ["report"]).num_rows)

    def __repr__(self) -> str:
        said = f" where {' and '.join(self._words)}" if self._words else ""
        return f"Corpus({len(self)} reports{said})"

    def _repr_html_(self) -> str:
        names = [YEAR, "errors", "warnings", "notes"]
        return shown(self.table("reports", names), self._words)

    def _no_report(self, slug: str) -> UsageError:
        names = scan(self._folder, "reports", self._chosen, ["report"])["report"].to_pylist()
        close = ", ".join(get_close_matches(slug, names, n=3) or names[:5]) or "–"
        return UsageError(
            "no-such-report",
            Text("There is no such report in the data set.", "数据集中没有这份报告。"),
            Text(f"There are, for example: {close}.", f"例如有：{close}。"),
            slug,
        )


def _root() -> Path | None:
    try:
        return repository_root()
    except UsageError:
        return None


def _unknown(name: str, known: Sequence[str]) -> UsageError:
    close = ", ".join(get_close_matches(name, known, n=3) or known[:8])
    return UsageError(
        "not-in-data-set",
        Text("The data set has nothing of this name.", "数据集中没有这个名称。"),
        Text(
            f"There are, for example: {close}; docs/codebook.md lists all.",
            f"例如有：{close}；全部见 docs/codebook.md。",
        ),
        name,
    )


def _no_data_set(where: Path) -> UsageError:
    return UsageError(
        "no-data-set",
        Text("There is no data set of a run here.", "此处没有运行生成的数据集。"),
        Text(
            "Run make audit, or name the folder that ogi-audit run --out was given.",
            "请运行 make audit，或指定 ogi-audit run --out 所用的文件夹。",
        ),
        str(where),
    )


def _wrong_descriptor() -> OgiError:
    return InputError(
        "damaged-data-set",
        Text("The descriptor of the data set is damaged.", "数据集描述文件已损坏。"),
        Text("Run the audit again (make audit).", "请重新运行审计（make audit）。"),
        f"{FOLDER}/{DESCRIPTOR}",
    )


def _other_version(layout: object) -> UsageError:
    return UsageError(
        "other-data-set",
        Text(
            f"The data set is of version {layout}, this program reads version {LAYOUT}.",
            f"数据集版本为 {layout}，本程序读取版本 {LAYOUT}。",
        ),
        Text(
            "Run the audit again with this program (make audit), or use the one that wrote it.",
            "请用本程序重新运行审计（make audit），或使用生成它的版本。",
        ),
        f"{FOLDER}/{DESCRIPTOR}",
    )
