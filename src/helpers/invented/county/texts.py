"""Prose of an organ over the years: of its own words, kept in part from year to year."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_FILE = Path(__file__).with_name("texts.toml")
_LISTS = ("first", "second", "third")
_KEPT = 0.4
"""How often a piece of a sentence is last year's."""
_SENTENCES = 2
Prose = dict[str, list[str]]


class Texts:
    """The prose of an organ, year after year."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._chosen: dict[tuple[str, int], str] = {}

    def year(self) -> Prose:
        """Return the sections without tables of the next year."""
        found: Prose = {"other": ["无其他需要报告的情况。"]}
        for section, topics in _declared().items():
            found[section] = [self._paragraph(name, topic) for name, topic in topics.items()]
        return found

    def _paragraph(self, name: str, topic: Mapping[str, Any]) -> str:
        words = topic["head"]
        for sentence in range(1 if name == "oversight" else _SENTENCES):
            for place, pieces in enumerate(_LISTS):
                key = (name, sentence * len(_LISTS) + place)
                if key not in self._chosen or self._chance.random() > _KEPT:
                    self._chosen[key] = self._other(name, place, topic[pieces])
                words += self._chosen[key]
        return str(words)

    def _other(self, name: str, place: int, pieces: list[str]) -> str:
        """Return a piece that no sentence of the paragraph has now."""
        used = {self._chosen.get((name, s * len(_LISTS) + place)) for s in range(_SENTENCES)}
        return self._chance.choice([p for p in pieces if p not in used])


@cache
def _declared() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))
