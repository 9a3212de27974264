"""The rows of the front page as one script: a page opened from a disk can load nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence

from helpers.display import clean
from helpers.display.reading import KIND_WORDS
from helpers.messages import Lang, Text
from helpers.site.listed import Listed

NAME = "ogiAudit"
"""The one global name of the site."""
_WORDS: dict[str, Text] = {
    "info": Text("_START_–_END_ of _TOTAL_", "第 _START_–_END_ 份，共 _TOTAL_ 份"),
    "infoEmpty": Text("No report", "无报告"),
    "infoFiltered": Text("(chosen from _MAX_)", "（从 _MAX_ 份中选出）"),
    "lengthMenu": Text("_MENU_ a page", "每页 _MENU_ 份"),
    "zeroRecords": Text("No report fits.", "没有符合条件的报告。"),
    "emptyTable": Text("No report was audited.", "没有已审计的报告。"),
    "sort": Text(": sort", "：排序"),
    "reverse": Text(": sort the other way", "：反向排序"),
    "unsort": Text(": back to worst first", "：恢复默认顺序"),
    "first": Text("First page", "首页"),
    "previous": Text("Previous page", "上一页"),
    "next": Text("Next page", "下一页"),
    "last": Text("Last page", "末页"),
    "page": Text("Page ", "第"),
    "pages": Text("Pages of the table", "表格分页"),
    "organ": Text("organ", "机关"),
    "notebook": Text("notebook", "笔记本"),
}
# What ends a script, opens a comment in it, or ends a line of it, never stands in it as it is.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\u0085"}


class _Book:
    """Words, each once, by their number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, words: str) -> int:
        return self.numbers.setdefault(clean(words), len(self.numbers))


def data_script(listed: Sequence[Listed], lang: Lang) -> str:
    """Return all reports as a script that sets one variable; it runs nothing else.

    A row is ``[name, organ's page, region, kind, year, errors, warnings, notes, passed, undecided,
    first finding, page, notebook]``; names, regions and kinds are numbers of lists, and a notebook
    is 0 where it lies beside its page under the same name.
    """
    names, regions, kinds = _Book(), _Book(), _Book()
    rows = [
        [
            names.of(item.name),
            item.organ,
            regions.of(item.region),
            kinds.of(KIND_WORDS[item.kind].in_(lang)),
            item.year or 0,
            item.errors,
            item.warnings,
            item.notes,
            item.passed,
            item.undecided,
            clean(item.top.in_(lang)) if item.top else "",
            item.page,
            0 if item.notebook == item.page.removesuffix(".html") + ".ipynb" else item.notebook,
        ]
        for item in sorted(listed, key=lambda item: item.worst_first)
    ]
    value = {
        "lang": lang,
        "words": {name: words.in_(lang) for name, words in _WORDS.items()},
        "names": list(names.numbers),
        "regions": list(regions.numbers),
        "kinds": list(kinds.numbers),
        "rows": rows,
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"var {NAME}={text.translate(_ESCAPES)};\n"
