"""Making an audit anew: exactly what ``ogi-audit run`` does, for one report, into a folder aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.batch.executing import TIME_LIMIT, Job
from helpers.batch.notebook import Notebook
from helpers.batch.run import run
from helpers.batch.template import TEMPLATE, load_template
from helpers.catalogue import Found
from helpers.errors import InputError
from helpers.load import read_found
from helpers.messages import Lang, Text
from helpers.model import Report
from helpers.neighbours import Neighbours
from helpers.provenance import own_root
from helpers.verifying.given import Given


class Named(Neighbours):
    """The reports that a notebook names as standing beside its own, and no others.

    Args:
        found: They.
    """

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__(found, _other, trust=False)
        self._names = [other.name for other in found]

    def beside(self, found: Found, report: Report) -> list[str]:
        """Return their names, in the order in which the notebook has them."""
        return list(self._names)


def _other(found: Found) -> Report:
    return read_found(found, partial=True)


def own_template() -> Notebook:
    """Return the template of this repository, whatever lies in the working folder."""
    return load_template(own_root() / TEMPLATE)


def made_again(
    given: Given,
    found: Found,
    others: Sequence[Found],
    langs: Sequence[Lang],
    out: Path,
    time_limit: int = TIME_LIMIT,
) -> None:
    """Run our template for the report of a notebook; the products lie in `out` then.

    Args:
        given: The notebook; its parameters are taken, never its code.
        found: The raw file.
        others: The reports that stand beside it.
        langs: The languages of the run that it is of, in their order.
        out: An empty folder.
        time_limit: Seconds that a cell may take.

    Raises:
        OgiError: the report cannot be read, or a cell of our template fails.
    """
    own = ("report", "lang", "partial", "others")
    job = Job(
        [found],
        out,
        own_template(),
        tuple(langs),
        {name: value for name, value in given.parameters.items() if name not in own},
        bool(given.parameters.get("partial", False)),
        jobs=1,
        time_limit=time_limit,
        neighbours=Named(others),
    )
    outcome = run(job)
    if outcome.failed:
        raise outcome.failed[0][1]
    if found.slug not in outcome.made:
        raise InputError(
            "nothing-made",
            Text("Nothing came of running it again.", "重新执行没有得到结果。"),
            Text("Try `ogi-audit run` on the raw file.", "请对原始文件运行 `ogi-audit run`。"),
            given.name,
        )
