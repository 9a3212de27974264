"""ZIP packages of XML, which Word documents and workbooks are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from helpers.invented.parts import MARK_EN

PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a ZIP package; the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def properties() -> dict[str, str]:
    """Return the part with the properties of the file, which say that it is invented."""
    described = f"<dc:description>{escape(MARK_EN)}</dc:description>"
    core = f'<cp:coreProperties xmlns:cp="{PROPERTIES}" xmlns:dc="{_DC}">{described}</cp:coreProperties>'
    return {"docProps/core.xml": core}
