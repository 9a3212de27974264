"""The search for the wrong cells, against brute force and on the real form."""

import random
import time
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.build import MISSING, balanced, claim, report
from audit.solver import smallest_set
from helpers.audit.layout import layout
from helpers.audit.locate import MOST_CELLS, locate, smallest_changes
from helpers.audit.search import Search, components
from helpers.audit.slips import Ground, slips
from helpers.form import Equation, load_form

FORM = load_form("2021")
EQUATIONS = [relation.equation for relation in layout(FORM).relations]
Changes = frozenset[tuple[str, Fraction]]

# A form in miniature: two outcomes and their total, what came in and what went on, two kinds of
# applicant and their total; a row and a column identity for each, as in table three.
ROWS, COLUMNS = ("in", "out1", "out2", "sum", "on"), ("a", "b", "all")


def small() -> list[Equation]:
    made = []
    for c in COLUMNS:
        made.append(Equation("sum", f"*.{c}", (f"out1.{c}", f"out2.{c}"), (f"sum.{c}",)))
        made.append(Equation("flow", f"*.{c}", (f"in.{c}",), (f"sum.{c}", f"on.{c}")))
    made += [Equation("kinds", f"{r}.*", (f"{r}.a", f"{r}.b"), (f"{r}.all",)) for r in ROWS]
    return made


SMALL = small()
CELLS = [f"{r}.{c}" for r in ROWS for c in COLUMNS]


def filled(free: list[int]) -> dict[str, int]:
    """Return a balanced small table from six free numbers."""
    values = dict(zip(("out1.a", "out1.b", "out2.a", "out2.b", "on.a", "on.b"), free, strict=True))
    for c in "ab":
        values[f"sum.{c}"] = values[f"out1.{c}"] + values[f"out2.{c}"]
        values[f"in.{c}"] = values[f"sum.{c}"] + values[f"on.{c}"]
    for r in ROWS:
        values[f"{r}.all"] = values[f"{r}.a"] + values[f"{r}.b"]
    return values


