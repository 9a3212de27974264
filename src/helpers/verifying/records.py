"""The record of provenance in a notebook beside the one that is made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.provenance import KEY
from helpers.verifying.outcome import Difference, Kind, short

_KINDS: dict[str, Kind] = {
    "input": "input",
    "beside": "beside",
    "corrections": "corrections",
    "decisions": "decisions",
    "form": "form",
    "parameters": "parameters",
}


def record_differences(
    old: Mapping[str, Any], new: Mapping[str, Any], file: str
) -> Iterator[Difference]:
    """Yield what two records differ in, their versions left out.

    Args:
        old: The one handed over; {} if there was none.
        new: Ours.
        file: The notebook.
    """
    if not old:
        yield Difference("record", file, KEY, "", short(new.get("schema", "")))
        return
    here, there = dict(_flat(new)), dict(_flat(old))
    for name in sorted(set(here) | set(there)):
        first = name.split(".")[0]
        if first != "versions" and here.get(name) != there.get(name):
            values = (short(there.get(name, "")), short(here.get(name, "")))
            yield Difference(_KINDS.get(first, "record"), file, name, *values)


def parameter_differences(
    old: Mapping[str, Any], new: Mapping[str, Any], file: str
) -> Iterator[Difference]:
    """Yield the parameters that two notebooks were not both run with."""
    for name in sorted(set(old) | set(new)):
        if old.get(name) != new.get(name) or type(old.get(name)) is not type(new.get(name)):
            values = (short(old.get(name, "")), short(new.get(name, "")))
            yield Difference("parameters", file, name, *values)


def other_versions(
    old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """Return ``(name, recorded, here)`` of the versions that two records differ in."""
    if not old:
        return (("record", "", str(new.get("schema", ""))),)
    here = dict(_flat(new.get("versions", {})))
    there = dict(_flat(old.get("versions", {})))
    names = sorted(set(here) | set(there))
    return tuple(
        (n, short(there.get(n, "")), short(here.get(n, "")))
        for n in names
        if here.get(n) != there.get(n)
    )


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the leaves of nested values with their names, joined by dots."""
    if isinstance(value, Mapping):
        for key in value:
            yield from _flat(value[key], f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _flat(part, f"{name}.{number}")
    else:
        yield name, str(value)
