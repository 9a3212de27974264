"""What counts for a repair, and how it is written out. All reports are invented."""

import pytest

from audit.build import balanced, claim, report
from helpers.audit.layout import form_of
from helpers.audit.locate import Repair, locate
from helpers.model import Claim

CASES = {
    "disputes.reconsideration.upheld": 12,
    "disputes.reconsideration.corrected": 4,
    "disputes.reconsideration.total": 46,
}
"""Parts of 16 beside a total of 46; 16 is one digit away."""
SAID = claim("行政复议46件", 46, "reconsideration")


def repairs(*claims: Claim) -> tuple[Repair, ...]:
    return locate(report("2021", CASES, claims=claims), form_of("2021"))


def keeps_the_total(*claims: Claim) -> bool:
    """Tell whether the prose speaks for the total: the best repair changes another cell then."""
    return not repairs(*claims)[0].cells[0].address.endswith(".total")


def test_a_repair_is_written_out_with_its_cells_its_slip_and_its_rank() -> None:
    first, *_ = repairs()
    assert first.as_dict() == {
        "cells": [{"address": "disputes.reconsideration.total", "observed": 46, "suggested": 16}],
        "why": {
            "en": "Administrative reconsideration, Total: 46 → 16 (one digit)",
            "zh": "行政复议·总计：46 → 16（一位数字有误）",
        },
        "rank": 1,
    }


def test_a_number_of_the_prose_speaks_for_its_cell_whatever_stands_before_it() -> None:
    other = claim("配备专职人员3名", 3, None, "名")
    assert keeps_the_total(SAID)
    assert keeps_the_total(other, SAID)


@pytest.mark.parametrize(
    "said",
    [
        claim("行政复议近46件", 46, "reconsideration", precision="at_most"),
        claim("2019年行政复议46件", 46, "reconsideration"),
        claim("行政复议46%", 46, "reconsideration", "%"),
        claim("行政复议和行政诉讼46件", 46, "disputes"),
    ],
)
def test_a_number_that_need_not_be_that_of_the_cell_speaks_for_none(said: Claim) -> None:
    assert not keeps_the_total(said)


def test_a_number_of_several_cells_speaks_for_none_of_them() -> None:
    cells = {a.replace("reconsideration", "litigation_direct"): n for a, n in CASES.items()}
    said = claim("行政诉讼46件", 46, "litigation")
    first, *_ = locate(report("2021", cells, claims=(said,)), form_of("2021"))
    assert first.cells[0].address == "disputes.litigation_direct.total"


def test_a_number_whose_words_need_not_mean_the_cell_speaks_for_none() -> None:
    right = balanced("2021", {"applications.received.natural_person": 12})
    wrong = right | {"applications.received.total": 46}
    made = report("2021", wrong, claims=(claim("办理申请46件", 46, "requests_handled"),))
    assert locate(made, form_of("2021")) == locate(report("2021", wrong), form_of("2021"))


@pytest.mark.parametrize("printed", ["", "/"])
def test_a_row_whose_first_part_is_blank_does_not_hinder_the_other_repairs(printed: str) -> None:
    cells = {**CASES, "applications.received.natural_person": printed}
    assert locate(report("2021", cells), form_of("2021")) == repairs()
