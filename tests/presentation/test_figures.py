"""Figures state what the data say, draw Chinese, and are the same bytes everywhere."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pylopdf_fonts_zh_cn
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.image import imread

from audited import audited
from helpers import figures
from helpers.audit import Audit
from helpers.figures import look
from helpers.figures.picture import _palette
from helpers.figures.sheet import MARGIN, Sheet, Word, Words
from helpers.figures.words import cut, width_of, wrapped
from helpers.load import open_audit
from helpers.markup import clean, one_line
from helpers.messages import LANGS, Lang
from helpers.model import Claim
from hostile import WORDS

FONT = FT2Font(str(Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"))
GLYPHS = set(FONT.get_charmap())
EVERY = (figures.breakdowns, figures.balance, figures.outcomes, figures.applicants)
RECEIVED = "applications.received."
IN_FULL = "applications.granted."
MISSING = ("table:applications",)


def decided(received: int, granted: int, **more: int) -> dict[str, int]:
    """Return cells of table three: requests of natural persons, some granted, the rest kept."""
    values = {
        f"{RECEIVED}natural_person": received,
        f"{IN_FULL}natural_person": granted,
        "applications.carried_forward.natural_person": received - granted - sum(more.values()),
    }
    return values | {f"applications.{row}.natural_person": n for row, n in more.items()}


def drawn_in(picture: figures.Picture) -> list[Word]:
    """Return all words that are drawn, with their places and fonts."""
    artists: list[Words] = picture.figure.findobj(Words)
    return [word for artist in artists for word in artist.said]


def words_of(picture: figures.Picture) -> list[str]:
    """Return every word that is drawn."""
    return [word.words for word in drawn_in(picture)]


@pytest.mark.parametrize(
    ("values", "en", "zh"),
    [
        ({}, "Table three adds up: all 38 sums hold", "表三平衡：38 项关系全部成立"),
        (
            {f"{RECEIVED}natural_person": 3, f"{RECEIVED}total": 4},
            "of 38 sums of table three do not add up",
            "表三 38 项关系中有",
        ),
        (
            {"applications.carried_forward.natural_person": "？？"},
            "cannot be decided",
            "项无法判断",
        ),
    ],
    ids=["all hold", "some fail", "undecided"],
)
def test_the_title_of_the_balance_says_how_many_sums_hold(
    values: dict[str, object], en: str, zh: str
) -> None:
    audit = audited("2021", values)
    count = len(figures.balance(audit).data)
    assert en.replace("38", str(count)) in figures.balance(audit, "en").title
    assert zh.replace("38", str(count)) in figures.balance(audit, "zh").title


def test_the_balance_frames_what_fails_and_tells_by_how_much() -> None:
    picture = figures.balance(
        audited("2021", {f"{RECEIVED}natural_person": 3, f"{RECEIVED}total": 4})
    )
    failed = picture.data[picture.data["verdict"] == "fail"]
    assert picture.title.startswith(f"{len(failed)} of ")
    assert "applications.received.*" in set(failed["at"])
    assert set(failed["gap"].abs()) <= {1.0, 3.0, 4.0}
    assert any(words in ("+1", "−1") for words in words_of(picture))


def test_without_table_three_the_figures_say_so() -> None:
    audit = audited("2021", without=("table:proactive", "table:applications", "table:disputes"))
    assert figures.balance(audit).title == "There is no table three to check"
    assert figures.outcomes(audit).title == "The report has no table of requests"
    assert figures.applicants(audit, "zh").title == "报告没有申请情况表"
    assert figures.breakdowns(audit).title == "The prose lists no parts of a whole"
    for figure in EVERY:
        assert figure(audit).bytes()


def test_a_table_three_that_is_left_out_is_not_drawn_as_zeros() -> None:
    audit = audited("2021", without=MISSING)
    assert "prints no total" in figures.applicants(audit).title
    assert "does not print all outcomes" in figures.outcomes(audit).title
    assert figures.applicants(audit).data["requests"].isna().all()
    assert "not printed" in words_of(figures.applicants(audit))


@pytest.mark.parametrize(
    ("values", "en", "zh"),
    [
        ({}, "No request was decided this year", "本年度没有办结的申请"),
        (decided(1, 1), "The one request decided was granted", "唯一办结的一件申请获得公开"),
        (decided(7, 7), "All 7 requests decided were granted in full or in part", "办结的 7 件"),
        (
            decided(7, 2, denied_state_secret=3),
            "2 of 5 requests decided were granted in full or in part",
            "办结 5 件，其中 2 件",
        ),
        (
            {"applications.outcome_total.total": "/"},
            "The report does not print all outcomes of requests",
            "报告没有完整印出办理结果",
        ),
    ],
    ids=["none", "one", "all", "some", "not printed"],
)
def test_the_title_of_the_outcomes_says_what_came_of_the_requests(
    values: dict[str, object], en: str, zh: str
) -> None:
    audit = audited("2021", values)
    assert figures.outcomes(audit, "en").title == en
    assert figures.outcomes(audit, "zh").title.startswith(zh)


@pytest.mark.parametrize(
    ("values", "en", "zh"),
    [
        ({}, "No request was received this year", "本年度没有新收申请"),
        (
            decided(1, 1),
            "The one request of the year came from: natural persons",
            "本年唯一一件申请来自自然人",
        ),
        (decided(1200, 7), "All 1,200 requests came from: natural persons", "1,200 件申请全部来自"),
        (
            {**decided(5, 5), f"{RECEIVED}other_organization": 1},
            "5 of the 6 requests received came from: natural persons",
            "新收 6 件申请中 5 件来自自然人",
        ),
        (
            {f"{RECEIVED}total": 6},
            "6 requests received; the report does not say from whom",
            "新收 6 件，报告未列申请人类别",
        ),
        (
            {f"{RECEIVED}total": "/"},
            "The report prints no total of requests received",
            "报告没有印出新收申请的合并数",
        ),
    ],
    ids=["none", "one", "one kind", "several kinds", "total alone", "not printed"],
)
def test_the_title_of_the_applicants_says_who_asked(
    values: dict[str, object], en: str, zh: str
) -> None:
    audit = audited("2021", values)
    assert figures.applicants(audit, "en").title == en
    assert figures.applicants(audit, "zh").title.startswith(zh)


@pytest.mark.parametrize(
    ("prose", "en", "zh"),
    [
        (
            "全年主动公开政府信息10条，其中网站8条、公众号5条。",
            "The parts listed add up to 13 条, 3 more than the stated 10",
            "所列分项之和为 13条，比所述总数 10 多 3",
        ),
        (
            "全年主动公开政府信息10条，其中网站5条、公众号5条。",
            "The parts listed add up to the stated 10 条",
            "所列分项之和与所述总数 10条相符",
        ),
        (
            "全年主动公开政府信息10条，其中网站5条、公众号3条。",
            "The parts listed add up to 8 条 of the stated 10",
            "所列分项之和为 8条，少于所述总数 10",
        ),
    ],
    ids=["more", "equal", "less"],
)
def test_the_title_of_the_breakdowns_compares_the_parts_with_their_whole(
    prose: str, en: str, zh: str
) -> None:
    audit = audited("2021", prose={"overview": (prose,)})
    assert figures.breakdowns(audit, "en").title == en
    assert figures.breakdowns(audit, "zh").title == zh
    assert list(figures.breakdowns(audit).data["bar"]) == ["whole", "part", "part"]


def pictures(lang: Lang) -> list[figures.Picture]:
    """Return every figure of a real and of an invented report."""
    invented = audited(
        "2021",
        decided(7, 2, denied_state_secret=3),
        prose={"overview": ("全年主动公开政府信息10条，其中网站8条、公众号5条。",)},
    )
    return [figure(a, lang) for a in (open_audit("shangtang-2020"), invented) for figure in EVERY]


@pytest.mark.parametrize("lang", LANGS)
def test_every_character_drawn_has_a_glyph_in_the_packaged_font(lang: Lang) -> None:
    for picture in pictures(lang):
        drawn = {char for words in words_of(picture) for char in words} - {"\n"}
        assert drawn
        assert [char for char in drawn if ord(char) not in GLYPHS] == []
        families = {f for word in drawn_in(picture) for f in word.font.get_family()}
        assert families == {look.font_family()}


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize("lang", LANGS)
def test_drawing_raises_no_warning_about_a_missing_glyph(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warnings.filterwarnings", lambda *_, **__: None)
    for picture in pictures(lang):
        assert picture.bytes("png").startswith(b"\x89PNG")


def test_chinese_characters_are_drawn_as_themselves_and_not_as_boxes(tmp_path: Path) -> None:
    images = []
    for char in "镇市申\ue123":
        sheet = Sheet(72)
        sheet.text(16, 36, char, 40)
        path = sheet.picture(char, pd.DataFrame(), 72).save(tmp_path / "x.png")
        images.append(imread(path))
    different = [
        not np.array_equal(one, other) for n, one in enumerate(images) for other in images[n + 1 :]
    ]
    assert all(different)


def test_pictures_are_the_same_bytes_whatever_the_settings_of_the_caller() -> None:
    audit = open_audit("shangtang-2020")
    before = [figure(audit, "zh").bytes() for figure in EVERY]
    with mpl.rc_context(
        {"font.size": 30, "figure.dpi": 33, "text.usetex": True, "svg.hashsalt": "x"}
    ):
        settings = dict(mpl.rcParams)
        after = [figure(audit, "zh").bytes() for figure in EVERY]
        assert dict(mpl.rcParams) == settings
    assert before == after


def test_a_picture_shows_itself_the_same_way_twice() -> None:
    picture = figures.balance(open_audit("shangtang-2020"))
    assert picture._repr_png_() == picture._repr_png_()
    assert repr(picture) == f"Figure: {picture.title}"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_picture_is_saved_in_the_format_of_the_suffix_without_clock_and_version(
    tmp_path: Path, kind: str
) -> None:
    audit = open_audit("shangtang-2020")
    first = figures.balance(audit, "zh").save(tmp_path / f"a.{kind}")
    second = figures.balance(audit, "zh").save(str(tmp_path / f"b.{kind.upper()}"))
    data = first.read_bytes()
    assert data == second.read_bytes()
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[kind]
    assert data.startswith(start)
    for trace in (b"CreationDate", b"Matplotlib v", mpl.__version__.encode(), b"<dc:date>"):
        assert trace not in data


@pytest.mark.parametrize("case", ["fresh", "unusable"])
def test_figures_work_whatever_the_cache_of_matplotlib_and_leave_our_font_out_of_it(
    case: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = tmp_path / case if case == "fresh" else tmp_path / "file" / "cache"
    code = (
        "import hashlib, sys\n"
        "from helpers import figures, open_audit\n"
        "data = figures.balance(open_audit('shangtang-2020'), 'zh').bytes()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    env = {**os.environ, "MPLCONFIGDIR": str(cache), "MPLBACKEND": "svg", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert done.stderr == b""
    own = figures.balance(open_audit("shangtang-2020"), "zh").bytes()
    assert done.stdout.decode().strip() == hashlib.sha256(own).hexdigest()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(b"NotoSansSC" not in path.read_bytes() for path in written)


def strange(text: str) -> Audit:
    """Return an audit in which every name that a figure shows is `text`."""
    audit = audited(
        "2021", prose={"overview": ("全年主动公开政府信息10条，其中网站8条、公众号5条。",)}
    )
    (stated,) = audit.report.breakdowns

    def named(claim: Claim) -> Claim:
        return replace(claim, text=f"{text}{claim.value}条", unit=text)

    odd = replace(stated, whole=named(stated.whole), parts=tuple(map(named, stated.parts)))
    return replace(audit, report=replace(audit.report, breakdowns=(odd,)))


@pytest.mark.parametrize(
    "text",
    ["$\\frac{1}{0}$", "$x", "\\alpha^{", "ئۇيغۇر", "😀", "\ue123", "\u202e反", "\x1b[31m", WORDS],
    ids=["formula", "dollar", "backslash", "uyghur", "emoji", "private", "bidi", "escape", "all"],
)
def test_words_of_a_report_never_break_a_figure_and_are_never_a_formula(text: str) -> None:
    picture = figures.breakdowns(strange(text))
    for kind in ("png", "svg", "pdf") if text == WORDS else ("png",):
        assert picture.bytes(kind)
    begin = one_line(text)[:4]
    assert any(begin in words for words in words_of(picture))  # as they are, not as mathematics
    assert clean(repr(picture)) == repr(picture)
    assert all(one_line(words) == words for words in words_of(picture))


@pytest.mark.parametrize("lang", LANGS)
def test_titles_fit_the_width_and_break_at_words(lang: Lang) -> None:
    long = {
        "en": "The parts listed add up to 13, which is 3 more than the stated 10, " * 3,
        "zh": "所列分项之和为 13，比所述总数 10 多 3。" * 8,
    }[lang]
    lines = wrapped(long, 78).split("\n")
    assert "".join(lines).replace(" ", "") == long.replace(" ", "")
    for line in lines:
        assert sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= 80
        assert not line.startswith(tuple("，。；：、！？）》”"))


def crowded(lang: Lang) -> list[figures.Picture]:
    """Return figures of reports with long names, wide numbers, failing sums or nothing at all."""
    prose = {
        "overview": (
            "全年主动公开政府信息123456789条，其中政府门户网站累计公开70000000条、政务微信公众号和微博账号3000000条、其他各类公开渠道50456788条、信箱1条。",
            "受理申请20件，其中当面申请1件、信函申请1件、网络申请1件、传真申请1件、电话申请16件。",
        )
    }
    wide = {f"{RECEIVED}natural_person": 123_456_789, f"{RECEIVED}total": 9}
    longest = {f"{RECEIVED}natural_person": 12_345_678_901_234_567_890, f"{RECEIVED}total": 1}
    audits = [
        audited("2019", longest),
        *(audited(form, values, prose=prose) for form in ("2019", "2021") for values in ({}, wide)),
        audited("2021", {"applications.carried_forward.total": "/"}, without=("table:disputes",)),
        audited("2021", without=MISSING),
        open_audit("shangtang-2020"),
    ]
    return [figure(audit, lang) for audit in audits for figure in EVERY]


@pytest.mark.parametrize("lang", LANGS)
def test_no_words_overlap_or_leave_the_sheet(lang: Lang) -> None:
    for picture in crowded(lang):
        width, height = (72 * inches for inches in picture.figure.get_size_inches())
        placed = []
        for word in drawn_in(picture):
            size = word.font.get_size_in_points()
            (x, y), long = word.at, width_of(word.words, size)
            assert x >= MARGIN - 0.01, word.words
            assert x + long <= width - MARGIN + 0.01, word.words
            assert y - size > 0, word.words
            assert y + size / 4 < height, word.words
            # The height of capitals: marks below the line may come near the next line.
            placed.append((x, x + long, y - 0.75 * size, y, word.words))
        for number, (left, right, top, bottom, words) in enumerate(placed):
            for other in placed[number + 1 :]:
                apart = (
                    right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
                )
                assert apart, (picture, words, other[4])


@pytest.mark.parametrize("lang", LANGS)
def test_words_are_as_wide_as_they_are_measured(lang: Lang) -> None:
    for picture in pictures(lang):
        for word in drawn_in(picture):
            size = word.font.get_size_in_points()
            font = FT2Font(look.FONT)
            font.set_size(size, look.DPI)
            font.set_text(word.words, flags=LoadFlags.NO_HINTING)
            drawn = font.get_width_height()[0] / 64 * 72 / look.DPI
            # Pairs of characters that stand closer are not looked up one by one.
            assert drawn == pytest.approx(width_of(word.words, size), rel=0.02, abs=size / 4)


def test_words_that_are_too_wide_are_cut_and_say_so() -> None:
    assert cut("网站", 10, 20) == "网站"
    assert cut("政府网站", 10, 30.5) == "政府…"
    assert width_of(cut("government website", 10, 50), 10) <= 50
    assert cut("网站", 10, 1) == ""


def test_plain_areas_of_a_png_keep_the_exact_colours_of_the_look(tmp_path: Path) -> None:
    names = "BLUE SKY PALE_SKY CREAM VERMILLION PALE ORANGE INK RULE GREEN WHITE".split()
    colours = [getattr(look, name) for name in names]
    sheet = Sheet(10 * len(colours))
    for number, colour in enumerate(colours):
        sheet.box(10 * number, 0, 10, 10, colour)
    path = sheet.picture("", pd.DataFrame(), 10).save(tmp_path / "x.png")
    dots = np.round(imread(path)[10, 10::20, :3] * 255).astype(int)
    assert ["#" + "".join(f"{part:02x}" for part in dot) for dot in dots] == [
        colour.lower() for colour in colours
    ]


def test_the_palette_has_room_for_every_colour_between_two_that_meet() -> None:
    assert len(_palette().getpalette() or []) <= 3 * 256


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_are_small_enough_for_a_page(lang: Lang) -> None:
    audit = open_audit("shangtang-2020")
    assert sum(len(figure(audit, lang).bytes()) for figure in EVERY) < 100_000
