"""What a browser saves beside a page: a folder of its pictures, which are no reports.

``page.html`` is saved with ``page_files/`` (or ``page.files/`` by Word and older browsers), full of
logos and buttons. A table that is a picture lies there, too; the reading of the page names it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

PAGES = (".html", ".htm", ".shtml", ".xhtml")
"""How the name of a saved page ends."""
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif")
"""How the names of pictures end."""
FOLDERS = ("_files", ".files", "_文件")
"""How the name of the folder of a saved page ends, after the name of the page."""


def is_picture_of_page(path: PurePath, is_there: Callable[[PurePath], bool]) -> bool:
    """Tell whether a file is one of the pictures that were saved with a page.

    Args:
        path: The file.
        is_there: Tells whether a file is there as well; the page must be.
    """
    if path.suffix.lower() not in PICTURES:
        return False
    for folder in path.parents:
        ending = next((e for e in FOLDERS if folder.name.endswith(e)), "")
        stem = folder.name.removesuffix(ending) if ending else ""
        if stem and any(is_there(folder.parent / f"{stem}{page}") for page in PAGES):
            return True
    return False
