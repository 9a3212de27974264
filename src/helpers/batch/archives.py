"""The members of a ZIP archive that can be reports; nothing is unpacked by its own name."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from helpers.errors import InputError, visible
from helpers.messages import Text
from helpers.readers import MAX_BYTES, SUFFIXES
from helpers.readers.package import UNPACKED_IN_STEPS
from helpers.readers.refusals import damaged, encrypted
from helpers.savedpages import is_picture_of_page

MAX_MEMBERS = 10_000
"""Archives with more files are refused."""
MAX_UNPACKED = 2 * 1024 * 1024 * 1024
"""Bytes. Members of an archive are unpacked until they have so many together: a few kilobytes can
be listed ten thousand times under other names."""
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar")


def members(
    path: Path, given: str
) -> Iterator[tuple[str, PurePosixPath, Path] | tuple[str, InputError]]:
    """Unpack the members that can be reports, one after the other.

    Args:
        path: The archive.
        given: Its name in messages.

    Yields:
        ``(label, name, file)`` of each member, `file` being there until the next is asked for;
        ``(label, error)`` of what cannot be unpacked. An archive in the archive is such.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            # A name may be empty, which the library does not expect of one.
            listed = [m for m in archive.infolist() if m.filename and not m.is_dir()]
            if len(listed) > MAX_MEMBERS:
                words = Text(
                    f"It holds more than {MAX_MEMBERS:,} files.",
                    f"其中文件超过 {MAX_MEMBERS:,} 个。",
                )
                yield given, _unusable(given, words)
                return
            total = 0
            names = {PurePosixPath(_name_of(m)) for m in listed}
            for member in listed:
                name = PurePosixPath(_name_of(member))
                suffix = name.suffix.lower()
                label = f"{given}!{visible(str(name))}"
                if suffix in _ARCHIVES:
                    yield label, _nested(label)
                if suffix not in SUFFIXES or is_picture_of_page(name, names.__contains__):
                    continue
                try:
                    data = _unpacked(archive, member, label)
                except InputError as error:
                    yield label, error
                    continue
                total += len(data)
                if total > MAX_UNPACKED:
                    yield label, _too_much(label)
                    return
                aside = Path(folder) / f"member{suffix}"
                aside.write_bytes(data)
                yield label, name, aside
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        words = Text(f"It cannot be unpacked ({error}).", f"无法解压（{error}）。")
        yield given, _unusable(given, words)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> bytes:
    """Return at most one byte more than a report may have, whatever the archive says of it."""
    if member.flag_bits & 0x1:
        raise encrypted(label)
    if member.compress_type not in UNPACKED_IN_STEPS:
        words = Text(
            "The member is packed in a way that is not read.", "该成员的压缩方式不受支持。"
        )
        raise _unusable(label, words)
    try:
        with archive.open(member) as stream:
            return stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise damaged(label) from error
    except (RuntimeError, EOFError, ValueError, NotImplementedError, OverflowError) as error:
        raise damaged(label) from error


def _unusable(given: str, why: Text) -> InputError:
    return InputError(
        "archive",
        Text("The archive cannot be used. {w}", "压缩包无法使用。{w}").format(w=why),
        Text("Unpack it by hand and add the files.", "请手工解压后添加其中的文件。"),
        given,
    )


def _nested(label: str) -> InputError:
    return _unusable(label, Text("It lies in another archive.", "它位于另一个压缩包内。"))


def _too_much(label: str) -> InputError:
    return _unusable(
        label,
        Text(
            f"What it holds up to here unpacks to more than {MAX_UNPACKED:,} bytes; this file and "
            "those after it were not read.",
            f"解压至此已超过 {MAX_UNPACKED:,} 字节；此文件及其后的文件未读取。",
        ),
    )


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Chinese Windows hold GBK without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
