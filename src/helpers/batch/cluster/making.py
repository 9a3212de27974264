"""Products that workers make, put in place here."""

from __future__ import annotations

from pathlib import Path

from helpers.batch.cluster.parcel import Answer, task
from helpers.batch.cluster.scheduler import Cluster
from helpers.batch.executing import Job
from helpers.batch.files import write
from helpers.batch.making import Making
from helpers.batch.records import Record
from helpers.cards import Card
from helpers.catalogue import Found
from helpers.messages import Lang


class RemoteMaking(Making):
    """Makes products on a cluster; what is there already is known here.

    Args:
        job: What is asked.
        cluster: Where it is done.
    """

    def __init__(self, job: Job, cluster: Cluster) -> None:
        super().__init__(job)
        self._cluster = cluster

    def _judged(self, found: Found) -> Record:
        """Have a report read, judged and its notebooks executed, and put the products in place."""
        job, out = self._job, self._job.out
        if (card := self._cards.of(found)) is None:
            return super()._judged(found)  # it cannot be read, which is told the same way here
        answer = self._cluster.work(task(job, found))
        record = self._adopted(found, card, answer)
        if answer.error is not None:
            for name, data in answer.files.items():  # the notebook up to where it failed
                write(out / name, data)
            raise answer.error
        assert record is not None
        made: dict[Lang, dict[Path, bytes]] = {}
        for lang in job.langs:
            if not self._holds(found, record, lang):
                names = [f"{self._at(record, lang)}.{kind}" for kind in ("ipynb", "html")]
                made[lang] = {out / name: answer.files[name] for name in names}
        self._put(found, record, made)
        return record

    def _adopted(self, found: Found, card: Card, answer: Answer) -> Record | None:
        """Keep what was judged, which may be there although a notebook failed."""
        if not answer.record:
            return None
        key = self._key(found, card) if card.sha256 == answer.sha256 else ""
        return self.records.adopt(found.slug, key, answer.record)
