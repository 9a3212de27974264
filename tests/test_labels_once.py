"""The words of the official form stand in its declarations and nowhere else in the source.

A label repeated in code would go on matching the old form after a declaration has changed.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.form import editions, load_form
from helpers.wording import CHINESE, bare, plain, unnumbered

SRC = Path(__file__).resolve().parents[1] / "src"
LONG = 4
"""A label with so many Chinese characters is refused inside other words as well."""


def words_of_the_forms() -> set[str]:
    words: set[str] = set()
    for form in map(load_form, editions()):
        words.update(w for item in form.sections for w in (item.label.zh, *item.aliases))
        for table in form.tables:
            words.update(table.furniture)
            for block in table.blocks:
                words.update(w for row in block.rows for w in (row.label.zh, *row.aliases))
                words.update(w for col in block.columns for w in (col.label.zh, *col.aliases))
    return words


def is_long(word: str) -> bool:
    return len(re.findall(f"[{CHINESE}]", word)) >= LONG


NORMAL = {key for word in words_of_the_forms() for key in (unnumbered(word), bare(word))}
LONG_WORDS = {word for word in NORMAL if is_long(word)}
SHORT_WORDS = NORMAL - LONG_WORDS


def repeated(text: str) -> list[str]:
    """Return the words of the forms that `text` repeats."""
    inside = [word for word in LONG_WORDS if word in plain(text)]
    return sorted(inside + [word for word in SHORT_WORDS if word == bare(text)])


def literals(source: str) -> Iterator[str]:
    """Yield the string literals of a module, also those inside f-strings, but no docstring."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def pieces(template: str) -> Iterator[str]:
    """Yield the words between the marks of a template, and the strings inside the marks."""
    shown = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    marks = r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}"
    yield from re.split(marks, shown, flags=re.DOTALL)
    for mark in re.findall(marks, shown, flags=re.DOTALL):
        yield from re.findall(r"[\"']([^\"']*)[\"']", mark)


def sources(*suffixes: str) -> list[str]:
    paths = (path for path in SRC.rglob("*") if path.suffix in suffixes)
    return sorted(path.relative_to(SRC).as_posix() for path in paths)


@pytest.mark.parametrize("path", sources(".py"))
def test_a_module_repeats_no_label_of_the_form(path: str) -> None:
    found = {text: repeated(text) for text in literals((SRC / path).read_text("utf-8"))}
    assert {text: words for text, words in found.items() if words} == {}


def test_no_template_repeats_a_label_of_the_form() -> None:
    found = {
        (path, text): repeated(text)
        for path in sources(".j2", ".html", ".jinja")
        for text in pieces((SRC / path).read_text("utf-8"))
    }
    assert {where: words for where, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "source",
    [
        'x = "1、属于国家秘密"',
        'x = "本年新 制作数量为零"',
        'x = f"{n} 件（七）总计"[2:] + "总 计"',
        'x = f"年末现行有效件数 {n}"',
        'x = {"规章": 1}',
    ],
)
def test_a_repeated_label_is_noticed_however_it_is_written(source: str) -> None:
    assert any(repeated(text) for text in literals(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""第三项是本年度办理结果。"""',
        'def f():\n    """Read 规章."""\n    return 1',
        "# 本年新制作数量\nx = 1",
        'x = "规章制度"',
        'x = "其他问题"',
    ],
)
def test_docstrings_comments_and_longer_words_are_free(source: str) -> None:
    assert not any(repeated(text) for text in literals(source))


def test_a_label_in_a_template_is_noticed_in_the_page_and_in_a_mark() -> None:
    assert any(map(repeated, pieces("<th> 总计 </th>")))
    assert any(map(repeated, pieces("{% if name == '规章' %}{% endif %}")))
    assert not any(map(repeated, pieces("{# 总计 #}<td>{{ cell.label }}</td>")))
