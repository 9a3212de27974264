"""What stands in a document about an audit: result, findings, suspects, figures, provenance."""

from __future__ import annotations

from collections.abc import Iterator

from helpers import display, figures
from helpers.audit import SEVERITY_WORDS, Audit, Finding
from helpers.display.decisions import decision, outlived
from helpers.display.findings import SHOWN_EVIDENCE, repair_lines
from helpers.display.suspects import suspect_tables
from helpers.messages import Lang, Text
from helpers.site.export.paper import (
    Cell,
    Claim,
    Drawing,
    Heading,
    Line,
    Paper,
    Part,
    Quote,
    Rows,
    said,
)
from helpers.wording import squeeze

_HEADS = {
    "findings": Text("Findings", "问题"),
    "repairs": Text("Which cells are suspect", "可疑单元格"),
    "figures": Text("Figures", "图"),
    "checked": Text("What was checked", "检查情况"),
    "undecided": Text("What could not be decided", "无法判断的检查"),
    "read": Text("What was read", "读到的内容"),
    "limits": Text("What this cannot show", "局限"),
    "provenance": Text("Provenance", "来历"),
}
_MEANING = Text(
    "An error cannot be true as printed; a warning does not agree unless explained; a note is worth "
    "knowing. Nothing here says that anyone meant it.",
    "“错误”指按所印不可能成立，“存疑”指未加说明即不相符，“提示”指值得了解。所列问题均不表示有意为之。",
)


def paper_of(audit: Audit, lang: Lang) -> Paper:
    """Return the document about an audit, in one language."""
    title, lead = display.heading(audit, lang).text, display.headline(audit, lang).text
    return Paper(said(title), said(lead), lang, tuple(_parts(audit, lang)))


def _parts(audit: Audit, lang: Lang) -> Iterator[Part]:
    yield Line(_MEANING.in_(lang), soft=True)
    yield _head("findings", lang)
    for number, finding in enumerate(audit.findings, start=1):
        yield from _finding(finding, number, audit, lang)
    if not audit.findings:
        yield Line(said(display.findings(audit, lang).text.split("\n")[0]))
    if audit.outlived:
        yield from (Line(said(line)) for line in outlived(audit, lang).text.split("\n"))
    yield _head("repairs", lang)
    intro, *sets = repair_lines(audit, lang)
    yield Line(said(intro))
    yield from (Line(said(words), item=True) for words in sets)
    for table in suspect_tables(audit, lang):
        cells = (
            (Cell(said(name)), *(Cell(said(w), marked) for w, marked in row))
            for name, row in table.rows
        )
        yield Rows(tuple(said(head) for head in table.heads), tuple(cells))
    yield _head("figures", lang)
    for draw in (figures.breakdowns, figures.balance, figures.outcomes, figures.applicants):
        picture = draw(audit, lang)
        if len(picture.data):
            yield Drawing(picture.bytes("png"), said(picture.title))
        else:
            yield Line(said(picture.title))
    yield _head("checked", lang)
    yield from _table(display.verdict_counts(audit, lang))
    yield _head("undecided", lang)
    yield from _table(display.checks(audit, "undecided", lang))
    yield _head("read", lang)
    yield Rows.pairs(display.reading(audit.report, lang))
    yield _head("limits", lang)
    for line in display.caveats(audit, lang).text.split("\n"):
        yield Line(said(line.removeprefix("- ")), item=True)
    yield _head("provenance", lang)
    yield Rows.pairs(display.source(audit, lang))
    yield Rows.pairs(display.provenance(audit, lang))


def _head(name: str, lang: Lang) -> Heading:
    return Heading(_HEADS[name].in_(lang))


def _table(shown: display.Shown) -> Iterator[Part]:
    """Yield a table, and the lines that follow it or stand for it."""
    rows = Rows.of(shown)
    if rows is not None and rows.rows:
        yield rows
    for line in shown.text.split("\n"):
        if line and "\t" not in line:
            yield Line(said(line))


def _finding(finding: Finding, number: int, audit: Audit, lang: Lang) -> Iterator[Part]:
    label = SEVERITY_WORDS[finding.severity].in_(lang)
    yield Claim(finding.severity, label, said(f"{number}. {finding.title.in_(lang)}"))
    yield Line(said(finding.message.in_(lang)))
    for evidence in finding.evidence[:SHOWN_EVIDENCE]:
        place = evidence.place.show(lang) if evidence.place else ""
        where = " · ".join(part for part in (evidence.source, place, evidence.address) if part)
        words = squeeze(evidence.quote) or Text("(blank)", "（空白）").in_(lang)
        yield Quote(said(words), said(where))
    more = len(finding.evidence) - SHOWN_EVIDENCE
    if more > 0:
        yield Line(Text(f"and {more} more cells", f"另有 {more} 格").in_(lang), soft=True)
    for review in audit.reviewed(finding):
        yield Line(said(decision(review, audit.report, lang).text))
    basis = Text("Basis", "依据").in_(lang)
    words = f"{basis}: {finding.basis.in_(lang)} · {finding.rule} · {finding.fingerprint}"
    yield Line(said(words), soft=True)
