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


_SCHEMAS = "http://schemas.openxmlformats.org"
_DOCUMENT = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "application/vnd.openxmlformats-package"


def parts_list(main: str, kind: str, further: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the parts that list the others, without which Word and Excel open no package.

    Args:
        main: Name of the main part, such as ``word/document.xml``.
        kind: Its kind, such as ``wordprocessingml.document.main``.
        further: The kinds of further parts by their names.
    """
    kinds = {main: kind, **(further or {})}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_DOCUMENT}.{what}+xml"/>'
        for name, what in kinds.items()
    )
    types = (
        f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE}.core-properties+xml"/>'
        "</Types>"
    )
    office = f"{_SCHEMAS}/officeDocument/2006/relationships/officeDocument"
    core = f"{_SCHEMAS}/package/2006/relationships/metadata/core-properties"
    links = (
        f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="{main}"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )
    return {"[Content_Types].xml": types, "_rels/.rels": links}


def properties() -> dict[str, str]:
    """Return the part with the properties of the file, which say that it is invented."""
    described = f"<dc:description>{escape(MARK_EN)}</dc:description>"
    core = f'<cp:coreProperties xmlns:cp="{PROPERTIES}" xmlns:dc="{_DC}">{described}</cp:coreProperties>'
    return {"docProps/core.xml": core}
