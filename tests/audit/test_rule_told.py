"""What a rule and the evidence of an outcome show of themselves. All reports are invented."""

from dataclasses import replace

from audit.build import MISSING, at, report
from helpers.audit import Evidence, rule
from helpers.audit.rule import cell_evidence
from helpers.messages import Text


def test_cells_are_evidence_with_what_they_print_where_and_under_which_address() -> None:
    one, gone = "disputes.reconsideration.upheld", "disputes.reconsideration.corrected"
    made = report("2021", {one: "7件", gone: MISSING})
    assert cell_evidence(made, (one, gone, "no.such.cell")) == (Evidence("7件", at(1), one),)


def test_evidence_is_written_out_with_its_place_and_with_the_report_it_is_from() -> None:
    own = Evidence("公开7件", at(3, 5))
    assert own.as_dict() == {"quote": "公开7件", "place": at(3, 5).as_dict()}
    other = replace(own, place=None, source="data/raw/other.txt")
    assert other.as_dict() == {"quote": "公开7件", "place": None, "source": "data/raw/other.txt"}


def test_a_rule_shows_itself_with_all_it_says_in_both_languages() -> None:
    words = ("title", "why", "basis", "reads", "blanks")
    said = {name: Text(f"the {name}", f"这是{name}") for name in words}
    one = replace(rule("deadline"), severity="warning", **said)
    assert repr(one) == "Rule(deadline: the title)"
    shown = one._repr_html_()
    assert "<strong>deadline: the title · 这是title</strong>" in shown
    cells = [part.split("</t")[0].split(">")[-1] for part in shown.split("<t") if "</t" in part]
    assert cells[:10] == [
        "severity · 严重程度",
        "warning · 存疑",
        "why · 缘由",
        "the why · 这是why",
        "basis · 依据",
        "the basis · 这是basis",
        "reads · 读取",
        "the reads · 这是reads",
        "blanks · 空白",
        "the blanks · 这是blanks",
    ]
