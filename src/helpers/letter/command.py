"""``ogi-audit letter``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from helpers.batch.files import write
from helpers.catalogue import find_report
from helpers.errors import UsageError
from helpers.letter.compose import compose
from helpers.letter.page import letter_page, letter_text
from helpers.load import judge, neighbours_of, read_found
from helpers.messages import Lang, Text
from helpers.options import lang_option
from helpers.readers import SUFFIXES
from helpers.telling import tell

_KINDS = {".html": letter_page, ".txt": letter_text}


@click.command()
@click.argument("report")
@click.option(
    "--out", type=click.Path(path_type=Path), help="FILE.html or FILE.txt (default: print text)."
)
@click.option("--partial", is_flag=True, help="Read a report that breaks off in a table, too.")
@lang_option
def letter(report: str, out: Path | None, partial: bool, langs: Sequence[Lang]) -> None:
    """Write a courteous letter to the organ of a report (a path or slug).

    It says what does not seem to agree, where, with quotes, and asks for corrections of our reading.
    --lang zh,en gives both languages, the Chinese one first. Read it before you send it.
    """
    if out is not None and out.suffix.lower() not in _KINDS:
        raise UsageError(
            "letter-name",
            Text("A letter is written as a page or as text.", "函件只能写成网页或纯文本。"),
            Text(
                "Give a name that ends in .html or .txt.", "请使用以 .html 或 .txt 结尾的文件名。"
            ),
            str(out),
        )
    found = find_report(report, SUFFIXES)
    read = read_found(found, partial=partial)
    audit = judge(read, context=neighbours_of([found]).context(found, read))
    letters = [compose(audit, found.path, lang) for lang in langs]
    if out is None:
        tell(letter_text(letters), end=False)
    else:
        write(out, _KINDS[out.suffix.lower()](letters))
    for words in _told(letters[0].unsure, len(letters[0].items), out):
        tell(words.in_(langs[0]), err=True)


def _told(unsure: int, items: int, out: Path | None) -> list[Text]:
    told = []
    if unsure:
        told.append(
            Text(
                f"{unsure} findings were left out: our reading of the table is not certain.",
                f"有 {unsure} 项问题因我方对表格的读取没有把握而未列入。",
            )
        )
    if out is not None:
        told.append(
            Text(
                f"{out}: {items} items. Read it and sign it before you send it.",
                f"{out}：{items} 项。发送前请通读并署名。",
            )
        )
    return told
