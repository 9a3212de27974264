"""Why a file of pages cannot be read, and what to do about it."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text


def too_large(path: str, en: str, zh: str, most: int) -> InputError:
    """The file holds more than any report does."""
    return InputError(
        "too-large",
        Text(f"The file has {en}; at most {most} are read.", f"该文件{zh}，最多读取 {most}。"),
        Text("Cut out the report and try again.", "请只保留报告部分后重试。"),
        path,
    )
