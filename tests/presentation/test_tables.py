"""The tidy tables have the columns the codebook describes, and no text in them is a formula."""

import csv
import io
import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audited import audited, audited_text
from helpers import tidy
from helpers.codebook import codebook
from helpers.fields import DERIVED, FIELDS, TABLES, Field
from helpers.load import open_audit
from helpers.markup import clean
from helpers.messages import Text
from hostile import hostile_report

DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
AUDITS = {
    "real": open_audit("shangtang-2020"),
    "hostile": audited_text(hostile_report()),
    "bare": audited(without=("table:proactive", "table:applications", "table:disputes")),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("audits", [AUDITS, {}], ids=["some", "none"])
def test_a_table_has_the_columns_of_the_codebook_in_order_and_type(name: str, audits: dict) -> None:  # type: ignore[type-arg]
    table = getattr(tidy, name)(audits)
    fields = TABLES[name].fields
    assert list(table.columns) == [field.name for field in fields]
    for field in fields:
        assert table[field.name].dtype == DTYPES.get(field.type, "string")


def test_there_is_one_row_for_every_report_cell_result_and_finding() -> None:
    assert len(tidy.reports(AUDITS)) == len(AUDITS)
    for name, audit in AUDITS.items():
        one = {name: audit}
        assert len(tidy.cells(one)) == len(audit.report.cells)
        assert len(tidy.claims(one)) == len(audit.report.claims)
        assert len(tidy.results(one)) == len(audit.results)
        assert len(tidy.findings(one)) == len(audit.findings)


def test_a_blank_cell_has_no_value_and_keeps_its_state() -> None:
    values = {
        "applications.received.natural_person": "",
        "applications.brought_forward.natural_person": "/",
        "applications.carried_forward.natural_person": 0,
    }
    cells = tidy.cells({"x": audited("2021", values)}).set_index("address")
    blank, slash, zero = (cells.loc[address] for address in values)
    assert (blank["state"], slash["state"], zero["state"]) == ("blank", "slash", "number")
    assert pd.isna(blank["value"])
    assert pd.isna(slash["value"])
    assert zero["value"] == 0


def test_counts_of_a_report_are_those_of_its_other_tables() -> None:
    reports = tidy.reports(AUDITS).set_index("report")
    results, findings = tidy.results(AUDITS), tidy.findings(AUDITS)
    for slug in AUDITS:
        row = reports.loc[slug]
        verdicts = results.loc[results["report"] == slug, "verdict"].value_counts()
        for field, verdict in (("passed", "pass"), ("failed", "fail"), ("undecided", "undecided")):
            assert row[field] == verdicts.get(verdict, 0)
        severities = findings.loc[findings["report"] == slug, "severity"].value_counts()
        assert row["errors"] == severities.get("error", 0)


def test_places_are_json_with_the_keys_of_the_contract() -> None:
    for place in tidy.cells(AUDITS)["place"].dropna():
        assert json.loads(place).keys() <= {"line", "column", "table", "row", "cell"}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_two_labels_a_meaning_and_a_use(name: str) -> None:
    field = FIELDS[name]
    for words in (field.label, field.meaning):
        assert isinstance(words, Text)
        assert words.en
        assert words.zh
    assert any(field in table.fields for table in (*TABLES.values(), *DERIVED.values()))


def test_a_field_of_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="field x: unknown type 'float'"):
        Field("x", "float", Text("x", "x"), Text("x", "x"))  # type: ignore[arg-type]


def test_the_codebook_describes_every_table_column_address_and_identity() -> None:
    text = codebook()
    assert text == codebook()
    for name, field in FIELDS.items():
        assert f"| `{name}` | {field.type} |" in text
    for name in TABLES:
        assert f"| `{name}` | " in text
    for audit in AUDITS.values():
        for address in audit.report.cells:
            assert f"| `{address}` | " in text


def frame(values: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(values, dtype="string")})


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "+abc", "-"],
)
def test_text_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert list(tidy.guarded(frame([text]))["text"]) == ["'" + text]


@pytest.mark.parametrize(
    "text", ["", "减3", "-3", "+1,200.5", "1=1", "a@b", " =1", "（一）", "'=1"]
)
def test_plain_numbers_and_other_text_stay_as_printed(text: str) -> None:
    assert list(tidy.guarded(frame([text, ""]))["text"]) == [text, ""]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
RISKY = st.sampled_from("=+-@\t\r\n＝＋－＠")


@given(st.lists(st.none() | TEXTS | st.builds(lambda a, b: a + b, RISKY, TEXTS), min_size=1))
def test_no_text_of_a_guarded_table_begins_a_formula_and_none_is_lost(
    values: list[str | None],
) -> None:
    table = frame(values)
    before = table.copy()
    safe = tidy.guarded(table)
    assert table.equals(before)
    for value, guarded in zip(values, safe["text"], strict=True):
        if value is None:
            assert guarded is pd.NA
            continue
        assert guarded in (value, "'" + value)
        number = guarded.lstrip("+-").replace(",", "").replace(".", "").isdecimal()
        assert number or not guarded.startswith(tuple("=+-@\t\r\n＝＋－＠"))


LINES = st.text(st.sampled_from("a,\"'\r\n\t\u2028\x85"), max_size=6)


@given(st.lists(TEXTS | LINES, min_size=1, max_size=4))
def test_a_csv_file_reads_back_as_it_was_written(values: list[str]) -> None:
    text = tidy.csv_text(frame(values))
    assert text == tidy.csv_text(frame(values))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    plain = [clean(re.sub("\r\n?", "\n", value)) for value in values]
    kept = list(tidy.guarded(frame(plain))["text"])
    assert [row[0] if row else "" for row in rows[1:]] == kept
