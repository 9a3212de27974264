"""The rule about percentages in the prose: shares, changes over the year, rates of handling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from helpers.audit.exact import exact, printed, quoted, shown
from helpers.audit.layout import form_of
from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.audit.scope import ROUNDED, over_last_year
from helpers.audit.sums import known, sum_of
from helpers.concepts import vocabulary
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Claim, Rate, Report
from helpers.wording import plain

_KINDS = {
    "share": Text("Share", "占比"),
    "growth": Text("Change over the year", "同比变化"),
    "handled": Text("Rate", "比率"),
}
_PERCENT = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?%")
_DECIDED = ("requests_decided", "requests_received")
_MOST_DIGITS = 4
MOST_PAIRS = 8
"""Among so many numbers of a sentence the two a rate comes from are looked for."""


def check_rates(
    report: Report, form: Form | None, previous: Report | None = None
) -> Iterator[Outcome]:
    """Recompute every percentage of the prose.

    Args:
        report: The report.
        form: The edition of its tables.
        previous: The report of the year before, where it is known: its numbers stand in for the
            ones a text compares with and does not repeat.
    """
    for rate in report.rates:
        yield _judged(report, form, rate, previous)
    if not report.rates:
        message = Text("The prose states no percentage.", "正文没有百分比。")
        yield Outcome("not_applicable", "prose", message)


def _judged(report: Report, form: Form | None, rate: Rate, previous: Report | None) -> Outcome:
    percent = rate.percent
    value = exact(percent.value)
    if value > 100 and (rate.kind != "growth" or rate.falls):
        what = _KINDS[rate.kind]
        message = Text(
            f"{what.en}: {shown(percent.value)}%; nothing can be more than 100%.",
            f"{what.zh}：{shown(percent.value)}%，不可能超过 100%。",
        )
        return _outcome(rate, "fail", message, expected=100, severity="error")
    if any(c.precision != "exact" for c in (percent, rate.now, rate.base, rate.delta) if c):
        return _undecided(rate, ROUNDED)
    if rate.kind == "handled":
        return _handled(rate)
    return _share(report, form, rate) if rate.kind == "share" else _growth(report, rate, previous)


def _share(report: Report, form: Form | None, rate: Rate) -> Outcome:
    part = rate.now
    if part is None:
        return _undecided(rate, Text("the text does not say of what", "正文未说明所占总数"))
    wholes = [c.value for c in (rate.base, *rate.others) if c is not None and c.value]
    sure = rate.base.value if rate.base is not None and rate.base.value else None
    table = _totals(report, form, part)
    ratios = [(w, exact(part.value) / exact(w) * 100) for w in [*wholes, *table]]
    for whole, ratio in ratios:
        if _fits(rate.percent, ratio):
            return _fine(rate, part.value, whole, ratio)
    if sure is None and table:
        sure = table[0]
    if sure is None:
        return _undecided(rate, Text("the text does not say of what", "正文未说明所占总数"))
    return _wrong(rate, part.value, sure, exact(part.value) / exact(sure) * 100)


def _totals(report: Report, form: Form | None, part: Claim) -> list[int | float]:
    """Return what a kind of outcome or applicant may be a share of, if the table has that kind."""
    concept = vocabulary().concept(part.concept)
    if concept is None or not concept.cells or not concept.cells[0].startswith("applications."):
        return []
    cells = known(form, concept.cells)
    if sum_of(report, cells) != part.value or concept.id in _DECIDED:
        return []
    received, brought, decided = (
        known(form, [f"applications.{row}.total"])
        for row in ("received", "brought_forward", "outcome_total")
    )
    sums = [sum_of(report, g) for g in (decided, received, (*received, *brought))]
    if cells[0].startswith("applications.received."):
        sums = [sums[1], sums[0], sums[2]]
    return [s for s in sums if s]


def _growth(report: Report, rate: Rate, previous: Report | None) -> Outcome:
    now = rate.now
    if now is None:
        return _undecided(rate, Text("this year's number is not beside it", "未同时写明本年数"))
    pairs = [pair for c in (now, *reversed(rate.others)) for pair in _pairs(rate, c, previous)]
    if not pairs:
        return _undecided(rate, Text("last year's number is not known", "上年数未知"))
    results = [
        (here, base, (exact(here) - exact(base)) / exact(base) * (-100 if rate.falls else 100))
        for here, base in pairs
        if base > 0
    ]
    if not results:
        return _undecided(rate, Text("there was nothing last year", "上年数为零"))
    for here, base, result in results:
        if _fits(rate.percent, result):
            return _fine(rate, here, base, result)
    things = {c.concept for c in (now, rate.base) if c is not None and c.concept}
    if len(things) > 1 or any(c.unit == now.unit for c in rate.others):
        return _undecided(rate, Text("the sentence has several numbers", "句中有多个数字"))
    return _wrong(rate, *results[0])


def _pairs(
    rate: Rate, now: Claim, previous: Report | None
) -> Iterator[tuple[int | float, int | float]]:
    """Yield this year's and last year's number, as the text or last year's report gives them."""
    if now.precision != "exact":
        return
    if rate.base is not None and rate.base.unit == now.unit:
        yield now.value, rate.base.value
    if rate.delta is not None and rate.delta.unit == now.unit:
        change = exact(rate.delta.value)
        yield now.value, printed(exact(now.value) + (change if rate.falls else -change))
    known = rate.base is not None or rate.delta is not None
    if (
        not known
        and previous is not None
        and rate.compared
        and over_last_year(plain(rate.percent.text), previous.year)
    ):
        yield from ((now.value, base) for base in _last_year(previous, now))


