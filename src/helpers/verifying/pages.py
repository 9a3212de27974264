"""A page beside the one that comes out here: its record, its words, its pictures, its markup."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from helpers.provenance import META
from helpers.verifying.lines import html_changes
from helpers.verifying.notebooks import MOST_CHANGES
from helpers.verifying.outcome import Difference, apart, short
from helpers.verifying.pixels import pixel_change
from helpers.verifying.records import record_differences

_META = re.compile(rf'<meta name="{META}" content="([^"]*)">\n?')
_PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]*)")


def page_differences(old: str, new: str, file: str) -> Iterator[Difference]:
    """Yield what differs between a page handed over and ours.

    The versions in its record are left to the record of the notebook.
    """
    if old == new:
        return
    yield from record_differences(_record(old), _record(new), file)
    old, new = _META.sub("", old, count=1), _META.sub("", new, count=1)
    pictures = _PICTURE.findall(old), _PICTURE.findall(new)
    for number, (one, two) in enumerate(zip_longest(*pictures, fillvalue=""), start=1):
        if one and two:
            found = pixel_change(one, two)
            if found is not None:
                yield Difference("picture", file, f"#{number}", found[1], found[2], found[0])
        else:
            yield Difference("picture", file, f"#{number}", short(one), short(two))
    shown = _PICTURE.sub("data:", old), _PICTURE.sub("data:", new)
    for place, address, before, after in islice(html_changes(*shown), MOST_CHANGES):
        yield Difference("page", file, "", *apart(before, after), place, address)


def _record(page: str) -> dict[str, object]:
    found = _META.search(page)
    try:
        held = json.loads(html.unescape(found[1])) if found else {}
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
