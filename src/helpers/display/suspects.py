"""The table with the suspects marked: what each cell prints, and what the best repairs suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.audit import Audit, Repair
from helpers.audit.exact import shown
from helpers.display.shown import Shown, clean, escape, stacked
from helpers.form import Block, Table
from helpers.messages import Lang, Text
from helpers.wording import squeeze

MOST_SETS = 5
"""So many equally good sets are marked; more would mark half the table."""

_MARKED = (
    "border:2px solid #b3261e;background:#fdeceb;color:#1b1b1b;font-weight:600;white-space:nowrap"
)
_PLAIN = "text-align:right"


@dataclass(frozen=True, slots=True)
class SuspectTable:
    """The rows of a block in which the best repairs change a cell.

    Attributes:
        heads: Of the columns, the first being that of the names of rows.
        rows: The name of a row, and its cells: what they print, and whether they are suspect.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]


def suspects(audit: Audit, lang: Lang = "en") -> Shown | None:
    """Show the tables in which the best repairs change a cell, those cells marked.

    A marked cell shows what is printed, what is suggested, and in which of the equally good sets.
    Rows without a marked cell and without a number but zero are left out. None where there is no
    repair, or where more than :data:`MOST_SETS` sets are equally good.
    """
    tables = suspect_tables(audit, lang)
    return stacked([_shown(table) for table in tables]) if tables else None


def suspect_tables(audit: Audit, lang: Lang = "en") -> list[SuspectTable]:
    """Return the tables that :func:`suspects` shows."""
    form, best = audit.form, [r for r in audit.repairs if r.rank == 1]
    if form is None or not best or len(best) > MOST_SETS:
        return []
    touched = {c.address.split(".")[0] for r in best for c in r.cells}
    return [
        _grid(audit, table, block, best, lang)
        for table in form.tables
        if table.id in touched
        for block in table.blocks
        if any(form.block_of(c.address) is block for r in best for c in r.cells)
    ]


def _grid(
    audit: Audit, table: Table, block: Block, best: Sequence[Repair], lang: Lang
) -> SuspectTable:
    marks = _marks(best)
    heads = (Text("row", "行").in_(lang), *(c.label.in_(lang) for c in block.columns))
    rows = []
    for row in block.rows:
        if row.role == "heading":
            continue
        addresses = [f"{table.id}.{row.id}.{c.id}" for c in block.columns]
        cells = [audit.report.cell(a) for a in addresses]
        if not any(c.value for c in cells) and not any(a in marks for a in addresses):
            continue
        words = tuple(
            (f"{squeeze(c.raw)} → {marks[a]}", True) if a in marks else (squeeze(c.raw), False)
            for a, c in zip(addresses, cells, strict=True)
        )
        rows.append((row.label.in_(lang), words))
    return SuspectTable(heads, tuple(rows))


def _shown(table: SuspectTable) -> Shown:
    head = "".join(f'<th style="text-align:left">{escape(h)}</th>' for h in table.heads)
    body, lines = [], ["\t".join(table.heads)]
    for name, cells in table.rows:
        body.append(
            f'<tr><th scope="row" style="text-align:left;font-weight:400">{escape(name)}</th>'
            + "".join(
                f'<td style="{_MARKED if marked else _PLAIN}">{escape(words)}</td>'
                for words, marked in cells
            )
            + "</tr>"
        )
        lines.append("\t".join(clean(words) for words in (name, *(w for w, _ in cells))))
    markup = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    return Shown(markup, "\n".join(lines))


def _marks(best: Sequence[Repair]) -> dict[str, str]:
    """Return cell → what is suggested, with the numbers of the sets where there are several."""
    marks: dict[str, list[str]] = {}
    for number, repair in enumerate(best, start=1):
        for change in repair.cells:
            words = shown(change.suggested) + (f" ({number})" if len(best) > 1 else "")
            marks.setdefault(change.address, []).append(words)
    return {address: ", ".join(words) for address, words in marks.items()}
