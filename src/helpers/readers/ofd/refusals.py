"""Why an OFD document in particular cannot be read, and what to do about it."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text

_AS_PDF = Text(
    "Open it in an OFD reader and save or print it to a PDF, or read the web page of the report.",
    "请用 OFD 阅读器打开后另存（或打印）为 PDF，或改用报告的网页。",
)


def not_drawn(path: str, pages: int) -> InputError:
    """Return the error for pages without text that no picture shows as a whole."""
    what = Text(
        f"The OFD document has no text, and its {pages} pages are not single pictures of a kind "
        "that can be read.",
        f"该 OFD 文档没有文字，其 {pages} 页也不是可读取的整页图片。",
    )
    return InputError("no-text-layer", what, _AS_PDF, path)


def encrypted(path: str) -> InputError:
    """Return the error for a document whose parts are encrypted."""
    what = Text("The OFD document is encrypted.", "该 OFD 文档已加密。")
    hint = Text(
        f"It opens only with a password or a certificate. {_AS_PDF.en}",
        f"须凭口令或证书打开。{_AS_PDF.zh}",
    )
    return InputError("encrypted", what, hint, path)
