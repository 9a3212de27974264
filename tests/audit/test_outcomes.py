"""Which lists are outcomes of the same cases, which the form itself keeps apart."""

from dataclasses import replace

import pytest

from audit.build import breakdown, claim
from helpers.audit.outcomes import results_of_cases


@pytest.mark.parametrize(
    ("whole", "parts", "apart"),
    [
        ("requests_decided", ("granted", "denied"), True),
        ("requests_decided", ("granted", "not_provided", "not_processed"), True),
        ("reconsideration", ("reconsideration_upheld", "reconsideration_pending"), True),
        ("requests_decided", ("granted", "granted_with_part"), False),
        ("requests_decided", ("granted", "granted"), False),
        ("requests_decided", ("requests_decided", "granted"), False),
        ("requests_decided", ("granted", "requests_brought_forward"), False),
        ("requests_decided", ("granted", "requests_from_natural_person"), False),
        ("requests_decided", ("granted", "reconsideration_upheld"), False),
        ("requests_decided", ("granted", None), False),
        ("reconsideration", ("reconsideration_upheld", "litigation_direct_upheld"), False),
        ("reconsideration", ("granted", "denied"), False),
        ("requests_received", ("granted", "denied"), False),
        ("granted", ("granted_in_part", "denied"), False),
        (None, ("granted", "denied"), False),
    ],
)
def test_outcomes_of_the_same_cases_are_told_from_other_lists(
    whole: str | None, parts: tuple[str | None, ...], apart: bool
) -> None:
    made = breakdown("全年办理5件，其中甲3件、乙2件", 5, unit="件")
    listed = tuple(claim(f"第{n}类1件", 1, concept) for n, concept in enumerate(parts))
    made = replace(made, whole=replace(made.whole, concept=whole), parts=listed)
    assert results_of_cases(made) is apart
