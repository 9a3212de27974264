"""The reports that examples are made of: nothing is wrong with them but what is asked."""

from datetime import date

import pytest

from helpers.audit import audit
from helpers.audit.specimen import (
    BUSY,
    changed,
    claim,
    listed,
    none_of,
    printed,
    specimen,
    telling,
)
from helpers.form import editions, load_form
from helpers.model import DatedPhrase, Place, Report, Source


@pytest.mark.parametrize("form_id", editions())
def test_nothing_is_wrong_or_open_with_an_example_of_any_edition(form_id: str) -> None:
    done = audit(specimen(form_id))
    assert done.findings == ()
    assert done.count("undecided") == 0
    assert done.count("pass") > 80


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_totals_of_an_example_add_up_to_what_is_asked(form_id: str) -> None:
    made = specimen(form_id, BUSY)
    assert audit(made).findings == ()
    totals = {"received": 7, "brought_forward": 2, "outcome_total": 8, "carried_forward": 1}
    assert {row: made.cell(f"applications.{row}.total").value for row in totals} == totals
    assert made.cell("disputes.reconsideration.total").value == 3
    assert made.cell("disputes.litigation_direct.total").raw == "0"


def test_a_total_that_is_asked_for_is_printed_as_asked() -> None:
    made = specimen(cells={"disputes.reconsideration.total": "5"})
    assert made.cell("disputes.reconsideration.total").value == 5
    assert {f.rule for f in audit(made).findings} == {"disputes-sum"}


@pytest.mark.parametrize(("form_id", "year"), [("2019", 2020), ("2021", 2022), ("legacy", 2016)])
def test_an_example_is_of_a_year_of_its_edition(form_id: str, year: int) -> None:
    made = specimen(form_id)
    assert (made.form, made.year) == (form_id, year)
    assert made.source == Source(f"invented-{year}.txt", "0" * 64, "text", "utf-8")
    assert made.title == f"青禾镇{year}年政府信息公开工作年度报告"
    assert made.period == DatedPhrase(
        (date(year, 1, 1), date(year, 12, 31)), f"{year}年1月1日至{year}年12月31日", Place(line=2)
    )
    signed = date(year + 1, 1, 13)
    assert made.published == DatedPhrase((signed, signed), f"{year + 1}年1月13日", Place(line=900))


def test_an_example_of_no_year_has_no_dates_and_names_none() -> None:
    made = specimen(year=None)
    assert (made.year, made.period, made.published) == (None, None, None)
    assert made.title == "青禾镇政府信息公开工作年度报告"
    assert made.source.path == "invented.txt"


def test_an_example_is_of_a_township_that_names_itself_in_its_title() -> None:
    made = specimen()
    assert made.agency == "云岚市青禾镇人民政府"
    assert made.agency_names == (("title", "青禾镇", Place(line=1, column=1)),)
    assert made.agency_kind == "township"
    other = specimen(agency="云岚市水务局", agency_kind="department")
    assert (other.agency, other.agency_kind) == ("云岚市水务局", "department")


def lines(made: Report) -> list[int | None]:
    """Return the lines of an example's parts in the order in which a page prints them."""
    assert made.title_place
    assert made.period
    assert made.published
    of_tables = [*made.heads, *made.labels, *made.readings, *made.cells.values()]
    tables = sorted({(part.place and part.place.line) or 0 for part in of_tables})
    assert made.published.place
    prose = [place.line for _, place in made.prose]
    return [
        made.title_place.line,
        made.period.place.line,
        *tables,
        *prose,
        made.published.place.line,
    ]


def test_an_example_goes_down_the_page_from_its_title_to_its_date() -> None:
    assert lines(specimen()) == [1, 2, 20, 30, 40, 101, 102, 501, 601, 900]
    assert [s.place for s in specimen().sections] == [Place(line=n) for n in range(100, 700, 100)]
    assert specimen().title_place == Place(line=1, column=1)
    assert {place.column for _, place in specimen().prose} == {1}


