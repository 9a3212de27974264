"""What the command line prints: words are shown and none of them is obeyed. The door to printing.

Names of files, words of reports and of those who list, review or send them may hold what moves a
cursor, changes a colour or turns the direction of writing. Here it is written out.
"""

from __future__ import annotations

import json

import click

from helpers.wording import safe_json, unhidden


def tell(words: str, *, err: bool = False, end: bool = True) -> None:
    """Print words for a person, on standard error if `err`, with a line feed at their `end`."""
    click.echo(unhidden(words), err=err, nl=end)


def json_line(value: object) -> str:
    """Return a value as JSON on one line, which can be told as it is.

    Raises:
        ValueError: a number in it is none that JSON has.
    """
    return safe_json(json.dumps(value, ensure_ascii=False, allow_nan=False))
