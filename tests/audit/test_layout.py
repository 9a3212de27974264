"""What the rules derive from an edition of the form: names, relations, the cells of each table."""

from typing import Any

import pytest

from helpers.audit.layout import cell_name, edition_for, form_of, layout, row_name
from helpers.form import editions, load_form
from helpers.messages import Text


@pytest.mark.parametrize("form_id", editions())
def test_every_cell_is_one_of_its_own_table_and_has_a_place_of_its_own_there(form_id: str) -> None:
    derived = layout(load_form(form_id))
    listed = [(table, a) for table, cells in derived.tables.items() for a in cells]
    assert sorted(a for _, a in listed) == sorted(derived.form.addresses) != []
    assert all(a.startswith(f"{table}.") for table, a in listed)
    assert derived.addresses == set(derived.form.addresses)
    assert all(derived.places[a][0] == table for table, a in listed)
    assert len(set(derived.places.values())) == len(listed)


def test_rows_and_columns_are_counted_from_nought_in_printed_order() -> None:
    places = layout(load_form("2021")).places
    assert places["applications.received.natural_person"] == ("applications", 0, 0)
    assert places["applications.received.commercial_enterprise"] == ("applications", 0, 1)
    assert places["applications.brought_forward.natural_person"] == ("applications", 1, 0)


@pytest.mark.parametrize("form_id", editions())
def test_an_edition_is_worked_out_once(form_id: str) -> None:
    form = load_form(form_id)
    assert layout(form) is layout(form)
    assert cell_name(form, form.addresses[0]) is cell_name(form, form.addresses[0])


def test_editions_are_told_apart_by_their_id() -> None:
    assert [form_of(form_id) for form_id in editions()] == [load_form(e) for e in editions()]
    assert form_of(None) is None
    assert form_of("1999") is None


@pytest.mark.parametrize(
    ("year", "form_id"),
    [
        (2007, "2021"),
        (2008, "legacy"),
        (2018, "legacy"),
        (2019, "2019"),
        (2020, "2019"),
        (2021, "2021"),
        (2030, "2021"),
        (None, "2021"),
    ],
)
def test_the_edition_meant_is_that_of_the_year_or_the_latest(
    year: int | None, form_id: str
) -> None:
    assert edition_for(year).id == form_id


@pytest.mark.parametrize(
    ("form_id", "address", "name"),
    [
        (
            "2019",
            "proactive.licensing.decisions",
            Text("Administrative licensing, Decisions", "行政许可·处理决定数量"),
        ),
        (
            "2021",
            "proactive.licensing.decisions",
            Text("Administrative licensing, Decisions this year", "行政许可·本年处理决定数量"),
        ),
        (
            "2021",
            "applications.granted_in_part.total",
            Text("Disclosed in part, Total", "部分公开·总计"),
        ),
        ("legacy", "statistics.staff_part_time.count", Text("Part time", "兼职人员数")),
    ],
)
def test_a_cell_is_named_as_its_own_edition_prints_it(
    form_id: str, address: str, name: Text
) -> None:
    for other in editions():  # whichever edition was asked for its names before
        if address in layout(load_form(other)).addresses:
            cell_name(load_form(other), address)
    assert cell_name(load_form(form_id), address) == name


def test_a_row_is_named_without_what_the_form_explains_in_brackets() -> None:
    form = load_form("2021")
    printed = form.row_label("applications.granted_in_part.total").zh
    assert "（" in printed
    assert row_name(form, "applications.granted_in_part.total").zh == "部分公开"


def relation(form_id: str, at: str, rule: str) -> dict[str, Any]:
    """Return the words for one relation, its sides in Chinese."""
    related = layout(load_form(form_id)).relations
    (found,) = [r for r in related if (r.equation.at, r.equation.rule) == (at, rule)]
    sides = ([t.zh for t in found.left], [t.zh for t in found.right])
    return {"en": found.where.en, "zh": found.where.zh, "sides": sides}


def test_a_relation_down_a_column_names_the_column_and_its_rows() -> None:
    assert relation("2021", "applications.*.natural_person", "requests-balance") == {
        "en": "Column “Natural persons”",
        "zh": "“自然人”列",
        "sides": (
            ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"],
            ["本年度办理结果：总计", "结转下年度继续办理"],
        ),
    }


def test_a_relation_along_a_row_names_the_row_and_its_columns() -> None:
    told = relation("2021", "disputes.litigation_direct.*", "disputes-sum")
    assert told == {
        "en": "Row “Litigation without prior reconsideration”",
        "zh": "“未经复议直接起诉”行",
        "sides": (["结果维持", "结果纠正", "其他结果", "尚未审结"], ["总计"]),
    }


def test_a_relation_between_indicators_names_the_one_that_is_their_sum() -> None:
    related = layout(load_form("legacy")).relations
    (staff,) = [r for r in related if r.equation.at == "statistics.staff.count"]
    assert staff.where == Text("Indicator “Staff”", "指标“从事政府信息公开工作人员数”")
    assert [t.zh for t in staff.left] == ["专职人员数", "兼职人员数"]
    assert [t.zh for t in staff.right] == ["从事政府信息公开工作人员数"]
