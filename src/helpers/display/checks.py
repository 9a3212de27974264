"""The method, told by the rules themselves, and every check with its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.audit import (
    RULES,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    Audit,
    Result,
    Verdict,
)
from helpers.display.shown import Shown, badge, escape, mono, table
from helpers.messages import Lang, Text


def method(lang: Lang = "en") -> Shown:
    """Show every rule: what it says and why, what it rests on, and how severe its failures are."""
    heads = Text("rule|what it checks|rests on|severity", "规则|检查内容|依据|严重程度")
    values = [
        (
            r.id,
            f"{r.title.in_(lang)}. {r.why.in_(lang)}"
            if lang == "en"
            else f"{r.title.zh}：{r.why.zh}",
            r.basis.in_(lang),
            SEVERITY_WORDS[r.severity].in_(lang),
        )
        for r in RULES
    ]
    rows = [
        [mono(v[0]), escape(v[1]), escape(v[2]), badge(r.severity, v[3])]
        for v, r in zip(values, RULES, strict=True)
    ]
    return table(heads.in_(lang).split("|"), rows, values)


def verdict_counts(audit: Audit, lang: Lang = "en") -> Shown:
    """Show, for every rule, how often each of the four verdicts came out."""
    heads = [
        Text("rule", "规则").in_(lang),
        Text("what it checks", "检查内容").in_(lang),
        *(VERDICT_WORDS[v].in_(lang) for v in VERDICTS),
    ]
    values = [
        (r.id, r.title.in_(lang), *(audit.count(v, r.id) or "" for v in VERDICTS)) for r in RULES
    ]
    rows = [[mono(row[0]), *(escape(v) for v in row[1:])] for row in values]
    return table(heads, rows, values)


def checks(audit: Audit, verdict: Verdict, lang: Lang = "en") -> Shown:
    """Show every check with one verdict: the rule, what was compared, and the words it rests on.

    Labels that stand as in the form, and sums of nothing but zeros, are counted and not listed.
    """
    chosen = [r for r in audit.results if r.outcome.verdict == verdict]
    if not chosen:
        none = Text("None.", "无。").in_(lang)
        return Shown(f"<p>{escape(none)}</p>", none)
    labels = [r for r in chosen if r.outcome.at.startswith("label.")]
    zeros = [r for r in chosen if _only_zeros(audit, r)]
    listed = [r for r in chosen if r not in labels and r not in zeros]
    shown = _listed(listed, lang) if listed else Shown("", "")
    for count, words in (
        (len(zeros), Text("Also {n} sums of zeros.", "另有 {n} 项关系式各项均为零。")),
        (len(labels), Text("Also {n} labels as in the form.", "另有 {n} 个标签与规定格式一致。")),
    ):
        if count:
            line = words.format(n=count).in_(lang)
            shown = Shown(shown.html + f"<p>{escape(line)}</p>", f"{shown.text}\n{line}")
    return shown


def _only_zeros(audit: Audit, result: Result) -> bool:
    """Tell whether a result is about cells that all print zero."""
    cells = result.outcome.cells
    return len(cells) > 2 and all(audit.report.cell(a).value == 0 for a in cells)


def _listed(results: Sequence[Result], lang: Lang) -> Shown:
    heads = Text("rule|what was compared|quote", "规则|比较内容|引文")
    values = []
    for result in results:
        evidence = result.outcome.evidence[:1]
        place = evidence[0].place if evidence else None
        quote = f"“{evidence[0].quote}”" if evidence else ""
        where = f" ({place.show(lang)})" if place else ""
        values.append((result.rule.id, result.outcome.message.in_(lang), quote + where))
    rows = [[mono(a), escape(b), escape(c)] for a, b, c in values]
    return table(heads.in_(lang).split("|"), rows, values)
