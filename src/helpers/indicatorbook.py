"""``docs/indicators.md``, generated from the declarations of the indicators."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.form import load_form
from helpers.indicator import FLAGS
from helpers.indicator.declared import Indicator, declared, families
from helpers.messages import Text

_KINDS = {
    "share": Text("a share, with Wilson's interval of 95 %", "占比，附 95% Wilson 区间"),
    "ratio": Text(
        "a ratio that may exceed 1, with the score interval of 95 % for a Poisson count",
        "可大于1的比值，附泊松计数的 95% 得分区间",
    ),
    "mean": Text("a mean over reports, without an interval", "报告的平均数，无区间"),
}
_HEAD = """# Indicators · 指标

Generated from `src/helpers/indicator/declared.toml`; do not edit. 由 `src/helpers/indicator/declared.toml` 生成，请勿手工修改。

`indicators(corpus, ids, by)` gives a row a report and indicator, with numerator and denominator beside every value and
an interval where there is one. With `by` (for example `["year", "agency_kind"]`) numerators and denominators are added up
first and divided then: the mean of rates is never taken. A report that is the sum of others (`levels.toml`) is left out of
such sums, so that no request counts twice. Nothing is ranked whose denominator is smaller than the minimum stated here.

`indicators(corpus, ids, by)` 对每份报告和每项指标各给一行，数值旁均列分子、分母，可计算区间的附区间。使用 `by`
（如 `["year", "agency_kind"]`）时，先将分子、分母分别相加再相除，从不对比率取平均；汇总报告（`levels.toml`）不重复计入。
分母小于所列下限的不参与排序。

## Flags · 标记

| code 代码 | says 含义 |
|---|---|"""


def indicatorbook() -> str:
    """Return the indicators as Markdown, in both languages, a heading each; never edited."""
    lines = [_HEAD, *(f"| `{code}` | {words.en} · {words.zh} |" for code, words in FLAGS.items())]
    for family in families():
        lines += ["", *_one(family)]
    return "\n".join(lines) + "\n"


def _one(one: Indicator) -> Iterator[str]:
    part = Text("…", "……")
    title = one.title.format(part=part)
    kind = _KINDS[one.kind]
    yield f"## `{one.id}`"
    yield ""
    yield f"**{title.en} · {title.zh}** — {kind.en} · {kind.zh}"
    yield ""
    yield f"- formula 公式: {one.formula.en} · {one.formula.zh}"
    yield f"- numerator 分子: {one.numerator.en} · {one.numerator.zh}"
    yield f"- denominator 分母: {one.denominator.en} · {one.denominator.zh}"
    yield f"- smallest denominator that is ranked 参与排序的最小分母: {one.least}"
    for line in _sources(one):
        yield f"- {line}"
    yield f"- caveats 注意: {one.caveat.en} · {one.caveat.zh}"
    if one.each:
        yield "- one for each of 分项:"
        for own in (o for o in declared() if o.family == one.id):
            name = own.title
            yield f"    - `{own.id}`: {name.en.partition(': ')[2]} · {name.zh.partition('：')[2]}"


def _sources(one: Indicator) -> Iterator[str]:
    for cells in one.cells:
        names = [load_form(form_id).name for form_id in cells.editions]
        name = Text(", ".join(n.en for n in names), "、".join(n.zh for n in names))
        over, under = (
            " + ".join(f"`{_part(a)}`" for a in side)
            for side in (cells.numerator, cells.denominator)
        )
        yield f"cells 单元格, {name.en} · {name.zh}: ({over}) ÷ ({under})"
    if one.rules:
        rules = ", ".join(f"`{rule}`" for rule in one.rules)
        yield f"verdicts of the rules 规则结论: {rules}" + (f" (`{one.at}`)" if one.at else "")
    if one.columns:
        yield "columns of the table of reports 报告表的列: " + ", ".join(
            f"`{c}`" for c in one.columns
        )
    if one.source == "dates":
        yield "columns of the table of reports 报告表的列: `published`, `year`, `agency_kind`"


def _part(address: str) -> str:
    return address.replace("{part}", "…")
