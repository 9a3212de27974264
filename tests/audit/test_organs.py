"""Title and signature of departments and governments: other places and other offices, no more."""

import pytest

from audit.build import at, report
from helpers.audit import Outcome, audit, rule


def told(title: str, signed: str, kind: str = "department", year: int = 2022) -> Outcome:
    names = (("title", title, at(1)), ("signature", signed, at(90)))
    made = report("2021", agency=title, agency_kind=kind, agency_names=names, year=year)
    (result,) = [r for r in audit(made, (rule("stale-text"),)).results if r.outcome.at == "organ"]
    return result.outcome


@pytest.mark.parametrize(
    ("title", "signed", "verdict", "severity"),
    [
        # The places are real, the reports are invented.
        ("徐州市水务局", "南通市水务局", "fail", "warning"),
        ("江苏省徐州市铜山区人民政府", "江苏省徐州市贾汪区人民政府", "fail", "warning"),
        ("徐州市水务局", "徐州市教育局", "fail", "note"),
        ("徐州市水务局", "徐州市水务局", "pass", None),
        ("徐州市水务局", "江苏省徐州市水务局", "pass", None),
        ("水务局", "徐州市水务局", "pass", None),
        ("徐州市卫健委", "徐州市卫生健康委员会", "pass", None),
        ("徐州市人民政府", "徐州市人民政府办公室", "pass", None),
        ("徐州市发展和改革局", "徐州市发展改革委员会", "pass", None),
        # A county that became a district keeps its organs, and some pages keep its name.
        ("青岛市即墨市人民政府", "青岛市即墨区人民政府", "pass", None),
        ("虚岚县水务局", "虚岭县水务局", "pass", None),
    ],
)
def test_only_other_places_and_other_offices_are_told_of(
    title: str, signed: str, verdict: str, severity: str | None
) -> None:
    outcome = told(title, signed)
    assert (outcome.verdict, outcome.severity) == (verdict, severity)
    if verdict == "fail":
        assert [e.quote for e in outcome.evidence] == [title, signed]
        assert title in outcome.message.zh
        assert signed in outcome.message.en


def test_a_report_with_one_name_has_nothing_to_compare() -> None:
    made = report("2021", agency_kind="department", agency_names=(("title", "水务局", at(1)),))
    at_organ = [r for r in audit(made, (rule("stale-text"),)).results if r.outcome.at == "organ"]
    assert [r.outcome.verdict for r in at_organ] == ["not_applicable"]
