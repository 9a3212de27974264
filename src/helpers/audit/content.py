"""What article 50 of the Regulations requires an annual report to contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.audit.layout import first_year
from helpers.audit.rule import Evidence, Outcome, Rule
from helpers.form import Form, editions, load_form
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.model.report import SECOND_REPORT
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
_PROBLEMS = (
    "存在.{0,12}(?:问题|不足|困难|薄弱|差距|短板)|(?:问题|不足|差距|短板)(?:主要)?[有是在为:]"
    "|不足之处|有待|不够|不强|不高|不到位|不及时|不平衡"
)
_SENTENCE = re.compile("[^。；;！!？?\n]+[。；;！!？?]?")

CONTENTS: tuple[Content, ...] = (
    Content(
        "50(1)",
        Text("Proactive disclosure", "主动公开的情况"),
        "proactive",
        "proactive",
        ("主动公开|公开.{0,10}信息",),
    ),
    Content(
        "50(2)",
        Text("Requests received and handled", "收到和处理申请的情况"),
        "applications",
        "applications",
        ("依申请公开|公开.{0,8}申请|申请.{0,8}公开",),
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
        (
            _PROBLEMS,
            "改进|整改|措施|下一步|今后|将.{0,6}(?:加强|完善|提升|提高|加大)|进一步",
        ),
    ),
    Content(
        "50(4).assessment",
        Text("Work assessment", "工作考核情况"),
        "",
        "",
        ("考核|考评|考查",),
        True,
    ),
    Content(
        "50(4).evaluation",
        Text("Public evaluation", "社会评议情况"),
        "",
        "",
        ("评议|社会评价|满意度|满意率|民意调查|问卷|测评",),
        True,
    ),
    Content(
        "50(4).accountability",
        Text("Results of accountability", "责任追究结果情况"),
        "",
        "",
        ("追究|追责|问责",),
        True,
    ),
    Content("50(5)", _OTHER, "other", "", ("其他.{0,4}报告",)),
)
_SINCE = first_year()


def _required(report: Report, form: Form | None) -> Iterator[Outcome]:
    if report.year is not None and report.year < _SINCE:
        message = Text(
            f"Article 50 took effect in 2019 and does not govern a report for {report.year}.",
            f"第五十条自2019年起施行，不适用于{report.year}年度的报告。",
        )
        yield Outcome("not_applicable", "article.50", message)
        return
    for content in CONTENTS:
        yield _content(report, form, content)


def _content(report: Report, form: Form | None, content: Content) -> Outcome:
    if content.governments_only and report.agency_kind not in _GOVERNMENTS:
        return _not_owed(report, content)
    section = report.section(content.section) if content.section else None
    headed = (section.title, section.place) if section else None
    quote = _quote(report, content)
    if any(r.table == content.table and r.found for r in report.readings):
        return _present(content, Text("the table is there", "有相应表格"), quote or headed)
    if quote is not None:
        return _present(content, Text("stated", "有相应表述"), quote)
    if section is not None and (section.text.strip() or content.id == "50(5)"):
        return _present(content, Text("the section is there", "有相应部分"), headed)
    label, at = content.label, f"article.{content.id}"
    if content.table and (section is not None or form is None):
        # The tables of many pages are pictures or attachments, or are lost on the way to us.
        message = Text(
            f"{label.en}: no table was read and the prose is silent; the table may be a picture "
            "or an attachment.",
            f"{label.zh}：未读到表格，正文也没有表述；表格可能为图片或附件。",
        )
        return Outcome("undecided", at, message, evidence=(Evidence(*headed),) if headed else ())
    empty = section is not None
    if any(n.code == SECOND_REPORT for n in report.notes):
        message = Text(
            f"{label.en}: not found; the file holds two reports, and it may stand in the other.",
            f"{label.zh}：未见相应表述；文件中有两份报告，可能在另一份中。",
        )
        return Outcome("undecided", at, message, evidence=(Evidence(*headed),) if headed else ())
    return Outcome(
        "fail",
        at,
        Text(
            f"{label.en}: the section is there but says nothing."
            if empty
            else f"{label.en}: nothing in the document states it.",
            f"{label.zh}：有相应部分，但没有内容。" if empty else f"{label.zh}：未见相应表述。",
        ),
        severity="note" if content.id == "50(5)" else "warning",
        expected=label.zh,
        evidence=(Evidence(*headed),) if headed else (),
    )


_GOVERNMENTS = ("government", "township")


def _not_owed(report: Report, content: Content) -> Outcome:
    label, unknown = content.label, report.agency_kind == "unknown"
    return Outcome(
        "undecided" if unknown else "not_applicable",
        f"article.{content.id}",
        Text(
            f"{label.en}: owed by people's governments only; this organ is "
            + ("of unknown kind." if unknown else "not one."),
            f"{label.zh}：只要求各级人民政府报告，该机关"
            + ("性质不明。" if unknown else "不是人民政府。"),
        ),
    )


def _present(content: Content, how: Text, where: tuple[str, Place] | None) -> Outcome:
    return Outcome(
        "pass",
        f"article.{content.id}",
        Text(f"{content.label.en}: {how.en}.", f"{content.label.zh}：{how.zh}。"),
        evidence=(Evidence(*where),) if where else (),
    )


def _quote(report: Report, content: Content) -> tuple[str, Place] | None:
    """Return the first sentence that states the content, with its place; all groups must occur."""
    found: list[tuple[str, Place]] = []
    for pattern in content.words:
        search = re.compile(pattern)
        for text, place in report.prose:
            if not search.search(plain(text)):
                continue
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
            "年度报告应包括主动公开、申请的收到和处理、复议诉讼、主要问题和改进情况；各级人民政府还应包括工作考核、社会评议和责任追究结果。只检查有无，不评价内容。",
        ),
        _ARTICLE_50,
        Text("Sections, tables and prose", "各部分、表格和正文"),
        "warning",
        Text(
            "A table with empty cells counts as present. Where no table could be read at all, "
            "what the tables hold is undecided.",
            "表格有空白单元格的，视为已有；完全未读到表格的，其内容不作判断。",
        ),
        _required,
    ),
)
"""The rule about required contents."""