def _last_year(previous: Report, now: Claim) -> list[int | float]:
    """Return what last year's report gives for the same thing: its table, else its prose."""
    concept = vocabulary().concept(now.concept)
    if concept is None:
        return []
    form = form_of(previous.form)
    table = sum_of(previous, known(form, concept.cells)) if concept.cells else None
    if table is not None:
        return [table]
    same = (c for c in previous.claims if c.concept == concept.id and c.unit == now.unit)
    return [c.value for c in same if c.precision == "exact"][:1]


def _handled(rate: Rate) -> Outcome:
    numbers = list(dict.fromkeys(c.value for c in rate.others if c.value))[-MOST_PAIRS:]
    for part, whole in permutations(numbers, 2):
        ratio = exact(part) / exact(whole) * 100
        if part <= whole and _fits(rate.percent, ratio):
            return _fine(rate, part, whole, ratio)
    counts = [c.value for c in rate.others]
    if rate.percent.value == 100 and any(counts.count(v) > 1 for v in counts):
        same = next(v for v in counts if counts.count(v) > 1)
        return _fine(rate, same, same, Fraction(100))
    # What is not due yet is honestly left out of a rate of 100%.
    if rate.now is not None and rate.base is not None and rate.percent.value != 100:
        part, whole = rate.now.value, rate.base.value
        if whole and len(set(counts)) <= 2:
            return _wrong(rate, part, whole, exact(part) / exact(whole) * 100)
    return _undecided(
        rate, Text("the numbers it comes from are not beside it", "未同时写明计算所依据的数字")
    )


def _last_decimal(percent: Claim) -> Fraction:
    """Return one unit of the last decimal printed, noughts at the end included (33.30%)."""
    decimals = max(
        (
            len(m[2] or "")
            for m in _PERCENT.finditer(plain(percent.text))
            if float(m[1] + "." + (m[2] or "0")) == percent.value
        ),
        default=0,
    )
    return Fraction(1, 10**decimals)


def _fits(percent: Claim, ratio: Fraction) -> bool:
    """Tell whether a percentage is a ratio rounded to the decimals printed, halves either way."""
    return abs(exact(percent.value) - ratio) <= _last_decimal(percent) / 2


def _cut_off(percent: Claim, ratio: Fraction) -> bool:
    """Tell whether decimals were cut off. Of a whole percentage that would be too much."""
    last = _last_decimal(percent)
    return last < 1 and 0 < ratio - exact(percent.value) < last


