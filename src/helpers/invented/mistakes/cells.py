"""Slips of the hand in tables three and four: one number for another."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from helpers.invented.drafts import TABLE, Draft
from helpers.invented.grids import Value
from helpers.invented.mistakes.label import Label, Mistake, write

DISPUTES = "disputes"


def _filled(draft: Draft, table: str, least: int = 1) -> list[str]:
    return [
        a
        for a, v in draft.cells.items()
        if a.startswith(f"{table}.") and str(v).isdigit() and int(v) >= least
    ]


def misprint(text: str, how: str, chance: Random) -> str:
    """Return a number written wrongly: another digit, two transposed, one dropped or doubled."""
    digits = list(text)
    at = chance.randrange(len(digits))
    if how == "digit":
        lead = at == 0 and len(digits) > 1
        digits[at] = chance.choice([d for d in "0123456789"[lead:] if d != digits[at]])
    elif how == "transposed":
        pairs = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
        pairs = [n for n in pairs if n or digits[1] != "0"]
        if pairs:
            n = chance.choice(pairs)
            digits[n], digits[n + 1] = digits[n + 1], digits[n]
    elif how == "doubled":
        digits.insert(at, digits[at])
    elif len(digits) > 1:
        del digits[at]
    return str(int("".join(digits)))


def _slip(table: str, how: str) -> Mistake:
    def mistake(draft: Draft, chance: Random) -> Label | None:
        places = _filled(draft, table, 1 if how in ("digit", "doubled") else 10)
        chance.shuffle(places)
        for address in places:
            old = str(draft.cells[address])
            new = misprint(old, how, chance)
            if new != old:
                return write(draft, f"{table}, {how}", {address: int(new)})
        return None

    return mistake


def misprints(draft: Draft, how_many: int, chance: Random) -> Label:
    """Put so many wrong digits into different cells of table three."""
    places = chance.sample(_filled(draft, TABLE), how_many)
    changes: dict[str, Value] = {}
    for address in places:
        old = str(draft.cells[address])
        how = chance.choice(("digit", "digit", "transposed", "doubled"))
        new = misprint(old, how, chance)
        changes[address] = int(new if new != old else misprint(old, "digit", chance))
    return write(draft, f"{how_many} misprints", changes)


def can_have(draft: Draft, how_many: int) -> bool:
    """Tell whether table three prints enough numbers for so many misprints."""
    return len(_filled(draft, TABLE)) >= how_many


def _exchange(name: str, partner: Callable[[Draft, str, Random], str]) -> Mistake:
    def mistake(draft: Draft, chance: Random) -> Label | None:
        places = _filled(draft, TABLE)
        chance.shuffle(places)
        for a in places:
            b = partner(draft, a, chance)
            if draft.cells[a] != draft.cells[b]:
                return write(draft, name, {a: draft.cells[b], b: draft.cells[a]})
        return None

    return mistake


def _beside(draft: Draft, address: str, chance: Random) -> str:
    row, _, column = address.rpartition(".")
    columns = [c.id for c in draft.form.table(TABLE).blocks[0].columns]
    at = columns.index(column)
    return f"{row}.{columns[at + 1 if at + 1 < len(columns) else at - 1]}"


def _below(draft: Draft, address: str, chance: Random) -> str:
    table, row, column = address.split(".")
    rows = [r.id for r in draft.form.table(TABLE).blocks[0].leaf_rows]
    at = rows.index(row)
    return f"{table}.{rows[at + 1 if at + 1 < len(rows) else at - 1]}.{column}"


def _off(name: str, partner: Callable[[Draft, str, Random], str]) -> Mistake:
    """A number stands one place off; where it belongs there is 0."""

    def mistake(draft: Draft, chance: Random) -> Label | None:
        places = [a for a in _filled(draft, TABLE) if draft.cells[partner(draft, a, chance)] == 0]
        if not places:
            return None
        a = chance.choice(places)
        b = partner(draft, a, chance)
        return write(draft, name, {a: 0, b: draft.cells[a]})

    return mistake


def first_column_as_total(draft: Draft, chance: Random) -> Label | None:
    """The numbers of natural persons are copied into the column of totals, row by row."""
    first, *_, total = (c.id for c in draft.form.table(TABLE).blocks[0].columns)
    rows = [r.id for r in draft.form.table(TABLE).blocks[0].leaf_rows]
    changes: dict[str, Value] = {}
    for row in rows:
        own, target = f"{TABLE}.{row}.{first}", f"{TABLE}.{row}.{total}"
        if draft.cells[own] != draft.cells[target]:
            changes[target] = draft.cells[own]
    return write(draft, "first column as total", changes) if changes else None


def total_wrong(table: str) -> Mistake:
    """Return the mistake of a total that is another number."""

    def mistake(draft: Draft, chance: Random) -> Label | None:
        totals = [
            a
            for a in draft.cells
            if a.startswith(f"{table}.") and (a.endswith(".total") or ".outcome_total." in a)
        ]
        address = chance.choice(totals)
        old = int(draft.cells[address])
        new = chance.choice([n for n in (0, old - 1, old + 1, old + 10) if n >= 0 and n != old])
        return write(draft, f"{table}, total wrong", {address: new})

    return mistake


def part_exceeds_total(draft: Draft, chance: Random) -> Label | None:
    """A part of a row is larger than its total."""
    parts = [a for a in draft.cells if a.startswith(f"{TABLE}.") and not a.endswith(".total")]
    address = chance.choice(parts)
    total = int(draft.cells[f"{address.rpartition('.')[0]}.total"])
    return write(draft, "part exceeds total", {address: total + chance.randint(1, 9)})


MISTAKES: dict[str, Mistake] = {
    **{
        f"{TABLE}, {how}": _slip(TABLE, how)
        for how in ("digit", "transposed", "dropped", "doubled")
    },
    **{f"{DISPUTES}, {how}": _slip(DISPUTES, how) for how in ("digit", "transposed", "doubled")},
    "neighbours exchanged": _exchange("neighbours exchanged", _beside),
    "rows exchanged": _exchange("rows exchanged", _below),
    "one column off": _off("one column off", _beside),
    "one row off": _off("one row off", _below),
    "first column as total": first_column_as_total,
    f"{TABLE}, total wrong": total_wrong(TABLE),
    f"{DISPUTES}, total wrong": total_wrong(DISPUTES),
    "part exceeds total": part_exceeds_total,
}
"""Name → what an agency does wrong in tables three and four."""
