"""What article 50 of the Regulations requires an annual report to contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.wording import plain, squeeze


@dataclass(frozen=True, slots=True)
class Content:
    """A content that article 50 requires.

    Attributes:
        id: Item of article 50, with a name for the extra contents governments owe.
        label: What it is.
        section: Section of the form that holds it, or "".
        table: Table of the form that holds it, or "".
        words: Words that show it in prose; every group must occur.
        governments_only: Owed by people's governments at all levels only.
    """

    id: str
    label: Text
    section: str
    table: str
    words: tuple[str, ...]
    governments_only: bool = False


_OTHER = next(s.label for s in load_form(editions()[-1]).sections if s.id == "other")
_SENTENCE = re.compile("[^。；;！!？?\n]+[。；;！!？?]?")

CONTENTS: tuple[Content, ...] = (
    Content(
        "50(1)",
        Text("Proactive disclosure", "主动公开情况"),
        "proactive",
        "proactive",
        ("主动公开",),
    ),
    Content(
        "50(2)",
        Text("Requests received and handled", "申请的收到和处理情况"),
        "applications",
        "applications",
        ("申请",),
    ),
    Content(
        "50(3)",
        Text("Reviews and lawsuits", "复议和诉讼情况"),
        "disputes",
        "disputes",
        ("复议", "诉讼"),
    ),
    Content(
        "50(4)",
        Text("Main problems and improvements", "主要问题和改进情况"),
        "problems",
        "",
        ("问题|不足|困难|薄弱|差距", "改进|措施|下一步|加强|完善|提升"),
    ),
    Content(
        "50(4).assessment", Text("Work assessment", "工作考核情况"), "", "", ("考核|考评",), True
    ),
    Content(
        "50(4).evaluation",
        Text("Public evaluation", "社会评议情况"),
        "",
        "",
        ("评议|社会评价|满意度|民意调查|问卷",),
        True,
    ),
    Content(
        "50(4).accountability",
        Text("Results of accountability", "责任追究结果情况"),
        "",
        "",
        ("责任追究|追究责任|追责|问责|追究",),
        True,
    ),
    Content("50(5)", _OTHER, "other", "", ("其他.{0,4}报告",)),
)


def _required(report: Report, form: Form | None) -> Iterator[Outcome]:
    for content in CONTENTS:
        yield _content(report, content)


def _content(report: Report, content: Content) -> Outcome:
    at = f"article.{content.id}"
    label = content.label
    if content.governments_only and report.agency_kind not in ("government", "township"):
        kind = "is not known" if report.agency_kind == "unknown" else "is not a people's government"
        kind_zh = "性质不明" if report.agency_kind == "unknown" else "不是人民政府"
        return Outcome(
            "undecided" if report.agency_kind == "unknown" else "not_applicable",
            at,
            Text(
                f"{label.en}: owed by people's governments; the organ {kind}.",
                f"{label.zh}：只要求各级人民政府报告，该机关{kind_zh}。",
            ),
        )
    read = next((r for r in report.readings if r.table == content.table and r.found), None)
    quote = _quote(report, content)
    section = report.section(content.section) if content.section else None
    if read is not None:
        where = quote or ((section.title, section.place) if section else None)
        return Outcome(
            "pass",
            at,
            Text(f"{label.en}: the table is there.", f"{label.zh}：有相应表格。"),
            evidence=(Evidence(*where),) if where else (),
        )
    if quote is not None:
        return Outcome(
            "pass",
            at,
            Text(f"{label.en}: stated.", f"{label.zh}：有表述。"),
            evidence=(Evidence(*quote),),
        )
    if section is not None and content.id == "50(5)":
        return Outcome(
            "pass",
            at,
            Text(f"{label.en}: the section is there.", f"{label.zh}：有相应部分。"),
            evidence=(Evidence(section.title, section.place),),
        )
    return Outcome(
        "fail",
        at,
        Text(
            f"{label.en} ({label.zh}): nothing in the document states it.",
            f"未见{label.zh}的表述。",
        ),
        severity="note" if content.id == "50(5)" else "warning",
        expected=label.zh,
    )


def _quote(report: Report, content: Content) -> tuple[str, Place] | None:
    """Return the first sentence that states the content, with its place; all groups must occur."""
    found: list[tuple[str, Place]] = []
    for pattern in content.words:
        search = re.compile(pattern)
        for text, place in report.prose:
            hit = next(
                (m for m in _SENTENCE.finditer(text) if search.search(plain(m.group()))), None
            )
            if hit is not None:
                found.append((squeeze(hit.group()), place.moved(text, hit.start())))
                break
        else:
            return None
    return found[0]


_ARTICLE_50 = Text(
    "Regulations on Open Government Information (State Council decree 711), article 50; its item "
    "(4) obliges people's governments at all levels to report assessment, public evaluation and "
    "accountability",
    "《政府信息公开条例》（国务院令第711号）第五十条；各级人民政府还应当包括工作考核、社会评议和责任追究结果情况",
)

RULES: tuple[Rule, ...] = (
    Rule(
        "required-content",
        Text("Contents that article 50 requires", "第五十条规定的内容"),
        Text(
            "An annual report gives proactive disclosure, requests, disputes, problems and "
            "improvements; governments add the results of assessment, public evaluation and "
            "accountability. Presence is checked, not quality.",
            "年度报告应包括主动公开、依申请公开、复议诉讼、问题和改进；各级人民政府还应包括考核、评议和责任追究。只检查有无，不评价质量。",
        ),
        _ARTICLE_50,
        Text("Sections, tables and prose", "章节、表格和正文"),
        "warning",
        Text("A table with blank cells counts as present.", "有空白单元格的表格视为存在。"),
        _required,
    ),
)
"""The rule about required contents."""