def _sum(rate: Rate, now: int | float, base: int | float, ratio: Fraction) -> Text:
    """Write out how a percentage follows, with decimals enough to see where it differs."""
    what, percent = _KINDS[rate.kind], shown(rate.percent.value)
    digits = max(2, len(str(1 / _last_decimal(rate.percent))) - 1)
    while digits < _MOST_DIGITS and not round(ratio, digits) - exact(rate.percent.value):
        digits += 1
    rounded = round(ratio, digits)
    equals = "=" if rounded == ratio else "≈"
    first, second = shown(now), shown(base)
    done = f"{first} ÷ {second}"
    if rate.kind == "growth":
        more, less = (second, first) if rate.falls else (first, second)
        done = f"({more} − {less}) ÷ {second}"
    result = f"{done} {equals} {shown(printed(rounded))}%"
    return Text(
        f"{what.en}: {result}, the prose says {percent}%",
        f"{what.zh}：{result}，正文为 {percent}%",
    )


def _fine(rate: Rate, now: int | float, base: int | float, ratio: Fraction) -> Outcome:
    text = _sum(rate, now, base, ratio)
    return _outcome(rate, "pass", Text(f"{text.en}; they agree.", f"{text.zh}，两者一致。"))


def _wrong(rate: Rate, now: int | float, base: int | float, ratio: Fraction) -> Outcome:
    text = _sum(rate, now, base, ratio)
    expected = printed(Fraction(round(ratio, 4)))
    if _cut_off(rate.percent, ratio):
        message = Text(
            f"{text.en}; cut off instead of rounded.", f"{text.zh}，系截去尾数而非四舍五入。"
        )
        return _outcome(rate, "fail", message, expected=expected, severity="note")
    message = Text(f"{text.en}; they differ.", f"{text.zh}，两者不一致。")
    return _outcome(rate, "fail", message, expected=expected)


def _undecided(rate: Rate, why: Text) -> Outcome:
    what = _KINDS[rate.kind]
    words = quoted(rate.percent.text)
    return _outcome(
        rate,
        "undecided",
        Text(
            f"{what.en} {words}: not recomputed, because {why.en}.",
            f"{what.zh}{words}：因{why.zh}，不作复算。",
        ),
    )


def _outcome(rate: Rate, verdict: str, message: Text, **more: object) -> Outcome:
    percent = rate.percent
    seen: dict[str, Evidence] = {}
    for claim in (percent, rate.now, rate.base, rate.delta):
        if claim is not None:
            seen.setdefault(claim.text, Evidence(claim.text, claim.place))
    return Outcome(
        verdict,  # type: ignore[arg-type]
        f"prose.{percent.section or 'opening'}.{rate.kind}.{shown(percent.value)}",
        message,
        actual=percent.value,
        evidence=tuple(seen.values()),
        **more,  # type: ignore[arg-type]
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "claim-rate",
        Text("Percentages recomputed", "百分比复算"),
        Text(
            "A share of a whole, a change over last year and a rate of handling are recomputed from "
            "the numbers they come from, and agree as rounded to the decimals printed. Last "
            "year's number is the one the text gives, or that of last year's report where it is known.",
            "占比、同比变化和办理比率，按其所依据的数字复算，四舍五入到所印小数位后应一致。上年数以正文所列为准，"
            "已有上年度报告的，以该报告为准。",
        ),
        Text(
            "Arithmetic: a percentage follows from its two numbers",
            "算术关系：百分比由两个数字得出",
        ),
        Text("Percentages of the prose; table three", "正文中的百分比；表三"),
        "warning",
        Text(
            "Where one of the two numbers is not known, rounded, or no plain number, nothing is "
            "recomputed: undecided.",
            "两个数字之一未知、为约数或不是普通数字的，不作复算。",
        ),
        check_rates,
        tolerance=Text(
            "Half a unit of the last decimal printed.", "以所印最后一位小数的半个单位为限。"
        ),
        across=lambda report, form, context: check_rates(report, form, context.earlier),
    ),
)
"""The rule about percentages."""
