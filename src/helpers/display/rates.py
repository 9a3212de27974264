"""Indicators in a notebook: what one says, its values with their counts, and what to be careful of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.audit import SEVERITY_WORDS, Severity
from helpers.display.reading import KIND_WORDS
from helpers.display.shown import Shown, badge, escape, mono, pairs, table
from helpers.fields import FIELDS
from helpers.indicator import FLAGS, Frames, indicator
from helpers.indicator.table import GROUPS
from helpers.messages import Lang, Text

MOST_ROWS = 60
"""Rows of a table that are shown; how many more there are is said."""


def corpus(frames: Frames, lang: Lang = "en") -> Shown:
    """Show what a corpus holds: by year the reports, organs, findings, and cells with a number."""
    heads = Text(
        "year|reports|organs|edition|cells with a number|errors|warnings|notes",
        "年度|报告|机关|版本|有数字的单元格|错误|存疑|提示",
    )
    values = []
    for year, own in frames.table("reports").groupby("year", dropna=False, sort=True):
        cells = f"{int(own['cells_number'].sum()):,}/{int(own['cells_form'].sum()):,}"
        editions = ", ".join(sorted(set(own["form"].dropna()))) or "–"
        counts = [str(int(own[name].sum())) for name in ("errors", "warnings", "notes")]
        shown = _key("year", year, lang)
        organs = str(own["agency"].nunique())
        values.append((shown, str(len(own)), organs, editions, cells, *counts))
    return table(heads.in_(lang).split("|"), [[escape(v) for v in row] for row in values], values)


def meaning(name: str, lang: Lang = "en") -> Shown:
    """Show what an indicator is: formula, numerator, denominator, smallest denominator, caveats."""
    one = indicator(name)
    rows = [
        (Text("indicator", "指标"), one.title.in_(lang)),
        (Text("formula", "公式"), one.formula.in_(lang)),
        (Text("numerator", "分子"), one.numerator.in_(lang)),
        (Text("denominator", "分母"), one.denominator.in_(lang)),
        (Text("ranked from a denominator of", "参与排序的最小分母"), str(one.least)),
        (Text("caveats", "注意"), one.caveat.in_(lang)),
    ]
    return pairs([(n.in_(lang), escape(v), v) for n, v in rows])


def rates(frame: pd.DataFrame, lang: Lang = "en") -> Shown:
    """Show rows of :func:`helpers.indicators`: who, when, counts, value, interval, and the flag.

    A column that says the same in every row is left out where another tells the rows apart.
    """
    groups = "n" in frame.columns
    keys = [name for name in GROUPS if name in frame.columns] if groups else ["agency", "year"]
    keys += ["indicator"]
    varied = [key for key in keys if frame[key].nunique(dropna=False) > 1] or keys
    heads = [FIELDS[k].label.in_(lang) for k in varied]
    heads += Text("counts|value (95 %)|note", "计数|数值（95%）|说明").in_(lang).split("|")
    values = [_values(row, varied, lang) for row in frame.head(MOST_ROWS).to_dict("records")]
    rows = [
        [*(escape(v) for v in row[:-3]), *(_unbroken(v) for v in row[-3:-1]), escape(row[-1])]
        for row in values
    ]
    return _more(table(heads, rows, values), len(frame), lang)


def _unbroken(words: str) -> str:
    return f'<span style="white-space:nowrap">{escape(words)}</span>'


def _values(row: dict[Any, Any], keys: list[str], lang: Lang) -> tuple[str, ...]:
    counts = "–"
    if pd.notna(row["numerator"]):
        counts = f"{int(row['numerator']):,} / {int(row['denominator']):,}"
    flags = str(row["flag"]).split() if isinstance(row["flag"], str) else []
    told = [_flag(code, row).in_(lang) for code in flags]
    note = Text("; ", "；").in_(lang).join(told)
    kind = indicator(str(row["indicator"])).kind
    return (*(_key(k, row[k], lang) for k in keys), counts, _value(row, kind), note)


def _flag(code: str, row: dict[Any, Any]) -> Text:
    """Return what a flag says; of a group, of how many of its reports."""
    if "n" not in row:
        return FLAGS[code]
    if code == "identity-failed":
        many = int(row["doubtful"])
        return Text(
            f"sums that do not agree in {many} of {row['n']}", f"{row['n']} 份中 {many} 份合计不符"
        )
    if code == "left-out":
        return Text(f"left out: {row['left_out']}", f"未计入 {row['left_out']} 份")
    return (
        Text("without sums of others", "不含汇总报告")
        if code.startswith("consolidated")
        else FLAGS[code]
    )


def _key(name: str, value: Any, lang: Lang) -> str:
    if pd.isna(value):
        return "–"
    words = KIND_WORDS.get(value) if name == "agency_kind" else None
    if name == "indicator":
        words = indicator(str(value)).title
    return words.in_(lang) if words else str(value)


def _value(row: dict[Any, Any], kind: str) -> str:
    if pd.isna(row["value"]):
        return "–"
    times, digits = (100, 1) if kind == "share" else (1, 2 if kind == "ratio" else 1)
    unit = " %" if kind == "share" else ""
    words = f"{times * float(row['value']):.{digits}f}{unit}"
    if pd.notna(row["low"]):
        low, high = (f"{times * float(row[end]):.{digits}f}" for end in ("low", "high"))
        words += f" ({low}–{high})"
    return words


def _more(shown: Shown, rows: int, lang: Lang) -> Shown:
    if rows <= MOST_ROWS:
        return shown
    words = Text(f"… and {rows - MOST_ROWS} more rows.", f"……另有 {rows - MOST_ROWS} 行。").in_(
        lang
    )
    return Shown(f"{shown.html}<p>{escape(words)}</p>", f"{shown.text}\n{words}")


def history(frames: Frames, agency: str, lang: Lang = "en") -> Shown:
    """Show the reports of an organ by year: edition, date, cells with a number, findings."""
    heads = Text(
        "year|report|edition|date|cells with a number|errors|warnings|notes",
        "年度|报告|版本|日期|有数字的单元格|错误|存疑|提示",
    )
    reports = frames.table("reports")
    own = reports[reports["agency"] == agency].sort_values(["year", "report"])
    values = []
    for row in own.to_dict("records"):
        cells = f"{row['cells_number']}/{row['cells_form']}"
        plain = [_key(k, row[k], lang) for k in ("year", "report", "form", "published")]
        values.append((*plain, cells, *(str(row[k]) for k in ("errors", "warnings", "notes"))))
    rows = [[escape(r[0]), mono(r[1]), *(escape(v) for v in r[2:])] for r in values]
    return table(heads.in_(lang).split("|"), rows, values)


def findings_of(findings: pd.DataFrame, lang: Lang = "en") -> Shown:
    """Show rows of the tidy table of findings: year, severity, organ and what was found."""
    heads = Text("year|severity|organ|finding", "年度|严重程度|机关|问题").in_(lang).split("|")
    values, rows = [], []
    for row in findings.head(MOST_ROWS).to_dict("records"):
        severity: Severity = row["severity"]
        words = SEVERITY_WORDS[severity].in_(lang)
        year, organ = _key("year", row["year"], lang), _key("agency", row["agency"], lang)
        message = str(row[f"message_{lang}"])
        values.append((year, words, organ, message))
        rows.append([escape(year), badge(severity, words), escape(organ), escape(message)])
    return _more(table(heads, rows, values), len(findings), lang)
