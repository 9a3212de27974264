"""Why a PDF in particular cannot be read, and what to do about it."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text


def too_large(path: str, en: str, zh: str, most: int) -> InputError:
    """The file holds more than any report does."""
    return InputError(
        "too-large",
        Text(f"The PDF has {en}; at most {most} are read.", f"该 PDF {zh}，最多读取 {most}。"),
        Text("Cut out the report and try again.", "请只保留报告部分后重试。"),
        path,
    )


def no_text_layer(path: str, pages: int) -> InputError:
    """All pages are pictures."""
    return InputError(
        "no-text-layer",
        Text(
            f"The PDF has no text: its {pages} pages are pictures (a scan).",
            f"该 PDF 没有文字层：{pages} 页均为图片（扫描件）。",
        ),
        Text(
            "Recognise the text first (OCR, for example ocrmypdf -l chi_sim), check the figures "
            "against the scan, and read the new file; or read the web page of the report.",
            "请先做文字识别（OCR，如 ocrmypdf -l chi_sim），核对数字后再读取；或改用报告的网页。",
        ),
        path,
    )
