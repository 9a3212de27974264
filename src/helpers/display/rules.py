"""Each rule on its examples, and how often the rules are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from helpers.audit import (
    RULES,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    Audit,
    Evidence,
    Severity,
)
from helpers.behaviour import DUE_WORDS, Trial, lines_of
from helpers.display.excerpt import excerpt
from helpers.display.findings import quoted
from helpers.display.shown import Shown, badge, clean, escape, mono, pairs, stacked, table
from helpers.measures import Measures
from helpers.messages import Lang, Text
from helpers.shares import Share
from helpers.wording import squeeze

MOST_QUOTES = 3
MOST_WORDS = 80


def rule_verdicts(trials: Sequence[Trial], lang: Lang = "en") -> Shown:
    """Show how often each verdict came out of each rule on each of its examples."""
    heads = [Text("rule", "规则").in_(lang), Text("what it checks", "检查内容").in_(lang)]
    heads += [words.in_(lang) for words in DUE_WORDS.values()]
    values = []
    for _, group in groupby(trials, key=lambda t: t.rule.id):
        own = list(group)
        rule = own[0].rule
        values.append((rule.id, rule.title.in_(lang), *(_counts(t.audit, lang) for t in own)))
    rows = [[mono(row[0]), *(escape(v) for v in row[1:])] for row in values]
    return table(heads, rows, values)


def _counts(judged: Audit, lang: Lang) -> str:
    counts = ((v, judged.count(v)) for v in VERDICTS)
    words = [f"{VERDICT_WORDS[v].in_(lang)} {n}" for v, n in counts if n]
    return ("，" if lang == "zh" else ", ").join(words)


def rule_examples(
    trials: Sequence[Trial], lang: Lang = "en", severity: Severity | None = None
) -> Shown:
    """Show rules with what they rest on and, for each example, what it prints and what is said.

    Args:
        trials: The rules on their examples, those of a rule one after the other.
        lang: Language of the words; quotes stay in the original.
        severity: Only the rules whose failures are of this severity.
    """
    chosen = [t for t in trials if severity in (None, t.rule.severity)]
    if not chosen:
        none = Text("None.", "无。").in_(lang)
        return Shown(f"<p>{escape(none)}</p>", none)
    parts = []
    for _, group in groupby(chosen, key=lambda t: t.rule.id):
        own = list(group)
        parts += [_about(own[0], lang), *(_trial(t, lang) for t in own)]
    return stacked(parts)


def _about(trial: Trial, lang: Lang) -> Shown:
    rule = trial.rule
    title, why = rule.title.in_(lang), rule.why.in_(lang)
    severity = SEVERITY_WORDS[rule.severity].in_(lang)
    head = Shown(
        '<p style="margin:2em 0 0 0;border-top:1px solid #b6bec7;padding-top:.6em">'
        f"<strong>{escape(title)}</strong> {mono(rule.id)} {badge(rule.severity, severity)}<br>"
        f"{escape(why)}</p>",
        f"{title} ({rule.id}) [{severity}]\n{why}",
    )
    facts = [
        (Text("rests on", "依据"), rule.basis),
        (Text("reads", "读取"), rule.reads),
        (Text("tolerance", "容差"), rule.tolerance),
        (Text("blanks and the unknown", "空白与不明"), rule.blanks),
    ]
    rows = [(name.in_(lang), escape(w.in_(lang)), w.in_(lang)) for name, w in facts]
    return stacked([head, pairs(rows)])


def _trial(trial: Trial, lang: Lang) -> Shown:
    verdict, says = VERDICT_WORDS[trial.due].in_(lang), trial.example.says.in_(lang)
    told = trial.told
    message = told.message.in_(lang) if told else ""
    parts = [Shown(f"<p>{badge(trial.due, verdict)} {escape(says)}</p>", f"[{verdict}] {says}")]
    cells = excerpt(trial.audit.report, trial.cells, trial.due, lang, trial.around)
    parts += [cells] if cells else []
    parts += _words(trial, lang)
    places = len(trial.audit.results)
    if places > 1:
        message += Text(f" (One of {places} places.)", f"（共 {places} 处，此为其一。）").in_(lang)
    parts.append(Shown(f"<p>→ {escape(message)}</p>", f"→ {message}"))
    whole = stacked(parts)
    margin = "margin:.9em 0 0 1.2em"
    return Shown(
        f'<div class="example {trial.due}" style="{margin}">{whole.html}</div>', whole.text
    )


def _words(trial: Trial, lang: Lang) -> list[Shown]:
    """Show the words that a verdict rests on, in the line of prose that they stand in."""
    told, seen = trial.told, set(trial.cells)
    # Cells of the report itself stand in the excerpt.
    found = [e for e in told.evidence if e.source or e.address not in seen] if told else []
    lines = lines_of(trial.audit.report)
    quotes: dict[str, list[Evidence]] = {line: [] for line in trial.lines}
    shown = []
    for evidence in found:
        words = squeeze(evidence.quote)
        own = not evidence.source and not evidence.address and words
        line = next((n for n in lines if own and words in n and len(n) <= MOST_WORDS), "")
        if line:
            quotes.setdefault(line, []).append(evidence)
        else:
            shown.append(quoted(_cut(evidence), lang))
    marked = [_marked(line, spots, lang) for line, spots in quotes.items()]
    return [*marked, *shown][:MOST_QUOTES]


def _cut(evidence: Evidence) -> Evidence:
    quote = evidence.quote
    return (
        replace(evidence, quote=f"{quote[:MOST_WORDS]}…") if len(quote) > MOST_WORDS else evidence
    )


def _marked(line: str, quotes: Sequence[Evidence], lang: Lang) -> Shown:
    """Show a line of prose with the quoted words underlined."""
    spots = {i for e in quotes for i in _span(line, squeeze(e.quote))}
    markup, text = "", ""
    for under, group in groupby(range(len(line)), key=lambda i: i in spots):
        words = "".join(line[i] for i in group)
        markup += f'<span style="{_UNDER}">{escape(words)}</span>' if under else escape(words)
        text += f"[{clean(words)}]" if under else clean(words)
    place = quotes[0].place if quotes else None
    where = f" — {place.show(lang)}" if place else ""
    style = "margin:.3em 0 .3em 1em;padding-left:.8em;border-left:3px solid #b6bec7"
    return Shown(
        f'<blockquote style="{style}">{markup}'
        f'<span style="opacity:.7;font-size:90%">{escape(where)}</span></blockquote>',
        f"  “{text}”{where}",
    )


_UNDER = "text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px"


def _span(line: str, words: str) -> range:
    start = line.find(words)
    return range(start, start + len(words))


def rule_measures(measures: Measures, lang: Lang = "en") -> Shown:
    """Show the counts of every rule with recall and precision and their intervals of 95 %."""
    heads = Text(
        "rule|what it checks|must fail|found|missed|false accusations|recall|precision",
        "规则|检查内容|应不通过|发现|遗漏|误报|召回率|精确率",
    )
    values: list[tuple[str, ...]] = []
    for rule in RULES:
        own = measures.of(rule.id)
        if own is None:
            none = Text("not measured", "未测").in_(lang)
            values.append((rule.id, rule.title.in_(lang), *([""] * 4), none, none))
            continue
        counts = (own.recall.whole, own.found, own.missed, own.false)
        shares = (percent(own.recall), percent(own.precision))
        values.append((rule.id, rule.title.in_(lang), *(f"{n:,}" for n in counts), *shares))
    rows = [
        # The interval goes below its share: two in a row are too wide for a page.
        [mono(row[0]), *(escape(v).replace(" % (", " %<br>(") for v in row[1:])]
        for row in values
    ]
    return table(heads.in_(lang).split("|"), rows, values)


def percent(share: Share) -> str:
    """Return a share with its interval: ``98.00 % (95.10–99.40)``; a dash of nothing."""
    if share.value is None or share.interval is None:
        return "–"
    low, high = (100 * end for end in share.interval)
    return f"{100 * share.value:.2f} % ({low:.2f}–{high:.2f})"
