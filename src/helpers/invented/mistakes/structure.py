"""Mistakes of form: parts that are missing, exchanged, or headed wrongly."""

from __future__ import annotations

from random import Random

from helpers.invented.drafts import Draft
from helpers.invented.mistakes.label import Label, Mistake, rules
from helpers.invented.parts import PROSE

_WRONG_HEADS = ("第二十六条第（{i}）项", "第十五条第（{i}）项", "第九条第（{i}）项")
_GOVERNMENTS = ("government", "township")


def section_missing(draft: Draft, chance: Random) -> Label | None:
    """A section is missing."""
    section = chance.choice(draft.form.sections)
    draft.without.append(section.id)
    owed = section.id in ("problems", "other")
    may = rules("required-content", "parts-announced", "claim-table", "claim-all-none")
    must = ("form-conformance", "required-content") if owed else ("form-conformance",)
    return Label("section missing", rules(*must), may, old=section.label.zh)


def table_missing(draft: Draft, chance: Random) -> Label | None:
    """A table is missing under its heading."""
    table = chance.choice(draft.form.tables)
    draft.without.append(f"table:{table.id}")
    for address in draft.cells:
        if address.startswith(f"{table.id}."):
            draft.cells[address] = "none"
    return Label("table missing", rules("form-conformance"), rules("required-content"))


def sections_exchanged(draft: Draft, chance: Random) -> Label | None:
    """Two sections without tables stand in each other's place."""
    draft.exchanged = ("problems", "other")
    return Label("sections exchanged", rules("form-conformance"))


def wrong_article(draft: Draft, chance: Random) -> Label | None:
    """A block of table two is headed by another article."""
    blocks = [b for t in draft.form.tables for b in t.blocks if b.article]
    head = chance.choice(blocks).article
    item = head.partition("（")[2].partition("）")[0]
    wrong = chance.choice(_WRONG_HEADS).format(i=item)
    draft.labels[head] = wrong
    return Label(
        "wrong article", rules("article-cited"), rules("form-conformance"), (), head, wrong
    )


def wrong_item(draft: Draft, chance: Random) -> Label | None:
    """A block of table two is headed by another item of the same article."""
    blocks = [b for t in draft.form.tables for b in t.blocks if b.article]
    head = chance.choice(blocks).article
    item = head.partition("（")[2].partition("）")[0]
    wrong = head.replace(f"（{item}）", f"（{chance.choice([i for i in '二三七' if i != item])}）")
    draft.labels[head] = wrong
    return Label("wrong item", rules("article-cited"), rules("form-conformance"), (), head, wrong)


def oversight_unsaid(draft: Draft, chance: Random) -> Label | None:
    """A government says nothing of assessment, evaluation and accountability."""
    if draft.agency.kind not in _GOVERNMENTS:
        return None
    lines = draft.prose["overview"]
    draft.prose["overview"] = [line for line in lines if line != PROSE["overview"][-1]]
    draft.said = [s for s in draft.said if s.kind != "work"]
    return Label("oversight unsaid", rules("required-content"), old=PROSE["overview"][-1])


def problems_unsaid(draft: Draft, chance: Random) -> Label | None:
    """The section on problems is there and says nothing."""
    draft.prose["problems"] = []
    return Label("problems unsaid", rules("required-content"))


def section_empty_of_problems(draft: Draft, chance: Random) -> Label | None:
    """The section on problems and the one on the rest are both missing."""
    draft.without += ["problems", "other"]
    may = rules("parts-announced")
    return Label("two sections missing", rules("form-conformance", "required-content"), may)


def edition_of_another_year(draft: Draft, chance: Random) -> Label | None:
    """The tables follow the edition of other years."""
    old = draft.year
    draft.year = 2022 if draft.form_id == "2019" else 2020
    draft.earlier = None
    draft.published = draft.published.replace(year=draft.year + 1)
    draft.opening = [line.replace(f"{old}年", f"{draft.year}年") for line in draft.opening]
    return Label("edition of another year", rules("form-conformance"))


MISTAKES: dict[str, Mistake] = {
    "section missing": section_missing,
    "table missing": table_missing,
    "sections exchanged": sections_exchanged,
    "wrong article": wrong_article,
    "wrong item": wrong_item,
    "oversight unsaid": oversight_unsaid,
    "problems unsaid": problems_unsaid,
    "two sections missing": section_empty_of_problems,
    "edition of another year": edition_of_another_year,
}
"""Name → what is wrong with the form."""
