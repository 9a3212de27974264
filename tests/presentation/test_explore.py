"""Exploring: what is chosen is shown, live where somebody can click, and the same bytes elsewhere."""

from pathlib import Path

import pytest

from helpers import Corpus
from helpers.errors import UsageError
from helpers.explore import explore
from helpers.explore.controls import VIEW

DEMO = Path(__file__).parents[2] / "data" / "demo" / "processed"


@pytest.fixture(scope="module")
def county() -> Corpus:
    """Return the invented county."""
    return Corpus.open(DEMO)


def test_without_a_front_end_the_output_is_plain_and_the_same_each_time(
    county: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    first, second = (explore(county, 2023)._repr_mimebundle_() for _ in range(2))
    assert first.keys() == {"text/plain", "text/html"}
    assert first == second


def test_in_an_open_notebook_the_widgets_are_added_to_the_same_table(
    county: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    plain = explore(county, 2023)._repr_mimebundle_()
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/06_explore.ipynb")
    live = explore(county, 2023)._repr_mimebundle_()
    assert live.pop(VIEW)["model_id"]
    assert live == plain


def test_a_menu_changes_rows_and_charts_and_keeps_the_mark_while_its_organ_is_there(
    county: Corpus,
) -> None:
    view = explore(county, 2023, live=True)
    controls = view.controls()
    before = [image.value for image in controls.charts.children]
    controls.menus["kind"].value = "township"
    assert len(controls.rows.df) == len(view.rates) == 15
    assert not {image.value for image in controls.charts.children} & set(before)
    controls.rows.selected_rows = [3]
    marked = view.agency
    assert marked == view.rates["agency"].iloc[3]
    assert len(controls.charts.children) == 3
    controls.menus["year"].value = 2021
    assert view.agency == marked
    assert controls.rows.df.iloc[controls.rows.selected_rows[0], 0] == marked
    controls.menus["kind"].value = "department"
    assert (view.agency, controls.rows.selected_rows) == ("", [])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_choice_that_is_offered_can_be_shown(county: Corpus, lang: str) -> None:
    view = explore(county, lang=lang)  # type: ignore[arg-type]
    for _, kind in view.offered.kinds("en"):
        view.choose(kind=kind)
        assert view.table.text
    view.choose(kind="")
    for _, region in view.offered.regions("en")[:3]:
        view.choose(region=region)
        assert len(view.rates)
    for _, name in view.offered.indicators("en")[:6]:
        view.choose(indicator=name, region="")
        assert view.pictures


def test_two_filters_that_share_no_report_give_an_empty_table_and_no_error(county: Corpus) -> None:
    view = explore(county, 2023, region="青禾镇", kind="department", live=True)
    assert view.rates.empty
    assert "0 reports" in view.table.text
    assert view.controls().charts.children


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"year": 1999}, "2023"),
        ({"region": "乌有省"}, "云泽街道"),
        ({"kind": "<b>"}, "township"),
        ({"indicator": "disclosure"}, "disclosure-rate"),
    ],
)
def test_a_choice_of_what_is_not_there_says_what_is(
    county: Corpus, wrong: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        explore(county, **wrong)  # type: ignore[arg-type]
    assert told in refused.value.show("en")
