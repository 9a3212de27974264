"""The command line as a person calls it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Called:
    """What a call of the command line gave."""

    code: int
    out: str
    err: str


Ogi = Callable[..., Called]


@dataclass(frozen=True)
class Runs:
    """Two runs over the same reports, by different users in different folders.

    Attributes:
        first: Products of the first.
        second: Products of the second.
        inputs: The folder both read.
        told: What each wrote to standard error.
        codes: Their exit codes.
    """

    first: Path
    second: Path
    inputs: Path
    told: tuple[str, str]
    codes: tuple[int, int]
