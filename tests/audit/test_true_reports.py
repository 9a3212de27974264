"""Reports that are true are not accused: blanks where noughts are, and honest words, change nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.audit import Audit, Context, audit
from helpers.invented.drafts import Draft, drafted
from helpers.invented.texts import lines_document, text_of
from helpers.model import Report
from helpers.parsing import parse_document
from honest import honest, in_chinese, percent

EMPTY = ("", "/", "—", "-")
SAYS = 4


def read(draft: Draft) -> Report:
    return parse_document(lines_document(text_of(draft.parts(), "tabs")))


def judged(draft: Draft) -> Audit:
    earlier = None if draft.earlier is None else read(draft.earlier)
    return audit(read(draft), context=Context(earlier=earlier))


def accusations(done: Audit) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity, f.message.zh) for f in done.findings if f.severity != "note"]


@given(
    seed=st.integers(0, 10**9),
    form_id=st.sampled_from(("2019", "2021")),
    empty=st.sampled_from(EMPTY),
    share=st.floats(0, 0.9),
)
def test_a_true_report_is_accused_neither_for_blanks_nor_for_honest_words(
    seed: int, form_id: str, empty: str, share: float
) -> None:
    draft, chance = drafted(seed, form_id), Random(seed)
    sentences = list(honest(draft, chance))
    said = chance.sample(sentences, SAYS)
    draft.prose["overview"] = [*draft.prose["overview"], *said]
    for address, value in draft.cells.items():
        # A table without any number reports nothing: a total stays in each.
        part = not address.startswith("proactive") and not address.endswith(".total")
        if str(value) == "0" and part and chance.random() < share:
            draft.cells[address] = empty
    done = judged(draft)
    assert accusations(done) == [], said
    doubted = [f for f in done.findings if f.rule.startswith(("claim", "parts"))]
    assert [(f.rule, f.message.zh) for f in doubted] == []


@given(seed=st.integers(0, 10**9))
def test_a_true_report_of_the_older_form_is_not_accused(seed: int) -> None:
    assert accusations(judged(drafted(seed, "legacy"))) == []


@pytest.mark.parametrize("empty", EMPTY)
def test_every_nought_left_empty_is_no_accusation(empty: str) -> None:
    for form_id in ("2019", "2021"):
        draft = drafted(1, form_id)
        for address, value in draft.cells.items():
            draft.cells[address] = empty if str(value) == "0" else value
        assert accusations(judged(draft)) == []


def test_the_words_are_as_an_honest_writer_rounds_and_writes() -> None:
    assert [percent(20, 349, n) for n in (0, 1, 2)] == ["6", "5.7", "5.73"]
    assert percent(1, 8, 2) == "12.50"
    assert [in_chinese(n) for n in (2, 10, 12, 20, 21)] == ["二", "十", "十二", "二十", "二十一"]
    draft = drafted(1, "2021")
    sentences = list(honest(draft, Random(1)))
    assert len(sentences) == len(set(sentences)) > SAYS * 10
