"""Two PNG pictures compared by what they show. The bytes may differ, the pixels may not."""

from __future__ import annotations

import base64
import io
import warnings
from binascii import Error as NotBase64

from PIL import Image, ImageChops

from helpers.messages import Text

MAX_PIXELS = 40_000_000
"""Pixels of a picture that is decoded; a figure has two million."""


def pixel_change(old: str, new: str) -> tuple[Text, str, str] | None:
    """Return where two pictures differ, and what each is; None if they show the same.

    Args:
        old: A PNG file in base64, from elsewhere.
        new: One of ours.
    """
    if "".join(old.split()) == "".join(new.split()):
        return None
    ours = _decoded(new)
    theirs = _decoded(old)
    assert ours is not None
    if theirs is None:
        return Text("the whole", "整幅"), "not a PNG picture", _size(ours)
    if theirs.size != ours.size:
        return Text("its size", "尺寸"), _size(theirs), _size(ours)
    apart = ImageChops.difference(theirs, ours)
    bands = [band.getbbox() for band in apart.split()]
    boxes = [box for box in bands if box is not None]
    if not boxes:
        return None
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    first = next(
        (x, y)
        for y in range(top, bottom)
        for x in range(left, right)
        if theirs.getpixel((x, y)) != ours.getpixel((x, y))
    )
    where = Text(
        f"within pixels ({left}, {top}) to ({right}, {bottom}), first at {first}",
        f"像素 ({left}, {top}) 至 ({right}, {bottom}) 之内，首个为 {first}",
    )
    return where, f"RGBA {theirs.getpixel(first)}", f"RGBA {ours.getpixel(first)}"


def _decoded(text: str) -> Image.Image | None:
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
        with warnings.catch_warnings():
            # Pillow warns of large pictures; ours is the lower limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return None
                return picture.convert("RGBA")
    except (NotBase64, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _size(picture: Image.Image) -> str:
    return f"{picture.width} × {picture.height}"