@pytest.mark.parametrize("form_id", editions())
def test_an_example_prints_every_section_label_and_head_as_the_form_has_it(form_id: str) -> None:
    form, made = load_form(form_id), specimen(form_id)
    assert [(s.number, s.title, s.id) for s in made.sections] == [
        (s.number, s.label.zh, s.id) for s in form.sections
    ]
    blocks = [(table, block) for table in form.tables for block in table.blocks]
    words = {f"{t.id}.{row.id}": row.label.zh for t, b in blocks for row in b.rows}
    words |= {f"{t.id}.{b.id}.{c.id}": c.label.zh for t, b in blocks for c in b.columns}
    assert {x.at: x.printed for x in made.labels} == words
    assert {x.at: x.expected for x in made.labels} == words
    assert {x.match for x in made.labels} == {"exact"}
    assert [(h.block, h.text) for h in made.heads] == [
        (b.id, b.article) for _, b in blocks if b.article
    ]


@pytest.mark.parametrize("form_id", editions())
def test_every_cell_of_an_example_is_counted_as_read_from_rows(form_id: str) -> None:
    made = specimen(form_id)
    tables = [table.id for table in load_form(form_id).tables]
    cells = {t: sum(a.startswith(f"{t}.") for a in made.cells) for t in tables}
    assert {r.table: (r.how, r.cells, r.found) for r in made.readings} == {
        table: ("rows", number, number) for table, number in cells.items()
    }


def test_words_of_one_section_leave_the_others_as_they_are() -> None:
    text = "公开信息40条。"
    made, before = specimen(prose={"overview": (text,)}), specimen()
    assert [t for t, _ in made.prose] == [text, *[t for t, _ in before.prose][2:]]
    assert telling(text).sections[0].text.splitlines() == [text, before.prose[1][0]]
    assert telling(text, year=2021).year == 2021


def test_a_cell_can_be_printed_otherwise_and_nothing_is_adapted() -> None:
    before = specimen(cells=BUSY)
    made = changed(
        before, applications__received__total="若干", disputes__reconsideration__upheld="9"
    )
    assert made.cell("applications.received.total") == printed("若干")
    assert made.cell("applications.received.total").raw == "若干"
    assert made.cell("disputes.reconsideration.upheld").value == 9
    assert made.cell("disputes.reconsideration.total").value == 3
    assert made.cells.keys() == before.cells.keys()
    amount = printed("18.6万元")
    assert (amount.value, amount.unit, amount.state) == (18.6, "万元", "number")
    assert amount.place == Place(line=40)


def test_numbers_of_the_prose_stand_in_the_first_section() -> None:
    made = claim("收到申请7件", 7, "requests_received")
    assert (made.text, made.sentence, made.value, made.unit) == (
        "收到申请7件",
        "收到申请7件",
        7,
        "件",
    )
    assert (made.concept, made.section, made.place) == (
        "requests_received",
        "overview",
        Place(line=101, column=9),
    )
    said = none_of("未收到申请", "requests_received")
    assert (said.text, said.concepts, said.says) == ("未收到申请", ("requests_received",), "none")
    assert said.place == Place(line=102, column=5)


def test_a_whole_is_listed_with_its_parts() -> None:
    text = "公开信息210条，其中网站108条、平台102条"
    made = listed(text, 210, 108, 102)
    whole = made.whole
    assert (whole.text, whole.value, whole.concept, whole.unit) == (
        "公开信息210条",
        210,
        "disclosed_items",
        "条",
    )
    told = "其中网站108条、平台102条"
    assert [(p.text, p.value, p.concept, p.unit) for p in made.parts] == [
        (told, 108, None, "条"),
        (told, 102, None, "条"),
    ]
    assert (made.listed_as, made.closed, made.may_overlap, made.text, made.place) == (
        "其中",
        True,
        False,
        text,
        whole.place,
    )


def test_the_parts_of_a_whole_are_opened_by_the_first_words_that_do_so() -> None:
    made = listed("公开信息210条，其中网站210条（其中图片108条）", 210, 210)
    assert made.whole.text == "公开信息210条"
    assert made.parts[0].text == "其中网站210条（其中图片108条）"
