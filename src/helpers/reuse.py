"""Which reports share their text, found among very many without comparing all pairs.

MinHash sketches in a locality-sensitive index (rensa) name the candidates; each candidate pair is
then compared exactly with :func:`helpers.likeness.likeness`. What many reports share, such as the
sentences of a county's template, is found in a sample and does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rensa import RMinHash, RMinHashLSH

from helpers.likeness import ALIKE, STRETCH, Wording, boilerplate, likeness, stretches

SKETCH, BANDS = 160, 40
"""Slots of a sketch and bands of the index: four slots a band find a pair at :data:`ALIKE` with a
probability of 1 - (1 - 0.6^4)^40 = 0.996, and one at 0.1 with 0.004."""
SEED = 20190515
"""Any fixed number gives the same sketches on every machine (here the day the Regulations in
force took effect, without the dashes of 2019-05-15)."""
SAMPLE = 1000
"""So many texts at most are asked for what many share."""
LEAST_SAMPLE = 40
"""Fewer texts cannot tell what many share from what two share."""
MANY = 0.05
"""The part of a sample that makes a stretch common; in any case at least three texts."""
MOST_NEAR = 50
"""Candidates looked at for one text, so that a thousand copies do not make a million pairs."""
_WIDTH = 2 * STRETCH


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that share :data:`ALIKE` or more; `first` sorts before `second`."""

    first: str
    second: str
    share: float


def common(texts: Mapping[str, Wording]) -> frozenset[str]:
    """Return the stretches that many of `texts` share; none where there are too few to tell."""
    names = sorted(texts)
    taken = min(len(names), SAMPLE)
    sample = [names[n * len(names) // taken] for n in range(taken)]
    if len(sample) < LEAST_SAMPLE:
        return frozenset()
    counted = Counter(s for name in sample for s in stretches(texts[name].text))
    least = max(3, int(len(sample) * MANY))
    return frozenset(s for s, count in counted.items() if count >= least)


def candidates(
    texts: Mapping[str, str], ignored: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    """Return the pairs of names whose masked texts are probably alike, without what is `ignored`."""
    skipped = _skipped(ignored)
    tokens = {name: _tokens(texts[name], skipped) for name in sorted(texts)}
    kept = [name for name, token in tokens.items() if token]
    made = RMinHash.from_token_sets([tokens[n] for n in kept], num_perm=SKETCH, seed=SEED)
    return _met(kept, made)


def sketch(masked: str) -> bytes:
    """Return what stands for a masked text when its like are looked for; empty for one without words.

    It is of one size however long the text, and is made of the text alone, so that it can be kept.
    """
    tokens = _tokens(masked, _skipped(frozenset()))
    if not tokens:
        return b""
    (made,) = RMinHash.from_token_sets([tokens], num_perm=SKETCH, seed=SEED)
    return bytes(made.__getstate__())


def near(sketches: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return what :func:`candidates` returns for the texts that `sketches` were made of.

    Raises:
        ValueError: one of them is no sketch.
    """
    kept = [name for name in sorted(sketches) if sketches[name]]
    made = []
    for name in kept:
        one = RMinHash(SKETCH, SEED)
        try:
            one.__setstate__(sketches[name])
        except Exception as error:  # the library says no more than that
            raise ValueError(f"{name}: {error}") from error
        made.append(one)
    return _met(kept, made)


def _met(names: Sequence[str], sketches: Sequence[RMinHash]) -> list[tuple[str, str]]:
    """Return the pairs of `names`, which are sorted, whose sketches meet in the index."""
    index = RMinHashLSH(ALIKE, SKETCH, BANDS)
    index.insert_many(sketches)
    found: Sequence[Sequence[int]] = index.query_all(sketches)
    met = set()
    for here, others in enumerate(found):
        for there in _nearest(here, others):
            met.add((names[min(here, there)], names[max(here, there)]))
    return sorted(met)


def pairs(texts: Mapping[str, Wording]) -> list[Pair]:
    """Return the pairs of texts that share :data:`ALIKE` or more, those sharing most first.

    Of a text with very many copies each copy is listed with :data:`MOST_NEAR` others.
    """
    ignored = common(texts)
    found = []
    for first, second in candidates({name: w.text for name, w in texts.items()}, ignored):
        share = likeness(texts[first], texts[second], ignored).share
        if share is not None and share >= ALIKE:
            found.append(Pair(first, second, share))
    return sorted(found, key=lambda p: (-p.share, p.first, p.second))


def _nearest(here: int, near: Sequence[int]) -> list[int]:
    """Return the candidates of one text, those that follow it first, at most MOST_NEAR."""
    others = sorted(n for n in near if n != here)
    after = [n for n in others if n > here]
    return (after + others)[:MOST_NEAR]


def _skipped(ignored: frozenset[str]) -> set[bytes]:
    return {s.encode("utf-16-le") for s in ignored} | _law()


@cache
def _law() -> set[bytes]:
    return {s.encode("utf-16-le") for s in boilerplate()}


def _tokens(masked: str, skipped: set[bytes]) -> list[bytes]:
    """Return the stretches of a masked text as bytes, which the sketch takes fastest."""
    tokens = []
    for line in masked.split("\n"):
        # Every sign of a masked text is one unit of UTF-16: Chinese of the basic plane, a letter.
        coded = line.encode("utf-16-le")
        tokens += [coded[i : i + _WIDTH] for i in range(0, len(coded) - _WIDTH + 2, 2)]
    return [t for t in tokens if len(t) == _WIDTH and t not in skipped]
