"""What came of verifying one audit: the same, changed, not comparable, or not re-executed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from helpers.errors import OgiError
from helpers.messages import Text

Status = Literal["same", "changed", "not_comparable", "failed"]
STATUS_WORDS: dict[Status, Text] = {
    "same": Text("same", "一致"),
    "changed": Text("changed", "有改动"),
    "not_comparable": Text("cannot be compared", "无法比较"),
    "failed": Text("could not be re-executed", "未能重新执行"),
}
Kind = Literal[
    "input", "beside", "corrections", "decisions", "parameters", "form", "record",
    "code", "prose", "cells", "outputs", "text", "html", "picture", "table", "page", "file",
]  # fmt: skip
KIND_WORDS: dict[Kind, Text] = {
    "input": Text("raw file", "原始文件"),
    "beside": Text("report beside it", "对照的报告"),
    "corrections": Text("corrections by hand", "人工修正"),
    "decisions": Text("reviewers' decisions", "复核决定"),
    "parameters": Text("parameter", "参数"),
    "form": Text("edition of the form", "格式版本"),
    "record": Text("metadata", "元数据"),
    "code": Text("code, which was not run", "代码（未执行）"),
    "prose": Text("prose", "说明文字"),
    "cells": Text("cells of the notebook", "笔记本单元"),
    "outputs": Text("outputs", "输出"),
    "text": Text("text", "文字"),
    "html": Text("text as HTML", "网页文字"),
    "picture": Text("pixels of a picture", "图片像素"),
    "table": Text("table", "数据表"),
    "page": Text("page", "页面"),
    "file": Text("file", "文件"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it comes out here.

    Attributes:
        kind: What differs.
        file: The product it is in, or "".
        where: The cell of the notebook, or the table and row; "" if it is the whole.
        place: Line, column or region in it.
        old: What was handed over, shortened.
        new: What comes out here, shortened.
        address: The cell of the form that it is about, or "".
    """

    kind: Kind
    file: str
    where: str
    old: str
    new: str
    place: Text = field(default=Text("", ""))
    address: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the shape of an entry of `differences` in the JSON output."""
        return {
            "kind": self.kind,
            "file": self.file,
            "where": self.where,
            "place": self.place.en,
            "address": self.address,
            "old": self.old,
            "new": self.new,
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of one audit.

    Attributes:
        name: The audit as the caller named it.
        report: The report it says it is of, "" if it does not.
        differences: What is not as it comes out here.
        versions: ``(name, recorded, here)`` of the versions that differ.
        error: Why it could not be re-executed, or None.
        compared: The products that were compared.
    """

    name: str
    report: str = ""
    differences: tuple[Difference, ...] = ()
    versions: tuple[tuple[str, str, str], ...] = ()
    error: OgiError | None = None
    compared: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """The result in a word.

        Other versions alone change nothing: what is the same with them is the same. What differs
        with them may be of theirs, and is not held against anybody.
        """
        if self.error is not None:
            return "failed"
        if not self.differences:
            return "same"
        # Another raw file is another raw file, whatever the versions.
        own = any(d.kind in ("input", "code") for d in self.differences)
        return "not_comparable" if self.versions and not own else "changed"

    def as_dict(self) -> dict[str, object]:
        """Return the shape of ``ogi-audit verify --json``."""
        return {
            "name": self.name,
            "report": self.report,
            "status": self.status,
            "compared": list(self.compared),
            "differences": [d.as_dict() for d in self.differences],
            "versions": [
                {"name": name, "recorded": old, "here": new} for name, old, new in self.versions
            ],
            "error": None
            if self.error is None
            else {
                "code": self.error.code,
                "place": self.error.place,
                "message": self.error.what.as_dict(),
                "hint": self.error.hint.as_dict(),
            },
        }


SHORTEST = 160
"""Characters of a value that are shown."""
_AROUND = 40


def short(value: object) -> str:
    """Return a value in one line, cut in its middle if it is long."""
    words = " ".join(str(value).split())
    half = SHORTEST // 2
    return words if len(words) <= SHORTEST else f"{words[:half]} … {words[-half:]}"


def apart(old: str, new: str) -> tuple[str, str]:
    """Return two values cut to where they differ, with some words of what they share around it."""
    old, new = " ".join(old.split()) or old, " ".join(new.split()) or new
    if len(old) <= SHORTEST and len(new) <= SHORTEST:
        return old, new
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    begin, end = max(first - _AROUND, 0), max(last - _AROUND, 0)
    return _window(old, begin, end), _window(new, begin, end)


def _shared(old: str, new: str) -> int:
    """Return how many characters two values begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )


def _window(value: str, begin: int, end: int) -> str:
    inner = short(value[begin : len(value) - end])
    return ("…" if begin else "") + inner + ("…" if end else "")


def all_same(results: Sequence[Verified]) -> bool:
    """Tell whether every audit came out the same."""
    return all(result.status == "same" for result in results)
