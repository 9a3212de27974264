"""Reports that share their text are found among many without comparing all pairs."""

import random

from helpers.likeness import ALIKE, Wording
from helpers.model import Place
from helpers.reuse import LEAST_SAMPLE, MOST_NEAR, common, pairs


def text(sentences: list[str]) -> Wording:
    place = Place(line=1)
    return Wording(tuple((s, place, s, ((0, 0, len(s), False),)) for s in sentences))


def sentences(rng: random.Random, count: int) -> list[str]:
    return ["".join(chr(0x4E00 + rng.randrange(2000)) for _ in range(30)) for _ in range(count)]


def test_copies_are_found_and_others_are_not() -> None:
    rng = random.Random(5)
    given = {f"own-{n:02d}": text(sentences(rng, 30)) for n in range(50)}
    copied = sentences(rng, 30)
    given["copy-a"] = text(copied)
    given["copy-b"] = text(copied[:27] + sentences(rng, 3))
    found = pairs(given)
    assert [(p.first, p.second) for p in found] == [("copy-a", "copy-b")]
    assert ALIKE <= found[0].share < 1


def test_a_template_that_many_share_makes_nobody_a_copy() -> None:
    rng = random.Random(6)
    template = sentences(rng, 60)
    given = {f"{n:02d}": text(template + sentences(rng, 10)) for n in range(LEAST_SAMPLE)}
    assert common(given)
    assert pairs(given) == []


def test_few_texts_cannot_tell_what_many_share() -> None:
    rng = random.Random(7)
    template = sentences(rng, 60)
    given = {f"{n}": text(template) for n in range(3)}
    assert common(given) == frozenset()
    assert len(pairs(given)) == 3


def test_a_text_copied_by_everybody_does_not_make_all_pairs() -> None:
    rng = random.Random(8)
    own = [sentences(rng, 30) for _ in range(2)]
    copies = MOST_NEAR + 10
    given = {f"x{n:03d}": text(own[0]) for n in range(copies)}
    # So many others that the copied text is not what many share.
    given |= {f"y{n:04d}": text(sentences(rng, 8)) for n in range(copies * 20)}
    assert copies <= len(pairs(given)) <= copies * MOST_NEAR


def test_texts_without_words_are_left_out() -> None:
    assert pairs({"a": text([]), "b": text([""])}) == []


def test_the_order_of_the_texts_does_not_matter() -> None:
    rng = random.Random(9)
    base = sentences(rng, 30)
    given = {f"{n}": text(base[n:] + sentences(rng, n)) for n in range(6)}
    assert pairs(given) == pairs(dict(reversed(given.items())))
