"""Of whom the reports of an organ are the sum: ``levels.toml`` beside the raw files.

It is declared by a person, because nothing in a report says it for certain.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from helpers.errors import InputError
from helpers.messages import Text
from helpers.wording import plain

LEVELS = "levels.toml"


@dataclass(frozen=True, slots=True)
class Level:
    """Of whom the reports of an organ are the sum.

    Attributes:
        parent: The organ, as its reports give its name.
        members: Those whose reports it consolidates.
        why: What the list rests on; never empty.
        own: The organ whose report is that of its own office, or "".
        complete: Whether the list names all of them.
        years: First and last year it holds for; empty for all.
    """

    parent: str
    members: tuple[str, ...]
    why: str
    own: str = ""
    complete: bool = False
    years: tuple[int, ...] = ()

    def holds(self, agency: str, year: int | None) -> bool:
        """Tell whether the declaration is about the report of an organ for a year."""
        if plain(self.parent) != plain(agency) or year is None:
            return False
        return not self.years or self.years[0] <= year <= self.years[-1]


def read_levels(path: Path) -> tuple[Level, ...]:
    """Return what a ``levels.toml`` declares.

    Raises:
        InputError: it cannot be read, or an entry lacks a key, has another or one of a wrong type.
    """
    try:
        entries: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _malformed(path, str(error)) from error
    listed = entries.get("level", [])
    if set(entries) - {"level"} or not isinstance(listed, list):
        raise _malformed(path, "[[level]] …")
    return tuple(_level(path, n, entry) for n, entry in enumerate(listed, start=1))


def _level(path: Path, number: int, entry: Any) -> Level:
    given = dict(entry) if isinstance(entry, dict) else {}
    names = {f.name for f in fields(Level)}
    wrong = sorted({"parent", "members", "why"} - given.keys()) + sorted(given.keys() - names)
    kinds = {
        "parent": str,
        "why": str,
        "own": str,
        "complete": bool,
        "members": list,
        "years": list,
    }
    wrong += sorted(k for k in given.keys() & names if not isinstance(given[k], kinds[k]))
    if not wrong:
        wrong += [k for k in ("parent", "members", "why") if not given[k]]
        wrong += ["members"] * (not all(isinstance(m, str) and m for m in given["members"]))
        years = given.get("years", [])
        wrong += ["years"] * (len(years) > 2 or not all(type(y) is int for y in years))
    if wrong:
        raise _malformed(path, f"[[level]] {number}: {', '.join(dict.fromkeys(wrong))}")
    given |= {k: tuple(given[k]) for k in ("members", "years") if k in given}
    return Level(**given)


def _malformed(path: Path, about: str) -> InputError:
    return InputError(
        "malformed-levels",
        Text(f"The levels cannot be used: {about}.", f"汇总关系文件无法使用：{about}。"),
        Text(
            f"Mend {path.name}; docs/other-reports.md shows an entry with all its keys.",
            f"请更正 {path.name}；docs/other-reports.md 中有完整条目的示例。",
        ),
        path.name,
    )


def organs(level: Level) -> tuple[str, ...]:
    """Return the organs whose reports a declaration names, the own office first."""
    return (*((level.own,) if level.own else ()), *level.members)
