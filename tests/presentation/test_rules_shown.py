"""The rules are shown on their examples, and drawn with what was measured, in both languages."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text as Drawn

from helpers import display, figures
from helpers.audit import RULES, SEVERITIES
from helpers.behaviour import crossings, observe
from helpers.display.excerpt import excerpt
from helpers.errors import InputError
from helpers.figures.look import font_family
from helpers.invented.mistakes import MISTAKES
from helpers.invented.mistakes.words import CHINESE
from helpers.measures import Measure, Measures
from helpers.messages import LANGS, Lang, Text
from helpers.triggers import Trigger, read_triggers
from hostile import SCRIPT

FULL = Measures(tuple(Measure(r.id, 40, 0, 0) for r in RULES), "counts.csv", "0" * 64)
MIXED = replace(
    FULL,
    rows=(
        Measure(RULES[0].id, 3, 9, 1),
        Measure(RULES[1].id, 1200, 0, 0),
        Measure(RULES[2].id, 0, 0, 0),
    ),
)


def test_a_shown_example_holds_the_badge_the_cells_marked_and_the_message() -> None:
    shown = display.rule_examples(observe("disputes-sum"), "en")
    assert "[fail] One cell prints 8" in shown.text
    assert "Administrative reconsideration\t[2]\t[0]\t[0]\t[1]\t[8]" in shown.text
    assert "Administrative reconsideration\t[(blank)]\t0\t0\t1\t3" in shown.text
    assert "→ Row “Administrative reconsideration” does not balance" in shown.text
    assert [shown.html.count(f"2px {line}") for line in ("solid", "dashed", "dotted")] == [5, 5, 1]
    assert shown.html.count('class="badge fail"') == 1


def test_words_a_verdict_rests_on_are_marked_in_their_sentence() -> None:
    shown = display.rule_examples(observe("claim-rate"), "zh")
    assert "“公开信息[40条]，其中网站[30条]、[占57%]。”" in shown.text
    assert shown.html.count("text-decoration:underline;") == 9


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_is_shown_once_with_all_it_says_of_itself(lang: Lang) -> None:
    shown = display.rule_examples(observe(), lang)
    for rule in RULES:
        assert shown.text.count(f"({rule.id}) [") == 1
        for words in (rule.title, rule.why, rule.basis, rule.tolerance, rule.blanks):
            assert " ".join(words.in_(lang).split()) in shown.text, rule.id
    assert shown.text.count("→ ") >= 3 * len(RULES)


@pytest.mark.parametrize("lang", LANGS)
def test_the_three_severities_share_the_rules_out(lang: Lang) -> None:
    parts = [display.rule_examples(observe(), lang, severity).text for severity in SEVERITIES]
    found = [id_ for part in parts for id_ in re.findall(r"\(([a-z-]+)\) \[", part)]
    assert sorted(found) == sorted(rule.id for rule in RULES)
    alone = display.rule_examples(observe("carry-over"), lang, "error")
    assert alone.text == {"en": "None.", "zh": "无。"}[lang]


def test_an_excerpt_counts_the_rows_and_blocks_it_leaves_out() -> None:
    _, blank, _ = observe("table-filled")
    whole = blank.audit.report
    cut = excerpt(whole, whole.cells, "fail", "en")
    assert cut is not None
    assert "Further blocks: 2." in cut.text
    assert "Further rows: 21." in cut.text
    zeros = excerpt(
        observe("outcomes-sum")[0].audit.report, observe("outcomes-sum")[0].cells, "pass"
    )
    assert zeros is not None
    assert "Further rows, all zero: 19." in zeros.text
    assert excerpt(whole, ["no.such.cell"], "fail") is None
    assert excerpt(replace(whole, form=None), whole.cells, "fail") is None


def test_hostile_words_in_an_excerpt_are_letters() -> None:
    report = observe("fee-kinds")[0].audit.report
    address = "proactive.fees.amount"
    cell = replace(report.cell(address), raw=SCRIPT)
    shown = excerpt(replace(report, cells={**report.cells, address: cell}), [address], "fail")
    assert shown is not None
    assert "<script" not in shown.html
    assert "&lt;script" in shown.html


def test_measures_show_counts_and_intervals_and_tell_what_was_not_measured() -> None:
    lines = display.rule_measures(MIXED, "en").text.splitlines()
    assert len(lines) == 1 + len(RULES)
    cells = lines[1].split("\t")
    assert cells[2:6] == ["12", "3", "9", "1"]
    assert cells[6].startswith("25.00 % (")
    assert cells[7].startswith("75.00 % (")
    assert lines[2].split("\t")[2:4] == ["1,200", "1,200"]
    assert lines[3].split("\t")[2:] == ["0", "0", "0", "0", "–", "–"]
    assert lines[4].split("\t")[-1] == "not measured"


@pytest.mark.parametrize(
    ("measures", "en", "zh"),
    [
        (FULL, "find every mistake they must, none accuses wrongly", "均无误报"),
        (
            MIXED,
            "1 of 2 measured rules find every mistake they must, 1 accuse wrongly",
            "1 条有误报",
        ),
        (replace(FULL, rows=()), "No rule has been measured", "尚无规则经过测量"),
    ],
    ids=["all right", "some wrong", "none"],
)
def test_the_title_of_the_measures_states_what_was_found(
    measures: Measures, en: str, zh: str
) -> None:
    assert en in figures.rule_measures(measures, "en").title
    assert zh in figures.rule_measures(measures, "zh").title
    assert len(figures.rule_measures(measures).data) == len(RULES)


def test_the_weakest_rule_is_drawn_first_and_unmeasured_ones_last() -> None:
    picture = figures.rule_measures(MIXED)
    assert list(picture.data["rule"][:3]) == [r.id for r in RULES[:3]]
    assert picture.title.endswith(f"lowest recall 25 %: {RULES[0].id}")
    drawn = [t.get_text() for t in picture.figure.findobj(Drawn)]
    assert drawn.count("not measured") == 2 * (len(RULES) - 3)
    assert "no such mistake was put in" in drawn
    assert "1,200/1,200" in drawn


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["measures", "crossings"])
def test_no_two_words_of_a_figure_overlap_and_none_is_cut_off(name: str, lang: Lang) -> None:
    picture = (
        figures.rule_measures(MIXED, lang)
        if name == "measures"
        else figures.rule_crossings(crossings(), lang)
    )
    figure = picture.figure
    figure.draw_without_rendering()
    words = [t for t in figure.findobj(Drawn) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent()) for t in words if t.get_alpha() != 0]
    seen = [(text, box) for text, box in boxes if box.width]
    for text, box in seen:
        assert box.x0 >= -1, text
        assert box.x1 <= figure.bbox.x1 + 1, text
    for number, (text, box) in enumerate(seen):
        for other, that in seen[number + 1 :]:
            assert min(box.x1, that.x1) - max(box.x0, that.x0) < 1 or (
                min(box.y1, that.y1) - max(box.y0, that.y0) < 2
            ), (text, other)


@pytest.mark.parametrize("lang", LANGS)
def test_the_crossings_draw_a_mark_for_each_pair_and_say_how_many_are_shared(lang: Lang) -> None:
    crossed = crossings()
    picture = figures.rule_crossings(crossed, lang)
    others = {c.example for c in crossed if c.verdict == "fail" and c.rule != c.example}
    assert f"{len(others)}" in picture.title
    assert f"{len(RULES)}" in picture.title
    assert len(picture.data) == len(RULES) ** 2
    assert picture.bytes() == figures.rule_crossings(crossed, lang).bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_every_character_drawn_has_a_glyph(lang: Lang) -> None:
    family = font_family()
    known = set(FT2Font(findfont(family)).get_charmap())
    for picture in (figures.rule_measures(MIXED, lang), figures.rule_crossings(crossings(), lang)):
        texts = picture.figure.findobj(Drawn)
        assert {f for t in texts for f in t.get_fontfamily()} == {family}
        drawn = {char for t in texts for char in t.get_text()} - {"\n"}
        assert [char for char in drawn if ord(char) not in known] == []


def test_rules_stand_apart_in_a_figure_by_more_than_the_height_of_their_names() -> None:
    picture = figures.rule_measures(FULL, "zh")
    picture.figure.draw_without_rendering()
    labels = [t for t in picture.figure.axes[0].get_yticklabels() if t.get_text()]
    boxes = sorted((t.get_window_extent() for t in labels), key=lambda b: float(b.y0))
    assert len(boxes) == len(RULES)
    assert all(one.y1 <= other.y0 + 2 for one, other in pairwise(boxes))


@pytest.mark.parametrize("lang", LANGS)
def test_provenance_names_the_counts_by_their_hash(lang: Lang) -> None:
    shown = display.provenance(FULL, lang)
    assert "counts.csv" in shown.text
    assert "0" * 64 in shown.text


def test_the_heat_map_has_a_square_for_every_rule_that_a_mistake_sets_off() -> None:
    first, second = RULES[0].id, RULES[1].id
    one = Trigger(Text("digit wrong", "错一位数字"), 4, {first: 4, second: 1})
    control = Trigger(Text("nothing wrong", "没有差错"), 3, {})
    picture = figures.rule_triggers((one, control), "en")
    assert list(picture.data["share"]) == [1.0, 0.25]
    assert picture.title.startswith("1 of 2 classes set off a rule")
    chinese = figures.rule_triggers((one, control), "zh")
    assert "2 类中有 1 类" in chinese.title
    assert list(chinese.data["mistake"]) == ["错一位数字"] * 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mistake,zh,found\n", "triggers-columns"),
        ("mistake,zh,reports,no-such-rule\na,甲,1,1\n", "triggers-columns"),
        ("mistake,zh,reports,reuse\na,甲,1,x\n", "triggers-count"),
        ("mistake,zh,reports,reuse\na,甲,1,2\n", "triggers-count"),
        ("mistake,zh,reports,reuse\na,甲,1\n", "triggers-count"),
    ],
)
def test_damaged_counts_of_mistakes_are_refused_with_the_next_step(
    tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_triggers(path)
    assert refused.value.code == code
    assert "bench-audit" in refused.value.hint.en


def test_every_mistake_of_today_has_its_counts_and_its_name_in_chinese() -> None:
    names = [trigger.name for trigger in read_triggers()]
    assert [(n.en, n.zh) for n in names] == [(name, CHINESE[name]) for name in MISTAKES]
    assert CHINESE.keys() == MISTAKES.keys()
