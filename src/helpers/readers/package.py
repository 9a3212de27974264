"""Parts of a ZIP package (DOCX, XLSX, OFD), with limits, and their XML without entities."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from xml.etree import ElementTree

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers.refusals import damaged, encrypted

MAX_PARTS = 4096
"""A package with more parts is refused: a report has some thirty."""
MAX_TAGS = 600_000
"""A part with more tags is refused: a long report has some 60,000."""
MAX_PART_BYTES = 64 * 1024 * 1024
"""A part that unpacks to more is refused (archives that expand without end)."""

_DECLARED = re.compile(rb"^<\?xml[^>]*\?>")


class Package:
    """A ZIP package, opened from bytes.

    Raises:
        InputError: it is damaged, encrypted or holds too many parts.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise damaged(path) from error
        if len(self.names) > MAX_PARTS:
            raise too_large(path)

    def part(self, name: str) -> bytes | None:
        """Return the content of a part, None if there is no such part.

        Raises:
            InputError: the part is damaged, encrypted, or unpacks to too much.
        """
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as stream:
                # The size in the directory is the archive's own word; count what really comes.
                content = stream.read(MAX_PART_BYTES + 1)
        except RuntimeError as error:
            raise encrypted(self.path) from error
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
            raise damaged(self.path) from error
        except (NotImplementedError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
            raise damaged(self.path) from error
        if len(content) > MAX_PART_BYTES:
            raise too_large(self.path)
        return content

    def size(self, name: str) -> int:
        """Return how many bytes a part that was read unpacks to."""
        return self._zip.getinfo(name).file_size

    def xml(self, name: str) -> ElementTree.Element | None:
        """Return a part as XML, None if there is no such part.

        Raises:
            InputError: it is no XML, or declares a document type: office files have none, and
                a declared entity could stand for gigabytes.
        """
        content = self.part(name)
        if content is None:
            return None
        try:
            if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                # In two bytes a letter, what is looked for below would not be seen.
                content = content.decode("utf-16").encode()
                content = _DECLARED.sub(b"", content, count=1)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:8]:
                raise damaged(self.path)
            if content.count(b"<") > MAX_TAGS:
                raise too_large(self.path)
            return ElementTree.fromstring(content)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise damaged(self.path) from error


def too_large(path: str) -> InputError:
    """Return the error for a package that unpacks to too much."""
    return InputError(
        "too-large",
        Text(
            f"The file unpacks to more than {MAX_PART_BYTES:,} bytes a part or {MAX_PARTS:,} parts.",
            f"文件解压后超过每部分 {MAX_PART_BYTES:,} 字节或 {MAX_PARTS:,} 个部分。",
        ),
        Text("Save the report alone in a file of its own.", "请将报告单独另存为一个文件。"),
        path,
    )
