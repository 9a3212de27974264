"""What came of verifying, for a person: as lines, and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.display.shown import Shown, badge, clean, escape, mono, stacked, table
from helpers.errors import visible
from helpers.markup import one_line
from helpers.messages import Lang, Text
from helpers.verifying.outcome import KIND_WORDS, STATUS_WORDS, Difference, Status, Verified

MOST_SHOWN = 20
"""Differences of one audit that are shown; ``--json`` has them all."""
_COLOURS: dict[Status, str] = {
    "same": "pass",
    "changed": "fail",
    "not_comparable": "undecided",
    "failed": "fail",
}
_NOTHING = Text("(nothing)", "（无）")
_UNRUN = Text(
    "Code of the notebook that differs from our template was not run.",
    "笔记本中与本项目模板不同的代码未予执行。",
)


def lines(result: Verified, lang: Lang) -> Iterator[str]:
    """Yield a result as lines for a terminal."""
    status = STATUS_WORDS[result.status].in_(lang)
    compared = f" ({', '.join(result.compared)})" if result.compared else ""
    yield f"{visible(result.name)}: {status}{compared if result.status == 'same' else ''}"
    if result.error is not None:
        yield f"  {clean(result.error.what.in_(lang))} {clean(result.error.hint.in_(lang))}"
    for difference in result.differences[:MOST_SHOWN]:
        yield "  " + ": ".join(part for part in _told(difference, lang) if part)
    if len(result.differences) > MOST_SHOWN:
        yield "  " + _more(len(result.differences) - MOST_SHOWN).in_(lang)
    if any(d.kind == "code" for d in result.differences):
        yield f"  {_UNRUN.in_(lang)}"
    if result.versions:
        yield f"  {_versions(result).in_(lang)}"


def verified(results: Sequence[Verified], lang: Lang = "en") -> Shown:
    """Show results in a notebook: the status of each, then what differs."""
    return stacked([_one(result, lang) for result in results])


def _one(result: Verified, lang: Lang) -> Shown:
    words = STATUS_WORDS[result.status].in_(lang)
    head = Shown(
        f"<p>{badge(_COLOURS[result.status], words)} {mono(result.name)}</p>",
        f"[{words}] {visible(result.name)}",
    )
    parts = [head]
    notes = [_UNRUN.in_(lang)] if any(d.kind == "code" for d in result.differences) else []
    if result.error is not None:
        notes.append(result.error.show(lang))
    if result.versions:
        notes.append(_versions(result).in_(lang))
    if result.differences:
        heads = Text("what|where|handed over|comes out here", "内容|位置|送交的|此处得到的")
        rows = [_row(difference, lang) for difference in result.differences[:MOST_SHOWN]]
        markup = [[escape(cell) for cell in row] for row in rows]
        parts.append(table(heads.in_(lang).split("|"), markup, rows))
        if len(result.differences) > MOST_SHOWN:
            notes.append(_more(len(result.differences) - MOST_SHOWN).in_(lang))
    parts += [Shown(f"<p>{escape(note)}</p>", clean(note)) for note in notes]
    return stacked(parts)


def _row(difference: Difference, lang: Lang) -> tuple[str, str, str, str]:
    kind, where, _ = _told(difference, lang)
    nothing = _NOTHING.in_(lang)
    return kind, where, difference.old or nothing, difference.new or nothing


def _told(difference: Difference, lang: Lang) -> tuple[str, str, str]:
    """Return what differs, where, and ``old → new``."""
    place = difference.place.in_(lang)
    address = "" if difference.address in place else difference.address
    parts = (difference.file, difference.where, place, address)
    nothing = _NOTHING.in_(lang)
    old, new = one_line(difference.old) or nothing, one_line(difference.new) or nothing
    where = " › ".join(dict.fromkeys(one_line(part) for part in parts if part))
    return KIND_WORDS[difference.kind].in_(lang), where, f"{old} → {new}"


def _more(count: int) -> Text:
    return Text(f"and {count} more differences", f"另有 {count} 处不同")


def _versions(result: Verified) -> Text:
    if result.versions[0][0] == "record":
        return Text("It does not record what it was made with.", "其中没有记录生成时所用的版本。")
    told = "; ".join(f"{n}: {_cut(a)} → {_cut(b)}" for n, a, b in result.versions)
    lead = (
        Text("It was made with other versions", "生成时所用的版本不同")
        if result.differences
        else Text("The same, although it was made with other versions", "结果一致，但所用版本不同")
    )
    return Text(f"{lead.en} ({told}).", f"{lead.zh}（{told}）。")


def _cut(value: str) -> str:
    return f"{value[:12]}…" if len(value) == 64 else value or "–"
