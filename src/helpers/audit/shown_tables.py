"""Three examples for each rule about tables: one passes, one fails, one cannot be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from helpers.audit.context import Context, Levels
from helpers.audit.example import Examples
from helpers.audit.specimen import AGENCY, BUSY, changed, printed, specimen, telling, three
from helpers.form import load_form
from helpers.model import Report
from helpers.model.report import MISSING


def _sum(wrong: str, value: str, blank: str, words: tuple[str, str]) -> Callable[[], Examples]:
    def make() -> Examples:
        busy = specimen(cells=BUSY)
        return three(
            (f"Every {words[0]} adds up.", f"各{words[1]}均平衡。", busy),
            (
                f"One cell prints {value}, and its {words[0]} does not add up.",
                f"一个单元格填为 {value}，所在{words[1]}不平衡。",
                changed(busy, **{wrong: value}),
            ),
            (
                "A cell is empty that would have to hold more than zero.",
                "应大于零的单元格空白。",
                changed(busy, **{blank: ""}),
            ),
        )

    return make


def _statistics() -> Examples:
    form = load_form("legacy")
    equation = next(e for e in form.equations if e.rule == "statistics-sum")
    parts = {equation.left[0]: "3"}
    right = specimen("legacy", parts)
    wrong = replace(right, cells={**right.cells, equation.right[0]: printed("9")})
    blank = replace(right, cells={**right.cells, equation.left[0]: printed("")})
    return three(
        ("The parts make up the total.", "分项之和等于总数。", right),
        ("The total is 9, its parts make 3.", "总数为 9，分项之和为 3。", wrong),
        ("The only part is blank.", "唯一的分项空白。", blank),
    )


def _carry() -> Examples:
    def last(text: str) -> Context:
        before = specimen(cells=BUSY, year=2021)
        return Context(
            changed(
                before,
                applications__carried_forward__natural_person=text,
                applications__carried_forward__total=text,
            )
        )

    now = specimen(cells=BUSY)
    return three(
        ("Last year carried 2 forward.", "上年结转 2 件。", now),
        ("Last year carried 5 forward.", "上年结转 5 件。", now),
        ("Last year's cells are blank.", "上年单元格空白。", now),
        (last("2"), last("5"), last("")),
    )


def _documents() -> Examples:
    name = "proactive.normative_documents"
    now = specimen(cells={f"{name}.issued": "3", f"{name}.repealed": "1", f"{name}.in_force": "12"})

    def last(text: str) -> Context:
        return Context(specimen(cells={f"{name}.in_force": text}, year=2021))

    return three(
        ("10 + 3 - 1 = 12.", "10 + 3 - 1 = 12。", now),
        ("15 + 3 - 1 is not 12.", "15 + 3 - 1 不等于 12。", now),
        ("Last year's cell is blank.", "上年单元格空白。", now),
        (last("10"), last("15"), last("")),
    )


def _items() -> Examples:
    row = "proactive.licensing"
    now = specimen("2019", {f"{row}.items_last_year": "12"})

    def last(items: str) -> Context:
        cells = {f"{row}.items_last_year": items, f"{row}.change": "2"}
        return Context(specimen("2019", cells, year=2019))

    return three(
        ("10 items and 2 more are 12.", "10 项增 2 项为 12 项。", now),
        ("20 items and 2 more are not 12.", "20 项增 2 项不是 12 项。", now),
        ("Last year's cell is blank.", "上年单元格空白。", now),
        (last("10"), last("20"), last("")),
    )


def _levels() -> Examples:
    own, why = "云岚市人民政府办公室", "云岚市政府信息公开工作主管部门提供的名单"
    whole = specimen(cells=BUSY, agency="云岚市人民政府", agency_kind="government")
    member, idle, busy = (
        (AGENCY, specimen(cells=BUSY)),
        (own, specimen(agency=own)),
        (own, specimen(cells=BUSY, agency=own)),
    )

    def of(*reports: tuple[str, Report]) -> Context:
        return Context(levels=Levels((AGENCY,), own, reports, True, why))

    return three(
        ("Office and township make the whole.", "本级与乡镇之和等于总数。", whole),
        ("They make twice the whole.", "两者之和为总数的两倍。", whole),
        ("The office's report is missing.", "缺少本级报告。", whole),
        (of(idle, member), of(busy, member), of(member)),
    )


def _possible() -> Examples:
    empty = dict.fromkeys(load_form("2021").addresses, "")
    return three(
        ("Whole numbers.", "均为整数。", specimen(cells=BUSY)),
        (
            "A count of -2.",
            "件数为 -2。",
            changed(specimen(), disputes__reconsideration__upheld="-2"),
        ),
        ("Every cell is blank.", "各单元格空白。", specimen(cells=empty)),
    )


def _within() -> Examples:
    name = "proactive__normative_documents"
    made = changed(specimen(), **{f"{name}__issued": "3", f"{name}__in_force": "12"})
    return three(
        ("3 new among 12 in force.", "有效 12 件，其中新增 3 件。", made),
        (
            "3 new among 1 in force.",
            "新增 3 件，有效仅 1 件。",
            changed(made, **{f"{name}__in_force": "1"}),
        ),
        ("In force is blank.", "有效件数空白。", changed(made, **{f"{name}__in_force": ""})),
    )


def _level() -> Examples:
    six = changed(specimen(), proactive__regulations__in_force="6")
    return three(
        ("A township makes none.", "乡镇没有制定。", specimen()),
        ("A township prints 6.", "乡镇填写 6。", six),
        (
            "A government of unknown level prints 6.",
            "层级不明的政府填写 6。",
            replace(six, agency="云岚市人民政府", agency_kind="government"),
        ),
    )


def _totals() -> Examples:
    busy = specimen(cells=BUSY)
    empty = dict.fromkeys(load_form("2021").addresses, "")
    return three(
        ("Every total is printed.", "合计均已填写。", busy),
        (
            "A total is blank, its parts make 7.",
            "合计未填，分项之和为 7。",
            changed(busy, applications__received__total=""),
        ),
        ("Every cell is blank.", "各单元格空白。", specimen(cells=empty)),
    )


def _filled() -> Examples:
    form = load_form("2021")
    empty = dict.fromkeys(form.addresses, "")
    dim = {a: replace(MISSING, state="unreadable") for a in form.addresses}
    return three(
        ("Every cell holds a number.", "各单元格均为数字。", specimen()),
        ("Every cell is blank.", "各单元格空白。", specimen(cells=empty)),
        ("No cell could be read.", "各单元格均无法读取。", replace(specimen(), cells=dim)),
    )


def _same() -> Examples:
    text = "".join(f"第{n}项工作按照计划完成，公开内容准确及时，" for n in range(1, 20)) + "。"
    now = telling(text)
    other = telling("今年重新梳理了公开目录。" + text, year=2021)
    return three(
        ("Other words than last year's.", "文字与上年不同。", now),
        ("Last year's words.", "文字与上年相同。", now),
        ("Too short to tell.", "正文过短。", telling("无。")),
        (Context(other), Context(telling(text, year=2021)), Context(telling("无。", year=2021))),
    )


COLUMN, ROW = ("column", "列"), ("row", "行")
ABOUT_TABLES: Mapping[str, Callable[[], Examples]] = {
    "requests-balance": _sum(
        "applications__received__natural_person",
        "17",
        "applications__received__natural_person",
        COLUMN,
    ),
    "outcomes-sum": _sum(
        "applications__granted__natural_person",
        "15",
        "applications__granted__natural_person",
        COLUMN,
    ),
    "applicants-sum": _sum(
        "applications__received__total", "17", "applications__received__natural_person", ROW
    ),
    "disputes-sum": _sum(
        "disputes__reconsideration__total", "8", "disputes__reconsideration__upheld", ROW
    ),
    "statistics-sum": _statistics,
    "carry-over": _carry,
    "documents-flow": _documents,
    "items-last-year": _items,
    "levels-sum": _levels,
    "possible-count": _possible,
    "documents-within": _within,
    "regulations-level": _level,
    "totals-filled": _totals,
    "table-filled": _filled,
    "same-as-last-year": _same,
}
"""Rule → what makes its examples."""
