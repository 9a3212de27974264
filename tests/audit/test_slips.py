"""How easily a hand writes one number for another: what each slip weighs and is called."""

import pytest

from helpers.audit.slips import STATED, Ground, slips
from helpers.numerals import Number

PLACES = {
    "t.r.c": ("t", 2, 3),
    "t.r.d": ("t", 2, 4),
    "t.r.e": ("t", 2, 5),
    "t.s.c": ("t", 3, 3),
    "t.s.d": ("t", 3, 4),
    "t.u.c": ("t", 4, 3),
    "v.r.c": ("v", 2, 3),
    "v.r.d": ("v", 2, 4),
}


@pytest.mark.parametrize(
    ("observed", "suggested", "weight", "kind"),
    [
        (13, 12, 10, "one digit"),
        (130, 120, 10, "one digit"),
        (3, 7, 10, "one digit"),
        (21, 12, 10, "two digits exchanged"),
        (213, 123, 10, "two digits exchanged"),
        (321, 123, 40, "another number"),
        (12, 34, 40, "another number"),
        (1234, 1432, 40, "another number"),
        (231, 123, 40, "another number"),
        (112, 12, 15, "a digit written twice"),
        (122, 12, 15, "a digit written twice"),
        (12, 122, 15, "a digit lost"),
        (312, 12, 20, "a digit too many"),
        (12, 312, 20, "a digit lost"),
        (12, 123, 20, "a digit lost"),
        (123, 12, 20, "a digit too many"),
        (1234, 12, 40, "another number"),
        (123, 45, 40, "another number"),
        (0, 12, 30, "a number left out"),
        (12, 0, 30, "a number where none belongs"),
        (1.5, 1.6, 10, "one digit"),
    ],
)
def test_every_slip_has_its_weight_and_its_name(
    observed: Number, suggested: Number, weight: int, kind: str
) -> None:
    told, kinds = slips([("t.r.c", observed, suggested)], Ground())
    assert (told, [k.en for k in kinds]) == (weight, [kind])


@pytest.mark.parametrize(
    ("other", "weight", "moved", "both"),
    [
        ("t.r.d", 10, "one column off", "two cells exchanged"),
        ("t.s.c", 10, "one row off", "two cells exchanged"),
        ("t.r.e", 15, "two cells exchanged", "two cells exchanged"),
        ("t.u.c", 15, "two cells exchanged", "two cells exchanged"),
        ("t.s.d", 25, "two cells exchanged", "two cells exchanged"),
        ("v.r.d", 25, "two cells exchanged", "two cells exchanged"),
        ("v.r.c", 25, "two cells exchanged", "two cells exchanged"),
        ("elsewhere", 25, "two cells exchanged", "two cells exchanged"),
    ],
)
def test_two_cells_exchanged_weigh_the_less_the_nearer_they_stand(
    other: str, weight: int, moved: str, both: str
) -> None:
    for first, second in (("t.r.c", other), (other, "t.r.c")):
        for here, there, name in ((0, 7, moved), (7, 0, moved), (31, 7, both)):
            pairs = [(first, here, there), (second, there, here)]
            told, kinds = slips(pairs, Ground(PLACES))
            assert (told, [k.en for k in kinds]) == (weight, [name, name])


def test_a_cell_is_exchanged_with_one_other_only() -> None:
    pairs = [("t.r.c", 31, 7), ("t.r.d", 7, 31), ("t.r.e", 7, 31)]
    for order in (pairs, [pairs[1], pairs[0], pairs[2]]):
        told, kinds = slips(order, Ground(PLACES))
        assert told == 10 + 40
        assert [k.en for k in kinds] == ["two cells exchanged"] * 2 + ["another number"]


def test_two_exchanges_in_one_set_are_both_seen() -> None:
    pairs = [("t.r.c", 31, 7), ("t.r.d", 7, 31), ("t.s.c", 0, 58), ("t.s.d", 58, 0)]
    told, kinds = slips(pairs, Ground(PLACES))
    assert told == 10 + 10
    assert [k.en for k in kinds] == ["two cells exchanged"] * 2 + ["one column off"] * 2


def test_two_cells_that_only_share_a_number_are_not_exchanged() -> None:
    told, _ = slips([("t.r.c", 31, 7), ("t.r.d", 7, 45)], Ground(PLACES))
    assert told == 40 + 40


def test_a_first_part_copied_as_the_total_is_an_easy_slip_unless_it_is_zero() -> None:
    ground = Ground(first={"t.r.c": 14, "t.r.d": 0})
    assert slips([("t.r.c", 14, 789)], ground)[0] == 10
    assert slips([("t.r.c", 15, 789)], ground)[0] == 40
    told, (kind,) = slips([("t.r.d", 0, 789)], ground)
    assert (told, kind.en) == (30, "a number left out")


def test_the_prose_makes_a_change_to_its_number_lighter_and_away_from_it_heavier() -> None:
    told, (kind,) = slips([("t.r.c", 13, 12)], Ground(stated={"t.r.c": frozenset({12})}))
    assert (told, kind.en, kind.zh) == (
        10 - STATED,
        "one digit; the prose says so",
        "一位数字有误，与正文一致",
    )
    told, (kind,) = slips([("t.r.c", 13, 12)], Ground(stated={"t.r.c": frozenset({13})}))
    assert (told, kind.en) == (10 + STATED, "one digit")
    told, (kind,) = slips([("t.r.c", 13, 12)], Ground(stated={"t.r.d": frozenset({12})}))
    assert (told, kind.en) == (10, "one digit")


def test_the_weights_of_several_changes_add_up_in_their_order() -> None:
    told, kinds = slips([("t.r.c", 13, 12), ("t.s.d", 0, 5)], Ground(PLACES))
    assert (told, [k.en for k in kinds]) == (40, ["one digit", "a number left out"])
