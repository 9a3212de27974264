"""Whole invented reports in which everything is true, as drafts into which a mistake can be put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from helpers.form import Form, load_form
from helpers.invented.agencies import Agency, invented_agency
from helpers.invented.boxes import Part
from helpers.invented.grids import Value, completed
from helpers.invented.parts import MARK, PROSE, invented_parts
from helpers.invented.said import Said, sayings

TABLE = "applications"
_PARAGRAPH = {
    **dict.fromkeys(("disclosed", "disclosed growth", "documents", "documents in force"), 0),
    **dict.fromkeys(("decisions", "procurement"), 0),
    **dict.fromkeys(("requests", "outcomes", "carried forward", "disputes"), 1),
}
"""Kind of sentence → paragraph of the overview it stands in; others stand in the fourth."""


@dataclass
class Draft:
    """A report before it is printed; all of it may be changed.

    Attributes:
        form_id: Edition of the form.
        agency: Whose report it is.
        year: The year it is about.
        published: The date under it.
        cells: Address → what is printed.
        opening: Paragraphs before the first section.
        said: Its sentences with numbers.
        prose: Section id → paragraphs without numbers.
        headings: Section id → heading, where not that of the form.
        labels: Label of the form → what is printed instead.
        without: Sections and tables left out.
        signature: Name under it, where not that of the agency.
        exchanged: Ids of two sections that stand in each other's place.
        earlier: The same agency's report of the year before, or None.
        members: Reports that it is the sum of, that of its own office first; empty for none.
        second: Another report in the same file, or None.
        alike: Reports of other organs that a search found to be much like it.
    """

    form_id: str
    agency: Agency
    year: int
    published: date
    cells: dict[str, Value]
    opening: list[str]
    said: list[Said]
    prose: dict[str, list[str]]
    headings: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)
    signature: str = ""
    exchanged: tuple[str, str] | None = None
    earlier: Draft | None = None
    members: tuple[Draft, ...] = ()
    second: Draft | None = None
    alike: tuple[Draft, ...] = ()

    @property
    def form(self) -> Form:
        """The edition of the form."""
        return load_form(self.form_id)

    def paragraphs(self) -> dict[str, list[str]]:
        """Return what each section says: its prose with the sentences where they belong."""
        found = {section: list(lines) for section, lines in self.prose.items()}
        for said in self.said:
            lines = found.setdefault(said.section, [])
            at = _PARAGRAPH.get(said.kind, 3)
            if said.section == "overview" and at < len(lines):
                lines[at] += said.text
            else:
                lines.append(said.text)
        return found

    def parts(self) -> list[Part]:
        """Return the report as lines and tables."""
        day = self.published
        parts = invented_parts(
            self.form_id,
            self.cells,
            agency=self.agency.name,
            year=self.year,
            opening=self.opening,
            prose=self.paragraphs(),
            headings=self.headings,
            labels=self.labels,
            derive=False,
            without=self.without,
            signature=False,
            mark=False,
        )
        if self.exchanged:
            parts = self._with_sections_exchanged(parts)
        return [
            *parts,
            self.signature or self.agency.name,
            f"{day.year}年{day.month}月{day.day}日",
            *(self.second.parts() if self.second else (MARK,)),
        ]

    def _with_sections_exchanged(self, parts: list[Part]) -> list[Part]:
        first, second = self.exchanged or ("", "")
        numbered = {s.id: n for n, s in enumerate(self.form.sections)}
        labels = [s.label.zh for s in self.form.sections]
        starts = [
            n
            for n, part in enumerate(parts)
            if isinstance(part, str) and any(part.endswith(f"、{label}") for label in labels)
        ]
        pieces = [parts[a:b] for a, b in zip(starts, [*starts[1:], len(parts)], strict=True)]
        a, b = numbered[first], numbered[second]
        pieces[a], pieces[b] = pieces[b], pieces[a]
        return [*parts[: starts[0]], *(part for piece in pieces for part in piece)]


def drafted(seed: int | str, form_id: str = "2021") -> Draft:
    """Return a report in which everything is true, with that of the year before; same seed, same."""
    chance = Random(f"draft {form_id} {seed}")
    agency = invented_agency(chance)
    if form_id == "legacy":
        year = chance.randint(2014, 2017)
        return _draft(form_id, agency, year, _indicators(form_id, chance), chance)
    year = 2020 if form_id == "2019" else chance.randint(2022, 2025)
    now = _draft(form_id, agency, year, true_cells(form_id, chance), chance)
    now.earlier = _draft(
        form_id, agency, year - 1, cells_before(form_id, now.cells, chance), chance
    )
    return now


def _draft(
    form_id: str, agency: Agency, year: int, cells: dict[str, Value], chance: Random
) -> Draft:
    due = date(year + 1, 1, 2) + timedelta(days=chance.randrange(28))
    share = chance.choice((0.4, 0.9))
    made = f"{agency.name}根据《中华人民共和国政府信息公开条例》编制本报告。"
    period = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    return Draft(
        form_id,
        agency,
        year,
        due,
        cells,
        [made + period],
        # What the sentences count are cells of the later editions.
        sayings(form_id, cells, chance, share) if form_id != "legacy" else [],
        {section: list(lines) for section, lines in PROSE.items()},
    )


def _indicators(form_id: str, chance: Random) -> dict[str, Value]:
    """Return the cells of the list of indicators up to 2018, whose sums hold."""
    form = load_form(form_id)
    totals = {e.right[0] for e in form.equations}
    given: dict[str, Value] = {
        a: chance.choice((0, 0, 1, 2, 7, 38, 120)) for a in form.addresses if a not in totals
    }
    # A total that is itself a part is worked out before the total it is in.
    for equation in sorted(form.equations, key=lambda e: len(totals & set(e.left))):
        given[equation.right[0]] = sum(int(given[a]) for a in equation.left)
    return given


def true_cells(
    form_id: str, chance: Random, carried_on: Mapping[str, int] | None = None
) -> dict[str, Value]:
    """Return cells in which all is as it must be.

    Args:
        form_id: Edition of the form.
        chance: Where chance comes from.
        carried_on: Kind of applicant → requests carried on to the next year, if that is known.
    """
    form = load_form(form_id)
    block = form.table(TABLE).blocks[0]
    share = chance.choice((0.02, 0.1, 0.3, 0.6))
    into, before, *outcomes, after = (r.id for r in block.leaf_rows if r.role == "leaf")
    kinds = [c.id for c in block.columns[:-1]]
    given: dict[str, Value] = {}
    for kind in kinds:
        for row in outcomes:
            few = chance.choice((1, 1, 2, 3, 7, 12, 38, 120))
            given[f"{TABLE}.{row}.{kind}"] = few if chance.random() < share else 0
        handled = sum(int(given[f"{TABLE}.{row}.{kind}"]) for row in outcomes)
        left = chance.randint(0, 6) if chance.random() < share else 0
        left = carried_on[kind] if carried_on is not None else left
        waiting = chance.randint(0, (handled + left) // 2) if chance.random() < 0.5 else 0
        given[f"{TABLE}.{after}.{kind}"] = left
        given[f"{TABLE}.{before}.{kind}"] = waiting
        given[f"{TABLE}.{into}.{kind}"] = handled + left - waiting
    for address in form.addresses:
        if address.startswith("disputes.") and not address.endswith(".total"):
            given[address] = chance.choice((1, 2, 5, 14)) if chance.random() < share else 0
    given |= _table_two(form, chance)
    return completed(form_id, given)


def _table_two(form: Form, chance: Random) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for address in form.addresses:
        _, row, column = address.split(".")
        if not address.startswith("proactive.") or row == "regulations":
            continue
        found[address] = chance.choice((0, 0, 1, 4, 23, 318))
        if column == "amount":
            amount = chance.choice(("0", "0", "12.6", "180.05"))
            unit = "" if amount == "0" or form.id == "2021" else "万元"
            found[address] = f"{amount}{unit}"
    own = "proactive.normative_documents."
    if form.id == "2021":
        found[f"{own}in_force"] = int(found[f"{own}issued"]) + chance.randint(0, 30)
    else:
        found[f"{own}disclosed"] = found[f"{own}created"]
        found[f"{own}disclosed_total"] = int(found[f"{own}created"]) + chance.randint(0, 30)
    return found


def cells_before(form_id: str, now: Mapping[str, Value], chance: Random) -> dict[str, Value]:
    """Return true cells of the year before that the cells of a report follow from."""
    kinds = [c.id for c in load_form(form_id).table(TABLE).blocks[0].columns[:-1]]
    cells = true_cells(
        form_id, chance, {k: int(now[f"{TABLE}.brought_forward.{k}"]) for k in kinds}
    )
    if form_id == "2021":
        for row in ("regulations", "normative_documents"):
            at = f"proactive.{row}."
            there = int(now[f"{at}in_force"]) - int(now[f"{at}issued"]) + int(now[f"{at}repealed"])
            cells[f"{at}in_force"] = there
            cells[f"{at}issued"] = chance.randint(0, there)
    else:
        for address in now:
            if address.endswith(".items_last_year"):
                row = address.rpartition(".")[0]
                had = chance.randint(0, int(now[address]))
                cells[address] = had
                cells[f"{row}.change"] = int(now[address]) - had
        # What is open in all grows by what was opened this year.
        at = "proactive.normative_documents."
        cells[f"{at}disclosed_total"] = int(now[f"{at}disclosed_total"]) - int(
            now[f"{at}disclosed"]
        )
        cells[f"{at}created"] = chance.randint(0, int(cells[f"{at}disclosed_total"]))
        cells[f"{at}disclosed"] = cells[f"{at}created"]
    return cells
