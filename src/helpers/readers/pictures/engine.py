"""The models that find and recognise characters. The door to onnxruntime.

The models are those in the wheel of rapidocr; its own code is not used, since it offers one
reading of a line only, and here the parts of a reading are weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from helpers.readers.pictures.kinds import Grey

HEIGHT = 48
"""Lines are recognised at this height, in pixels."""
_ROUND = 32
_WIDEST = 3200
MOST_LINES, MOST_COLUMNS = 48, 24_000
"""So many lines are recognised at once, of so many pixels of width together: each of these takes
some 20 kilobytes."""
_FOUND = 0.3
_SURELY_FOUND = 0.5
_FOUND_MOST = 1600
MOST_ROWS = 4000
"""Higher pages are looked at in strips, measured at that width: a page of A4 has 2,263."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as recognised.

    Attributes:
        text: Its characters.
        sure: How sure each character is, 0 to 1.
        at: Where each stands, in pixels of the picture of the line as it was handed in.
    """

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]

    @property
    def least(self) -> float:
        """How sure the least sure character is; 0 where nothing was recognised."""
        return min(self.sure, default=0.0)


class Engine:
    """Finds and recognises lines of text. One for the whole process."""

    def __init__(self) -> None:
        spec = find_spec("rapidocr")
        assert spec is not None
        assert spec.origin is not None
        folder = Path(spec.origin).parent / "models"
        self._finder = _session(folder, "*_det_*.onnx")
        self._reader = _session(folder, "*_rec_*.onnx")
        listed = self._reader.get_modelmeta().custom_metadata_map["character"].split("\n")
        self._characters = ["", *listed, " "]

    def read(self, lines: Sequence[Grey]) -> list[Reading]:
        """Recognise pictures of lines, dark on white, each :data:`HEIGHT` pixels high."""
        readings: dict[int, Reading] = {}
        by_width: dict[int, list[int]] = {}
        for n, line in enumerate(lines):
            # Paper beside a line changes its reading, so a batch holds lines of one width only:
            # what a cell says must not hang on the cells that happen to be read with it.
            by_width.setdefault(min(-(-line.shape[1] // _ROUND) * _ROUND, _WIDEST), []).append(n)
        for width, own in sorted(by_width.items()):
            size = max(1, min(MOST_LINES, MOST_COLUMNS // max(width, 1)))
            for begin in range(0, len(own), size):
                batch = own[begin : begin + size]
                found = self._batch([lines[n] for n in batch], width)
                readings |= dict(zip(batch, found, strict=True))
        return [readings[n] for n in range(len(lines))]

    def _batch(self, lines: Sequence[Grey], width: int) -> list[Reading]:
        block = np.full((len(lines), HEIGHT, width), 255, np.uint8)
        for n, line in enumerate(lines):
            block[n, :, : line.shape[1]] = line[:, :width]
        signal = block.astype(np.float32)[:, None] / 127.5 - 1
        (found,) = self._reader.run(None, {"x": np.repeat(signal, 3, axis=1)})
        step = width / found.shape[1]
        return [self._decoded(steps, step) for steps in found]

    def _decoded(self, steps: np.ndarray, step: float) -> Reading:
        """Return the best character of each step, repetitions of one step to the next left out."""
        best = steps.argmax(axis=1)
        sure = steps.max(axis=1)
        text: list[str] = []
        least: list[float] = []
        at: list[float] = []
        for n, code in enumerate(best.tolist()):
            if not code:
                continue
            if n and code == best[n - 1]:
                least[-1] = max(least[-1], float(sure[n]))
                continue
            text.append(self._characters[code])
            least.append(float(sure[n]))
            at.append((n + 0.5) * step)
        return Reading("".join(text), tuple(least), tuple(at))

    def find(self, ink: Grey) -> list[tuple[int, int, int, int]]:
        """Return the boxes of lines of text on a page: left, upper, right and lower side."""
        return [
            (left, top + begin, right, bottom + begin)
            for begin, end in strips(ink)
            for left, top, right, bottom in self._found(ink[begin:end])
        ]

    def _found(self, ink: Grey) -> list[tuple[int, int, int, int]]:
        height, width = ink.shape
        factor = min(1.0, _FOUND_MOST / max(width, 1))
        size = [max(32, round(side * factor / 32) * 32) for side in (width, height)]
        small = 255 - cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
        signal = small.astype(np.float32)[None, None] / 127.5 - 1
        (found,) = self._finder.run(None, {"x": np.repeat(signal, 3, axis=1)})
        heat = found[0, 0]
        count, marks, boxes, _ = cv2.connectedComponentsWithStats(
            (heat > _FOUND).astype(np.uint8), connectivity=8
        )
        across, down = width / size[0], height / size[1]
        lines = []
        for n in range(1, count):
            x, y, w, h, area = (int(v) for v in boxes[n])
            inside = heat[y : y + h, x : x + w][marks[y : y + h, x : x + w] == n]
            if area < 12 or min(w, h) < 3 or float(inside.mean()) < _SURELY_FOUND:
                continue
            # The model marks the middle of a line: its edge lies about half its height outside.
            more = 0.8 * area / (w + h)
            left, top = (x - more) * across, (y - more) * down
            right, bottom = (x + w + more) * across, (y + h + more) * down
            lines.append(
                (max(0, int(left)), max(0, int(top)), min(width, int(right) + 1),
                 min(height, int(bottom) + 1))
            )  # fmt: skip
        return lines


def strips(ink: Grey) -> Iterator[tuple[int, int]]:
    """Yield the first row, and the one behind the last, of pieces of a page that are not too high.

    A page of sixty million pixels may be one of 37,000 rows, which would take the finder ten
    gigabytes at once. It is cut where it has the least ink, between two lines of print.
    """
    height, width = ink.shape
    most = max(1, int(MOST_ROWS * max(1.0, width / _FOUND_MOST)))
    begin = 0
    while height - begin > most:
        least = begin + 3 * most // 4
        dark = ink[least : begin + most].sum(axis=1, dtype=np.int64)
        end = least + int(dark.argmin()) + 1
        yield begin, end
        begin = end
    yield begin, height


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine, made when first asked for."""
    return Engine()


def _session(folder: Path, pattern: str) -> onnxruntime.InferenceSession:
    (model,) = folder.glob(pattern)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # What the library sets aside for one size of page it keeps for the next, and doubles it: after
    # some pages of different sizes a process held more than three gigabytes.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    # Threads that spin while they wait slow down whatever else runs, the batch's other workers too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
