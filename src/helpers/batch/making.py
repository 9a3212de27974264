"""The products of one report: judged if need be, its notebooks executed if need be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from helpers.audit import ALONE, Audit, Context, Levels, Review
from helpers.batch.executing import Job, executed, kept_at, stem
from helpers.batch.files import write
from helpers.batch.journal import Journal, code
from helpers.batch.notebook import text_of
from helpers.batch.outdated import set_aside, superseded
from helpers.batch.records import STATE, Record, Records
from helpers.batch.template import in_language
from helpers.cards import Card, Cards
from helpers.catalogue import Found, Presence
from helpers.corrections import corrections_for
from helpers.display import heading, headline
from helpers.errors import InputError
from helpers.hashes import hash_of
from helpers.load import decisions, judge, read_found
from helpers.messages import Lang, Text
from helpers.model import Report
from helpers.provenance import KEY, in_page, record
from helpers.site import Links, index_name, notebook_page, organ_address

NO_LEVELS = Levels((), "", (), complete=False, why="")


class Making:
    """Makes products, and knows what of them is there.

    Args:
        job: What is asked.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self.journal = Journal(job.out)
        self.records = Records(job.out, _held)
        self._cards = job.neighbours.cards if job.neighbours is not None else Cards(read_found)
        self._cards.keep(job.out / STATE / "cards.jsonl", code())
        self._presence = Presence(job.found)
        self._templates = {x: hash_of(text_of(in_language(job.template, x))) for x in job.langs}

    def prune(self) -> None:
        """Forget reports that are gone; those that are only not in this run are kept."""
        self._cards.prune(self._presence)
        self.records.prune({f.slug for f in self._job.found}, self._presence)

    def tidy(self) -> None:
        """Write down in their order what is kept for the next run."""
        self.journal.tidy()
        self._cards.tidy()
        with suppress(OSError):  # it is not there, or holds notebooks
            (self._job.out / "failed").rmdir()

    def make(self, found: Found) -> Record:
        """Make the products of one report, all languages or none.

        Raises:
            OgiError: the report cannot be read, or its notebook fails.
        """
        if "\ufffd" in found.name and not (found.base / found.name).exists():
            raise InputError(
                "name-not-unicode",
                Text("The name of the file is not valid UTF-8.", "文件名不是有效的 UTF-8。"),
                Text("Rename the file; notebooks name it.", "请给文件改名；笔记本须写出文件名。"),
                found.name,
            )
        card = self._cards.held(found)
        record = None
        if card is not None and (key := self._key(found, card)):
            record = self.records.get(found.slug, key)
        if record is None or not all(self._holds(found, record, lang) for lang in self._job.langs):
            record = self._judged(found)
        return record

    def _key(self, found: Found, card: Card) -> str:
        """Return what stands for all that the judgement of a report rests on, "" if it cannot be told."""
        reading, beside = self._cards.key(found), self._job.neighbours
        if not reading:
            return ""
        identity = beside.identity(found, card) if beside is not None else None
        return hash_of(reading, found.slug, self._job.partial, identity)

    def _holds(self, found: Found, record: Record, lang: Lang) -> bool:
        return self.journal.holds(
            stem(self._job, found.slug, lang), self._product_key(found, record, lang)
        )

    def _product_key(self, found: Found, record: Record, lang: Lang) -> str:
        """Return what stands for all that the products in one language are made from."""
        job = self._job
        parameters = [lang, list(job.langs), job.partial, dict(job.parameters)]
        return hash_of(
            code(), self._templates[lang], parameters, [found.name, found.slug], record.product
        )

    def _judged(self, found: Found) -> Record:
        """Read and judge a report, and execute those of its notebooks that are not there."""
        job = self._job
        report = read_found(found, partial=job.partial)
        card = self._cards.held(found) or self._cards.add(found, report)
        context, others = ALONE, list[str]()
        if job.neighbours is not None:
            context = job.neighbours.context(found, report)
            others = job.neighbours.beside(found, report)
        judged = judge(report, context=context)
        key = self._key(found, card) if card.sha256 == report.source.sha256 else ""
        product = _product(found, judged, context)
        record = self.records.put(
            found.slug, key, judged, others, product, self._presence.home(found)
        )
        made: dict[Lang, dict[Path, str]] = {}
        job.others[found.path] = others
        for lang in job.langs:
            if not self._holds(found, record, lang):
                made[lang] = self._pages(found, judged, context, lang)
        job.others.pop(found.path)
        self._put(found, record, made)
        return record

    def _put(
        self, found: Found, record: Record, made: Mapping[Lang, Mapping[Path, str | bytes]]
    ) -> None:
        """Put products in place, and write down that they are there."""
        job = self._job
        for path, text in (item for files in made.values() for item in files.items()):
            write(path, text)
        set_aside(job.out, found.slug, found.name, year_of(record))
        superseded(job.out, found.slug, found.name, year_of(record))
        for lang in job.langs:
            kept_at(job, found, lang).unlink(missing_ok=True)
        # Last of all: what stands in the journal is not looked at again.
        for lang, files in made.items():
            name = stem(job, found.slug, lang)
            self.journal.add(name, self._product_key(found, record, lang), files)

    def _at(self, record: Record, lang: Lang) -> str:
        """Return where the products in one language belong, without suffix."""
        return f"audits/{year_of(record)}/{stem(self._job, record.slug, lang)}"

    def _pages(self, found: Found, judged: Audit, context: Context, lang: Lang) -> dict[Path, str]:
        """Return the notebook and the page of a report in one language, by where they belong."""
        job, here = self._job, stem(self._job, found.slug, lang)
        notebook = executed(job, found, lang)
        parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
        recorded = record(judged, job.ready(lang)[0], parameters, _beside(context))
        notebook.metadata[KEY] = recorded
        title, lead = str(heading(judged, lang)), str(headline(judged, lang))
        other = next((x for x in job.langs if x != lang), None)
        links = Links(
            index="../../" + index_name(lang, job.langs),
            organ=_organ(judged, lang),
            notebook=f"{here}.ipynb",
            other=f"{stem(job, found.slug, other)}.html" if other else "",
        )
        folder = job.out / "audits" / str(judged.report.year or NO_YEAR)
        page = in_page(notebook_page(notebook, title, lead, lang, links), recorded)
        return {folder / f"{here}.ipynb": text_of(notebook), folder / f"{here}.html": page}


