"""Why a file of any binary format cannot be read, and what to do about it."""

from __future__ import annotations

from helpers.errors import InputError
from helpers.messages import Text


def damaged(path: str) -> InputError:
    """Return the error for a file that cannot be opened."""
    return InputError(
        "damaged",
        Text("The file is damaged or was cut off.", "文件已损坏或不完整。"),
        Text("Download or copy it again.", "请重新下载或复制。"),
        path,
    )


def too_large(path: str, what: Text) -> InputError:
    """Return the error for a file that holds more than any report does; `what` says of what."""
    hint = Text(
        "Open it, copy the report into a file of its own, save that and read it.",
        "请打开文件，将报告部分复制到新文件中保存，再读取新文件。",
    )
    return InputError("too-large", what, hint, path)


def encrypted(path: str) -> InputError:
    """Return the error for a file that needs a password."""
    return InputError(
        "encrypted",
        Text("The file is protected by a password.", "文件有密码保护。"),
        Text(
            "Open it with the password and save or print it to a file without one.",
            "请用密码打开后另存（或打印）为无密码的文件。",
        ),
        path,
    )
