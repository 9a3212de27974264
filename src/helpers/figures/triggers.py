"""Which rules each known mistake sets off, as a heat map."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from helpers.audit import RULES
from helpers.figures.charts import WIDTH, drawing
from helpers.figures.look import BLUE, GREY, INK, PALE, PALE_SKY, SLATE
from helpers.figures.picture import Picture
from helpers.figures.words import wrapped
from helpers.messages import Lang, Text
from helpers.triggers import Trigger

ROW = 0.165
"""Inches from one mistake to the next."""
_SHADES = LinearSegmentedColormap.from_list("shares", [PALE_SKY, BLUE])
OFTEN = 0.5
"""From this share of the reports on a rule counts as one that the mistake sets off."""


def rule_triggers(triggers: Sequence[Trigger], lang: Lang = "en") -> Picture:
    """Draw mistakes against rules, darker where a rule fails in more of the reports.

    Args:
        triggers: What was counted, in the order to be drawn.
        lang: Language of the words.

    Returns:
        The picture; its data has one row a square: ``mistake``, ``rule``, ``reports``, ``failed``
        and ``share`` (0 to 1).
    """
    ids = [rule.id for rule in RULES]
    names = {rule.id: rule.title.zh if lang == "zh" else rule.id for rule in RULES}
    rows = [
        (t.name.in_(lang), rule, t.reports, t.failed[rule], t.failed[rule] / t.reports)
        for t in triggers
        for rule in ids
        if t.failed.get(rule)
    ]
    data = pd.DataFrame(rows, columns=["mistake", "rule", "reports", "failed", "share"])
    title = _title(triggers).in_(lang)
    with drawing(WIDTH, 2.6 + ROW * max(len(triggers), 4)) as (figure, axes):
        figure.suptitle(wrapped(title, 76), x=0.01, ha="left", fontsize=12)
        for n, trigger in enumerate(triggers):
            for rule, failed in trigger.failed.items():
                _square(axes, ids.index(rule), n, failed / trigger.reports)
        sides = [f"{t.name.in_(lang)}  {t.reports:,}" for t in triggers]
        axes.set_yticks(range(len(sides)), sides, fontsize=6.8)
        axes.set_xticks(range(len(ids)), [names[i] for i in ids], fontsize=6.8, rotation=90)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, pad=2)
        axes.set_xlim(-0.6, len(ids) - 0.4)
        axes.set_ylim(len(sides) - 0.4, -0.6)
        axes.grid(color=PALE, lw=0.5)
        axes.set_axisbelow(True)
        for spine in axes.spines.values():
            spine.set_visible(False)
        _key(axes, lang)
    return Picture(title, data, figure)


def _square(axes: Axes, x: int, y: int, share: float) -> None:
    """Draw a share by shade and by size, so that it can be told without colour."""
    side = 0.35 + 0.55 * share
    corner = (x - side / 2, y - side / 2)
    axes.add_patch(Rectangle(corner, side, side, color=_SHADES(share), lw=0))


def _key(axes: Axes, lang: Lang) -> None:
    words = Text(
        "The larger and darker the square, the more of the reports in which the rule fails: "
        "from a single one to all. The number beside a mistake is that of its reports.",
        "方块越大、颜色越深，判为不通过的报告所占比例越高，从个别到全部。差错名称旁为报告份数。",
    )
    axes.set_xlabel(wrapped(words.in_(lang), 92), fontsize=7.5, color=SLATE, loc="left")
    axes.xaxis.set_label_position("bottom")
    axes.tick_params(axis="x", colors=INK)
    axes.yaxis.label.set_color(GREY)


def _title(triggers: Sequence[Trigger]) -> Text:
    if not triggers:
        return Text("No mistake has been measured", "尚无差错经过测量")
    often = [sum(n >= OFTEN * t.reports for n in t.failed.values()) for t in triggers]
    more = sum(n > 1 for n in often)
    silent = sum(n == 0 for n in often)
    return Text(
        f"{len(often) - silent} of {len(often)} classes set off a rule in at least half of their "
        f"reports, {more} of them more than one",
        f"{len(often)} 类中有 {len(often) - silent} 类在半数以上的报告中触发规则，"
        f"其中 {more} 类触发不止一条",
    )
