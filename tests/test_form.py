"""The declared editions of the form: they are the contract, they add up, and faults are refused."""

import csv
import datetime
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.errors import OgiError
from helpers.form import FORMS, Block, Form, editions, load_form
from helpers.wording import bare

CONTRACT = Path(__file__).parent / "contract"
CELLS = {"2019": 198, "2021": 200}


def contract(name: str, form_id: str) -> list[dict[str, str]]:
    with (CONTRACT / f"form_{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [line for line in csv.DictReader(lines) if line["form"] == form_id]


def blocks(form: Form) -> list[Block]:
    return [block for table in form.tables for block in table.blocks]


@pytest.fixture(params=CELLS)
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


# --- the contract ---------------------------------------------------------------------------------


def test_the_editions_are_declared_oldest_first() -> None:
    assert editions() == ("legacy", "2019", "2021")
    assert [load_form(form_id).id for form_id in editions()] == list(editions())


def test_the_rows_are_those_of_the_contract_word_for_word_and_in_order(form: Form) -> None:
    declared = [
        (b.table_id, b.id, r.id, r.parent or "", r.label.zh, r.label.en, r.role)
        for b in blocks(form)
        for r in b.rows
    ]
    keys = ("table", "block", "row", "parent", "label_zh", "label_en", "role")
    assert declared == [tuple(line[k] for k in keys) for line in contract("rows", form.id)]


def test_the_columns_are_those_of_the_contract_word_for_word_and_in_order(form: Form) -> None:
    declared = {
        (b.table_id, b.id): [(c.id, c.label.zh, c.label.en, c.unit.en) for c in b.columns]
        for b in blocks(form)
    }
    expected: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for line in contract("columns", form.id):
        cells = tuple(line[k] for k in ("column", "label_zh", "label_en", "unit"))
        expected.setdefault((line["table"], line["block"]), []).append(cells)
    assert declared == expected


def test_the_addresses_are_those_of_the_contract_and_differ(form: Form) -> None:
    columns = contract("columns", form.id)
    expected = [
        f"{row['table']}.{row['row']}.{column['column']}"
        for row in contract("rows", form.id)
        for column in columns
        if row["role"] != "heading" and row["block"] == column["block"]
    ]
    assert list(form.addresses) == expected
    assert len(set(form.addresses)) == CELLS[form.id]


# --- what an edition says -------------------------------------------------------------------------


def test_an_edition_covers_its_years_and_the_one_in_use_has_no_last_year() -> None:
    covered = {e: [y for y in range(2018, 2031) if load_form(e).covers(y)] for e in editions()}
    assert covered == {
        "legacy": [2018],
        "2019": [2019, 2020],
        "2021": list(range(2021, 2031)),
    }


def test_an_edition_names_the_notice_that_issued_it() -> None:
    assert load_form("2019").notice_number == "国办公开办函〔2019〕60号"
    assert load_form("2019").notice_date is None
    assert load_form("2021").notice_number == "国办公开办函〔2021〕30号"
    assert load_form("2021").notice_date == datetime.date(2021, 9, 26)


def test_the_six_sections_answer_the_five_items_of_article_50(form: Form) -> None:
    assert [section.number for section in form.sections] == [1, 2, 3, 4, 5, 6]
    items = ["", "50(1)", "50(2)", "50(3)", "50(4)", "50(5)"]
    assert [section.article50 for section in form.sections] == items


def test_each_table_stands_in_the_section_of_the_same_name(form: Form) -> None:
    section = {s.number: s.id for s in form.sections}
    assert [(t.id, section[t.section], t.layout) for t in form.tables] == [
        ("proactive", "proactive", "blocks"),
        ("applications", "applications", "matrix"),
        ("disputes", "disputes", "strip"),
    ]


def test_only_the_blocks_of_table_two_carry_an_article() -> None:
    numbers = {e: [b.number for b in blocks(load_form(e)) if b.article] for e in editions()}
    assert numbers == {
        "legacy": [],
        "2019": ["20(1)", "20(5)", "20(6)", "20(8)", "20(9)"],
        "2021": ["20(1)", "20(5)", "20(6)", "20(8)"],
    }
    block = load_form("2019").block_of("proactive.fees.change")
    assert (block.article, block.article_label.en) == ("第二十条第（八）项", "Article 20(8)")


def test_a_cell_knows_its_block_row_column_and_unit(form: Form) -> None:
    address = "applications.denied_third_party.natural_person"
    assert form.block_of(address).id == "requests"
    assert form.row_of(address).parent == "denied"
    assert form.column_of(address).label.en == "Natural persons"
    assert form.unit(address).as_dict() == {"en": "request", "zh": "件"}


def test_an_address_of_another_edition_is_not_known() -> None:
    with pytest.raises(KeyError):
        load_form("2021").row_of("proactive.procurement.amount")


def test_a_heading_leads_to_its_leaves_at_any_depth_without_the_total(form: Form) -> None:
    (block,) = form.table("applications").blocks
    groups = [row.id for row in block.children("outcomes")]
    assert groups == [
        "granted",
        "granted_in_part",
        "denied",
        "not_provided",
        "not_processed",
        "other_handling",
        "outcome_total",
    ]
    leaves = block.leaves_under("outcomes")
    parts = [leaf for group in groups[:-1] for leaf in block.leaves_under(group)]
    assert list(leaves) == parts
    # 1 + 1 + 8 + 3 + 5, and 其他处理: one row, since 2021 three.
    assert len(leaves) == {"2019": 19, "2021": 21}[form.id]
    assert [row.id for row in block.leaves_under("outcome_total")] == ["outcome_total"]


def test_a_cell_is_called_by_its_row_and_column_without_numbering(form: Form) -> None:
    label = form.label("applications.received.natural_person")
    assert label.en == "Requests received this year · Natural persons"
    assert label.zh == "本年新收政府信息公开申请数量·自然人"
    assert form.label("disputes.litigation_direct.pending").zh == "未经复议直接起诉·尚未审结"
    assert form.row_label("applications.denied_state_secret.total").zh == "属于国家秘密"


def test_a_row_called_like_a_column_is_named_with_its_heading() -> None:
    label = load_form("2021").label("applications.other_reason.other_organization")
    assert label.en == "Other handling: Other · Other legal persons or organisations"
    assert label.zh == "其他处理：其他·其他"


def test_no_two_cells_have_the_same_name(form: Form) -> None:
    labels = [form.label(address) for address in form.addresses]
    assert len({label.zh for label in labels}) == len({label.en for label in labels}) == len(labels)


# --- labels and aliases ---------------------------------------------------------------------------


def test_no_row_label_or_alias_names_two_rows_anywhere_in_the_edition(form: Form) -> None:
    owners: dict[str, set[str]] = {}
    for row in (row for block in blocks(form) for row in block.rows):
        for name in (row.label.zh, *row.aliases):
            owners.setdefault(bare(name), set()).add(row.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("form_id", "printed", "address"),
    [
        ("2021", "本年 发件", "proactive.regulations.issued"),
        ("2021", "现行有效件", "proactive.regulations.in_force"),
        ("2021", "本年处理绝对数量", "proactive.licensing.decisions"),
        ("2019", "采购总金额(万元)", "proactive.procurement.amount"),
        ("2021", "合计", "applications.received.total"),
        ("2019", "合 计", "disputes.reconsideration.total"),
    ],
)
def test_a_column_head_met_in_real_reports_is_an_alias(
    form_id: str, printed: str, address: str
) -> None:
    column = load_form(form_id).column_of(address)
    assert bare(printed) in {bare(alias) for alias in column.aliases}


@pytest.mark.parametrize(
    ("form_id", "printed", "row_id"),
    [
        ("2019", "规章（设区的市、自治州人民政府应提供相关数据）", "regulations"),
        ("2021", "规范性文件", "normative_documents"),
        ("2019", "二、上年结转政府信息公开数量", "brought_forward"),
        ("2019", "（三）不予\n以公\n开", "denied"),
        ("2019", "5、属于第三类内部事务信息", "denied_internal_affairs"),
        ("2019", "1、信访举报类申请", "petition_complaint"),
        ("2021", "（七）合计", "outcome_total"),
        ("2021", "四、结转下一年度继续办理", "carried_forward"),
    ],
)
def test_a_row_label_met_in_real_reports_is_an_alias(
    form_id: str, printed: str, row_id: str
) -> None:
    rows = {row.id: row for block in blocks(load_form(form_id)) for row in block.rows}
    assert bare(printed) in {bare(alias) for alias in rows[row_id].aliases}


# --- what must add up -----------------------------------------------------------------------------


def test_the_identities_hold_at_every_place_of_the_form(form: Form) -> None:
    counts: dict[str, int] = {}
    for equation in form.equations:
        counts[equation.rule] = counts.get(equation.rule, 0) + 1
    assert counts == {
        "requests-balance": 7,  # the seven columns of table three
        "outcomes-sum": 7,
        "applicants-sum": {"2019": 23, "2021": 25}[form.id],  # every row with cells
        "disputes-sum": 3,  # reconsideration, and the two kinds of litigation
    }


def test_every_equation_is_between_cells_of_the_form_and_has_a_place_of_its_own(form: Form) -> None:
    cells = set(form.addresses)
    for equation in form.equations:
        assert cells.issuperset(equation.left + equation.right), equation
        assert not set(equation.left) & set(equation.right), equation
    assert len({(e.rule, e.at) for e in form.equations}) == len(form.equations)


def test_every_cell_of_tables_three_and_four_stands_in_an_equation(form: Form) -> None:
    bound = {address for e in form.equations for address in e.left + e.right}
    assert bound == {a for a in form.addresses if not a.startswith("proactive.")}


def test_the_built_in_relation_is_received_and_brought_forward_against_total_and_carried_forward(
    form: Form,
) -> None:
    (equation,) = [
        e
        for e in form.equations
        if (e.rule, e.at) == ("requests-balance", "applications.*.natural_person")
    ]
    assert equation.left == (
        "applications.received.natural_person",
        "applications.brought_forward.natural_person",
    )
    assert equation.right == (
        "applications.outcome_total.natural_person",
        "applications.carried_forward.natural_person",
    )


def test_an_identity_of_the_rows_is_named_by_its_row(form: Form) -> None:
    (equation,) = [e for e in form.equations if e.at == "disputes.litigation_direct.*"]
    results = ("upheld", "corrected", "other_result", "pending")
    assert equation.left == tuple(f"disputes.litigation_direct.{result}" for result in results)
    assert equation.right == ("disputes.litigation_direct.total",)


# --- how it is loaded -----------------------------------------------------------------------------


def test_a_form_is_read_once_and_can_be_sent_to_another_process(form: Form) -> None:
    assert load_form(form.id) is form
    copy = pickle.loads(pickle.dumps(form))
    assert copy == form
    assert copy.addresses == form.addresses


def broken(folder: Path, change: Callable[[str], str]) -> OgiError:
    """Load the edition of 2021 with `change` made in its text, and return the refusal."""
    text = (FORMS / "2021.toml").read_text("utf-8")
    changed = change(text)
    assert changed != text
    (folder / "2021.toml").write_text(changed, "utf-8")
    with pytest.raises(OgiError) as refusal:
        load_form("2021", folder)
    assert refusal.value.code == "malformed-form"
    assert refusal.value.place.startswith("2021.toml")
    return refusal.value


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (swap('id = "2021"', "id = "), "It cannot be read"),
        (swap('role = "leaf"\n', ""), "regulations: Missing, unknown or wrong: role"),
        (swap('role = "leaf"', 'role = "leef"'), "regulations: Missing, unknown or wrong: role"),
        (
            swap('layout = "strip"', 'layout = "tape"'),
            "disputes: Missing, unknown or wrong: layout",
        ),
        (swap("aliases = [", "alias = ["), "overview: Missing, unknown or wrong: alias"),
        (swap("aliases = [", "aliases = [1, "), "overview: Missing, unknown or wrong: aliases"),
        (swap('zh = "规章"', "zh = 3"), "regulations: Missing, unknown or wrong: zh, en, label"),
        (swap("years = [2021]", 'years = ["2021"]'), "Missing, unknown or wrong: years"),
        (swap('id = "penalty"', 'id = "licensing"'), "An id is declared twice: licensing"),
        (swap('id = "repealed"', 'id = "issued"'), "An id is declared twice: issued"),
        (swap('parent = "denied"', 'parent = "refused"'), "An id is not declared: refused"),
        (swap('parent = "denied"', 'parent = "granted"'), "An id is not declared: granted"),
        (swap("section = 4", "section = 7"), "An id is not declared: 7"),
        (swap('table = "disputes"', 'table = "cases"'), "An id is not declared: cases"),
        (swap('left = ["received"', 'left = ["taken_in"'), "An id is not declared: taken_in"),
        (swap('right = ["total"]', 'right = ["sum"]'), "An id is not declared: sum"),
    ],
)
def test_a_malformed_form_is_refused_with_the_place_and_the_fault(
    tmp_path: Path, change: Callable[[str], str], says: str
) -> None:
    assert says in str(broken(tmp_path, change))


@pytest.mark.parametrize(
    ("change", "both"),
    [
        (swap('"现行有效件"', '"本年发件"'), "issued, in_force"),
        (swap('"现行有效件"', '"本年废止件数"'), "repealed, in_force"),
        (swap("（七）合计", "4、 部分公开"), "granted_in_part, outcome_total"),
        (swap('"其他报告事项"', '"概述"'), "overview, other"),
    ],
)
def test_an_alias_that_fits_two_rows_columns_or_sections_is_refused(
    tmp_path: Path, change: Callable[[str], str], both: str
) -> None:
    error = broken(tmp_path, change)
    assert "A label names two things" in error.show("en")
    assert both in error.show("en")
    assert both in error.show("zh")


def test_an_unknown_edition_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(OgiError, match=r"^1999\.toml: It cannot be read"):
        load_form("1999", tmp_path)
