"""What else a number of the prose may honestly mean than the cell its words name.

An office counts its concluded cases only, or what it carried over as well, or natural persons
only. Where one of these fits, nothing is wrong; the reader is told which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.audit.exact import total
from helpers.audit.identities import counted
from helpers.audit.layout import cell_name, row_name
from helpers.audit.sums import known
from helpers.concepts import Concept
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Report
from helpers.wording import unnumbered

_CARRIED = re.compile("结转|上年|共")
_CLOSED = re.compile("审结|办结|结案")
_MERGED = re.compile("和|及|与|含|、")
_NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sum of cells that a number may mean.

    Attributes:
        why: How it comes about, in both languages.
        plus, less: Addresses added and taken away.
        said: Pattern of words by which a text says that it means this.
        short: A name for the sum, None to write it out.
    """

    why: Text
    plus: tuple[str, ...]
    less: tuple[str, ...]
    said: re.Pattern[str]
    short: Text | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """All addresses."""
        return (*self.plus, *self.less)

    def name(self, form: Form) -> Text:
        """Return the short name, or write the sum out: ``A + B − C``."""
        if self.short is not None:
            return self.short
        added = [cell_name(form, a) for a in self.plus]
        taken = [cell_name(form, a) for a in self.less]
        en = " + ".join(n.en for n in added) + "".join(f" − {n.en}" for n in taken)
        zh = " + ".join(n.zh for n in added) + "".join(f" − {n.zh}" for n in taken)
        return Text(en, zh)


def meant(report: Report, form: Form, concept: Concept, claim: Claim) -> Meaning | None:
    """Return the first other sum of cells that equals the number, None if there is none.

    Many cells are nought: nought is explained only by what the text itself says.
    """
    for meaning in _known_meanings(form, concept):
        if not claim.value and not meaning.said.search(claim.text):
            continue
        cells = [report.cell(a) for a in meaning.cells]
        values = [c.value for c in cells if c.value is not None and counted(c)]
        if len(values) < len(cells):
            continue
        first = len(meaning.plus)
        # The difference is formed on the other side: sums of whole numbers stay whole numbers.
        if total(values[:first]) == total([claim.value, *values[first:]]):
            return meaning
    return None


_KNOWN: dict[tuple[int, str], tuple[Meaning, ...]] = {}
"""By identity of the form, as in :mod:`helpers.audit.layout`, which keeps every form."""


def _known_meanings(form: Form, concept: Concept) -> tuple[Meaning, ...]:
    key = (id(form), concept.id)
    if key not in _KNOWN:
        _KNOWN[key] = tuple(_meanings(form, concept))
    return _KNOWN[key]


def _meanings(form: Form, concept: Concept) -> Iterator[Meaning]:
    """Yield what a number may mean, what is most likely first.

    Some of it is the cell itself, or of another edition: such a sum never equals a number that
    differs from the cell, or has no value.
    """
    cells = known(form, concept.cells)
    for group in concept.also:
        if len(group) > 1:
            yield Meaning(_WITH_CARRIED, group, (), _CARRIED)
        else:
            yield Meaning(_OTHER_ROW, group, (), _NEVER)
    if not cells:
        return
    table, row, column = cells[0].split(".")
    if column == "total":
        yield from _own_parts(form, concept, cells)
    if table == "applications":
        if row in ("received", "outcome_total"):
            yield from _of_requests(cells)
        else:
            yield from _of_outcomes(form, cells, column)
        if column == "total":
            yield from _columns(form, concept, cells)
    elif table == "disputes":
        yield from _of_disputes(cells, column)
    elif row in ("regulations", "normative_documents"):
        yield from _of_documents(row, column)


_WITH_CARRIED = Text(
    "what was carried over or merged is counted as well", "连同结转或合并计算的部分一并计入"
)
_OTHER_ROW = Text("the number of another row is given", "所列为另一行的数字")
_LESS_PENDING = Text("what is still pending is left out", "未计入尚未办结的部分")
_WHOLE_GROUP = Text("the whole group of outcomes is counted", "按同组办理结果合并计算")
_ONE_ROW = Text("one row of the group is counted", "仅计同组中的一项")
_ONE_COLUMN = Text(
    "one kind of applicant is counted instead of all", "仅计一类申请人，未计全部申请人"
)
_BODIES = Text("all applicants but natural persons are counted", "仅计自然人以外的各类申请人")
_OWN_PARTS = Text("the total printed beside them is probably the slip", "可能是表中所填合计有误")
_ONE_KIND = Text("one kind of case is counted", "仅计其中一类案件")
_BOTH_KINDS = Text("both kinds of case are counted", "两类案件合并计算")
_BOTH_DOCUMENTS = Text(
    "regulations and normative documents are counted together", "规章与其他文件合并计算"
)
_OTHER_COLUMN = Text("the number of another column is given", "所列为另一列的数字")


