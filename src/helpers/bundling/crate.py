"""The metadata of a bundle as an RO-Crate. The door to `rocrate`.

The library makes the metadata; the archive is written here, since its own holds the clock.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from rocrate.model import ContextEntity
from rocrate.rocrate import ROCrate

from helpers.bundling.contents import ENVIRONMENT
from helpers.wording import safe_json

_TYPES = {
    ".ipynb": "application/x-ipynb+json",
    ".html": "text/html",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".json": "application/json",
    ".toml": "application/toml",
    ".yml": "application/yaml",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
CODE_LICENCE = "https://spdx.org/licenses/MIT"
SOFTWARE = "#ogi-audit"


def metadata(
    files: Mapping[str, bytes], title: str, about: str, day: str, recorded: Mapping[str, Any]
) -> bytes:
    """Return ``ro-crate-metadata.json`` for the files of a bundle.

    Args:
        files: Path in the bundle → bytes.
        title: Whose report for which year.
        about: The result in one line.
        day: ISO date that stands for the publication: when the raw file was obtained, no clock.
        recorded: The record of provenance of the audit.
    """
    crate = ROCrate()
    crate.name = title
    crate.description = about
    crate.datePublished = day
    crate.license = (
        "See LICENSE for the code, LICENSE-data.md and data/raw/manifest.csv for the data."
    )
    versions = recorded["versions"]
    software = ContextEntity(
        crate,
        SOFTWARE,
        properties={
            "@type": "SoftwareApplication",
            "name": "ogi-audit",
            "softwareVersion": versions["code"]["version"],
            "license": {"@id": CODE_LICENCE},
            "softwareRequirements": f"Python {versions['python']}; requirements.lock",
        },
    )
    licence = ContextEntity(
        crate, CODE_LICENCE, properties={"@type": "CreativeWork", "name": "MIT License"}
    )
    crate.add(software, licence)
    with tempfile.TemporaryDirectory(prefix="ogi-audit-") as aside:
        entities = {n: _file(crate, n, files[n], Path(aside)) for n in sorted(files)}
        raw = entities[_inside(recorded["input"]["file"], files)]
        made = [e for n, e in entities.items() if n.startswith(("audits/", "tables/"))]
        action = {
            "@type": "CreateAction",
            "name": "ogi-audit run",
            "instrument": {"@id": SOFTWARE},
            "object": [{"@id": raw.id}],
            "result": [{"@id": e.id} for e in made],
            "description": json.dumps(recorded, ensure_ascii=False, sort_keys=True),
        }
        crate.add(ContextEntity(crate, "#run", properties=action))
        crate.root_dataset["mentions"] = [{"@id": "#run"}]
        made_of = crate.metadata.generate()
    made_of["@graph"] = sorted(made_of["@graph"], key=lambda e: (_rank(e["@id"]), e["@id"]))
    text = json.dumps(made_of, ensure_ascii=False, indent=2, sort_keys=True)
    return safe_json(f"{text}\n").encode()


def _rank(identifier: str) -> int:
    order = ("ro-crate-metadata.json", "./")
    return order.index(identifier) if identifier in order else len(order)


def _inside(name: str, files: Mapping[str, bytes]) -> str:
    return name if name in files else f"data/raw/{name}"


def _file(crate: ROCrate, name: str, data: bytes, aside: Path) -> Any:
    """Add a file; its bytes are put aside for the library, which wants to see them."""
    path = aside / hashlib.sha256(name.encode()).hexdigest()
    path.write_bytes(data)
    kind = _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    properties = {
        "name": ENVIRONMENT.get(name, PurePosixPath(name).name),
        "encodingFormat": "text/plain" if name in ENVIRONMENT else kind,
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return crate.add_file(path, dest_path=name, properties=properties)
