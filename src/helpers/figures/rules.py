"""How often each rule is right, and what the rules say about each other's failing examples."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.audit import RULES, VERDICT_WORDS, Verdict
from helpers.behaviour import Crossing
from helpers.figures.charts import WIDTH, drawing
from helpers.figures.look import BLUE, GREY, INK, ORANGE, PALE, VERMILLION
from helpers.figures.picture import Picture
from helpers.figures.words import wrapped
from helpers.measures import Measure, Measures
from helpers.messages import Lang, Text
from helpers.shares import Share

ROW = 0.215
"""Inches from one rule to the next: its name fits in 8 points."""
_UNMEASURED = Text("not measured", "未测")
_NONE_DUE = Text("no such mistake was put in", "没有放入此类差错")
_NONE_TOLD = Text("it accused no report", "没有报告被判不通过")


def rule_measures(measures: Measures, lang: Lang = "en") -> Picture:
    """Draw recall and precision of every rule as dots with their intervals of 95 %.

    Args:
        measures: The counts; the weakest recall is drawn first, rules never measured last.
        lang: Language of the words.

    Returns:
        The picture; its data has one row a rule: ``rule``, ``found``, ``missed``, ``false``,
        ``recall``, ``recall_low``, ``recall_high``, ``precision``, ``precision_low``,
        ``precision_high`` (shares of 0 to 1, missing where nothing was counted).
    """
    rows = sorted(measures.rows, key=lambda m: (_order(m.recall), _order(m.precision)))
    measured = {m.rule for m in rows}
    absent = [Measure(r.id, 0, 0, 0) for r in RULES if r.id not in measured]
    data = pd.DataFrame([_numbers(m) for m in [*rows, *absent]])
    title = _measured_title(rows, absent).in_(lang)
    height = 1.5 + ROW * len(data)
    with drawing(WIDTH, height) as (figure, axes):
        # Two panels that share the rules; the shared look gives one.
        axes.remove()
        panels = figure.subplots(1, 2, sharey=True)
        figure.suptitle(wrapped(title, 76), x=0.01, ha="left", fontsize=12)
        names = Text("recall", "召回率"), Text("precision", "精确率")
        ofs = Text("found of those due", "应发现中已发现"), Text("right accusations", "结论中正确")
        for panel, name, of in zip(panels, names, ofs, strict=True):
            panel.set_title(f"{name.in_(lang)} – {of.in_(lang)}", fontsize=9)
        for y, m in enumerate([*rows, *absent]):
            due, told = (_UNMEASURED, _UNMEASURED) if m in absent else (_NONE_DUE, _NONE_TOLD)
            _dot(panels[0], y, m.recall, "o", BLUE, due.in_(lang))
            _dot(panels[1], y, m.precision, "D", VERMILLION, told.in_(lang))
        _measured_axes(panels, [*rows, *absent], lang)
    return Picture(title, data, figure)


def _order(share: Share) -> float:
    return 2.0 if share.value is None else share.value


def _numbers(m: Measure) -> dict[str, object]:
    row: dict[str, object] = {
        "rule": m.rule,
        "found": m.found,
        "missed": m.missed,
        "false": m.false,
    }
    for name, share in (("recall", m.recall), ("precision", m.precision)):
        low, high = share.interval or (None, None)
        row |= {name: share.value, f"{name}_low": low, f"{name}_high": high}
    return row


def _dot(axes: Axes, y: int, share: Share, marker: str, color: str, none: str) -> None:
    """Draw a share with its interval, and the counts beside the panel; or words for nothing."""
    if share.value is None or share.interval is None:
        axes.text(50, y, none, ha="center", va="center", fontsize=7, color=GREY)
        return
    low, high = (100 * end for end in share.interval)
    axes.hlines(y, low, high, color=color, lw=1.6, alpha=0.55)
    axes.plot([100 * share.value], [y], marker=marker, ms=4.2, color=color, ls="none", zorder=3)
    axes.annotate(
        f"{share.part:,}/{share.whole:,}",
        (1, y),
        (4, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=7,
        color=INK,
    )


def _measured_axes(panels: Sequence[Axes], rows: Sequence[Measure], lang: Lang) -> None:
    panels[0].set_yticks(range(len(rows)), [_name(m.rule, lang) for m in rows], fontsize=8)
    for panel in panels:
        panel.set_xlim(-2, 103)
        panel.set_ylim(len(rows) - 0.4, -0.6)
        panel.set_xticks(range(0, 101, 25), [f"{n} %" for n in range(0, 101, 25)], fontsize=7.5)
        panel.grid(axis="x", color="#d5dbe1", lw=0.6)
        panel.hlines(range(len(rows)), -2, 103, color=PALE, lw=0.8, zorder=0)
        panel.set_axisbelow(True)
        panel.tick_params(axis="y", length=0)
        panel.spines["left"].set_visible(False)
    words = Text("lines: intervals of 95 % (Wilson)", "横线：95% 区间（Wilson）").in_(lang)
    panels[0].set_xlabel(words, fontsize=7.5)
    panels[1].set_xlabel(words, fontsize=7.5)


def _measured_title(rows: Sequence[Measure], absent: Sequence[Measure]) -> Text:
    due = [m for m in rows if m.recall.whole]
    if not due:
        return Text("No rule has been measured", "尚无规则经过测量")
    whole = sum(not m.missed for m in due)
    accused = sum(m.false > 0 for m in rows)
    title = Text(
        f"{whole} of {len(due)} measured rules find every mistake they must, "
        + (f"{accused} accuse wrongly" if accused else "none accuses wrongly"),
        f"{len(due)} 条已测规则中，{whole} 条发现了应发现的全部差错，"
        + (f"{accused} 条有误报" if accused else "均无误报"),
    )
    if whole == len(due):
        return title
    weakest = min(due, key=lambda m: _order(m.recall))
    lowest = f"{100 * _order(weakest.recall):.0f}"
    return Text(
        f"{title.en}; lowest recall {lowest} %: {weakest.rule}",
        f"{title.zh}；召回率最低 {lowest}%：{_name(weakest.rule, 'zh')}",
    )


def rule_crossings(crossed: Sequence[Crossing], lang: Lang = "en") -> Picture:
    """Draw what every rule says about the failing example of every rule.

    Args:
        crossed: What came out, one for each example and rule.
        lang: Language of the words.

    Returns:
        The picture; its data has one row a mark: ``example``, ``rule``, ``verdict``, ``places``.
    """
    columns = ["example", "rule", "verdict", "places"]
    data = pd.DataFrame(
        [(c.example, c.rule, c.verdict, c.places) for c in crossed], columns=columns
    )
    ids = [r.id for r in RULES]
    title = _crossed_title(crossed).in_(lang)
    with drawing(WIDTH, 1.7 + 0.19 * len(ids)) as (figure, axes):
        figure.suptitle(wrapped(title, 76), x=0.01, ha="left", fontsize=12)
        for c in crossed:
            _mark(axes, ids.index(c.rule), ids.index(c.example), c.verdict)
        names = [f"{_name(i, lang)}  {n}" for n, i in enumerate(ids, start=1)]
        axes.set_yticks(range(len(ids)), names, fontsize=7.5)
        axes.set_xticks(range(len(ids)), [str(n) for n in range(1, len(ids) + 1)], fontsize=6.5)
        axes.xaxis.tick_top()
        axes.xaxis.set_label_position("top")
        axes.tick_params(length=0, pad=2)
        axes.set_xlim(-0.6, len(ids) - 0.4)
        axes.set_ylim(len(ids) - 0.4, -0.6)
        words = Text(
            "judged by the rule of this number (each row: the failing example of a rule)",
            "由该编号的规则判断（每行为一条规则的不通过例子）",
        )
        axes.set_xlabel(words.in_(lang), fontsize=8.5)
        axes.grid(color=PALE, lw=0.5)
        axes.set_axisbelow(True)
        for spine in axes.spines.values():
            spine.set_visible(False)
        _legend(figure, lang)
    return Picture(title, data, figure)


def _name(rule_id: str, lang: Lang) -> str:
    return next(r.title.zh for r in RULES if r.id == rule_id) if lang == "zh" else rule_id


_LOOKS: dict[Verdict, dict[str, object]] = {
    "fail": {"marker": "s", "ms": 7, "mfc": VERMILLION, "mec": VERMILLION},
    "undecided": {"marker": "D", "ms": 4.5, "mfc": "white", "mec": ORANGE, "mew": 1.3},
    "pass": {"marker": ".", "ms": 3, "mfc": GREY, "mec": GREY},
}
"""Verdicts differ in form and size, not in colour alone; what does not apply is left empty."""


def _mark(axes: Axes, x: int, y: int, verdict: Verdict) -> None:
    if look := _LOOKS.get(verdict):
        axes.plot([x], [y], ls="none", **look)  # type: ignore[arg-type]


def _legend(figure: Figure, lang: Lang) -> None:
    handles = [
        Line2D([], [], ls="none", label=VERDICT_WORDS[v].in_(lang), **look)  # type: ignore[arg-type]
        for v, look in _LOOKS.items()
    ]
    empty = VERDICT_WORDS["not_applicable"].in_(lang)
    handles.append(
        Line2D([], [], ls="none", label=Text(f"empty: {empty}", f"空：{empty}").in_(lang))
    )
    figure.legend(
        handles=handles, loc="outside lower center", ncols=4, frameon=False, fontsize=8,
        handletextpad=0.3,
    )  # fmt: skip


def _crossed_title(crossed: Sequence[Crossing]) -> Text:
    own = [c for c in crossed if c.example == c.rule]
    failing = sum(c.verdict == "fail" for c in own)
    others = {c.example for c in crossed if c.example != c.rule and c.verdict == "fail"}
    whole = failing == len(own)
    return Text(
        f"{'Each' if whole else failing} of the {len(own)} failing examples fails its own rule; "
        f"{len(others)} fail another rule, too",
        f"{len(own)} 个不通过例子{'均' if whole else f'中有 {failing} 个'}被所属规则判为不通过；"
        f"另有规则也不通过的 {len(others)} 个",
    )
