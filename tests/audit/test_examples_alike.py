"""What the reports of the examples are made of agrees with itself: words, numbers, organs, years."""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest

from helpers.audit import RULES, Context, Example, Rule, rule
from helpers.audit.exact import shown
from helpers.form import load_form
from helpers.model import Claim, Place, Report
from helpers.model.report import AgencyKind

VERDICTS = ("pass", "fail", "undecided")


def example(of: Rule, verdict: str) -> Example:
    made = of.examples
    return dict(zip(VERDICTS, (made.passing, made.failing, made.undecidable), strict=True))[verdict]


def reports(of: Rule) -> Iterator[Report]:
    """Yield the reports of a rule's examples, and those that stand beside them."""
    for verdict in VERDICTS:
        made = example(of, verdict)
        context = made.context
        yield made.report
        yield from (() if context.earlier is None else (context.earlier,))
        yield from context.alike
        yield from (() if context.levels is None else (r for _, r in context.levels.reports))


def numbers(made: Report) -> Iterator[Claim]:
    yield from made.claims
    for listed in made.breakdowns:
        yield from (listed.whole, *listed.parts)
    for rate in made.rates:
        yield from (c for c in (rate.percent, rate.now, rate.base) if c is not None)


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_a_number_of_an_example_stands_in_its_words_with_its_unit(of: Rule) -> None:
    for made in reports(of):
        for claim in numbers(made):
            words = rf"(?<!\d){shown(claim.value)}余?{claim.unit}"
            assert re.search(words, claim.text), (claim.value, claim.unit, claim.text)


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_a_list_of_an_example_has_every_number_of_its_words_as_a_part(of: Rule) -> None:
    for made in reports(of):
        for listed in made.breakdowns:
            values = [listed.whole.value, *(part.value for part in listed.parts)]
            assert values == [int(n) for n in re.findall(r"\d+", listed.text)]
            assert any(listed.text in text for text, _ in made.prose)


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_every_paragraph_of_an_example_is_a_whole_sentence(of: Rule) -> None:
    paragraphs = [text for made in reports(of) for text, _ in (*made.opening, *made.prose)]
    assert [text for text in paragraphs if not text.endswith("。")] == []


def strings(made: Report, context: Context) -> Iterator[str]:
    """Yield what an example prints, and the names and words that stand beside it."""
    yield from (made.agency or "", made.title, *(c.raw for c in made.cells.values()))
    yield from (text for text, _ in (*made.opening, *made.prose))
    for levels in filter(None, [context.levels]):
        yield from (levels.own, levels.why, *levels.members, *(name for name, _ in levels.reports))


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_an_example_prints_chinese_and_digits_only(of: Rule, verdict: str) -> None:
    context = example(of, verdict).context
    printed = [text for made in reports(of) for text in strings(made, context)]
    assert [text for text in printed if re.search("[A-Za-z]", text)] == []


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_the_kind_of_an_examples_organ_is_one_there_is_and_goes_with_its_name(of: Rule) -> None:
    for made in reports(of):
        assert made.agency
        assert made.agency_kind in get_args(AgencyKind)
        assert (made.agency_kind == "government") == (made.agency == "云岚市人民政府")
        assert (made.agency_kind == "department") == (made.agency == "云岚市水务局")


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_last_years_report_is_of_the_year_before_and_of_the_same_organ(
    of: Rule, verdict: str
) -> None:
    made = example(of, verdict)
    for earlier in filter(None, [made.context.earlier]):
        assert made.report.year
        assert earlier.year == made.report.year - 1
        assert earlier.agency == made.report.agency


@pytest.mark.parametrize("verdict", VERDICTS)
def test_members_of_an_example_are_of_the_organs_they_are_listed_as(verdict: str) -> None:
    made = example(rule("levels-sum"), verdict)
    levels = made.context.levels
    assert levels is not None
    assert [report.agency for _, report in levels.reports] == [name for name, _ in levels.reports]
    assert {name for name, _ in levels.reports} <= {levels.own, *levels.members}
    assert levels.missing == ((levels.own,) if verdict == "undecided" else ())


@pytest.mark.parametrize("verdict", VERDICTS)
def test_texts_that_are_alike_are_of_two_organs(verdict: str) -> None:
    made = example(rule("reuse"), verdict)
    assert [other.agency for other in made.context.alike] == ["云岚市白鹭街道办事处"]
    assert made.report.agency == "云岚市青禾镇人民政府"


@pytest.mark.parametrize(
    ("rule_id", "verdict", "address", "printed"),
    [
        ("possible-count", "pass", "applications.received.total", "7"),
        ("possible-count", "undecided", "applications.received.total", ""),
        ("documents-within", "pass", "proactive.normative_documents.in_force", "12"),
        ("unit-unclear", "pass", "proactive.procurement.projects", "2"),
        ("documents-within", "pass", "proactive.normative_documents.issued", "3"),
    ],
)
def test_a_cell_of_an_example_is_printed_as_its_sentence_says(
    rule_id: str, verdict: str, address: str, printed: str
) -> None:
    assert example(rule(rule_id), verdict).report.cell(address).raw == printed


@pytest.mark.parametrize(("verdict", "carried"), [("pass", "2"), ("fail", "5"), ("undecided", "")])
def test_what_last_year_carried_forward_is_said_of_its_column_and_its_total(
    verdict: str, carried: str
) -> None:
    earlier = example(rule("carry-over"), verdict).context.earlier
    assert earlier is not None
    assert earlier.cell("applications.carried_forward.natural_person").raw == carried
    assert earlier.cell("applications.carried_forward.total").raw == carried
    assert earlier.cell("applications.received.total").raw == "7"


def test_the_text_that_two_years_share_is_a_list_of_nineteen_works() -> None:
    made = example(rule("same-as-last-year"), "fail").report
    assert re.findall(r"第(\d+)项", made.sections[0].text) == [str(n) for n in range(1, 20)]


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.id)
def test_an_example_has_every_head_of_its_edition_once_and_all_on_one_line(of: Rule) -> None:
    for made in reports(of):
        blocks = [b.id for t in load_form(made.form or "").tables for b in t.blocks if b.article]
        assert [head.block for head in made.heads] == blocks
        assert {head.place.line for head in made.heads} <= {20}


def test_dates_announcements_and_what_fits_nowhere_stand_on_lines_of_their_own() -> None:
    of = {made.id: list(reports(made)) for made in RULES}
    dates = [m.published for ms in of.values() for m in ms if m.published]
    assert {d.place.line for d in dates} == {900}
    periods = [m.period for ms in of.values() for m in ms if m.period]
    assert {d.place.line for d in periods} == {2}
    assert {place for m in of["parts-announced"] for _, place in m.opening} == {
        Place(line=2, column=1)
    }
    assert [u.place.line for m in of["form-conformance"] for u in m.unplaced] == [50]
    assert [n.place and n.place.line for m in of["one-report"] for n in m.notes] == [300]


@pytest.mark.parametrize(
    ("verdict", "first", "last"),
    [
        ("pass", date(2022, 1, 1), date(2022, 12, 31)),
        ("fail", date(2021, 1, 1), date(2021, 12, 31)),
        ("undecided", date(2021, 9, 1), date(2022, 8, 31)),
    ],
)
def test_the_period_of_an_example_goes_from_the_first_to_the_last_day(
    verdict: str, first: date, last: date
) -> None:
    period = example(rule("period-covers-year"), verdict).report.period
    assert period is not None
    assert period.days == (first, last)
