"""The result in one line, the findings with their evidence, and what would mend the sums."""

from __future__ import annotations

from helpers.audit import SEVERITY_WORDS, Audit, Evidence, Finding
from helpers.display.decisions import decision, outlived
from helpers.display.shown import Shown, badge, clean, escape, mono, stacked
from helpers.display.suspects import suspects
from helpers.markup import one_line
from helpers.messages import Lang, Text
from helpers.wording import squeeze

SHOWN_EVIDENCE = 6
"""Findings on long sums show this many quotes; the tables hold them all."""


def headline(audit: Audit, lang: Lang = "en") -> Shown:
    """Show the result in one line: how many findings of each severity, and of how many checks."""
    counts = audit.severities()
    decided = audit.count("pass") + audit.count("fail")
    values = {
        "e": counts["error"],
        "w": counts["warning"],
        "n": counts["note"],
        "p": audit.count("pass"),
        "d": decided,
        "u": audit.count("undecided"),
        "es": _s(counts["error"]),
        "ws": _s(counts["warning"]),
        "ns": _s(counts["note"]),
    }
    words = (
        Text(
            "{e} error{es}, {w} warning{ws}, {n} note{ns}; {p} of {d} checks passed, {u} could "
            "not be decided.",
            "错误 {e} 项，存疑 {w} 项，提示 {n} 项；可判断的 {d} 项检查中 {p} 项通过，另有 {u} 项无法判断。",
        )
        .format(**values)
        .in_(lang)
    )
    return Shown(f"<p><strong>{escape(words)}</strong></p>", words)


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def findings(audit: Audit, lang: Lang = "en") -> Shown:
    """Show every finding, worst first, each with quote, place, basis and fingerprint."""
    if not audit.findings:
        words = Text("Nothing to report.", "未发现问题。").in_(lang)
        nothing = Shown(f"<p>{escape(words)}</p>", words)
        return stacked([nothing, outlived(audit, lang)]) if audit.outlived else nothing
    shown = [_finding(f, number, audit, lang) for number, f in enumerate(audit.findings, start=1)]
    if audit.outlived:
        shown.append(outlived(audit, lang))
    return stacked(shown)


def _finding(finding: Finding, number: int, audit: Audit, lang: Lang) -> Shown:
    severity = SEVERITY_WORDS[finding.severity].in_(lang)
    title, message = finding.title.in_(lang), finding.message.in_(lang)
    basis_word = Text("Basis", "依据").in_(lang)
    basis = finding.basis.in_(lang)
    quotes = [quoted(e, lang) for e in finding.evidence[:SHOWN_EVIDENCE]]
    said = [decision(r, audit.report, lang) for r in audit.reviewed(finding)]
    more = len(finding.evidence) - SHOWN_EVIDENCE
    tail = Text(f"and {more} more cells", f"另有 {more} 格").in_(lang) if more > 0 else ""
    markup = (
        f'<div class="finding {finding.severity}" style="margin:0 0 1.1em 0">'
        f"<p>{badge(finding.severity, severity)} <strong>{number}. {escape(title)}</strong> "
        f"{mono(finding.rule)}<br>{escape(message)}</p>"
        + "".join(q.html for q in quotes)
        + (f"<p>{escape(tail)}</p>" if tail else "")
        + "".join(s.html for s in said)
        + f'<p style="font-size:90%;opacity:.8">{escape(basis_word)}: {escape(basis)} · '
        f"{mono(finding.fingerprint)}</p></div>"
    )
    lines = [f"{number}. [{severity}] {title} ({finding.rule})", clean(message)]
    lines += [q.text for q in quotes] + ([tail] if tail else [])
    lines += [s.text for s in said]
    lines.append(f"{basis_word}: {basis} · {finding.fingerprint}")
    return Shown(markup, "\n".join(lines))


def quoted(evidence: Evidence, lang: Lang = "en") -> Shown:
    """Show words of a report with their place."""
    place = evidence.place.show(lang) if evidence.place else ""
    where = one_line(
        " · ".join(part for part in (evidence.source, place, evidence.address) if part)
    )
    words = squeeze(evidence.quote) or Text("(blank)", "（空白）").in_(lang)
    style = "margin:.3em 0 .3em 1em;padding-left:.8em;border-left:3px solid #b6bec7"
    markup = (
        f'<blockquote style="{style}">{escape(words)} '
        f'<span style="opacity:.7;font-size:90%">— {escape(where)}</span></blockquote>'
    )
    return Shown(markup, f"  “{clean(words)}” — {where}")


def repair_lines(audit: Audit, lang: Lang = "en") -> list[str]:
    """Return what there is to say of repairs, and then one line for each set of cells."""
    failing = any(
        r.outcome.verdict == "fail" and r.rule.severity == "error" and r.outcome.cells
        for r in audit.results
    )
    if not audit.repairs:
        none = (
            Text(
                "Identities fail, and no change of few cells would mend them all.",
                "有关系式不成立，且改动少数单元格不能使其全部成立。",
            )
            if failing
            else Text("Every sum that can be checked holds.", "凡能核对的关系式全部成立。")
        )
        return [none.in_(lang)]
    best = [r for r in audit.repairs if r.rank == 1]
    intro = Text(
        "Changing one of these sets of cells would make every sum hold; the numbers stay as "
        "published."
        if len(best) > 1
        else "Changing these cells would make every sum hold; the numbers stay as published.",
        "改动下列任一组单元格可使全部关系式成立；数字仍按公布的原样保留。"
        if len(best) > 1
        else "改动下列单元格可使全部关系式成立；数字仍按公布的原样保留。",
    )
    return [intro.in_(lang), *(r.why.in_(lang) for r in audit.repairs)]


def repairs(audit: Audit, lang: Lang = "en") -> Shown:
    """Show the smallest sets of cells whose change would make every identity hold."""
    intro, *sets = repair_lines(audit, lang)
    if not sets:
        return Shown(f"<p>{escape(intro)}</p>", intro)
    items = "".join(f"<li>{escape(words)}</li>" for words in sets)
    ranked = zip(audit.repairs, sets, strict=True)
    text = "\n".join(f"{repair.rank}. {words}" for repair, words in ranked)
    listed = Shown(f"<p>{escape(intro)}</p><ol>{items}</ol>", f"{intro}\n{text}")
    marked = suspects(audit, lang)
    return stacked([listed, marked] if marked else [listed])
