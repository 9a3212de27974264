"""What a report may be compared with, and which reports are missing; all organs are invented."""

import pytest

from audit.build import at, report
from helpers.audit.context import Context, Levels
from helpers.messages import Text
from helpers.model import Note
from helpers.model.report import SECOND_REPORT

OTHER = Note("other", Text("Another.", "另一项。"), at(300))
SECOND = Note(SECOND_REPORT, Text("Another.", "另一份。"), at(300))
REMARK = Text("The report of the year before was not found.", "未找到上一年度报告。")
LONG, SHORT, ELSE = "云岚市青禾镇人民政府", "青禾镇人民政府", "云岚市水务局"


@pytest.mark.parametrize(
    ("now", "before", "kept"),
    [
        (LONG, LONG, True),
        (LONG, SHORT, True),
        (SHORT, LONG, True),
        (LONG, ELSE, False),
        (None, LONG, False),
        (LONG, None, False),
        (None, None, False),
    ],
)
def test_a_file_of_two_reports_keeps_last_years_only_if_it_is_known_to_be_of_the_same_organ(
    now: str | None, before: str | None, kept: bool
) -> None:
    earlier = report("2021", year=2021, agency=before)
    context = Context(earlier, alike=(earlier,))
    beside = context.beside(report("2021", agency=now, notes=(OTHER, SECOND)))
    assert beside.earlier == (earlier if kept else None)
    assert (beside.remark is None) is kept
    assert kept or (beside.remark is not None and "another organ" in beside.remark.en)
    assert beside.alike == (earlier,)
    assert context.beside(report("2021", agency=now, notes=(OTHER,))) is context
    assert context.beside(report("2021", agency=now)) is context


@pytest.mark.parametrize("agency", [LONG, None])
def test_why_there_is_no_report_of_last_year_is_not_replaced_by_another_reason(
    agency: str | None,
) -> None:
    context = Context(remark=REMARK)
    made = report("2021", agency=agency, notes=(SECOND,))
    assert context.beside(made) is context


@pytest.mark.parametrize(
    ("own", "at_hand", "missing"),
    [
        (SHORT, (), (SHORT, "青竹乡", "丹枫镇")),
        (SHORT, (SHORT, "丹枫镇"), ("青竹乡",)),
        ("", ("丹枫镇",), ("青竹乡",)),
        ("", ("丹枫镇", "青竹乡"), ()),
    ],
)
def test_organs_without_a_report_at_hand_are_named_its_own_office_first(
    own: str, at_hand: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    reports = tuple((name, report("2021", agency=name)) for name in at_hand)
    assert Levels(("青竹乡", "丹枫镇"), own, reports, True, "invented").missing == missing
