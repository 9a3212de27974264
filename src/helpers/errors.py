"""One family of errors, each of which a person can act on: what, where, and the next step."""

from __future__ import annotations

from helpers.messages import Lang, Text


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
        """Return the whole message in `lang`: ``PLACE: what. hint``."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what.in_(lang)} {self.hint.in_(lang)}".strip()

    def __str__(self) -> str:
        return self.show("en")


class InputError(OgiError):
    """A file cannot be read as a report; other files are not affected."""


class UsageError(OgiError):
    """The call itself is wrong: nothing was done."""