NO_YEAR = "year-unknown"
"""Folder of the reports that do not say which year they are for."""


def year_of(record: Record) -> str:
    """Return the folder of a report under ``audits/``."""
    return str(record.year or NO_YEAR)


def _organ(judged: Audit, lang: Lang) -> str:
    """Return the address of the page of the organ, as seen from the page of an audit."""
    own = organ_address(judged.report.agency, lang)
    return f"../../{own}" if own else ""


def _beside(context: Context) -> list[Report]:
    """Return the reports that stood beside one."""
    levels = context.levels or NO_LEVELS
    every = (context.earlier, *(r for _, r in levels.reports), *context.alike)
    return [r for r in every if r is not None]


def _product(found: Found, judged: Audit, context: Context) -> str:
    """Return what stands for all that a notebook shows of an audit."""
    return hash_of(
        judged.report.source.sha256,
        [asdict(c) for c in corrections_for(found.path, judged.report.source.sha256)],
        [(r.source.path, r.source.sha256) for r in _beside(context)],
        [asdict(r) for r in judged.reviews],
        judged.as_dict(),
    )


def _held(fingerprints: Sequence[str], about: str) -> tuple[Review, ...]:
    """Return the decisions about a report or its findings, in their order."""
    every = decisions()
    own = set(fingerprints)
    return tuple(r for r in every if r.fingerprint in own or r.report == about) if every else ()
