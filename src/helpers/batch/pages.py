"""Writing the site over a run, without leaving a page of an organ that is no longer in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers.batch.files import write
from helpers.messages import Lang
from helpers.site import FOLDER


def write_site(out: Path, files: Iterable[tuple[str, str]], langs: Sequence[Lang]) -> None:
    """Write the files of a site and remove those of an earlier run that are not among them.

    Args:
        out: Folder of the products.
        files: Path relative to it, and content; they are written as they come.
        langs: The languages written now. Files of another language stay: they are of another run.
    """
    written = set()
    for name, text in files:
        write(out / name, text)
        written.add(name)
    for path in sorted((out / FOLDER).rglob("*.html")):
        name = path.relative_to(out).as_posix()
        lang: Lang = "zh" if path.stem.endswith(".zh") else "en"
        if name not in written and lang in langs:
            path.unlink()
