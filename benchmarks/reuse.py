"""Finding copied texts: milliseconds a text, recall and precision, against comparing all pairs.

Run: ``python benchmarks/reuse.py [TEXTS]``. The texts are invented: sentences of random characters,
a template that all share, and families whose members share a known part of their sentences.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations

from helpers.likeness import ALIKE, Wording, boilerplate, stretches
from helpers.model import Place
from helpers.reuse import candidates, common, pairs

SENTENCES = 60
TEMPLATE = 15
FAMILIES = 0.4
"""This part of the texts belong to families of two to six."""


def sentence(rng: random.Random) -> str:
    """Return a sentence of 20 to 60 random characters."""
    return "".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(rng.randint(20, 60)))


def texts(count: int, seed: int = 11) -> dict[str, Wording]:
    """Return `count` invented texts."""
    rng = random.Random(seed)
    template = [sentence(rng) for _ in range(TEMPLATE)]
    made: list[list[str]] = []
    while len(made) < count:
        own = [sentence(rng) for _ in range(SENTENCES)]
        made.append(own)
        if rng.random() < FAMILIES / 3:
            for _ in range(rng.randint(1, 5)):
                changed = rng.uniform(0, 0.4)
                made.append([sentence(rng) if rng.random() < changed else s for s in own])
    place = Place(line=1)
    return {
        f"{n:06d}": Wording(tuple((s, place, s, ((0, 0, len(s), False),)) for s in template + own))
        for n, own in enumerate(made[:count])
    }


def exact(given: dict[str, Wording]) -> dict[tuple[str, str], float]:
    """Return the share of every pair that has any stretch in common, by an inverted index."""
    ignored = common(given) | boilerplate()
    own = {name: stretches(w.text) - ignored for name, w in given.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(own):
        for stretch in own[name]:
            holders[stretch].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        shared.update(combinations(names, 2))
    return {pair: n / (len(own[pair[0]]) + len(own[pair[1]]) - n) for pair, n in shared.items()}


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    given = texts(count)
    start = time.process_time()
    ignored = common(given)
    learned = time.process_time()
    candidates({name: w.text for name, w in given.items()}, ignored)
    sketched = time.process_time()
    found = {(p.first, p.second) for p in pairs(given)}
    done = time.process_time()
    print(f"{count} texts, {SENTENCES + TEMPLATE} sentences each")
    print(f"what many share, from a sample: {(learned - start) * 1000 / count:.2f} ms a text")
    print(f"sketches and candidates:        {(sketched - learned) * 1000 / count:.2f} ms a text")
    print(f"all, exact comparison included: {(done - sketched) * 1000 / count:.2f} ms a text")
    if count <= 5000:
        truth = {pair for pair, share in exact(given).items() if share >= ALIKE}
        print(
            f"pairs at {ALIKE} or more: {len(truth)}; found {len(truth & found)}, "
            f"recall {len(truth & found) / len(truth):.4f}, "
            f"precision {len(truth & found) / len(found):.4f}"
        )


if __name__ == "__main__":
    main()
