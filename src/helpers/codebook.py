"""The codebook, generated from the declarations of the form, the prose and the fields."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.concepts import vocabulary
from helpers.fields import DERIVED, FIELDS, TABLES
from helpers.form import Form, editions, load_form


def codebook() -> str:
    """Return the codebook as Markdown, in both languages; generated, never edited."""
    return "\n".join([*_head(), *_tables(), *_fields(), *_concepts(), *_editions()]) + "\n"


def _head() -> Iterator[str]:
    yield "# Codebook · 编码簿"
    yield ""
    yield "Generated from `src/helpers/forms/` and `src/helpers/fields.toml`; do not edit."
    yield ""
    yield "由 `src/helpers/forms/` 和 `src/helpers/fields.toml` 生成，请勿手工修改。"
    yield ""


def _tables() -> Iterator[str]:
    yield "## Tables · 数据表"
    yield ""
    yield "| table 表 | one row is 每行 | columns 列 |"
    yield "|---|---|---|"
    for table in (*TABLES.values(), *DERIVED.values()):
        names = ", ".join(f"`{f.name}`" for f in table.fields)
        yield f"| `{table.name}` | {table.row.en} · {table.row.zh} | {names} |"
    yield ""
    yield "CSV files guard text that a spreadsheet program would take for a formula with a"
    yield "leading apostrophe; Parquet files hold it as printed. Empty means not stated."
    yield ""
    yield "The files of a year lie in a folder `year=2020`, which programs read as the column `year`; there 0"
    yield "stands for a year that is not stated."
    yield ""
    yield "CSV 文件中可能被当作公式的文字前加有撇号；Parquet 文件保留原文。空值表示未写明。"
    yield "Parquet 文件按年度分文件夹（`year=2020`），读取时即为 `year` 列；其中 0 表示未写明年度。"
    yield ""


def _fields() -> Iterator[str]:
    yield "## Fields · 字段"
    yield ""
    yield "| field 字段 | type 类型 | label 名称 | meaning 含义 |"
    yield "|---|---|---|---|"
    for field in FIELDS.values():
        label = f"{field.label.en} · {field.label.zh}"
        yield f"| `{field.name}` | {field.type} | {label} | {field.meaning.en} · {field.meaning.zh} |"
    yield ""


def _concepts() -> Iterator[str]:
    yield "## Concepts of the prose · 正文所指"
    yield ""
    yield "| concept 所指 | name 名称 | cells it speaks of 对应单元格 | compared 是否比较 |"
    yield "|---|---|---|---|"
    for concept in vocabulary().concepts:
        cells = " + ".join(f"`{c}`" for c in concept.cells) or "–"
        judged = "yes 是" if concept.judged else "no 否"
        yield f"| `{concept.id}` | {concept.label.en} · {concept.label.zh} | {cells} | {judged} |"
    yield ""


def _editions() -> Iterator[str]:
    for form_id in editions():
        form = load_form(form_id)
        years = "–".join(map(str, form.years)) + ("–" if len(form.years) == 1 else "")
        yield f"## {form.name.en[:1].upper()}{form.name.en[1:]} · {form.name.zh}"
        yield ""
        yield f"{form.title.en} · {form.title.zh}"
        yield ""
        yield f"Issued with {form.notice_number}; taken for reports on {years}. · 随{form.notice_number}印发，"
        yield f"适用于{years}年度。{len(form.addresses)} cells · {len(form.addresses)} 个单元格。"
        yield ""
        yield from _cells(form)
        yield from _identities(form)


def _cells(form: Form) -> Iterator[str]:
    yield "| address 地址 | label 标签 | unit 单位 | article 条款 |"
    yield "|---|---|---|---|"
    for address in form.addresses:
        label, unit, block = form.label(address), form.unit(address), form.block_of(address)
        article = f"{block.article_label.en} {block.article}".strip() or "–"
        yield f"| `{address}` | {label.en} · {label.zh} | {unit.en} · {unit.zh} | {article} |"
    yield ""


def _identities(form: Form) -> Iterator[str]:
    yield "| identity 关系式 | for each 逐 | left 左 | right 右 | basis 依据 |"
    yield "|---|---|---|---|---|"
    for identity in form.identities:
        left, right = " + ".join(identity.left), " + ".join(identity.right)
        basis = f"{identity.basis.en} · {identity.basis.zh}"
        yield f"| `{identity.rule}` | {identity.each} | {left} | {right} | {basis} |"
    yield ""
