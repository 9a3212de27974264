"""Parts of a ZIP package (DOCX, XLSX, OFD), with limits, and their XML without entities."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from xml.etree import ElementTree

from helpers.errors import InputError
from helpers.messages import Text
from helpers.readers.refusals import damaged, encrypted, too_large

MAX_PARTS = 4096
"""A package with more parts is refused: a report has some thirty."""
MAX_TAGS = 600_000
"""A part with more tags is refused: a long report has some 60,000."""
MAX_PART_BYTES = 64 * 1024 * 1024
"""A part that unpacks to more is refused (archives that expand without end)."""

UNPACKED_IN_STEPS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Ways of packing that office programs use; the others of the library unpack a stretch of the file
at once, which may become gigabytes before anything can be counted."""
_DECLARED = re.compile(rb"^<\?xml[^>]*\?>")


class Package:
    """A ZIP package, opened from bytes.

    Raises:
        InputError: it is damaged, encrypted or holds too many parts.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        # Counted in the bytes: the library makes an object for each entry before it can be asked.
        if data.count(b"PK\x01\x02") > MAX_PARTS:
            raise self._too_large(f"{MAX_PARTS:,} parts", f"{MAX_PARTS:,} 个部分")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._zip.namelist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise damaged(path) from error  # a version of the format that does not exist, too

    def part(self, name: str) -> bytes | None:
        """Return the content of a part, None if there is no such part.

        Raises:
            InputError: the part is damaged, encrypted, or unpacks to too much.
        """
        if name not in self.names:
            return None
        try:
            if self._zip.getinfo(name).compress_type not in UNPACKED_IN_STEPS:
                raise damaged(self.path)
            with self._zip.open(name) as stream:
                # The size in the directory is the archive's own word; count what really comes.
                content = stream.read(MAX_PART_BYTES + 1)
        except (NotImplementedError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
            raise damaged(self.path) from error  # before RuntimeError, of which the first is one
        except RuntimeError as error:
            raise encrypted(self.path) from error
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
            raise damaged(self.path) from error
        if len(content) > MAX_PART_BYTES:
            raise self._too_large(
                f"{MAX_PART_BYTES:,} bytes in one part when unpacked",
                f"解压后单个部分 {MAX_PART_BYTES:,} 字节",
            )
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
                raise self._too_large(
                    f"{MAX_TAGS:,} tags in one part", f"单个部分 {MAX_TAGS:,} 个标签"
                )
            return ElementTree.fromstring(content)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise damaged(self.path) from error

    def _too_large(self, en: str, zh: str) -> InputError:
        return too_large(
            self.path,
            Text(
                f"The file holds more than {en}, which no report needs.",
                f"文件内容超过{zh}，远大于任何报告。",
            ),
        )
