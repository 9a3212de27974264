"""Which other sum of cells a number of documents may mean. All reports are invented."""

from collections.abc import Mapping

import pytest

from audit.build import claim, only, report
from helpers.audit import Outcome

OLD = {
    "proactive.regulations.created": 1,
    "proactive.regulations.disclosed": 6,
    "proactive.regulations.disclosed_total": 7,
    "proactive.normative_documents.created": 3,
    "proactive.normative_documents.disclosed": 2,
    "proactive.normative_documents.disclosed_total": 30,
}
NEW = {"proactive.regulations.issued": 1, "proactive.normative_documents.issued": 4}


def told(
    text: str, value: int, concept: str, cells: Mapping[str, int], form_id: str = "2021"
) -> Outcome:
    return only("claim-table", report(form_id, cells, claims=(claim(text, value, concept),)))


@pytest.mark.parametrize(
    ("text", "concept", "value", "cell"),
    [
        ("制发规范性文件2件", "documents_issued", 2, "proactive.normative_documents.disclosed"),
        ("制定规章6件", "regulations_issued", 6, "proactive.regulations.disclosed"),
        ("公开规章1件", "regulations_disclosed", 1, "proactive.regulations.created"),
        ("公开规范性文件3件", "documents_disclosed", 3, "proactive.normative_documents.created"),
    ],
)
def test_documents_made_and_documents_disclosed_may_be_taken_for_one_another(
    text: str, concept: str, value: int, cell: str
) -> None:
    outcome = told(text, value, concept, OLD, "2019")
    assert (outcome.severity, outcome.cells) == ("note", (cell,))
    assert outcome.message.en.endswith("the number of another column is given.")


@pytest.mark.parametrize("value", [2, 3])
def test_the_documents_of_a_year_are_not_taken_for_all_there_are(value: int) -> None:
    text = f"对外公开规范性文件总数{value}件"
    assert told(text, value, "documents_disclosed_total", OLD, "2019").severity is None


@pytest.mark.parametrize("concept", ["regulations_issued", "documents_issued"])
@pytest.mark.parametrize(
    ("form_id", "column", "value"), [("2021", "issued", 5), ("2019", "created", 4)]
)
def test_regulations_may_be_counted_with_the_other_documents(
    concept: str, form_id: str, column: str, value: int
) -> None:
    cells = NEW if form_id == "2021" else OLD
    both = told(f"制发规章和规范性文件{value}件", value, concept, cells, form_id)
    one = told(f"制发{value}件", value, concept, cells, form_id)
    assert (both.verdict, one.verdict, one.severity) == ("pass", "fail", "note")
    for outcome in (both, one):
        assert outcome.cells == (
            f"proactive.regulations.{column}",
            f"proactive.normative_documents.{column}",
        )
        assert outcome.message.en.endswith("normative documents are counted together.")


def test_decisions_are_not_counted_with_documents() -> None:
    cells = {**NEW, "proactive.licensing.decisions": 2}
    assert told("作出行政许可决定4件", 4, "licensing_decisions", cells).severity != "note"


def test_each_edition_has_its_own_sums() -> None:
    new = told("制发5件", 5, "documents_issued", NEW, "2021")
    old = told("制发4件", 4, "documents_issued", OLD, "2019")
    assert (new.severity, old.severity) == ("note", "note")
