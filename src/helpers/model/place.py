"""Where something was found: the file, and the place inside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from helpers.messages import Lang, Text
from helpers.values import value

_WORDS = {
    "page": Text("page {n}", "第{n}页"),
    "line": Text("line {n}", "第{n}行"),
    "column": Text("column {n}", "第{n}列"),
    "paragraph": Text("paragraph {n}", "第{n}段"),
    "table": Text("table {n}", "第{n}个表"),
    "row": Text("row {n}", "第{n}行"),
    "cell": Text("cell {n}", "第{n}格"),
}


@value(frozen=True, slots=True, order=True)
class Place:
    """A place in a document; every number counts from 1, and what does not apply is 0.

    A text file has `line` and `column` (in characters), an HTML or DOCX document `paragraph`,
    or `table`, `row` and `cell` as written in the source, a PDF `page` and, for cells, the
    `box` they fill: left, upper, right and lower edge in points from the upper left corner. Two
    places that differ in their box alone are the same.
    """

    page: int = 0
    line: int = 0
    column: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    box: tuple[float, float, float, float] | None = field(default=None, compare=False)

    def numbers(self) -> dict[str, int]:
        """Return the counted parts that apply."""
        return {name: n for name in _WORDS if (n := getattr(self, name))}

    def as_dict(self) -> dict[str, object]:
        """Return the parts that apply, the shape of `place` in the JSON output."""
        return {**self.numbers(), **({"box": list(self.box)} if self.box else {})}

    def moved(self, text: str, offset: int) -> Place:
        """Return the place of the character at `offset` of a line that begins here.

        Only text files count columns. `text` is the line; its first character that is not white
        space stands at `column`.
        """
        return self.right_by(offset - (len(text) - len(text.lstrip())))

    def right_by(self, characters: int) -> Place:
        """Return the place so many characters further right on the same line of a text file."""
        return replace(self, column=self.column + characters) if self.line else self

    def show(self, lang: Lang = "en") -> str:
        """Return the place in words: ``line 12, column 3`` or ``第12行第3列``."""
        parts = [_WORDS[name].in_(lang).format(n=n) for name, n in self.numbers().items()]
        return ("" if lang == "zh" else ", ").join(parts)


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from.

    Attributes:
        path: The path as it is shown in outputs.
        sha256: Hash of the bytes, hexadecimal.
        format: ``text`` or ``html``; further readers add theirs.
        encoding: Character encoding the text was decoded with, or None for binary formats.
    """

    path: str
    sha256: str
    format: str
    encoding: str | None

    def as_dict(self) -> dict[str, str | None]:
        """Return the shape of `source` in the JSON output."""
        return {
            "path": self.path,
            "sha256": self.sha256,
            "format": self.format,
            "encoding": self.encoding,
        }
