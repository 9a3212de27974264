"""The data set of a run, opened for research: what is asked for, and nothing else, from safe words."""

import doctest
import json
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audited import audited_text
from helpers import Corpus, tidy
from helpers.batch.records import Records
from helpers.batch.tables import write_tables
from helpers.corpus import conditions, opened
from helpers.corpus.conditions import LONGEST, condition
from helpers.corpus.layout import DESCRIPTOR, part_of
from helpers.errors import InputError, UsageError
from helpers.fields import TABLES
from helpers.invented import invented_report

N = "natural_person"
AGENCIES = {"a": "云岚市教育局", "b": "云岚市青禾镇人民政府"}
TOTAL = "applications.received.total"


def text(received: int, year: int, agency: str) -> str:
    values = {f"applications.received.{N}": received, f"applications.granted.{N}": received}
    return invented_report("2021", values, year=year, agency=agency)


AUDITS = {
    f"{name}-{year}": audited_text(text(1 + number + 2 * (year - 2021), year, agency))
    for number, (name, agency) in enumerate(AGENCIES.items())
    for year in (2021, 2022)
}
"""Invented: the office's 1 and 3 requests, the town's 2 and 4."""


@pytest.fixture(scope="session")
def products(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of products with the four reports."""
    base = tmp_path_factory.mktemp("corpus")
    out = base / "data" / "processed"
    records = Records(out, lambda *_: ())
    write_tables(records, [records.put(s, s, a, [], s) for s, a in AUDITS.items()], out)
    return out


@pytest.fixture
def corpus(products: Path) -> Corpus:
    return Corpus.open(products)


@pytest.fixture
def copy(products: Path, tmp_path: Path) -> Path:
    """Return a copy of the tables that may be harmed."""
    folder = tmp_path / "tables"
    for path in (products / "tables").rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(products / "tables")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


def test_the_tables_are_those_of_the_codebook_in_order_and_type(corpus: Corpus) -> None:
    ordered = dict(sorted(AUDITS.items(), key=lambda item: (item[1].report.year, item[0])))
    for name in TABLES:
        pd.testing.assert_frame_equal(corpus.table(name), getattr(tidy, name)(ordered))


@pytest.mark.parametrize("module", [opened, conditions])
def test_the_examples_of_the_documentation_are_true(
    module: object, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(products.parents[1])
    done = doctest.testmod(module, raise_on_error=False)  # type: ignore[arg-type]
    assert done.failed == 0
    assert done.attempted or module is conditions


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("year == 2022", "a-2022 b-2022"),
        ("year >= 2021 and kind == 'township'", "b-2021 b-2022"),
        ("year < 2022 or kind != 'township'", "a-2021 b-2021 a-2022"),
        ("not (kind in ['township', 'institution'])", "a-2021 a-2022"),
        ("year not in (2021, 2030)", "a-2022 b-2022"),
        ("edition == '2021' and errors <= 99", "a-2021 b-2021 a-2022 b-2022"),
        ("region == None and report == 'a-2021'", "a-2021"),
        ("title != None and year in [2022]", "a-2022 b-2022"),
        ("year in []", ""),
        ("  year == 2022  ", "a-2022 b-2022"),
    ],
)
def test_a_condition_in_words_chooses_reports(corpus: Corpus, words: str, slugs: str) -> None:
    chosen = corpus.where(words)
    assert list(chosen.reports["report"]) == slugs.split()
    assert list(dict.fromkeys(chosen.cells["report"])) == slugs.split()
    assert len(chosen) == len(slugs.split())


def test_fields_choose_reports_and_choices_add_up(corpus: Corpus) -> None:
    assert list(corpus.where(year=[2021, 2022], kind="township").reports["year"]) == [2021, 2022]
    assert list(
        corpus.where(year=range(2020, 2022)).where(kind="department").reports["report"]
    ) == ["a-2021"]
    assert len(corpus.where(county=None)) == 4
    assert len(corpus.where(year=1999)) == 0
    assert corpus.where(year=1999).values(TOTAL)[TOTAL].tolist() == []
    assert list(corpus.where(year=1999).cells.columns) == list(corpus.cells.columns)


@pytest.mark.parametrize(
    "words",
    [
        "__import__('os').system('true')",
        "year.__class__",
        "year == __import__('os')",
        "[x for x in (1,)]",
        "year",
        "1 == 1",
        "2021 < year < 2023",
        "year == 'x'",
        "year == True",
        "kind == 3",
        "kind in 'township'",
        "year in 5",
        "year is 5",
        "year = 2021",
        "(lambda: 1)()",
        "year == 2021; kind == 'x'",
        "not " * 5000 + "year == 1",
        "(" * 500,
        "year == 9**9**9",
        "year == 99999999999999999999999999",
        "",
        "\0",
        "year == " + " " * LONGEST + "1",
    ],
)
def test_whatever_is_no_condition_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(UsageError) as error:
        condition(words)
    assert error.value.code == "condition"
    assert "year >= 2021" in error.value.hint.en


def test_a_field_that_is_not_there_is_refused_with_those_like_it(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match=r"yeer.*year"):
        corpus.where("yeer == 2021")
    with pytest.raises(UsageError, match=r"agency_kynd.*agency_kind"):
        corpus.where(agency_kynd="township")


@given(st.text(alphabet="year =!<>notindk'\"()[]0123,.x_", max_size=40))
def test_no_words_break_a_condition(words: str) -> None:
    with suppress(UsageError):
        condition(words)


def test_a_region_is_met_by_every_place_in_it() -> None:
    assert str(condition("region == '33'")).startswith("starts_with(region_code")
    assert "invert" in str(condition("region != '33'"))


def test_the_value_of_a_cell_stands_beside_each_report(corpus: Corpus) -> None:
    values = corpus.values(TOTAL, f"applications.received.{N}")
    assert values["report"].tolist() == ["a-2021", "b-2021", "a-2022", "b-2022"]
    assert values[TOTAL].tolist() == [1, 2, 3, 4]
    assert values[f"applications.received.{N}"].tolist() == [1, 2, 3, 4]
    assert values["agency_kind"].tolist() == ["department", "township"] * 2
    assert list(corpus.values().columns) == list(values.columns[:-2])


def test_a_cell_that_an_edition_does_not_have_is_empty(corpus: Corpus) -> None:
    only_2019 = f"applications.other_handling.{N}"
    values = corpus.values(only_2019)
    assert values[only_2019].isna().all()


def test_one_report_is_found_by_its_name(corpus: Corpus) -> None:
    one = corpus.report("b-2022")
    assert set(one.cells["report"]) == {"b-2022"}
    assert len(one.cells) == len(AUDITS["b-2022"].report.cells)
    with pytest.raises(UsageError, match=r"b-2023.*b-2022"):
        corpus.report("b-2023")


def test_a_name_that_nothing_has_is_refused_with_those_like_it(corpus: Corpus) -> None:
    for ask in (
        lambda: corpus.table("cels"),
        lambda: corpus.table("cells", ["adress"]),
        lambda: corpus.values("applications.received.totl"),
    ):
        with pytest.raises(UsageError, match=r"for example: .*(cells|address|total)"):
            ask()


def test_columns_come_in_the_order_asked_for(corpus: Corpus) -> None:
    assert list(corpus.table("cells", ["value", "year", "report"]).columns) == [
        "value",
        "year",
        "report",
    ]


def test_a_notebook_shows_counts_and_the_condition_escaped(corpus: Corpus) -> None:
    html = corpus.where("title != '<script>'")._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<td>2022</td><td>2</td>" in html
    assert repr(corpus.where(year=2022)) == "Corpus(2 reports where year = 2022)"
    assert "<td>0</td>" in corpus.where(year=1)._repr_html_()


def test_no_data_set_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no data set.*make audit"):
        Corpus.open(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"ogi-audit": 3}', '{"ogi-audit": {}}'])
def test_a_descriptor_that_is_damaged_is_told(copy: Path, content: str) -> None:
    (copy / DESCRIPTOR).write_text(content)
    with pytest.raises(InputError, match=r"descriptor of the data set is damaged"):
        Corpus.open(copy)


def test_a_data_set_of_another_version_is_told(copy: Path) -> None:
    package = json.loads((copy / DESCRIPTOR).read_text("utf-8"))
    package["ogi-audit"]["layout"] = 99
    (copy / DESCRIPTOR).write_text(json.dumps(package))
    with pytest.raises(UsageError, match=r"of version 99.*make audit"):
        Corpus.open(copy)


@pytest.mark.parametrize("harm", ["empty", "cut", "text", "gone", "torn inside"])
def test_a_damaged_file_is_named_with_what_to_do(copy: Path, harm: str) -> None:
    path = copy / part_of("cells", 2022)
    data = path.read_bytes()
    harmed = {
        "empty": b"",
        "cut": data[:-9],
        "text": b"hello",
        "torn inside": data[:4] + b"\xff" * 900 + data[904:],
    }
    path.unlink() if harm == "gone" else path.write_bytes(harmed[harm])
    corpus = Corpus.open(copy)
    assert len(corpus) == 4
    for ask in (lambda: corpus.cells, lambda: corpus.report("b-2022").cells):
        with pytest.raises(InputError) as error:
            ask()
        assert error.value.place == "tables/cells/year=2022/part-0.parquet"
        assert "make audit" in error.value.hint.en
        assert str(copy) not in str(error.value)
