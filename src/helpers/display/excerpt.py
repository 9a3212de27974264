"""The part of the tables that a verdict is about, as the report prints it, its cells marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from helpers.audit import Verdict
from helpers.display.shown import Shown, clean, escape, stacked
from helpers.form import Form, load_form
from helpers.messages import Lang, Text
from helpers.model import Report
from helpers.wording import squeeze

MOST_ROWS = 4
MOST_BLOCKS = 2
"""So many rows of a block, and blocks of a table, are printed; the others are counted."""

_MARKS: dict[Verdict, str] = {
    "pass": "border:2px solid #0b6e4f;background:#e8f6f0;color:#1b1b1b",
    "fail": "border:2px dashed #b3261e;background:#fdeceb;color:#1b1b1b;font-weight:600",
    "undecided": "border:2px dotted #8a6d00;background:#fbf5dd;color:#1b1b1b",
    "not_applicable": "",
}
"""The line of the border tells the verdicts apart without their colours."""


def excerpt(
    report: Report,
    marked: Collection[str],
    verdict: Verdict,
    lang: Lang = "en",
    around: Collection[str] = (),
) -> Shown | None:
    """Show the rows and columns that hold `marked`, or None where there is no such cell.

    Rows that print nothing but zero are counted, as are rows and blocks beyond the first few.

    Args:
        report: The report.
        marked: The cells to mark.
        verdict: What came out about them; it chooses the mark.
        lang: Language of the labels.
        around: Cells shown with them, without a mark.
    """
    if report.form is None:
        return None
    form = load_form(report.form)
    shown = {*marked, *around}
    known = [a for a in form.addresses if a in shown]
    parts = []
    for table, group in groupby(known, key=lambda a: a.split(".")[0]):
        blocks = [list(g) for _, g in groupby(group, key=lambda a: form.block_of(a).id)]
        parts.append(_line(form.table(table).label, lang, small=True))
        parts += [_block(report, form, b, marked, verdict, lang) for b in blocks[:MOST_BLOCKS]]
        if more := len(blocks[MOST_BLOCKS:]):
            parts.append(_line(Text(f"Further blocks: {more}.", f"另有 {more} 组。"), lang))
    return stacked(parts) if parts else None


def _line(words: Text, lang: Lang, *, small: bool = False) -> Shown:
    style = ' style="margin:.3em 0 0 0;font-size:90%"' if small else ""
    return Shown(f"<p{style}>{escape(words.in_(lang))}</p>", words.in_(lang))


def _block(
    report: Report,
    form: Form,
    addresses: Sequence[str],
    marked: Collection[str],
    verdict: Verdict,
    lang: Lang,
) -> Shown:
    rows = list(dict.fromkeys(a.rsplit(".", 1)[0] for a in addresses))
    named = {a.rsplit(".", 1)[1] for a in addresses}
    columns = [c for c in form.block_of(addresses[0]).columns if c.id in named]
    told = [r for r in rows if any(_told(report, f"{r}.{c.id}") for c in columns)] or rows
    heads = ["", *(c.label.in_(lang) for c in columns)]
    left = "text-align:left;font-weight:400"
    head = "".join(
        f'<th style="text-align:right;font-weight:400;white-space:normal">{escape(h)}</th>'
        for h in heads
    )
    body, lines = [], ["\t".join(heads)]
    for row in told[:MOST_ROWS]:
        cells = [f"{row}.{c.id}" for c in columns]
        prints = [_printed(report, address, lang) for address in cells]
        name = form.row_label(cells[0]).in_(lang)
        styles = [_MARKS[verdict] if a in marked else "" for a in cells]
        body.append(
            f'<tr><th scope="row" style="{left};white-space:normal">{escape(name)}</th>'
            + "".join(
                f'<td style="text-align:right;{style}">{escape(words)}</td>'
                for style, words in zip(styles, prints, strict=True)
            )
            + "</tr>"
        )
        brackets = (f"[{w}]" if s else w for s, w in zip(styles, prints, strict=True))
        lines.append("\t".join(clean(w) for w in (name, *brackets)))
    # Seven columns of table three have to fit beside their row.
    markup = f'<table style="font-size:80%"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    parts = [Shown(markup, "\n".join(lines))]
    if zeros := len(rows) - len(told):
        parts.append(
            _line(Text(f"Further rows, all zero: {zeros}.", f"另有 {zeros} 行为零。"), lang)
        )
    if more := len(told[MOST_ROWS:]):
        parts.append(_line(Text(f"Further rows: {more}.", f"另有 {more} 行。"), lang))
    return Shown("".join(p.html for p in parts), "\n".join(p.text for p in parts))


def _told(report: Report, address: str) -> bool:
    """Tell whether a cell is worth a row: it prints something else than zero."""
    cell = report.cell(address)
    return not cell.known or bool(cell.value)


def _printed(report: Report, address: str, lang: Lang) -> str:
    cell = report.cell(address)
    return squeeze(cell.raw) or (
        Text("(blank)", "（空白）") if cell.place else Text("(missing)", "（缺失）")
    ).in_(lang)
