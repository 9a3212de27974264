"""The map adds up by place, draws what has an outline, and says what it leaves out."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection

from helpers import figures, tidy
from helpers.errors import UsageError
from helpers.figures import ground
from helpers.figures.classes import edges_of, shade_of
from helpers.figures.look import DOT, PALE
from helpers.indicator import Level, by_region, indicator
from helpers.regions import outline, outlined, outlines
from helpers.shares import Share
from outlines import SQUARES, squares

RATE = "disclosure-rate"


def row(code: str | None, part: int, whole: int, flag: str = "") -> dict[str, Any]:
    """Return a row of a report of an invented organ in a real place."""
    share, least = Share(part, whole), indicator(RATE).least
    low, high = share.interval or (None, None)
    flags = " ".join(filter(None, (flag, "few" if 0 < whole < least else "")))
    return {
        "report": f"r-{code}-{part}-{whole}", "agency": "虚构机关", "year": 2022, "form": "2021",
        "agency_kind": "department", "region_code": code, "indicator": RATE, "numerator": part,
        "denominator": whole, "value": share.value, "low": low, "high": high,
        "rankable": whole >= least and not flag, "flag": flags or ("nothing" if not whole else None),
    }  # fmt: skip


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return tidy.frame("indicators", rows)


TWO = table(row("330102", 30, 60), row("330102", 10, 20), row("330203", 9, 90))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with squares(tmp_path, monkeypatch):
        yield


def fills(picture: figures.Picture) -> set[str]:
    """Return the colours of the divisions drawn."""
    from matplotlib.colors import to_hex

    shapes = picture.figure.artists[0]
    assert isinstance(shapes, PolyCollection)
    return {to_hex(colour) for colour in shapes.get_facecolor()}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "level", "expected"),
    [
        ("330102", "county", "330102"),
        ("330102", "city", "330100"),
        ("330102", "province", "330000"),
        ("330100", "county", None),
        ("330100", "city", "330100"),
        ("330000", "city", None),
        ("441900", "county", "441900"),
        ("441900", "city", "441900"),
        ("469005", "city", "469005"),
        ("469005", "province", "460000"),
        ("110101", "city", "110000"),
        ("999999", "county", None),
        (None, "province", None),
    ],
)
def test_a_report_counts_in_the_division_of_the_level_that_holds_its_own(
    code: str | None, level: Level, expected: str | None
) -> None:
    found = by_region(table(row(code, 1, 2)), level)
    assert list(found["region_code"]) == ([expected] if expected else [])


def test_numerators_and_denominators_are_added_up_before_they_are_divided() -> None:
    found = by_region(TWO, "city").set_index("region_code").loc["330100"]
    assert (found["numerator"], found["denominator"], found["n"]) == (40, 80, 2)
    assert found["value"] == 0.5


def test_a_former_division_counts_where_its_name_is_today() -> None:
    # 公主岭市 (220381) has been 220184 since 2020.
    found = by_region(table(row("220381", 3, 4), row("220184", 5, 6)), "county")
    assert list(found["region_code"]) == ["220184"]
    assert list(found["numerator"]) == [8]


@pytest.mark.usefixtures("installed")
def test_the_map_draws_all_counties_of_the_province_and_says_who_is_at_the_ends() -> None:
    drawn = figures.region_map(TWO)
    assert "from 10 % (海曙区) to 50 % (上城区) among 2 places" in drawn.title
    assert list(drawn.data["drawn"]) == [True, True]
    shapes = drawn.figure.artists[0]
    assert isinstance(shapes, PolyCollection)
    assert len(shapes.get_paths()) == 3  # 330105 has no report and is drawn all the same
    assert PALE in fills(drawn)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    "own", [row("330105", 1, 2), row("330105", 50, 60, "identity-failed")], ids=["few", "failed"]
)
def test_a_rate_that_may_not_be_ranked_has_no_colour_of_the_scale(own: dict[str, Any]) -> None:
    drawn = figures.region_map(table(*TWO.to_dict("records"), own))
    assert (DOT in fills(drawn)) == (own["flag"] == "few")
    assert "330105" in set(drawn.data["region_code"])


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Not on the map: 1 of 4"), ("zh", "未上图：4 份")]
)
def test_reports_that_are_not_on_the_map_are_counted(lang: Any, words: str) -> None:
    from helpers.figures.sheet import Words

    drawn = figures.region_map(table(*TWO.to_dict("records"), row(None, 1, 30)), lang)
    said = next(a for a in drawn.figure.artists if isinstance(a, Words))
    assert any(word.words.startswith(words) for word in said.said)


@pytest.mark.usefixtures("installed")
def test_a_map_of_the_country_has_every_province_and_the_lines_at_sea() -> None:
    wide = table(
        *(row(code, 30, 60) for code in ("330102", "441900", "110101", "650102", "320102"))
    )
    drawn = figures.region_map(wide, level="province")
    shapes = drawn.figure.artists[0]
    assert isinstance(shapes, PolyCollection)
    assert len(shapes.get_paths()) == sum(code.endswith("0000") for code in SQUARES)
    assert [a for a in drawn.figure.artists if type(a).__name__ == "LineCollection"]


def test_without_the_package_the_picture_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outlines, "find_spec", lambda _: None)
    outlines._folder.cache_clear()
    assert "ogi-audit[map]" in figures.region_map(TWO).title
    with pytest.raises(UsageError, match="not installed"):
        outline("330000")


def test_without_codes_there_is_no_map_and_the_title_says_so() -> None:
    assert figures.region_map(table(row(None, 3, 40))).title.startswith("No map")
    assert figures.region_map(table()).title.startswith("No map")


@pytest.mark.usefixtures("installed")
def test_a_code_is_never_taken_for_a_path() -> None:
    assert outline("../land/330000") == ()
    assert outline("330000")
    assert outlined(["33"]) == ("330000", "330100", "330102", "330105", "330200", "330203")


@given(st.lists(st.floats(0, 1), min_size=1))
@example([5e-324])
def test_classes_are_round_hold_every_value_and_are_at_most_five(values: list[float]) -> None:
    edges = edges_of(values)
    assert len(edges) <= 6
    assert edges[0] <= min(values) + 1e-9
    assert edges[-1] >= max(values) - 1e-9
    shades = [shade_of((a + b) / 2, edges) for a, b in pairwise(edges)]
    assert shades == sorted(set(shades))


@given(st.floats(75, 130), st.floats(5, 50), st.floats(0.1, 3))
def test_the_projection_keeps_areas(west: float, south: float, side: float) -> None:
    import math

    steps = [n * side / 40 for n in range(41)]
    ring = (
        *((west + s, south) for s in steps),
        *((west + side, south + s) for s in steps),
        *((west + side - s, south + side) for s in steps),
        *((west, south + side - s) for s in steps),
    )
    band = math.sin(math.radians(south + side)) - math.sin(math.radians(south))
    assert ground.area(ground.projected(ring)) == pytest.approx(math.radians(side) * band, rel=1e-3)


def test_the_middle_of_a_ring_is_its_centre_of_gravity() -> None:
    ell = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 4.0), (0.0, 4.0)]
    assert ground.middle(ell) == pytest.approx((5 / 3, 5 / 3))
    assert ground.crossings(ell, 3.0) == [(0.0, 2.0)]
    assert ground.crossings(ell, 1.0) == [(0.0, 4.0)]


@pytest.mark.usefixtures("installed")
def test_a_map_on_which_nothing_may_be_ranked_has_no_scale() -> None:
    from helpers.figures.sheet import Words

    drawn = figures.region_map(table(row("330102", 1, 2)))
    said = next(a for a in drawn.figure.artists if isinstance(a, Words)).said
    assert "no place has the" in drawn.title
    assert not any("%" in word.words and "–" in word.words for word in said)
