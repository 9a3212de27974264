"""What a notebook shows of a data set: how many reports of each year, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from helpers.corpus.layout import YEAR

_HEADS = ("year · 年度", "reports · 报告", "errors · 错误", "warnings · 存疑", "notes · 提示")


def shown(reports: pd.DataFrame, words: Sequence[str]) -> str:
    """Return a small table in HTML.

    Args:
        reports: Year and counts of every report.
        words: The conditions they meet; they may come from anybody and are escaped.
    """
    counted = reports.groupby(YEAR, dropna=False)[["errors", "warnings", "notes"]]
    sums, sizes = counted.sum(), counted.size()
    lines = [
        ("–" if pd.isna(year) else str(year), int(size), *map(int, row))
        for year, size, row in zip(sums.index, sizes, sums.to_numpy(), strict=True)
    ]
    totals = (
        "total · 合计",
        len(reports),
        *(int(reports[name].sum()) for name in ("errors", "warnings", "notes")),
    )
    head = "".join(f"<th>{name}</th>" for name in _HEADS)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(v))}</td>' for v in line)}</tr>"
        for line in [*lines, totals]
    )
    said = f"<p>{escape(' and '.join(words))}</p>" if words else ""
    return f"{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
