"""Mistakes in the prose: numbers that the tables or the sentence itself contradict."""

from __future__ import annotations

from random import Random

from helpers.invented.drafts import Draft
from helpers.invented.mistakes.label import Label, Mistake, rules
from helpers.invented.mistakes.truth import untrue
from helpers.invented.said import Said, added, cells_of, denials

_HONEST = ("new", "before", "after", "decided", "new natural_person", "decided natural_person")
"""Sums that an honest writer may mean by another's words: a wrong number is none of them."""


def _replace(draft: Draft, name: str, old: Said, new: Said, more: frozenset[str]) -> Label:
    draft.said[draft.said.index(old)] = new
    return Label(name, may=more, old=old.text, new=new.text)


def _other(number: float, draft: Draft, chance: Random) -> int:
    """Return a wrong count that is nothing else a writer may have meant."""
    known = [sum(int(draft.cells[a]) for a in cells_of(name, draft.form_id)) for name in _HONEST]
    honest = {a + b for a in (0, *known) for b in (0, *known)} | {
        abs(a - b) for a in known for b in known
    }
    old = int(number)
    near: list[int] = [old + n for n in (*range(-30, 0), *range(1, 60))]
    return chance.choice([n for n in near if n >= 0 and n not in honest] or [old + 1000])


def count_wrong(draft: Draft, chance: Random) -> Label | None:
    """A number that the tables give is another one in the prose."""
    places = [(s, c) for s in draft.said for c in s.counts if not s.parts and c.cells]
    if not places:
        return None
    said, count = chance.choice(places)
    new = said.stating(count.at, _other(said.numbers[count.at], draft, chance))
    return _replace(draft, "count wrong", said, new, rules("claim-rate"))


def part_wrong(draft: Draft, chance: Random) -> Label | None:
    """A part of a whole is another number, and the parts no longer add up."""
    places = [(s, n) for s in draft.said for _, *parts in s.parts for n in parts if s.complete]
    if not places:
        return None
    said, at = chance.choice(places)
    old = int(said.numbers[at])
    new = chance.choice([n for n in (old - 2, old - 1, old + 1, old + 3, old + 10) if n >= 0])
    return _replace(draft, "part wrong", said, said.stating(at, new), rules("claim-rate"))


def whole_wrong(draft: Draft, chance: Random) -> Label | None:
    """A whole is another number than its parts make."""
    places = [(s, group[0]) for s in draft.said for group in s.parts if s.complete]
    if not places:
        return None
    said, at = chance.choice(places)
    old = int(said.numbers[at])
    new = chance.choice([n for n in (old - 2, old - 1, old + 1, old + 2, old + 10) if n > 0])
    return _replace(draft, "whole wrong", said, said.stating(at, new), rules("claim-rate"))


def rate_wrong(draft: Draft, chance: Random) -> Label | None:
    """A percentage is not that of its numbers."""
    places = [(s, r) for s in draft.said for r in s.rates]
    if not places:
        return None
    said, rate = chance.choice(places)
    old = said.numbers[rate.at]
    new = round(max(0.5, old + chance.choice((-9.3, -3.1, -0.5, 0.5, 4.2, 11.7))), 2)
    changed = said.stating(rate.at, new)
    if "claim-rate" not in set(untrue(draft, changed)):
        return None
    return _replace(draft, "rate wrong", said, changed, frozenset())


def none_said(draft: Draft, chance: Random) -> Label | None:
    """The prose denies what the tables count."""
    fitting = [
        (entry["kind"], words, cells)
        for entry in denials()
        if (cells := cells_of(entry["sum"], draft.form_id)) and added(draft.cells, cells)
        for words in entry["words"]
    ]
    if not fitting:
        return None
    kind, words, cells = chance.choice(fitting)
    draft.said = [s for s in draft.said if s.kind != kind]
    draft.said.append(Said(kind, "overview", words, (), none=(cells,)))
    return Label("none said", new=words)


def all_said(draft: Draft, chance: Random) -> Label | None:
    """The prose says that all requests came from natural persons, the table otherwise."""
    total = cells_of("new", draft.form_id)
    persons = cells_of("new natural_person", draft.form_id)
    count = sum(int(draft.cells[a]) for a in total)
    if count == sum(int(draft.cells[a]) for a in persons):
        return None
    draft.said = [s for s in draft.said if s.kind != "requests"]
    words = "收到政府信息公开申请{0}件，均为自然人申请。"
    said = Said("requests", "overview", words, (count,), equal=((persons, total),))
    draft.said.append(said)
    return Label("all said", new=said.text)


_LOST = (
    "全年共收到件，均已按时答复。",
    "主动公开政府信息条，其中政策文件较多。",
    "累计发布条，内容涵盖各项工作。",
    "办结率达%，群众较为满意。",
)


def number_lost(draft: Draft, chance: Random) -> Label | None:
    """A sentence has lost its number."""
    words = chance.choice(_LOST)
    draft.said.append(Said("lost", "overview", words, ()))
    return Label("number lost", rules("number-lost"), new=words)


def fee_taken_for_another(draft: Draft, chance: Random) -> Label | None:
    """The information-processing fee stands among the administrative fees of table two."""
    if draft.form_id != "2021":
        return None
    amount = chance.choice(("2950", "2230", "400"))
    draft.cells["proactive.fees.amount"] = f"{amount}元"
    draft.said = [s for s in draft.said if s.kind != "fees"]
    words = f"本年度收取信息处理费{amount}元。"
    draft.said.append(Said("fees", "other", words, ()))
    return Label("fee taken for another", rules("fee-kinds"), new=words)


MISTAKES: dict[str, Mistake] = {
    "count wrong": count_wrong,
    "part wrong": part_wrong,
    "whole wrong": whole_wrong,
    "rate wrong": rate_wrong,
    "none said": none_said,
    "all said": all_said,
    "number lost": number_lost,
    "fee taken for another": fee_taken_for_another,
}
"""Name → what is wrong in the prose."""
