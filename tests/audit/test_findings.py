"""Findings: their order, their fingerprints, their output, and rules that break down."""

import json
from collections.abc import Iterator
from dataclasses import replace

from audit.build import at, breakdown, claim, none_of, report
from helpers.audit import (
    RULES,
    SEVERITIES,
    VERDICTS,
    Audit,
    Finding,
    Outcome,
    Result,
    audit,
    rule,
)
from helpers.form import Form
from helpers.messages import Text
from helpers.model import Report, Source

LIST = "公开信息208条，其中网站108条、平台102条"


def faulty() -> Report:
    """Return a report with findings of every severity, some of them twice."""
    cells = {
        "applications.received.natural_person": 5,
        "applications.received.total": 6,
        "disputes.litigation_direct.total": 3,
        "proactive.procurement.amount": 276000,
    }
    wrong = claim("收到政府信息公开申请9件", 9, "requests_received")
    none = none_of("未收到政府信息公开申请", "requests_received")
    made = report(cells=cells, claims=(wrong, wrong), statements=(none, none))
    listed = breakdown(LIST, 208, 108, 102)
    return replace(made, breakdowns=(listed, listed), sections=made.sections[:5])


def test_the_worst_findings_come_first() -> None:
    severities = [SEVERITIES.index(f.severity) for f in audit(faulty()).findings]
    assert severities == sorted(severities)
    assert set(severities) == {0, 1, 2}


def test_findings_of_one_severity_keep_the_order_of_the_rules() -> None:
    order = [r.id for r in RULES]
    errors = [order.index(f.rule) for f in audit(faulty()).findings if f.severity == "error"]
    assert errors == sorted(errors)


def test_every_failure_is_a_finding_and_nothing_else_is() -> None:
    done = audit(faulty())
    assert done.count("fail") == len(done.findings) == sum(done.severities().values())
    assert sum(done.count(v) for v in VERDICTS) == len(done.results)


def test_no_two_results_of_a_rule_share_a_place() -> None:
    places = [(r.rule.id, r.outcome.at) for r in audit(faulty()).results]
    assert len(set(places)) == len(places)


# --- fingerprints ---------------------------------------------------------------------------------


def prints(done: Audit) -> list[str]:
    return [f.fingerprint for f in done.findings]


def test_fingerprints_are_the_same_on_every_run() -> None:
    assert prints(audit(faulty())) == prints(audit(faulty()))


def test_fingerprints_do_not_depend_on_the_path_or_on_where_a_line_stands() -> None:
    made = faulty()
    cells = {a: replace(c, place=at(700)) for a, c in made.cells.items()}
    moved = replace(
        made,
        source=Source("elsewhere/other.html", "1" * 64, "html", None),
        cells=cells,
        breakdowns=tuple(replace(b, place=at(99)) for b in made.breakdowns),
        claims=tuple(replace(c, place=at(98)) for c in made.claims),
    )
    assert prints(audit(moved)) == prints(audit(made))


def test_fingerprints_do_not_depend_on_white_space_in_a_quote() -> None:
    made = faulty()
    spaced = [replace(b, text=b.text.replace("，", "，\n")) for b in made.breakdowns]
    assert prints(audit(replace(made, breakdowns=tuple(spaced)))) == prints(audit(made))


def test_no_two_findings_of_a_report_share_a_fingerprint() -> None:
    found = prints(audit(faulty()))
    assert len(set(found)) == len(found) > 8


def test_another_finding_before_it_does_not_change_a_fingerprint() -> None:
    made = faulty()
    other = claim("收到政府信息公开申请7件", 7, "requests_received")
    more = replace(made, claims=(other, *made.claims))
    assert set(prints(audit(made))) < set(prints(audit(more)))


def test_another_year_or_another_agency_has_other_fingerprints() -> None:
    made = faulty()
    for changed in (replace(made, year=2019), replace(made, agency="云岚市白石镇人民政府")):
        same_rules = {f.rule for f in audit(changed).findings} & {"parts-exceed-whole"}
        assert same_rules
        assert not set(prints(audit(changed))) & set(prints(audit(made)))


def test_another_number_has_another_fingerprint() -> None:
    first, second = (
        audit(report(breakdowns=(breakdown(LIST, whole, 108, 102),))) for whole in (207, 208)
    )
    assert prints(first) != prints(second)


# --- rules that break down ------------------------------------------------------------------------


def test_a_rule_that_breaks_down_is_undecided_with_its_error_and_keeps_what_it_found() -> None:
    def check(made: Report, form: Form | None) -> Iterator[Outcome]:
        yield Outcome("fail", "before", Text("Something is wrong.", "有误。"))
        raise ZeroDivisionError("no parts")

    broken = replace(rule("deadline"), check=check)
    done = audit(report(), (broken, rule("year-agreement")))
    assert [(r.rule.id, r.outcome.verdict, r.outcome.at) for r in done.results] == [
        ("deadline", "fail", "before"),
        ("deadline", "undecided", "rule"),
        ("year-agreement", "pass", "published"),
    ]
    assert "ZeroDivisionError: no parts" in done.results[1].outcome.message.en
    assert len(done.findings) == 1


# --- output ---------------------------------------------------------------------------------------


def test_the_output_has_the_shape_of_the_contract() -> None:
    made = audit(faulty()).as_dict()
    told = json.loads(json.dumps(made, ensure_ascii=False, allow_nan=False))
    assert list(told) == [
        "agency",
        "region",
        "year",
        "form",
        "source",
        "results",
        "findings",
        "repairs",
    ]
    assert set(told["source"]) == {"path", "sha256", "format", "encoding"}
    for result in told["results"]:
        assert set(result) == {"rule", "verdict", "at"}
        assert result["verdict"] in ("pass", "fail", "undecided", "not_applicable")
    for finding in told["findings"]:
        assert set(finding) == set(
            "rule severity message cells expected actual evidence basis fingerprint".split()
        )
        assert finding["severity"] in ("error", "warning", "note")
        assert set(finding["message"]) == set(finding["basis"]) == {"en", "zh"}
        assert all(set(e) == {"quote", "place"} for e in finding["evidence"])
        assert isinstance(finding["expected"], int | float | str | None)
        assert set(finding["cells"]) <= set(made_addresses())
    assert told["repairs"]
    for repair in told["repairs"]:
        assert set(repair) == {"cells", "why", "rank"}
        assert all(set(c) == {"address", "observed", "suggested"} for c in repair["cells"])


def made_addresses() -> list[str]:
    return list(faulty().cells)


def test_auditing_twice_gives_the_same_bytes() -> None:
    first, second = (json.dumps(audit(faulty()).as_dict(), ensure_ascii=False) for _ in "12")
    assert first == second


def test_a_report_on_a_year_before_2019_is_held_to_the_law_of_its_time() -> None:
    words = "共收到件，已办结。"
    for year, law in ((2022, "第五十条"), (2017, "2007年《政府信息公开条例》")):
        made = report("2021", prose={"overview": (words,)}, year=year)
        (found,) = [f for f in audit(made).findings if f.rule == "number-lost"]
        assert law in found.basis.zh, year


def test_a_copied_text_is_held_to_the_notice_of_2021_only_from_then_on() -> None:
    notice = rule("reuse").basis
    assert "〔2021〕30号" in notice.zh
    for year in (2017, 2020, 2021, 2022):
        made = report("2021", year=year)
        result = Result(rule("reuse"), Outcome("fail", "text", Text("x", "x")))
        assert (Finding.of(result, made).basis == notice) == (year >= 2021)
