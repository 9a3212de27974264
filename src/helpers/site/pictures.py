"""Pictures of notebooks as pages carry them: the same dots in two thirds of the bytes."""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from binascii import Error

from PIL import Image, UnidentifiedImageError


def address_of(png: str) -> tuple[str, tuple[int, int] | None]:
    """Return a PNG in base64 as an address that holds it, and its size in dots, if it is one.

    The page has WebP without loss, which every browser reads; a notebook needs PNG.
    """
    coded = "".join(png.split())
    try:
        with Image.open(io.BytesIO(b64decode(coded, validate=True)), formats=["PNG"]) as image:
            out = io.BytesIO()
            image.convert("RGB").save(out, "WEBP", lossless=True, method=4, quality=70)
            size = image.size
    except (Error, UnidentifiedImageError, OSError, ValueError):
        return f"data:image/png;base64,{coded}", None
    small = b64encode(out.getvalue()).decode("ascii")
    return f"data:image/webp;base64,{small}", size
