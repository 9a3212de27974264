"""Figures that compare state what the numbers say, keep their data, and draw no more than is known."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.image import imread

from helpers import figures, tidy
from helpers.errors import UsageError
from helpers.figures.scale import Scale, scale_for, short_names, shown
from helpers.figures.sheet import MARGIN, Word, Words
from helpers.figures.slopes import spread
from helpers.figures.words import fitted, width_of
from helpers.indicator import indicator
from helpers.messages import LANGS, Lang
from helpers.shares import Share
from indicators.tables import outcomes, report, tables

PLACE = "云岚市虚构县"
RATE = "disclosure-rate"


def row(agency: str, part: int, whole: int, year: int = 2022, name: str = RATE) -> dict[str, Any]:
    """Return a row of a table of indicators."""
    share, least = Share(part, whole), indicator(name).least
    low, high = share.interval or (None, None)
    return {
        "report": f"{agency}-{year}", "agency": f"{PLACE}{agency}", "year": year, "form": "2021",
        "agency_kind": "department", "indicator": name, "numerator": part, "denominator": whole,
        "value": share.value, "low": low, "high": high, "rankable": whole >= least,
        "flag": "nothing" if not whole else "few" if whole < least else None,
    }  # fmt: skip


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return tidy.frame("indicators", rows)


MANY = table(
    row("水利局", 90, 100),
    row("财政局", 10, 100),
    row("审计局", 40, 80),
    row("青禾镇人民政府", 2, 2),
    row("霁溪镇人民政府", 0, 0),
)
TWO_YEARS = table(
    *(row(a, p, 100, 2021) for a, p in (("水利局", 30), ("财政局", 60), ("审计局", 50))),
    *(row(a, p, 100, 2022) for a, p in (("水利局", 70), ("财政局", 20), ("审计局", 52))),
    row("青禾镇人民政府", 1, 2, 2021),
    row("青禾镇人民政府", 2, 2, 2022),
)
ONE = table(*(row("水利局", 20 * n, 100, 2019 + n) for n in range(1, 4)))
REPORTS = tables(
    a=report(values=outcomes(3, 2, not_held=1)), b=report("2019"), c=report(year=2023)
).reports


def drawn(picture: figures.Picture) -> list[Word]:
    artists: list[Words] = picture.figure.findobj(Words)
    return [word for artist in artists for word in artist.said]


def words_of(picture: figures.Picture) -> str:
    return "\n".join(word.words for word in drawn(picture))


def cells() -> pd.DataFrame:
    return tables(a=report(values=outcomes(3, 2, not_held=1)), b=report()).cells


PICTURES: dict[str, Callable[[Lang], figures.Picture]] = {
    "intervals": lambda lang: figures.intervals(MANY, lang, f"{PLACE}审计局"),
    "distribution": lambda lang: figures.distribution(MANY, lang, f"{PLACE}审计局"),
    "slopes": lambda lang: figures.slopes(TWO_YEARS, lang, f"{PLACE}审计局"),
    "by_year": lambda lang: figures.by_year(ONE, lang),
    "form_use": lambda lang: figures.form_use(cells(), lang),
    "calendar": lambda lang: figures.calendar(REPORTS, lang),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_saves_in_three_formats_and_its_words_stay_on_the_sheet(
    name: str, lang: Lang, tmp_path: Path
) -> None:
    picture = PICTURES[name](lang)
    for kind in ("svg", "pdf", "png"):
        path = picture.save(tmp_path / f"picture.{kind}")
        assert path.read_bytes() == picture.bytes(kind)
        assert path.stat().st_size > 1000
    width, height = (72 * inches for inches in picture.figure.get_size_inches())
    for word in drawn(picture):
        (x, y) = word.at
        assert x >= MARGIN - 0.5, word.words
        assert x + width_of(word.words, word.font.get_size_in_points()) <= width + 0.5, word.words
        assert 0 < y <= height, word.words
    assert imread(tmp_path / "picture.png").shape[1] > 900
    chinese = any("\u4e00" <= c <= "\u9fff" for c in picture.title.replace(PLACE, ""))
    assert chinese or lang == "en"
    assert not picture.data.empty


@pytest.mark.parametrize("name", PICTURES)
def test_no_word_of_a_title_is_cut(name: str) -> None:
    for lang in LANGS:
        picture = PICTURES[name](lang)
        lines = [w.words for w in drawn(picture) if w.font.get_size_in_points() == 12.0]
        assert "".join(lines).replace(" ", "") == picture.title.replace(" ", "")


def test_agencies_are_ranked_by_value_and_those_with_few_by_their_number() -> None:
    picture = figures.intervals(MANY)
    names = [a.removeprefix(PLACE) for a in picture.data["agency"]]
    assert names == ["水利局", "审计局", "财政局", "青禾镇人民政府"]
    assert list(picture.data["rankable"]) == [True, True, True, False]
    assert picture.title.startswith("Disclosure rate, 2022: from 10 % (财政局) to 90 % (水利局)")
    assert "all intervals meet" not in picture.title


def test_every_rate_stands_beside_its_counts() -> None:
    said = words_of(figures.intervals(MANY))
    for counts in ("90/100", "10/100", "40/80", "2/2"):
        assert counts in said


def test_a_report_without_a_value_is_told_with_the_reason() -> None:
    for picture in (figures.intervals(MANY), figures.distribution(MANY)):
        assert "No value: 1 (the denominator is 0: 1)." in words_of(picture)


def test_intervals_that_all_meet_are_said_to() -> None:
    near = table(row("水利局", 12, 25), row("财政局", 14, 25))
    assert "all intervals meet" in figures.intervals(near).title
    assert "区间均有重叠" in figures.intervals(near, "zh").title


def test_with_one_agency_of_enough_requests_nothing_is_ranked() -> None:
    few = table(row("水利局", 12, 25), row("财政局", 1, 2))
    assert "one agency has the 20 that a ranking needs" in figures.intervals(few).title


@pytest.mark.parametrize(
    ("agency", "says"),
    [
        ("水利局", "all of the 2 other"),
        ("财政局", "none of the 2 other"),
        ("审计局", "more than in 1 of the 2 other"),
        ("青禾镇人民政府", "no rank"),
        ("", "the middle half of 4 agencies"),
    ],
)
def test_the_spread_says_where_an_agency_stands(agency: str, says: str) -> None:
    picture = figures.distribution(MANY, agency=f"{PLACE}{agency}" if agency else "")
    assert says in picture.title


def test_a_slope_is_strong_only_where_the_intervals_of_both_years_do_not_meet() -> None:
    picture = figures.slopes(TWO_YEARS)
    change = dict(
        zip(picture.data["agency"].str.removeprefix(PLACE), picture.data["change"], strict=True)
    )
    assert change == {"水利局": "up", "财政局": "down", "审计局": "within"}
    assert "of 3 agencies 1 rose and 1 fell" in picture.title
    assert "Not drawn: 1 agencies" in words_of(picture)


def test_a_slope_of_one_year_says_that_it_needs_two() -> None:
    picture = figures.slopes(MANY)
    assert picture.title == "A comparison needs two years; there are reports for 2022 alone"
    assert picture.data.empty


def test_small_multiples_say_which_indicators_changed() -> None:
    assert "Disclosure rate from 20 % to 60 %" in figures.by_year(ONE).title
    level = table(*(row("水利局", 20, 100, year) for year in (2020, 2021)))
    assert "none of 1 indicators changed" in figures.by_year(level).title


def test_small_multiples_of_one_year_claim_no_change() -> None:
    alone = table(row("水利局", 20, 100))
    assert figures.by_year(alone).title.endswith("2022: one year alone, nothing to compare with")


def test_a_year_without_a_value_breaks_the_line() -> None:
    gap = table(
        row("水利局", 20, 100, 2020), row("水利局", 0, 0, 2021), row("水利局", 60, 100, 2022)
    )
    whole = table(*(row("水利局", 20, 100, year) for year in (2020, 2021, 2022)))
    said = [word.words for word in drawn(figures.by_year(gap))]
    assert "0/0" in said
    assert figures.by_year(gap).bytes() != figures.by_year(whole).bytes()


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.intervals(pd.concat([MANY, ONE])),
        lambda: figures.distribution(
            table(row("水利局", 1, 2), row("水利局", 1, 2, name="denial-rate"))
        ),
        lambda: figures.by_year(MANY),
    ],
)
def test_several_at_a_time_are_refused(draw: Callable[[], figures.Picture]) -> None:
    with pytest.raises(UsageError) as caught:
        draw()
    assert caught.value.code == "one-at-a-time"


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_draw_is_said(lang: Lang) -> None:
    none = MANY.iloc[:0]
    for draw in (figures.intervals, figures.distribution, figures.slopes, figures.by_year):
        picture = draw(none, lang)
        assert picture.data.empty
        assert len(picture.bytes()) > 500
    assert figures.form_use(cells().iloc[:0], lang).data.empty
    assert figures.calendar(REPORTS.iloc[:0], lang).data.empty


def test_the_map_of_the_form_counts_the_reports_that_print_another_number_than_zero() -> None:
    picture = figures.form_use(cells())
    data = picture.data.set_index("address")
    assert len(data) == 175
    assert data.loc["applications.granted.natural_person", "used"] == 1
    assert data.loc["applications.granted.natural_person", "reports"] == 2
    assert data.loc["applications.excessive.total", "used"] == 0
    never = int((data["used"] == 0).sum())
    assert (
        picture.title
        == f"{never} of the 175 cells of table three are 0 or empty in all of 2 reports"
    )


def test_the_calendar_counts_days_from_the_deadline_and_leaves_out_impossible_dates() -> None:
    reports = REPORTS.copy()
    reports["agency_kind"] = ["department", "government", "township"]
    reports["published"] = ["2023-02-03", "2021-03-31", "2023-12-30"]
    picture = figures.calendar(reports)
    assert list(picture.data["days_after"]) == [0, 3]
    assert "1 of 2 reports are dated after the deadline, 1 of them" in picture.title
    assert "Not drawn: 1" in words_of(picture)


@given(st.lists(st.floats(0, 500), max_size=30).map(sorted), st.floats(1, 20))
def test_labels_are_spread_in_order_and_never_overlap(wanted: list[float], apart: float) -> None:
    places = spread(wanted, apart)
    assert len(places) == len(wanted)
    assert all(b - a >= apart - 1e-6 for a, b in pairwise(places))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(3, 8))
def test_the_numbers_along_a_scale_are_few_and_on_it(low: float, span: float, most: int) -> None:
    scale = Scale(low, low + span, 0, 100)
    ticks = scale.ticks(most)
    assert len(ticks) <= most
    assert all(-1e-3 <= scale.at(t) <= 100.001 for t in ticks)


def test_the_scale_of_a_share_begins_at_zero_and_the_words_fit_the_kind() -> None:
    scale = scale_for("share", [0.62, 0.71], 0, 100)
    assert (scale.low, scale.high) == (0.0, 0.75)
    assert [shown(0.625, "share", lang) for lang in LANGS] == ["62 %", "62%"]
    assert shown(0.114, "ratio", "en") == "0.11"
    assert [shown(-3.0, "mean", lang) for lang in LANGS] == ["-3 days", "-3天"]


def test_names_lose_the_place_that_all_share_and_nothing_else() -> None:
    names = short_names([f"{PLACE}水利局", f"{PLACE}水务局"])
    assert list(names.values()) == ["水利局", "水务局"]
    assert short_names(["甲县水利局"]) == {"甲县水利局": "甲县水利局"}
    assert list(short_names(["水利局", "水务局"]).values()) == ["水利局", "水务局"]


@given(st.text("公开率的机关人民12", min_size=1, max_size=200))
def test_a_title_that_is_fitted_loses_no_character_and_is_never_too_wide(words: str) -> None:
    lines = fitted(words, 12, 300).split("\n")
    assert "".join(lines) == words
    # A number is not broken; every other line fits.
    assert all(width_of(line, 12) <= 300 for line in lines if not line.isdigit())


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "one agency alone has a value"), ("zh", "仅一个机关有数值")]
)
def test_the_spread_of_one_agency_is_no_spread(lang: Lang, words: str) -> None:
    assert words in figures.distribution(table(row("水利局", 30, 40)), lang).title
