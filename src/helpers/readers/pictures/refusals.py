"""Why a picture cannot be read, and what to do about it."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text

_INSTALL = Text(
    'Install the extra that reads pictures (pip install "ogi-audit[ocr]"); or recognise the text '
    "with another program (for example ocrmypdf -l chi_sim) and check the figures; or read the web "
    "page of the report.",
    '请安装读取图片的可选组件（pip install "ogi-audit[ocr]"）；或用其他程序识别文字'
    "（如 ocrmypdf -l chi_sim）并核对数字；或改用报告的网页。",
)


def extra_missing(path: str, pages: int | None) -> InputError:
    """Return the error for a picture, or a file of so many pictures, without the extra."""
    if pages is None:
        what = Text(
            "The file is a picture, and the part that reads pictures is not installed.",
            "该文件是图片，而读取图片的组件尚未安装。",
        )
        return InputError("ocr-not-installed", what, _INSTALL, path)
    what = Text(
        f"The file has no text: its {pages} pages are pictures (a scan).",
        f"该文件没有文字层：{pages} 页均为图片（扫描件）。",
    )
    return InputError("no-text-layer", what, _INSTALL, path)


def too_large(path: str, what: Text) -> InputError:
    """Return the error for a picture, or a scan, that is larger than any report."""
    hint = Text(
        "Save the report in a lower resolution (200 dots per inch are enough), or cut it out.",
        "请以较低分辨率保存（200 dpi 即可），或只保留报告部分。",
    )
    return InputError("too-large", what, hint, path)


def no_text(path: str) -> InputError:
    """Return the error for a picture in which nothing was recognised."""
    return InputError(
        "no-text-in-picture",
        Text("No text was recognised in the picture.", "图片中未识别出文字。"),
        Text(
            "Check that it shows the report, upright and sharp, or read another version of it.",
            "请确认图片内容为报告、方向正确且清晰，或改用报告的其他版本。",
        ),
        path,
    )
