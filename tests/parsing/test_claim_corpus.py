"""Every known way of stating a number is tied to its cell; the corpus is read without mistakes."""

import pytest

from helpers.concepts import vocabulary
from helpers.form import editions, load_form
from sentences import Sentence, apart, codes, said, sentences

PATTERNS = sentences("patterns.txt")
CORPUS = sentences("corpus.txt")
HELD_OUT = [s for s in CORPUS if s.held_out]
OPEN = [s for s in CORPUS if not s.held_out]


@pytest.mark.parametrize("sentence", PATTERNS, ids=lambda s: s.text)
def test_a_known_way_of_stating_a_number_is_tied_to_its_cell(sentence: Sentence) -> None:
    assert sorted(said(sentence.text)) == sorted(sentence.expected)


def test_all_known_ways_are_there() -> None:
    assert len(PATTERNS) == 182


def test_the_sentences_that_patterns_were_written_for_are_read_without_mistakes() -> None:
    mistakes = [s.text for s in OPEN for _, wrong, missed in [apart(s)] if wrong or missed]
    assert mistakes == []


def test_sentences_held_out_are_read_as_well_as_is_promised() -> None:
    right, wrong, missed = (
        sum(c.total() for c in x) for x in zip(*map(apart, HELD_OUT), strict=True)
    )
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


def test_a_fifth_is_held_out() -> None:
    assert len(CORPUS) > 400
    assert 0.15 < len(HELD_OUT) / len(CORPUS) < 0.25


def test_no_sentence_stands_there_twice() -> None:
    texts = [s.text for s in (*PATTERNS, *CORPUS)]
    assert len(texts) - len(set(texts)) < 10
    assert len({s.text for s in CORPUS}) == len(CORPUS)


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