def solved(equations: list[Equation], values: Mapping[str, int], cells: tuple[str, ...]) -> Changes:
    """Return the one way to make `equations` hold by changing exactly `cells`, empty for none."""
    rows = []
    for e in equations:
        sign = {**dict.fromkeys(e.left, 1), **dict.fromkeys(e.right, -1)}
        gap = sum(values[a] * s for a, s in sign.items())
        rows.append([Fraction(sign.get(c, 0)) for c in cells] + [Fraction(-gap)])
    rank = 0
    for column in range(len(cells)):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return frozenset()
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        rows[rank] = [v / rows[rank][column] for v in rows[rank]]
        for r in range(len(rows)):
            if r != rank and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [v - factor * w for v, w in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    if any(row[-1] for row in rows[rank:]):
        return frozenset()
    steps = [rows[n][-1] for n in range(len(cells))]
    after = [values[c] + step for c, step in zip(cells, steps, strict=True)]
    if not all(steps) or min(after) < 0:
        return frozenset()
    return frozenset(zip(cells, after, strict=True))


def brute_force(equations: list[Equation], values: Mapping[str, int], most: int) -> set[Changes]:
    """Return the smallest sets of changes by trying every set of cells."""
    for size in range(1, most + 1):
        found = {solved(equations, values, cells) for cells in combinations(sorted(values), size)}
        if found - {frozenset()}:
            return found - {frozenset()}
    return set()


def searched(equations: list[Equation], values: Mapping[str, int], most: int) -> set[Changes]:
    return Search(equations, {a: Fraction(v) for a, v in values.items()}).run(most)


@settings(max_examples=150, deadline=None)
@given(
    free=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    wrong=st.dictionaries(st.sampled_from(CELLS), st.integers(0, 12), min_size=1, max_size=3),
)
def test_the_search_finds_the_smallest_sets_that_brute_force_finds(
    free: list[int], wrong: dict[str, int]
) -> None:
    values = filled(free) | wrong
    violated = any(sum(values[a] for a in e.left) != sum(values[a] for a in e.right) for e in SMALL)
    expected = brute_force(SMALL, values, 3) if violated else {frozenset()}
    assert searched(SMALL, values, 3) == expected


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_a_row_of_cases_can_be_mended_in_any_of_its_cells(values: list[int]) -> None:
    row = dict(zip("uvwxt", values, strict=True))
    equation = [Equation("disputes-sum", "row.*", tuple("uvwx"), ("t",))]
    expected = brute_force(equation, row, 1)
    if sum(values[:4]) != values[4]:
        assert searched(equation, row, 1) == expected


# --- the real form --------------------------------------------------------------------------------


def table(rng: random.Random) -> dict[str, int]:
    """Return a balanced form with busy tables three and four."""
    values: dict[str, int] = {}
    for a in FORM.addresses:
        part = a.split(".")[-1] != "total" and FORM.row_of(a).role == "leaf"
        flow = any(word in a for word in (".received.", ".carried_forward.", ".brought_forward."))
        if part and not flow and not a.startswith("proactive.") and rng.random() < 0.4:
            values[a] = rng.randint(1, 60)
    done = balanced("2021", values)
    for column in FORM.table("applications").blocks[0].columns:
        base = "applications.{}." + column.id
        done[base.format("received")] = done[base.format("outcome_total")]
    return done


def misprinted(number: int, rng: random.Random) -> int:
    digits = list(str(number))
    digits[rng.randrange(len(digits))] = rng.choice("0123456789")
    return int("".join(digits)) if int("".join(digits)) != number else number + 1


def test_the_table_of_the_trials_is_balanced() -> None:
    assert smallest_changes(EQUATIONS, table(random.Random(3))) == []


@pytest.mark.parametrize("count", [1, 2])
def test_misprints_in_table_three_are_found_again(count: int) -> None:
    rng = random.Random(20_201_231 + count)
    best = 0
    trials = 120
    for _ in range(trials):
        true = table(rng)
        cells = rng.sample([a for a in true if a.startswith("applications.")], count)
        printed = true | {a: misprinted(true[a], rng) for a in cells}
        sets = smallest_changes(EQUATIONS, printed)
        told = [(w, {(c.address, c.suggested) for c in changes}) for w, changes, _ in sets]
        wanted = {(a, true[a]) for a in cells}
        assert wanted in [changes for _, changes in told] or len(told[0][1]) < count
        best += (told[0][0], wanted) in told
    assert best >= trials * (1 if count == 1 else 0.97)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_sets_found_are_as_small_as_those_of_a_solver(count: int) -> None:
    rng = random.Random(20_250_101 + count)
    group = max(components(EQUATIONS), key=len)
    true = table(rng)
    cells = rng.sample([a for a in true if a.startswith("applications.")], count)
    printed = true | {a: misprinted(true[a], rng) for a in cells}
    values = {a: Fraction(printed[a]) for e in group for a in (*e.left, *e.right)}
    search = Search(group, values)
    found = search.run(MOST_CELLS)
    smallest = smallest_set(group, values)
    assert search.complete
    assert smallest in found


def test_the_repair_names_the_cell_and_the_slip() -> None:
    values = {
        "applications.granted.natural_person": 12,
        "applications.received.natural_person": 12,
    }
    made = report("2021", balanced("2021", values) | {"applications.granted.natural_person": 21})
    (repair,) = locate(made, FORM)
    (change,) = repair.cells
    assert (change.address, change.observed, change.suggested) == (
        "applications.granted.natural_person",
        21,
        12,
    )
    assert repair.rank == 1
    assert repair.why.en == "Disclosed, Natural persons: 21 → 12 (two digits exchanged)"
    assert repair.why.zh == "予以公开·自然人：21 → 12（相邻数字颠倒）"


def test_the_easier_slip_ranks_first_and_equals_share_a_rank() -> None:
    cells = {
        "disputes.reconsideration.upheld": 12,
        "disputes.reconsideration.corrected": 4,
        "disputes.reconsideration.total": 61,
    }
    told = [
        (r.rank, r.cells[0].address.split(".")[-1], r.cells[0].suggested)
        for r in locate(report("2021", cells), FORM)
    ]
    assert told == [
        (1, "total", 16),
        (2, "corrected", 49),
        (3, "other_result", 45),
        (3, "pending", 45),
        (4, "upheld", 57),
    ]


def test_a_count_one_column_off_is_called_so_and_ranks_first() -> None:
    cells = {
        "disputes.reconsideration.upheld": 0,
        "disputes.reconsideration.corrected": 7,
        "disputes.reconsideration.total": 7,
    }
    weight, kinds = slips(
        [("disputes.reconsideration.upheld", 0, 7), ("disputes.reconsideration.corrected", 7, 0)],
        Ground(layout(FORM).places),
    )
    assert locate(report("2021", cells), FORM) == ()
    assert (weight, [k.en for k in kinds]) == (10, ["one column off"] * 2)


def test_a_total_copied_from_its_first_part_is_called_so() -> None:
    right = balanced(
        "2021",
        {
            "applications.granted.natural_person": 14,
            "applications.granted.commercial_enterprise": 33,
            "applications.received.natural_person": 14,
            "applications.received.commercial_enterprise": 33,
        },
    )
    first, *_ = locate(report("2021", right | {"applications.granted.total": 14}), FORM)
    assert first.cells[0].suggested == 47
    assert "the first part copied as the total" in first.why.en


def test_a_number_of_the_prose_counts_for_the_repair_that_agrees_with_it() -> None:
    cells = {
        "disputes.reconsideration.upheld": 12,
        "disputes.reconsideration.corrected": 4,
        "disputes.reconsideration.total": 46,
    }
    silent = locate(report("2021", cells), FORM)
    assert silent[0].cells[0].address.endswith(".total")
    said = claim("行政复议46件", 46, "reconsideration")
    helped = locate(report("2021", cells, claims=(said,)), FORM)
    assert not helped[0].cells[0].address.endswith(".total")
    said = claim("行政复议16件", 16, "reconsideration")
    helped = locate(report("2021", cells, claims=(said,)), FORM)
    assert helped[0].why.en.endswith("(one digit; the prose says so)")


def test_a_digit_written_twice_is_an_easier_slip_than_any_digit_too_many() -> None:
    twice, _ = slips([("t.r.c", 112, 12)], Ground())
    other, _ = slips([("t.r.c", 312, 12)], Ground())
    assert twice < other


def test_a_number_in_the_wrong_cell_ranks_before_two_other_mistakes() -> None:
    values = {
        f"applications.{row}.natural_person": n for row, n in (("granted", 5), ("received", 5))
    }
    values |= {f"applications.{row}.research_institution": 5 for row in ("granted", "received")}
    right = balanced("2021", values)
    moved = {"applications.granted.natural_person": 0, "applications.repeated.natural_person": 5}
    first, *_ = locate(report("2021", right | moved), FORM)
    assert {c.address for c in first.cells} == set(moved)
    assert "two cells exchanged" in first.why.en


def test_mistakes_in_both_tables_are_mended_together() -> None:
    right = table(random.Random(8))
    wrong = {"applications.granted.total": right["applications.granted.total"] + 9}
    wrong |= {"disputes.litigation_direct.total": right["disputes.litigation_direct.total"] + 4}
    sets = smallest_changes(EQUATIONS, right | wrong)
    assert {len(changes) for _, changes, _ in sets} == {2}
    assert all(
        {c.address for c in changes} & {"applications.granted.total"} for _, changes, _ in sets
    )


# --- what takes no part, and the bound on the work ------------------------------------------------


def test_sums_with_empty_missing_or_other_cells_take_no_part() -> None:
    for printed in ("", "/", MISSING, "约3", "3万"):
        cells = {"disputes.reconsideration.total": 5, "disputes.reconsideration.upheld": printed}
        assert locate(report("2021", cells), FORM) == ()


def test_a_report_without_a_form_or_with_every_sum_right_needs_no_repair() -> None:
    assert locate(report("2021"), FORM) == ()
    assert locate(report(form=None, cells={}), None) == ()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {a: 10**18 + n for n, a in enumerate(FORM.addresses)},
        {a: -n for n, a in enumerate(FORM.addresses)},
        {a: 0.1 * n for n, a in enumerate(FORM.addresses)},
        {a: n * n % 37 for n, a in enumerate(FORM.addresses)},
    ],
    ids=["blank", "huge", "negative", "decimals", "nonsense"],
)
def test_any_input_ends_fast(values: dict[str, float]) -> None:
    begin = time.perf_counter()
    smallest_changes(EQUATIONS, values)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    ("bound", "one", "two"), [(0, False, False), (1, False, False), (2, True, False)]
)
def test_a_search_that_meets_its_bound_says_so(
    monkeypatch: pytest.MonkeyPatch, bound: int, one: bool, two: bool
) -> None:
    # One sum takes two states: nothing changed with no change left, and with one. Two take more.
    monkeypatch.setattr("helpers.audit.search.MOST_STEPS", bound)
    rows = [Equation("x", r, (f"{r}.a", f"{r}.b"), (f"{r}.t",)) for r in "xy"]
    values = {f"{r}.{c}": Fraction(v) for r in "xy" for c, v in zip("abt", (1, 2, 4), strict=True)}
    for equations, complete in ((rows[:1], one), (rows, two)):
        search = Search(equations, values)
        assert bool(search.run(2)) == complete
        assert search.complete == complete


