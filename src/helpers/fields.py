"""Every field of every table, described once: type, unit, labels, meaning.

A field means one thing in all tables. Names of the field's standard terms follow the contract;
the codebook is generated from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpers.messages import Text

FieldType = Literal["text", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Attributes:
        name: Column name.
        type: ``text``, ``integer``, ``number``, ``boolean``, or ``date`` (ISO text).
        label: Short name in both languages.
        meaning: What it says, with its unit and source.
    """

    name: str
    type: FieldType
    label: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class TableFields:
    """A table: what one row is, and its columns in order."""

    name: str
    row: Text
    fields: tuple[Field, ...]


def _field(
    name: str, kind: FieldType, label: tuple[str, str], meaning: tuple[str, str]
) -> tuple[str, Field]:
    return name, Field(name, kind, Text(*label), Text(*meaning))


FIELDS: dict[str, Field] = dict(
    (
        _field(
            "report",
            "text",
            ("report", "报告"),
            ("ASCII name of the report, the key of all tables", "报告的英文名，各表的键"),
        ),
        _field(
            "agency",
            "text",
            ("agency", "机关"),
            (
                "The organ's name as its report gives it, longest form found",
                "报告中机关名称的最长写法",
            ),
        ),
        _field("year", "integer", ("year", "年度"), ("The year reported on", "报告年度")),
        _field(
            "agency_kind",
            "text",
            ("kind of organ", "机关性质"),
            (
                "government, department, township, subdistrict, institution or unknown, by the name",
                "按名称分为政府、部门、乡镇、街道、事业单位或不明",
            ),
        ),
        _field(
            "form",
            "text",
            ("edition", "版本"),
            (
                "Edition of the form whose labels the tables carry: 2019, 2021, or empty",
                "表格标签所属的格式版本：2019、2021 或空",
            ),
        ),
        _field("title", "text", ("title", "标题"), ("The title as printed", "标题原文")),
        _field(
            "period_first",
            "date",
            ("period, first day", "统计期限首日"),
            ("First day of the period stated", "所述统计期限的第一天"),
        ),
        _field(
            "period_last",
            "date",
            ("period, last day", "统计期限末日"),
            ("Last day of the period stated", "所述统计期限的最后一天"),
        ),
        _field(
            "published",
            "date",
            ("date", "日期"),
            ("Date of signature, else of publication, as stated", "落款日期，无则为发布日期"),
        ),
        _field("sections", "integer", ("sections", "章节数"), ("Sections found", "找到的章节数")),
        _field(
            "cells",
            "text",
            ("cells", "单元格"),
            ("Addresses concerned, separated by spaces", "相关单元格地址，以空格分隔"),
        ),
        _field(
            "cells_form",
            "integer",
            ("cells of the form", "格式单元格数"),
            ("Cells of the edition (198 or 200)", "该版本的单元格数（198 或 200）"),
        ),
        _field(
            "cells_number",
            "integer",
            ("cells with a number", "有数字的单元格数"),
            ("Cells that print a number", "印有数字的单元格数"),
        ),
        _field(
            "errors",
            "integer",
            ("errors", "错误"),
            ("Findings that cannot be true as printed", "按所印不可能成立的问题数"),
        ),
        _field(
            "warnings",
            "integer",
            ("warnings", "存疑"),
            ("Findings that do not agree unless explained", "未加说明即不相符的问题数"),
        ),
        _field(
            "notes", "integer", ("notes", "提示"), ("Findings worth knowing", "值得了解的问题数")
        ),
        _field("passed", "integer", ("passed", "通过"), ("Checks that passed", "通过的检查数")),
        _field("failed", "integer", ("failed", "不通过"), ("Checks that failed", "不通过的检查数")),
        _field(
            "undecided",
            "integer",
            ("undecided", "无法判断"),
            ("Checks that could not be decided", "无法判断的检查数"),
        ),
        _field(
            "not_applicable",
            "integer",
            ("not applicable", "不适用"),
            ("Checks that do not apply", "不适用的检查数"),
        ),
        _field(
            "path",
            "text",
            ("path", "路径"),
            ("The file, from the repository", "文件路径（相对于仓库）"),
        ),
        _field(
            "sha256", "text", ("sha256", "sha256"), ("Hash of the file's bytes", "文件内容的哈希值")
        ),
        _field(
            "format",
            "text",
            ("format", "文件格式"),
            ("Format the file was read as", "读取时的文件格式"),
        ),
        _field(
            "encoding",
            "text",
            ("encoding", "编码"),
            ("Character encoding of the file", "文件的字符编码"),
        ),
        _field(
            "address",
            "text",
            ("address", "地址"),
            ("Cell address table.row.column", "单元格地址：表.行.列"),
        ),
        _field("table", "text", ("table", "表"), ("Table of the form", "格式中的表")),
        _field("row", "text", ("row", "行"), ("Row of the form", "格式中的行")),
        _field("column", "text", ("column", "列"), ("Column of the form", "格式中的列")),
        _field(
            "label_en",
            "text",
            ("label (English)", "英文标签"),
            ("English name of the cell", "单元格的英文名称"),
        ),
        _field(
            "label_zh",
            "text",
            ("label (Chinese)", "中文标签"),
            ("Chinese name of the cell", "单元格的中文名称"),
        ),
        _field(
            "value",
            "number",
            ("value", "数值"),
            (
                "The number; in cells as printed, in claims with 万 and 亿 multiplied out for counts",
                "数值；单元格照印，正文中计数的“万”“亿”已换算",
            ),
        ),
        _field(
            "unit", "text", ("unit", "单位"), ("Unit or measure word as printed", "所印单位或量词")
        ),
        _field(
            "raw", "text", ("as printed", "原文"), ("Text of the cell as printed", "单元格原文")
        ),
        _field(
            "state",
            "text",
            ("state", "状态"),
            (
                "number, blank, slash, text, missing (no such cell) or unreadable",
                "数字、空白、斜杠、文字、缺失（没有该格）或不可读",
            ),
        ),
        _field(
            "place",
            "text",
            ("place", "位置"),
            ("Where it stands in the file, as JSON", "在文件中的位置（JSON）"),
        ),
        _field(
            "section", "text", ("section", "章节"), ("Section of the form it stands in", "所在章节")
        ),
        _field("text", "text", ("text", "文字"), ("The words as printed", "原文")),
        _field(
            "precision",
            "text",
            ("precision", "精确程度"),
            ("exact, about, at_least or at_most", "确数、约数、以上或不足"),
        ),
        _field(
            "concept",
            "text",
            ("concept", "所指"),
            ("What the number counts, if recognised", "数字所指，能识别时"),
        ),
        _field(
            "severity",
            "text",
            ("severity", "严重程度"),
            ("error, warning or note", "错误、存疑或提示"),
        ),
        _field("rule", "text", ("rule", "规则"), ("Stable id of the rule", "规则标识")),
        _field(
            "verdict",
            "text",
            ("verdict", "结论"),
            ("pass, fail, undecided or not_applicable", "通过、不通过、无法判断或不适用"),
        ),
        _field("at", "text", ("at", "对象"), ("Where the rule was applied", "规则适用的对象")),
        _field(
            "message_en",
            "text",
            ("message (English)", "英文说明"),
            ("What was found, in English", "英文说明"),
        ),
        _field(
            "message_zh",
            "text",
            ("message (Chinese)", "中文说明"),
            ("What was found, in Chinese", "中文说明"),
        ),
        _field(
            "expected",
            "text",
            ("expected", "应为"),
            ("What should stand there, where there is such", "应有的内容"),
        ),
        _field("actual", "text", ("actual", "实为"), ("What stands there", "实际内容")),
        _field(
            "quote",
            "text",
            ("quote", "引文"),
            ("The words of the report it rests on", "所依据的报告原文"),
        ),
        _field(
            "basis_en",
            "text",
            ("basis (English)", "英文依据"),
            ("Article, notice or identity", "条款、通知或关系式（英文）"),
        ),
        _field(
            "basis_zh",
            "text",
            ("basis (Chinese)", "中文依据"),
            ("Article, notice or identity, in Chinese", "条款、通知或关系式"),
        ),
        _field(
            "fingerprint",
            "text",
            ("fingerprint", "指纹"),
            ("The same on every run for the same finding", "同一问题每次运行相同"),
        ),
    )
)


def _table(name: str, row: tuple[str, str], fields: str) -> tuple[str, TableFields]:
    return name, TableFields(name, Text(*row), tuple(FIELDS[f] for f in fields.split()))


TABLES: dict[str, TableFields] = dict(
    (
        _table(
            "reports",
            ("one report", "一份报告"),
            "report agency year agency_kind form title period_first period_last published sections "
            "cells_form cells_number errors warnings notes passed failed undecided not_applicable "
            "path sha256 format encoding",
        ),
        _table(
            "cells",
            ("one cell of the form in one report", "一份报告的一个单元格"),
            "report agency year form address table row column label_en label_zh value unit raw "
            "state place",
        ),
        _table(
            "claims",
            ("one number of the prose", "正文中的一个数字"),
            "report agency year section text value unit precision concept place",
        ),
        _table(
            "findings",
            ("one finding", "一个问题"),
            "report agency year severity rule at message_en message_zh cells expected actual quote "
            "place basis_en basis_zh fingerprint",
        ),
        _table(
            "results",
            ("one rule at one place", "一条规则在一处的结论"),
            "report agency year rule verdict at message_en message_zh",
        ),
    )
)
