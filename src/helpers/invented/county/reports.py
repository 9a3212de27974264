"""All reports of the invented county, with their known mistakes and the files they are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from helpers.form import load_form
from helpers.invented.county.documents import Documents
from helpers.invented.county.organs import COUNTY, Organ, organs
from helpers.invented.county.requests import Requests
from helpers.invented.county.texts import Texts
from helpers.invented.drafts import TABLE, Draft
from helpers.invented.grids import Value, completed
from helpers.invented.kinds import KINDS
from helpers.invented.mistakes import MISTAKES, Label, Labelled, labelled
from helpers.invented.mistakes.label import number, rules
from helpers.invented.said import sayings
from helpers.slugs import slug_of

__all__ = ["COUNTY", "SEED", "YEARS", "Made", "county"]

YEARS = (2020, 2021, 2022, 2023)
"""The first is of the edition of 2019, the others of that of 2021."""
SEED = 20190515
"""Any fixed number gives the same county everywhere."""
_KINDS = (
    *("html, site", "html, layout table", "docx, merged cells", "docx, tracked changes"),
    *("pdf, ruled", "text, tab rows", "text, tabs", "xlsx, one sheet", "csv", "ofd, ruled"),
)
"""Layouts that keep every printed cell, of every format."""
_MISTAKES = (
    *("applications, digit", "disputes, digit", "neighbours exchanged", "one column off"),
    *("applications, total wrong", "part exceeds total", "other requests brought forward"),
    *("documents do not flow", "count wrong", "part wrong", "rate wrong", "year left"),
    *("wrong article", "totals blank", "period cut", "signed too early", "section missing"),
    *("none said", "rows exchanged", "wrong decree"),
)
_LATE = ("deadline missed", "late township")
_WRONG = 0.2
"""Reports with a mistake."""
_TARDY = 0.09
"""Reports dated after the deadline."""


@dataclass(frozen=True)
class Made:
    """A report of the county.

    Attributes:
        file: Its name below the folder of raw files.
        kind: Name of the layout it is written in.
        labelled: The report, what was done to it, and which rules must find it.
    """

    file: str
    kind: str
    labelled: Labelled

    def bytes(self) -> bytes:
        """Return the file."""
        return KINDS[self.kind].write(self.labelled.parts)


def county(seed: int = SEED) -> list[Made]:
    """Return every report of the county, by year and then by organ; same seed, same bytes."""
    whole, *members = organs()
    series = {o.agency.name: _series(o, Random(f"county {seed} {o.agency.name}")) for o in members}
    chance = Random(f"county {seed} mistakes")
    made: list[Made] = []
    waiting: list[str] = []
    earlier: dict[str, Draft] = {}
    for at in range(len(YEARS)):
        drafts = {name: own[at] for name, own in series.items()}
        sums = _sum(whole, list(drafts.values()), earlier, Random(f"county {seed} {at}"))
        labels: dict[str, list[Label]] = {}
        for name, draft in drafts.items():
            draft.earlier = earlier.get(name)
            labels[name] = _spoiled(draft, waiting, chance)
        _copied(drafts, labels, chance)
        sums.members = tuple(drafts.values())
        for draft in (sums, *drafts.values()):
            own = labels.get(draft.agency.name, [])
            made.append(_made(draft, own, seed))
            earlier[draft.agency.name] = draft
    return made


def _made(draft: Draft, labels: Iterable[Label], seed: int) -> Made:
    kind = Random(f"county {seed} {draft.agency.name} layout").choice(_KINDS)
    name = draft.agency.name.partition(COUNTY)[2]
    file = f"{draft.year}/{slug_of(name)}-{draft.year}{KINDS[kind].suffix}"
    whole = labelled(draft, list(labels))
    if _carried_wrongly(draft):
        whole = replace(whole, must=whole.must | {"carry-over"})
    if any("" in member.cells.values() for member in draft.members):
        # A part that is not printed leaves the sum open.
        whole = replace(whole, must=whole.must - {"levels-sum"}, may=whole.may | {"levels-sum"})
    return Made(file, kind, whole)


def _carried_wrongly(draft: Draft) -> bool:
    """Tell whether requests are brought forward that were not carried forward, across editions."""
    if draft.earlier is None:
        return False
    for column in load_form(draft.form_id).table(TABLE).blocks[0].columns:
        now = number(draft.cells[f"{TABLE}.brought_forward.{column.id}"])
        then = number(draft.earlier.cells[f"{TABLE}.carried_forward.{column.id}"])
        if None not in (now, then) and now != then:
            return True
    return False


def _series(organ: Organ, chance: Random) -> list[Draft]:
    """Return the true reports of an organ, year by year."""
    requests, documents, texts = Requests(organ, chance), Documents(organ, chance), Texts(chance)
    drafts = []
    for year in YEARS:
        form_id = _form(year)
        cells = requests.year(load_form(form_id)) | documents.year(load_form(form_id))
        drafts.append(_draft(organ, year, cells, texts, chance))
    return drafts


def _form(year: int) -> str:
    return "2019" if year < 2021 else "2021"


def _draft(organ: Organ, year: int, cells: dict[str, Value], texts: Texts, chance: Random) -> Draft:
    form_id, name = _form(year), organ.agency.name
    every = completed(form_id, cells)
    period = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    return Draft(
        form_id,
        organ.agency,
        year,
        _day(organ, year, chance),
        every,
        [f"{name}根据《中华人民共和国政府信息公开条例》编制本报告。{period}"],
        sayings(form_id, every, chance, 0.45),
        texts.year(),
    )


def _day(organ: Organ, year: int, chance: Random) -> date:
    """Return a day before the deadline, most often in its last two weeks."""
    last = date(year + 1, 3, 31) if organ.agency.kind == "government" else date(year + 1, 1, 31)
    return last - timedelta(days=min(25, int(chance.expovariate(1 / 8))))


def _sum(whole: Organ, drafts: list[Draft], earlier: dict[str, Draft], chance: Random) -> Draft:
    """Return the report of the county government: the sum of what its organs had to do."""
    cells: dict[str, Value] = {}
    for draft in drafts:
        for address, value in draft.cells.items():
            _, row, column = address.split(".")
            total = column == "total" or row == "outcome_total"
            if not total and str(value).removeprefix("-").isdigit():
                cells[address] = int(cells.get(address, 0)) + int(value)
    before = earlier.get(whole.agency.name)
    texts = Texts(chance)
    made = _draft(whole, drafts[0].year, cells, texts, chance)
    made.earlier = before
    return made


def _next(draft: Draft, waiting: list[str], chance: Random) -> Label | None:
    """Make the first of the waiting mistakes that the report has room for; all have their turn."""
    if not waiting:
        waiting += chance.sample(_MISTAKES, len(_MISTAKES))
    for name in waiting:
        if (label := MISTAKES[name](draft, chance)) is not None:
            waiting.remove(name)
            return label
    return None


def _spoiled(draft: Draft, waiting: list[str], chance: Random) -> list[Label]:
    """Put known mistakes into some reports, and date some late."""
    labels: list[Label | None] = []
    if chance.random() < _WRONG:
        labels.append(_next(draft, waiting, chance))
    if chance.random() < _TARDY and not any(x and x.mistake == "signed too early" for x in labels):
        late = next((made for n in _LATE if (made := MISTAKES[n](draft, chance))), None)
        labels.append(late)
    if draft.earlier is not None and chance.random() < 0.05:
        draft.prose = {section: list(lines) for section, lines in draft.earlier.prose.items()}
        labels.append(Label("prose of last year", may=rules("reuse", "stale-text")))
    return [label for label in labels if label is not None]


def _copied(drafts: dict[str, Draft], labels: dict[str, list[Label]], chance: Random) -> None:
    """Let two townships copy the prose of a neighbour."""
    towns = [n for n, d in drafts.items() if d.agency.kind == "township" and not labels[n]]
    chosen = chance.sample(towns, 4)
    for one, other in (chosen[:2], chosen[2:]):
        drafts[one].prose = {s: list(lines) for s, lines in drafts[other].prose.items()}
        copied = Label("prose of a neighbour", may=rules("reuse", "stale-text"), new=other)
        labels[one].append(copied)
        # Which of the two was first cannot be told, so both are told of.
        labels[other].append(Label("prose copied by a neighbour", may=rules("reuse"), new=one))
