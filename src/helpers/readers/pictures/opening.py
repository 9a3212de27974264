"""From the bytes of a picture to its grey values. The door to Pillow."""

from __future__ import annotations

import io
import warnings
from threading import Lock

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from helpers.messages import Text
from helpers.readers.pictures.kinds import Grey
from helpers.readers.pictures.refusals import too_large
from helpers.readers.refusals import damaged

MAX_PIXELS = 60_000_000
"""Pictures with more are refused by what their first bytes declare, before any is unpacked:
a page of A4 at 600 dots per inch has 35 million."""
_opening = Lock()
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


def grey_of(data: bytes, path: str) -> Grey:
    """Return the grey values of a picture, turned as its camera noted; of several the first.

    Raises:
        InputError: it is damaged or too large.
    """
    try:
        # What is ignored is ignored by the whole process, so one thread at a time.
        with _opening, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged here, not by Pillow
            with Image.open(io.BytesIO(data), formats=_READ) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise too_large(path, _size(width, height))
                picture.draft("L", None)
                upright = ImageOps.exif_transpose(picture)
                return _on_paper(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise damaged(path) from error
    except Image.DecompressionBombError as error:
        raise too_large(path, _size(0, 0)) from error


def _on_paper(picture: Image.Image) -> Grey:
    """Return grey values; what is transparent shows white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        colours = picture.convert("RGBA")
        paper = Image.new("RGBA", colours.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, colours)
    return np.asarray(picture.convert("L"), dtype=np.uint8)


def _size(width: int, height: int) -> Text:
    most = MAX_PIXELS // 1_000_000
    if not width:
        return Text(
            f"The picture has more than {most} million pixels.", f"图片超过 {most}00 万像素。"
        )
    return Text(
        f"The picture has {width:,} × {height:,} pixels; at most {most} million are read.",
        f"图片有 {width:,} × {height:,} 像素，最多读取 {most}00 万像素。",
    )
