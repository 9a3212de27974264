"""What is asked of a run, and executing the notebook of one report for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.batch.files import write
from helpers.batch.notebook import (
    CellFailed,
    Died,
    KernelEnded,
    Notebook,
    execute,
    failed_notebook,
    parameter_names,
    text_of,
)
from helpers.batch.stopping import asked
from helpers.batch.template import in_language
from helpers.catalogue import Found
from helpers.errors import InputError, Stopped
from helpers.messages import Lang, Text
from helpers.neighbours import Neighbours
from helpers.paths import portable

TIME_LIMIT = 600
"""Seconds that a cell may take if nobody says otherwise; an audit takes a tenth of one."""
OTHERS = "others"
"""Parameter of the template: the reports that stand beside the one audited."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run.

    Attributes:
        found: The reports.
        out: Folder for the products.
        template: The notebook run for each report.
        langs: Languages, the first being the one of the index at ``index.html``.
        parameters: Further parameters of the template.
        partial: Read reports that break off inside a table, too.
        time_limit: Seconds that a cell of a notebook may take.
        jobs: Notebooks executed at the same time, each in a kernel of its own.
        csv: Whether tables are written as CSV, too; None for as long as they are small.
        neighbours: The reports that may stand beside those of the run, or None for none.
        more: Whether others like it follow in this process.
    """

    found: Sequence[Found]
    out: Path
    template: Notebook
    langs: Sequence[Lang] = ("en",)
    parameters: Mapping[str, object] = field(default_factory=dict)
    partial: bool = False
    jobs: int = 1
    time_limit: int = TIME_LIMIT
    neighbours: Neighbours | None = None
    csv: bool | None = None
    more: bool = False
    others: dict[Path, list[str]] = field(default_factory=dict)
    """Report → names of those beside it, as they are found; parameters of its notebook."""
    _ready: dict[Lang, tuple[Notebook, bool]] = field(default_factory=dict)

    def ready(self, lang: Lang) -> tuple[Notebook, bool]:
        """Return the template in one language, and whether it takes the reports that stand beside.

        Both are the same for all reports, and made once.
        """
        if lang not in self._ready:
            template = in_language(self.template, lang)
            self._ready[lang] = template, OTHERS in parameter_names(template)
        return self._ready[lang]

    @property
    def several(self) -> bool:
        """Whether there is more than one notebook to execute."""
        return self.more or len(self.found) * len(self.langs) > 1


def executed(job: Job, found: Found, lang: Lang) -> Notebook:
    """Return the template executed for one report in one language.

    Raises:
        InputError: a cell fails; the notebook up to there is kept under ``failed/``.
        Stopped: the run was asked to stop.
    """
    if asked():
        raise Stopped
    parameters: dict[str, object] = {"report": found.name, "lang": lang, **job.parameters}
    if job.partial:
        parameters["partial"] = True
    template, takes_others = job.ready(lang)
    if takes_others:
        # The notebook must not look for itself: it would read the whole collection once more.
        parameters[OTHERS] = job.others.get(found.path, [])
    kept: list[Notebook] = []
    try:
        return execute(
            template, found.base, parameters, job.time_limit, more=job.several, kept=kept
        )
    except Exception as error:
        if asked():  # its kernel was ended by us
            raise Stopped from error
        if isinstance(error, KernelEnded):
            raise _ended(error, _keep(job, found, lang, kept), job, found) from error
        if isinstance(error, CellFailed):
            raise _failed(error, _keep(job, found, lang, kept), found) from error
        raise


def _keep(job: Job, found: Found, lang: Lang, stopped: Sequence[Notebook]) -> str:
    """Keep a notebook that stopped; return where, as it is shown."""
    target = kept_at(job, found, lang)
    for notebook in stopped:  # none, if its kernel did not start
        write(target, text_of(failed_notebook(notebook)))
    return target.relative_to(job.out).as_posix()


def _failed(error: Any, shown: str, found: Found) -> InputError:
    said = portable(f"{error.ename}: {error.evalue}")
    return InputError(
        "notebook-failed",
        Text(
            f"The audit notebook stopped at a cell ({said}).",
            f"审计笔记本在某单元中断（{said}）。",
        ),
        Text(
            f"The notebook up to there is kept as {shown}; open it at the marked cell.",
            f"中断前的笔记本保存为 {shown}，请查看标记处。",
        ),
        found.name,
    )


def _ended(error: Exception, shown: str, job: Job, found: Found) -> InputError:
    slow = not isinstance(error, Died)
    what = (
        Text(
            f"A cell of the audit notebook took longer than {job.time_limit} seconds.",
            f"审计笔记本有单元运行超过 {job.time_limit} 秒。",
        )
        if slow
        else Text("The kernel of the audit notebook died.", "审计笔记本的内核意外终止。")
    )
    hint = Text(
        f"The notebook up to there is kept as {shown}. "
        + ("Give more time with --time-limit." if slow else "There may not be enough memory."),
        f"中断前的笔记本保存为 {shown}。"
        + ("可用 --time-limit 延长时间。" if slow else "可能是内存不足。"),
    )
    return InputError("time-limit" if slow else "kernel-died", what, hint, found.name)


def kept_at(job: Job, found: Found, lang: Lang) -> Path:
    """Return where a notebook that fails is kept."""
    return job.out / "failed" / f"{stem(job, found.slug, lang)}.ipynb"


def stem(job: Job, slug: str, lang: Lang) -> str:
    """Return the name of the products of a report in one language, without suffix."""
    return slug if lang == "en" else f"{slug}.{lang}"
