"""What two machines must have in common so that what they make is the same, byte for byte."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version

from helpers.errors import UsageError
from helpers.messages import Text
from helpers.provenance import code_hash, lock_hash
from helpers.readers import office, pictures

OPTIONAL = ("distributed", "onnxruntime", "opencv-python-headless", "rapidocr")
"""Packages of extras that decide what comes out, or whether machines understand each other."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def versions() -> dict[str, str]:
    """Return everything that must be the same: code, lock, Python, readers, every package used."""
    found = {
        "code": code_hash()[:16],
        "requirements.lock": lock_hash()[:16],
        "Python": sys.version.split()[0],
        "readers": f"{pictures.installed()} {office.installed()}",
    }
    queue, seen = ["ogi-audit", *OPTIONAL], set[str]()
    while queue:
        name = queue.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        with suppress(PackageNotFoundError):
            found[name] = version(name)
            lines = [x for x in requires(name) or [] if "extra ==" not in x]
            queue += [m.group() for x in lines if (m := _NAME.match(x))]
    return found


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """Return what differs, as ``name (HERE here, THERE there)``; an empty value is shown as –."""
    return [
        f"{name} ({here.get(name) or '–'} ≠ {there.get(name) or '–'})"
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    ]


def refusal(place: str, differing: list[str]) -> UsageError:
    """Return the error that a worker, or the scheduler, has other code or versions."""
    shown = ", ".join(differing[:8])
    return UsageError(
        "other-worker",
        Text(
            f"The cluster is not the same as this machine (here ≠ there): {shown}.",
            f"集群与本机不一致（本机 ≠ 集群）：{shown}。",
        ),
        Text(
            "Give the scheduler and every worker the same checkout, and `make env` (docs/cluster.md).",
            "请在调度器和每个节点使用相同的代码，并运行 `make env`（docs/cluster.md）。",
        ),
        place,
    )