def test_one_huge_misprint_is_mended_exactly() -> None:
    values: dict[str, int | float] = dict.fromkeys(FORM.addresses, 0)
    ((_, (change,), _),) = smallest_changes(
        EQUATIONS, values | {"applications.granted.total": 10**18}
    )
    assert (change.observed, change.suggested) == (10**18, 0)


def test_identities_that_only_a_negative_number_could_mend_have_no_repair() -> None:
    above = Equation("x", "x", ("a", "b"), ("t",))
    below = Equation("y", "y", ("a", "t", "c"), ("b",))
    # t = a + b and b = a + t + c leave a = c = 0 as the only way out, which takes three changes.
    values: dict[str, int | float] = {"a": 1, "b": 2, "c": 3, "t": 4}
    sets = smallest_changes([above, below], values)
    assert all(min(c.suggested for c in cells) >= 0 for _, cells, _ in sets)
    assert all({"a", "c"} <= {c.address for c in cells} for _, cells, _ in sets)


def test_more_mistakes_than_anything_could_explain_are_not_explained() -> None:
    right = table(random.Random(1))
    columns = [c.id for c in FORM.table("applications").blocks[0].columns]
    rows = (
        "granted",
        "granted_in_part",
        "not_held",
        "repeated",
        "other_handling",
        "denied_deliberative",
        "still_unclear",
        "overdue_fee",
    )
    # No two in one row, and the parts only, so that each needs a change of its own.
    parts = [column for column in columns if column != "total"]
    wrong = {f"applications.{r}.{parts[n % len(parts)]}": 700 + n for n, r in enumerate(rows)}
    assert len(wrong) > MOST_CELLS
    assert smallest_changes(EQUATIONS, right | wrong) == []


def test_equations_that_share_no_cell_are_searched_apart() -> None:
    assert [len(group) for group in components(EQUATIONS)] == [len(EQUATIONS) - 3, 1, 1, 1]


def test_what_was_looked_at_before_does_not_end_the_search() -> None:
    wrong = {"out1.b": 6, "sum.a": 5, "out1.a": 0, "sum.b": 11}
    values = filled([3, 1, 5, 1, 1, 2]) | wrong
    found = searched(SMALL, values, 4)
    assert len(found) == 2
    assert found == brute_force(SMALL, values, 4)


def test_decimals_are_mended_exactly() -> None:
    row = [Equation("x", "r", ("a", "b"), ("t",))]
    values = {"a": Fraction(3, 2), "b": Fraction(9, 4), "t": Fraction(5)}
    assert Search(row, values).run(1) == {
        frozenset({("a", Fraction(11, 4))}),
        frozenset({("b", Fraction(7, 2))}),
        frozenset({("t", Fraction(15, 4))}),
    }
