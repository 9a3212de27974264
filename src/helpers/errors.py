"""One family of errors, each of which a person can act on: what, where, and the next step."""

from __future__ import annotations

from signal import SIGINT

from helpers.messages import Lang, Text
from helpers.wording import unhidden


def visible(name: str) -> str:
    """Return a file name on one line: it may hold line breaks, and what a terminal obeys or hides."""
    return unhidden(name).replace("\n", "\\x0a").replace("\t", "\\x09")


class OgiError(Exception):
    """An error with words for a person.

    Args:
        code: Stable id of the kind of error, for example ``not-a-report``.
        what: What is wrong, in both languages.
        hint: The next step a person can take, in both languages.
        place: Where: a path, and inside the file a line, table or row when known.
    """

    def __init__(self, code: str, what: Text, hint: Text, place: str = "") -> None:
        super().__init__(code, what, hint, place)
        self.code = code
        self.what = what
        self.hint = hint
        self.place = place

    def show(self, lang: Lang = "en") -> str:
        """Return the whole message in `lang`: ``PLACE: what. hint``, whatever words are quoted in it."""
        where = f"{visible(self.place)}: " if self.place else ""
        return unhidden(f"{where}{self.what.in_(lang)} {self.hint.in_(lang)}".strip())

    def __str__(self) -> str:
        return self.show("en")


class InputError(OgiError):
    """A file cannot be read as a report; other files are not affected."""


class UsageError(OgiError):
    """The call itself is wrong: nothing was done."""


class Stopped(BaseException):
    """The run was asked to stop. No error: nothing may take it for the failure of a report.

    Attributes:
        told: What is said of it.
        code: What the program ends with, as a shell reports the end by that signal.
    """

    told = Text(
        "Stopped. What is done is kept; the same call goes on with the rest.",
        "已停止。已完成的部分保留，再次运行同一命令即可继续。",
    )

    def __init__(self, signum: int = SIGINT) -> None:
        super().__init__(signum)
        self.code = 128 + signum
