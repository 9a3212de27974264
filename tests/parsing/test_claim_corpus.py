"""Every known way of stating a number is tied to its cell; the corpus is read without mistakes."""

import pytest

from helpers.concepts import vocabulary
from helpers.form import editions, load_form
from sentences import Sentence, apart, codes, said, sentences

PATTERNS = sentences("patterns.txt")
CORPUS = sentences("corpus.txt")
HELD_OUT = [s for s in CORPUS if s.held_out]
OPEN = [s for s in CORPUS if not s.held_out] + sentences("later.txt")
LAST = sentences("last.txt")


@pytest.mark.parametrize("sentence", PATTERNS, ids=lambda s: s.text)
def test_a_known_way_of_stating_a_number_is_tied_to_its_cell(sentence: Sentence) -> None:
    assert sorted(said(sentence.text)) == sorted(sentence.expected)


def test_all_known_ways_are_there() -> None:
    assert len(PATTERNS) == 182


def test_the_sentences_that_patterns_were_written_for_are_read_without_mistakes() -> None:
    mistakes = [s.text for s in OPEN for _, wrong, missed in [apart(s)] if wrong or missed]
    assert mistakes == []


@pytest.mark.parametrize("block", [HELD_OUT, HELD_OUT + LAST], ids=["held out", "with the last"])
def test_sentences_of_no_pattern_are_read_as_well_as_is_promised(block: list[Sentence]) -> None:
    counts = zip(*map(apart, block), strict=True)
    right, wrong, missed = (sum(c.total() for c in kind) for kind in counts)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


def test_a_fifth_is_held_out() -> None:
    assert len(CORPUS) > 400
    assert 0.15 < len(HELD_OUT) / len(CORPUS) < 0.25


def test_no_sentence_stands_there_twice() -> None:
    seen = {s.text for s in OPEN}
    assert len(seen) == len(OPEN)
    assert not seen & {s.text for s in (*HELD_OUT, *LAST)}


def test_every_cell_that_a_number_is_tied_to_is_in_a_form() -> None:
    known = {a for name in editions() for a in load_form(name).addresses}
    told = {a for group in codes() for a in group}
    tied = {a for c in vocabulary().concepts for a in (*c.cells, *c.whole, *sum(c.also, ()))}
    assert told <= known
    assert tied <= known


def test_every_cell_of_the_total_columns_can_be_spoken_of() -> None:
    form = load_form(editions()[1])
    tied = {a for c in vocabulary().concepts for a in c.cells}
    silent = {a for a in form.addresses if a not in tied and a.endswith((".total", ".amount"))}
    assert silent == set()