def _of_requests(cells: tuple[str, ...]) -> Iterator[Meaning]:
    columns = [a.rsplit(".", 1)[1] for a in cells]
    new, old, done, left = (
        tuple(f"applications.{row}.{column}" for column in columns)
        for row in ("received", "brought_forward", "outcome_total", "carried_forward")
    )
    yield Meaning(_WITH_CARRIED, (*new, *old), (), _CARRIED)
    yield Meaning(_LESS_PENDING, new, left, _CLOSED)
    yield Meaning(_LESS_PENDING, done, (), _CLOSED)
    for cell in new:
        yield Meaning(_ONE_COLUMN, (cell,), (), _NEVER)


def _of_outcomes(form: Form, cells: tuple[str, ...], column: str) -> Iterator[Meaning]:
    for heading, group in _groups(form, column):
        if cells[0] in group:
            yield Meaning(_WHOLE_GROUP, group, (), _MERGED, heading)
            for cell in cells:
                yield Meaning(_ONE_ROW, (cell,), (), _NEVER)
    granted = tuple(f"applications.{r}.{column}" for r in ("granted", "granted_in_part"))
    if cells[0] in granted:
        yield Meaning(_WHOLE_GROUP, granted, (), _MERGED)


def _groups(form: Form, column: str) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Yield each group of outcomes: its name, and its rows as addresses of a column."""
    block = form.table("applications").blocks[0]
    top = next(r.parent for r in block.rows if r.role == "total")
    for head in block.rows:
        if head.parent == top:
            name = Text(f"{head.label.en}, all rows", f"“{unnumbered(head.label.zh)}”各项合计")
            yield name, tuple(f"applications.{r.id}.{column}" for r in block.children(head.id))


def _own_parts(form: Form, concept: Concept, cells: tuple[str, ...]) -> Iterator[Meaning]:
    """Yield what the parts printed beside totals add up to: a total may be the slip."""
    own = tuple(
        f"{a.rpartition('.')[0]}.{c.id}"
        for a in cells
        for c in form.block_of(a).columns
        if c.id != "total"
    )
    label = concept.label
    short = Text(f"the sum of the parts of “{label.en}”", f"“{label.zh}”各分项之和")
    yield Meaning(_OWN_PARTS, own, (), _NEVER, short)


def _columns(form: Form, concept: Concept, cells: tuple[str, ...]) -> Iterator[Meaning]:
    columns = [c for c in form.table("applications").blocks[0].columns if c.id != "total"]
    row = row_name(form, cells[0]) if len(cells) == 1 else concept.label

    def of(*chosen: str) -> tuple[str, ...]:
        return tuple(f"{a.rsplit('.', 1)[0]}.{c}" for c in chosen for a in cells)

    for column in columns:
        short = Text(f"{row.en}, {column.label.en}", f"{row.zh}·{column.label.zh}")
        yield Meaning(_ONE_COLUMN, of(column.id), (), _NEVER, short)
    bodies = Text(f"{row.en}, legal persons and organisations", f"{row.zh}·自然人以外合计")
    yield Meaning(_BODIES, of(*(c.id for c in columns[1:])), (), _NEVER, bodies)


def _of_disputes(cells: tuple[str, ...], column: str) -> Iterator[Meaning]:
    if column == "total":
        pending = tuple(a.rsplit(".", 1)[0] + ".pending" for a in cells)
        yield Meaning(_LESS_PENDING, cells, pending, _CLOSED)
    for cell in cells:
        yield Meaning(_ONE_KIND, (cell,), (), _NEVER)
    kinds = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    every = tuple(f"disputes.{kind}.{column}" for kind in kinds)
    yield Meaning(_BOTH_KINDS, every, (), _MERGED)
    if cells[0] in every[1:]:
        yield Meaning(_BOTH_KINDS, every[1:], (), _NEVER)


_BESIDE = {"created": "disclosed", "disclosed": "created"}
"""Columns of documents that may be taken for one another."""


def _of_documents(row: str, column: str) -> Iterator[Meaning]:
    both = tuple(f"proactive.{r}.{column}" for r in ("regulations", "normative_documents"))
    yield Meaning(_BOTH_DOCUMENTS, both, (), _MERGED)
    if column in _BESIDE:
        yield Meaning(_OTHER_COLUMN, (f"proactive.{row}.{_BESIDE[column]}",), (), _NEVER)
