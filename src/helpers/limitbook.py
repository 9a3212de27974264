"""``docs/limits.md``: every limit of reading, with the values that the readers use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("limits.toml")


def limitbook() -> str:
    """Return the limits as Markdown, in both languages; generated, never edited."""
    return "\n".join(_lines()) + "\n"


def listed_limits() -> list[str]:
    """Return the constants that the page lists, as ``module:NAME``."""
    return [limit[0] for group in _declared()["group"] for limit in group["limits"]]


def value_of(name: str) -> float:
    """Return the value of a constant named ``module:NAME``."""
    module, _, constant = name.partition(":")
    value: float = getattr(import_module(module), constant)
    return value


def _declared() -> Any:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _lines() -> Iterator[str]:
    declared = _declared()
    yield "# Limits · 读取限制"
    yield ""
    yield "Generated from the constants by `src/helpers/limits.toml`; do not edit."
    yield "由常量和 `src/helpers/limits.toml` 生成，请勿手工修改。"
    yield ""
    yield "Reports are files from the open web. No file may take all memory or all time, and one that is"
    yield "refused stops no other. No real report seen comes near a limit. Each refusal names the limit"
    yield "it passes and the next step; nothing that a report prints is dropped in silence."
    yield ""
    yield "报告是来自网络的文件。任何文件都不得耗尽内存或时间，被拒绝的文件不影响其他文件。"
    yield "所见的真实报告均远低于限制。每次拒绝都会说明所超出的限制和下一步，报告所印内容不会被无声丢弃。"
    yield ""
    for group in declared["group"]:
        yield f"## {group['en']} · {group['zh']}"
        yield ""
        yield "| at most 上限 | of 所计 | beyond 超出时 | next step 下一步 | constant 常量 |"
        yield "|---:|---|---|---|---|"
        for name, en, zh, beyond, step in group["limits"]:
            then, do = declared["beyond"][beyond], declared["next"][step]
            most = f"{value_of(name):,.0f}"
            cells = (most, f"{en} · {zh}", " ".join(then), " ".join(dict.fromkeys(do)), f"`{name}`")
            yield f"| {' | '.join(cells)} |"
        yield ""
    yield "What also is refused: packages and archives with a password or packed in another way than"
    yield "store and deflate, archives in archives, XML with a document type, devices and pipes."
    yield ""
    yield "另拒绝：有密码的文件和压缩包，采用 store 和 deflate 以外方式压缩的文件，压缩包中的压缩包，"
    yield "含文档类型声明的 XML，设备和管道。"
