"""Title and signature of departments and governments: other places and other offices, no more."""

import pytest

from audit.build import at, facts, report
from helpers.audit import Evidence, Outcome, audit, rule


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


@pytest.mark.parametrize("kind", ["township", "subdistrict"])
def test_townships_and_subdistricts_are_compared_by_name_only(kind: str) -> None:
    names = (("title", "徐州市水务局", at(1)), ("signature", "南通市水务局", at(90)))
    made = report("2021", agency_kind=kind, agency_names=names)
    results = audit(made, (rule("stale-text"),)).results
    assert "organ" not in {r.outcome.at for r in results}


def test_a_finding_shows_both_names_where_they_stand() -> None:
    outcome = told("徐州市水务局", "南通市水务局")
    assert facts(outcome) == {
        "verdict": "fail",
        "severity": "warning",
        "at": "organ",
        "expected": "徐州市水务局",
        "actual": "南通市水务局",
        "evidence": ("徐州市水务局", "南通市水务局"),
    }
    assert outcome.evidence == (Evidence("徐州市水务局", at(1)), Evidence("南通市水务局", at(90)))


@pytest.mark.parametrize(("year", "verdict"), [(2014, "pass"), (2022, "fail")])
def test_a_place_is_the_one_that_bore_its_name_in_the_year(year: int, verdict: str) -> None:
    """清河区 was in 淮安 until 2016; today it is another one, in 铁岭. The reports are invented."""
    assert told("清河区水务局", "淮安市水务局", year=year).verdict == verdict


@pytest.mark.parametrize(
    ("title", "signed", "severity"),
    [
        # 芜湖县 became 湾沚区 in 2020.
        ("芜湖市湾沚区水务局", "芜湖市芜湖县水务局", "note"),
        ("芜湖市芜湖县水务局", "芜湖市湾沚区水务局", "note"),
        ("芜湖市镜湖区水务局", "芜湖市湾沚区水务局", "warning"),
        ("徐州市铜山区水务局", "芜湖市芜湖县水务局", "warning"),
        ("江苏省徐州市水务局", "芜湖市芜湖县水务局", "warning"),
    ],
)
def test_a_former_name_may_be_the_old_one_of_its_neighbour(
    title: str, signed: str, severity: str
) -> None:
    outcome = told(title, signed)
    assert (outcome.verdict, outcome.severity) == ("fail", severity)
    assert ("no more" in outcome.message.en) == (severity == "note")
    assert ("不再使用" in outcome.message.zh) == (severity == "note")
