"""``docs/rules.md``, generated from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.audit import RULES, SEVERITY_WORDS, VERDICT_WORDS, Rule
from helpers.audit.layout import first_year


def rulebook() -> str:
    """Return the rules as Markdown, in both languages, a heading each; never edited."""
    lines = [
        "# Rules · 规则",
        "",
        "Generated from `src/helpers/audit/`; do not edit. 由 `src/helpers/audit/` 生成，请勿手工修改。",
        "",
        "Each rule gives one of four verdicts at every place it is applied to: pass, fail,",
        "undecided, not applicable. A failure is an `error` only if the report cannot be true as",
        "printed, a `warning` if it does not agree unless explained, else a `note`.",
        "",
        "每条规则在其适用之处给出四种结论之一：通过、不通过、无法判断、不适用。",
        "按所印不可能成立的为错误，未加说明即不相符的为存疑，其余为提示。",
        "",
    ]
    for rule in RULES:
        lines += _rule(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    severity = SEVERITY_WORDS[rule.severity]
    yield f"## `{rule.id}`"
    yield ""
    yield f"**{rule.title.en} · {rule.title.zh}** — {severity.en} · {severity.zh}"
    yield ""
    yield f"{rule.why.en}"
    yield ""
    yield f"{rule.why.zh}"
    yield ""
    yield f"- reads 读取: {rule.reads.en} · {rule.reads.zh}"
    yield f"- rests on 依据: {rule.basis.en} · {rule.basis.zh}"
    if rule.former is not None:
        year = rule.since or first_year()
        words = f"for years before {year} {year - 1}年及以前年度"
        yield f"- {words}: {rule.former.en} · {rule.former.zh}"
    yield f"- tolerance 容差: {rule.tolerance.en} · {rule.tolerance.zh}"
    yield f"- blanks and the unknown 空白与不明: {rule.blanks.en} · {rule.blanks.zh}"
    shown = rule.examples
    for word, example in (
        (VERDICT_WORDS["pass"], shown.passing),
        (VERDICT_WORDS["fail"], shown.failing),
        (VERDICT_WORDS["undecided"], shown.undecidable),
    ):
        yield f"- example 示例, {word.en} {word.zh}: {example.says.en} · {example.says.zh}"
    yield ""
