"""Which rules about numbers must fail: worked out from the draft with plain sums.

This is written apart from the audit on purpose, so that one can be held against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.invented.drafts import TABLE, Draft
from helpers.invented.grids import Value
from helpers.invented.levels import SUMMED
from helpers.invented.mistakes.label import number
from helpers.invented.said import Rate, Said, rate


def due(draft: Draft) -> set[str]:
    """Return the ids of the rules about numbers that must fail on a draft."""
    said = (rule for said in draft.said for rule in untrue(draft, said))
    return {*_sums(draft), *_years(draft), *_levels(draft), *said}


def _total(cells: Mapping[str, Value], addresses: tuple[str, ...]) -> float | None:
    numbers = [number(cells[a]) for a in addresses]
    return None if None in numbers else sum(n for n in numbers if n is not None)


def _sums(draft: Draft) -> Iterator[str]:
    for equation in draft.form.equations:
        left, right = (_total(draft.cells, tuple(side)) for side in (equation.left, equation.right))
        there = all(f"table:{a.partition('.')[0]}" not in draft.without for a in equation.left)
        if there and left is not None and right is not None and left != right:
            yield equation.rule


def untrue(draft: Draft, said: Said) -> Iterator[str]:
    """Yield the rules that a sentence offends."""
    if said.section in draft.without:
        return
    for count in said.counts:
        total = _total(draft.cells, count.cells)
        if total is not None and total != said.numbers[count.at]:
            yield "claim-table"
    for none in said.none:
        if _total(draft.cells, none):
            yield "claim-all-none"
    for one, other in said.equal:
        sums = _total(draft.cells, one), _total(draft.cells, other)
        if None not in sums and sums[0] != sums[1]:
            yield "claim-all-none"
    for each in said.rates:
        right = _follows(said, each, _stated(said, each)) or _of_the_table(draft, said, each)
        if not right:
            yield "claim-rate"
    for whole, *parts in said.parts:
        added = sum(said.numbers[n] for n in parts)
        if added > said.numbers[whole]:
            yield "parts-exceed-whole"
        elif added < said.numbers[whole] and said.complete:
            yield "parts-below-whole"


def disputed(draft: Draft) -> set[str]:
    """Return the ids of rules that may fail: a rate right by the table, a number beside it wrong.

    Where that number is the whole, its part (其中…) may exceed it.
    """
    rates = [(said, each) for said in draft.said for each in said.rates]
    found = {"claim-rate" for said, each in rates if _of_the_table(draft, said, each)}
    for said, each in rates:
        part, whole = _stated(said, each)
        if each.how == "percent" and "其中" in said.words and part > whole:
            found.add("parts-exceed-whole")
    return found


def _follows(said: Said, each: Rate, numbers: list[float]) -> bool:
    first, second = numbers
    printed = said.numbers[each.at]
    # 16% is right of 16.43%, 16.4% of 16.36%: as many decimals count as are printed.
    decimals = len(f"{printed:.2f}".rstrip("0").partition(".")[2])
    room = max(0.02, 0.5 / 10**decimals)
    return not second or abs(rate(each.how, first, second) - printed) <= room


def _stated(said: Said, each: Rate) -> list[float]:
    return [said.numbers[n] for n in each.of]


def _of_the_table(draft: Draft, said: Said, each: Rate) -> bool:
    """Tell whether a rate follows from the cells its numbers should be, and not from those."""
    held = {count.at: _total(draft.cells, count.cells) for count in said.counts}
    cells = [said.numbers[n] if held.get(n) is None else held[n] or 0 for n in each.of]
    right = cells[1] > 0 and _follows(said, each, cells)
    return right and not _follows(said, each, _stated(said, each))


def _years(draft: Draft) -> Iterator[str]:
    """Compare with last year's report, where both have the tables."""
    earlier = draft.earlier
    if earlier is None or earlier.form_id != draft.form_id:
        return
    if f"table:{TABLE}" not in draft.without and "applications" not in draft.without:
        for kind in draft.form.table(TABLE).blocks[0].columns:
            now = number(draft.cells[f"{TABLE}.brought_forward.{kind.id}"])
            then = number(earlier.cells[f"{TABLE}.carried_forward.{kind.id}"])
            if now is not None and then is not None and now != then:
                yield "carry-over"
    if "table:proactive" in draft.without or "proactive" in draft.without:
        return
    for address in draft.cells:
        row = address.rpartition(".")[0]
        if address.endswith(".in_force"):
            flow = (f"{row}.issued", f"{row}.repealed", address)
            new, gone, there = (number(draft.cells[a]) for a in flow)
            had = number(earlier.cells[address])
            numbers = (had, new, gone, there)
            if None not in numbers and (had or 0) + (new or 0) - (gone or 0) != there:
                yield "documents-flow"
        if address.endswith(".items_last_year"):
            at = number(draft.cells[address])
            had, more = (number(earlier.cells[a]) for a in (address, f"{row}.change"))
            if None not in (at, had, more) and (had or 0) + (more or 0) != at:
                yield "items-last-year"


def _levels(draft: Draft) -> Iterator[str]:
    """Add up the reports that it is the sum of."""
    for address in draft.cells if draft.members else ():
        table, _, column = address.split(".")
        if table not in SUMMED or column != "total" or f"table:{table}" in draft.without:
            continue
        parts = [number(member.cells[address]) for member in draft.members]
        whole = number(draft.cells[address])
        if whole is not None and whole != sum(p for p in parts if p is not None):
            yield "levels-sum"
