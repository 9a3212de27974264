"""Old Word, WPS and RTF files, through LibreOffice if it is installed.

LibreOffice turns the file into a Word document, in a profile of its own that runs no macro and
follows no link, within limits of time, memory and disk; the rest is the reader of Word documents.
Pictures that stand outside the file are not read.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from helpers.errors import InputError
from helpers.messages import Text
from helpers.model import Document
from helpers.readers import docx, ole
from helpers.readers.brought import brought_by
from helpers.readers.refusals import too_large

SECONDS = 120
"""A conversion that takes longer is stopped: real reports take two to five seconds."""
MAX_CONVERTED = 64 * 1024 * 1024
"""Bytes. What a file becomes as a Word document is not read if it is larger."""
MAX_MEMORY = 3 * 1024**3
"""Bytes. LibreOffice needs less than one gigabyte for a report, and may take no more than this."""
PROGRAMS = ("soffice", "libreoffice")
SUFFIXES = (".doc", ".wps", ".rtf")

_RTF = b"{\\rtf"
# In kilobytes, and in blocks of 512 bytes or of a kilobyte; a system that has no such limit goes on.
_MEMORY = f"ulimit -v {MAX_MEMORY // 1024} 2>/dev/null"
_DISK = f"ulimit -f {4 * MAX_CONVERTED // 512} 2>/dev/null"
_LIMITED = ("/bin/sh", "-c", f'{_MEMORY}; {_DISK}; exec "$@"', "sh")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def recognise(data: bytes, suffix: str) -> bool:
    """Tell an old Word, WPS or RTF file by its first bytes; workbooks, which begin alike, are asked first."""
    return data.startswith(_RTF) or ole.is_compound(data)


def installed() -> bool:
    """Tell whether LibreOffice is installed."""
    return _program() is not None


def _program() -> str | None:
    return next((p for name in PROGRAMS if (p := shutil.which(name))), None)


def read(data: bytes, path: str, sha256: str) -> Document:
    """Read a file that LibreOffice can turn into a Word document.

    Raises:
        InputError: LibreOffice is not installed, cannot read the file, or takes too long.
    """
    ole.refuse_protected(data, path)
    program = _program()
    if program is None:
        raise InputError(
            "needs-libreoffice",
            Text(
                "This is an old Word, WPS or RTF file, which is read through LibreOffice, and "
                "LibreOffice is not installed.",
                "这是旧版 Word、WPS 或 RTF 文件，需通过 LibreOffice 读取，但未安装 LibreOffice。",
            ),
            Text(
                "Install LibreOffice, or open the file and save it as DOCX.",
                "请安装 LibreOffice，或将文件另存为 DOCX。",
            ),
            path,
        )
    converted = _converted(program, data, ".rtf" if data.startswith(_RTF) else ".doc", path)
    document = docx.read(converted, path, sha256, brought_by(data))
    kind = "rtf" if data.startswith(_RTF) else "doc"
    return replace(
        document,
        source=replace(document.source, format=kind),
        remarks=(("converted", "LibreOffice"), *document.remarks),
    )


def _converted(program: str, data: bytes, suffix: str, path: str) -> bytes:
    """Return the file as a Word document."""
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        call = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
            str(folder),
            str(source),
        ]
        if not _ended(call):
            raise _failed(
                path,
                f" within {SECONDS} seconds, and was stopped",
                f"（超过 {SECONDS} 秒，已停止）",
            )
        target = folder / "report.docx"
        if not target.is_file():
            raise _failed(path)
        if (size := target.stat().st_size) > MAX_CONVERTED:
            raise too_large(
                path,
                Text(
                    f"The file becomes {size:,} bytes as a Word document; at most "
                    f"{MAX_CONVERTED:,} are read.",
                    f"文件转换为 Word 后有 {size:,} 字节，上限为 {MAX_CONVERTED:,} 字节。",
                ),
            )
        return target.read_bytes()


def _ended(call: Sequence[str]) -> bool:
    """Run a program within its limits; tell whether it ended in time.

    The program is often a script that starts the one that works, so that whatever it started is
    ended with it, also where this process is interrupted.
    """
    process = subprocess.Popen(
        [*_LIMITED, *call] if os.name == "posix" else call,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end_with_children(process)
    return True


def _end_with_children(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # all have ended
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # pragma: no cover - Windows has no groups of processes
            process.kill()
    process.wait()


def _failed(path: str, how_en: str = "", how_zh: str = "") -> InputError:
    return InputError(
        "not-converted",
        Text(f"LibreOffice cannot read the file{how_en}.", f"LibreOffice 无法读取该文件{how_zh}。"),
        Text(
            "It may be damaged or protected; open it yourself and save it as DOCX.",
            "文件可能已损坏或受保护，请自行打开后另存为 DOCX。",
        ),
        path,
    )
