"""Source, what was read, and what the reader should be careful about."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.audit import Audit
from helpers.catalogue import entry_of
from helpers.concepts import vocabulary
from helpers.display.shown import Shown, clean, escape, mono, one_line, pairs, table
from helpers.form import load_form
from helpers.manifest import Entry
from helpers.messages import Lang, Text
from helpers.model import AgencyKind, Region, Report, Source
from helpers.paths import repository_root
from helpers.wording import squeeze

KIND_WORDS: dict[AgencyKind, Text] = {
    "government": Text("people's government", "人民政府"),
    "department": Text("department", "政府部门"),
    "township": Text("township", "乡镇"),
    "subdistrict": Text("subdistrict office", "街道"),
    "institution": Text("institution", "事业单位"),
    "unknown": Text("not recognised", "未能识别"),
}
STATE_WORDS = {
    "number": Text("a number", "数字"),
    "blank": Text("blank", "空白"),
    "slash": Text("a slash or dash", "斜杠或横线"),
    "text": Text("words", "文字"),
    "missing": Text("missing from the document", "文件中缺失"),
    "unreadable": Text("not readable", "无法读取"),
}
MATCH_WORDS = {
    "exact": Text("the same", "相同"),
    "punctuation": Text("the same but for marks", "仅标点不同"),
    "alias": Text("a known variant", "已知的变体"),
    "close": Text("a likely misprint", "可能的误写"),
    "position": Text("by its position", "按位置对应"),
}
_HOW = {
    "grid": Text("a table with its grid", "带网格的表格"),
    "rows": Text("rows recovered from flattened text", "由展平文本恢复的行"),
    "tokens": Text("a bare sequence of labels and values", "标签和数值的序列"),
    "absent": Text("not in the document", "文件中没有"),
}

_CONFIDENCE = {
    "certain": Text("reading certain.", "读取确定。"),
    "high": Text("reading safe, one way only.", "读取可靠，只有一种读法。"),
    "low": Text("our reading is unsure.", "读取没有把握。"),
    "none": Text("nothing to read.", "无可读内容。"),
}


def heading(audit: Audit, lang: Lang = "en") -> Shown:
    """Show whose report this is, and for which year."""
    report = audit.report
    name = report.agency or report.title or report.source.path
    year = Text(f"annual report for {report.year}", f"{report.year}年度报告")
    if report.year is None:
        year = Text("annual report, year not stated", "年度报告（未写明年份）")
    words = f"{one_line(name)} — {year.in_(lang)}"
    return Shown(f"<h2>{escape(words)}</h2>", words)


def source(audit: Audit, lang: Lang = "en") -> Shown:
    """Show the file, its hash, its papers in the manifest and how it was decoded."""
    found = audit.report.source
    entry = _entry(found)
    none = Text("not recorded in a manifest", "清单中没有登记").in_(lang)
    rows = [
        (Text("file", "文件"), mono(found.path), found.path),
        (Text("sha256", "sha256"), mono(found.sha256), found.sha256),
        (Text("read as", "读取格式"), *_twice(f"{found.format}, {found.encoding}")),
        (Text("obtained from", "来源"), *_twice(entry.source if entry else none)),
        (Text("obtained on", "获取日期"), *_twice(entry.accessed if entry else none)),
        (Text("terms", "许可"), *_twice(entry.licence if entry else none)),
    ]
    return pairs([(name.in_(lang), markup, value) for name, markup, value in rows])


def _entry(found: Source) -> Entry | None:
    """Return the papers of a file, which lies in the repository or in the working folder."""
    for path in (Path(found.path), repository_root() / found.path):
        if path.is_file() and (entry := entry_of(path)) and entry.sha256 == found.sha256:
            return entry
    return None


def _twice(value: str) -> tuple[str, str]:
    return escape(value), value


_NAMES_A_PLACE = re.compile("^.{2,}(?:[省市县区旗州盟镇乡街村团师港岛]|农场|林场|牧场|兵团)")


def _place_of(region: Region, agency: str) -> Text:
    """Return code and name of a region, or why there is none."""
    if region.code:
        return Text(f"{region.code} {region.name}", f"{region.code} {region.name}")
    among = "; ".join(f"{c.code} {c.name}" for c in region.candidates)
    return {
        "ambiguous": Text(f"undecided, several of this name: {among}", f"同名，未定：{among}"),
        "conflict": Text(f"undecided, the names disagree: {among}", f"名称不一致，未定：{among}"),
    }.get(
        region.how,
        Text("a place that the codes do not have", "地名代码中查不到")
        if region.township or _NAMES_A_PLACE.match(agency)
        else Text("no place named", "未写明地名"),
    )


def reading(report: Report, lang: Lang = "en") -> Shown:
    """Show who, when, which edition, and how each table was read."""
    form = load_form(report.form) if report.form else None
    unknown = Text("not stated", "未写明").in_(lang)
    names = dict.fromkeys(name for _, name, _ in report.agency_names)
    period = (
        f"{report.period.days[0].isoformat()} – {report.period.days[1].isoformat()}"
        if report.period
        else unknown
    )
    edition = (
        Text(f"{form.name.en} ({form.notice_number})", f"{form.name.zh}（{form.notice_number}）")
        if form
        else Text("no table of a known edition", "没有已知版本的表格")
    )
    rows: list[tuple[Text, str]] = [
        (Text("organ", "机关"), report.agency or unknown),
        (Text("names found", "出现的名称"), "; ".join(names) or unknown),
        (Text("kind of organ", "机关性质"), KIND_WORDS[report.agency_kind].in_(lang)),
        (
            Text("place (GB/T 2260)", "所在地（GB/T 2260）"),
            _place_of(report.region, report.agency).in_(lang),
        ),
        (Text("year", "年度"), str(report.year or unknown)),
        (Text("period", "统计期限"), period),
        (
            Text("dated", "落款日期"),
            report.published.days[0].isoformat() if report.published else unknown,
        ),
        (Text("edition of the form", "格式版本"), edition.in_(lang)),
        (Text("sections", "章节"), "; ".join(s.title for s in report.sections) or unknown),
    ]
    for item in report.readings:
        label = load_form(report.form or "2021").table(item.table).label
        by_hand = _corrected(report, item.table)
        words = Text(
            f"{item.found} of {item.cells} cells{by_hand.en}, from {_HOW[item.how].en}; "
            f"{_CONFIDENCE[item.confidence].en}",
            f"{item.cells} 格中读到 {item.found} 格{by_hand.zh}，来自{_HOW[item.how].zh}；"
            f"{_CONFIDENCE[item.confidence].zh}",
        )
        rows.append(
            (label, " ".join([words.in_(lang), *(i.text.in_(lang) for i in item.inferred)]))
        )
    if report.repairs:
        cells = ", ".join(r.address for r in report.repairs)
        rows.append((Text("our repairs of the reading", "我方对读取的修正"), cells))
    states = _states(report)
    rows.append((Text("what the cells hold", "单元格内容"), states.in_(lang)))
    if by_ocr := sum(c.confidence is not None for c in report.cells.values()):
        words = Text(
            f"{by_ocr} cells, from a picture; compare them with it",
            f"{by_ocr} 格由图片识别，请与图片核对",
        )
        rows.append((Text("read by OCR", "OCR 识别"), words.in_(lang)))
    return pairs([(name.in_(lang), *_twice(value)) for name, value in rows])


def _corrected(report: Report, table: str) -> Text:
    """Return how many cells of a table a person corrected, "" for none."""
    cells = {r.address for r in report.repairs if r.kind == "by-hand"}
    number = sum(a.partition(".")[0] == table for a in cells)
    if not number:
        return Text("", "")
    return Text(f" ({number} corrected by hand)", f"（其中人工修正 {number} 格）")


def _states(report: Report) -> Text:
    counts = {state: sum(c.state == state for c in report.cells.values()) for state in STATE_WORDS}
    shown = {state: n for state, n in counts.items() if n}
    if not shown:
        return Text("no cells", "没有单元格")
    return Text(
        "; ".join(f"{n} {STATE_WORDS[s].en}" for s, n in shown.items()),
        "；".join(f"{STATE_WORDS[s].zh} {n} 格" for s, n in shown.items()),
    )


def sections(report: Report, lang: Lang = "en") -> Shown:
    """Show the sections found, with their place and length."""
    heads = Text("number|title|characters|place", "编号|标题|字数|位置").in_(lang).split("|")
    values = [
        (s.number if s.number is not None else "–", s.title, len(s.text), s.place.show(lang))
        for s in report.sections
    ]
    return table(heads, [[escape(v) for v in row] for row in values], values)


def cells_of(report: Report, table_id: str, lang: Lang = "en", *, nonzero: bool = False) -> Shown:
    """Show the cells of one table of the form with what is printed, its state and its place.

    Args:
        report: The report.
        table_id: ``proactive``, ``applications`` or ``disputes``; of an edition without that
            table, its first one is shown.
        lang: Language of the words.
        nonzero: Leave out cells that print zero.
    """
    heads = Text("address|cell|as printed|state|place", "地址|单元格|原文|状态|位置")
    form = load_form(report.form) if report.form else None
    if form is not None and not form.has(table_id):
        table_id = form.tables[0].id
    values = [
        (
            address,
            form.label(address).in_(lang),
            squeeze(cell.raw),
            STATE_WORDS[cell.state].in_(lang),
            cell.place.show(lang) if cell.place else "–",
        )
        for address, cell in report.cells.items()
        if form is not None and address.startswith(f"{table_id}.")
        if not (nonzero and cell.value == 0)
    ]
    rows = [[mono(row[0]), *(escape(v) for v in row[1:])] for row in values]
    return table(heads.in_(lang).split("|"), rows, values)


def labels(report: Report, lang: Lang = "en") -> Shown:
    """Show the labels that the report words otherwise than the form, and where they stand."""
    heads = Text("as printed|in the form|match|place", "原文|规定格式|对应方式|位置")
    values = [
        (
            squeeze(u.printed).replace(" ", ""),
            u.expected,
            MATCH_WORDS[u.match].in_(lang),
            u.place.show(lang),
        )
        for u in report.labels
        if u.match != "exact"
    ]
    return table(heads.in_(lang).split("|"), [[escape(v) for v in row] for row in values], values)


def unplaced(report: Report, lang: Lang = "en") -> Shown:
    """Show what the tables hold beyond the form, verbatim."""
    heads = Text("as printed|why it has no cell|place", "原文|未归入的原因|位置")
    values = [(squeeze(u.text), u.reason.in_(lang), u.place.show(lang)) for u in report.unplaced]
    return table(heads.in_(lang).split("|"), [[escape(v) for v in row] for row in values], values)


def claims(report: Report, lang: Lang = "en") -> Shown:
    """Show the numbers of the prose, what they count if that was recognised, and their place."""
    heads = Text("number|unit|counts|words|place", "数字|单位|所指|原文|位置")
    words = vocabulary()
    values = []
    for claim in report.claims:
        concept = words.concept(claim.concept)
        counts = concept.label.in_(lang) if concept else "–"
        values.append((claim.value, claim.unit or "–", counts, claim.text, claim.place.show(lang)))
    return table(heads.in_(lang).split("|"), [[escape(v) for v in row] for row in values], values)


def caveats(audit: Audit, lang: Lang = "en") -> Shown:
    """Show what this audit cannot show, and what was unusual in reading this document."""
    general = (
        Text(
            "The audit compares a report with itself, with the form and with the Regulations. It "
            "cannot tell whether a number that agrees everywhere is true.",
            "审计只比较报告自身、规定格式和《条例》，不能判断处处一致的数字是否属实。",
        ),
        Text(
            "A finding says what does not agree; it does not say why, nor that anyone meant it.",
            "问题只说明何处不一致，不说明原因，也不表示有意为之。",
        ),
        Text(
            "A blank, a slash and a zero are kept apart; a blank is not read as zero unless a sum "
            "then holds.",
            "空白、斜杠与零分别对待；只有在等式因此成立时，空白才按零计。",
        ),
        Text(
            "Only the words listed in the method are understood in prose; what is phrased "
            "otherwise is not checked.",
            "正文只识别方法所列的表述，其他写法不作检查。",
        ),
    )
    own = tuple(
        Text(
            f"{note.text.en}" + (f" ({note.place.show('en')})" if note.place else ""),
            f"{note.text.zh}" + (f"（{note.place.show('zh')}）" if note.place else ""),
        )
        for note in audit.report.notes
    )
    words = [text.in_(lang) for text in (*own, *general)]
    items = "".join(f"<li>{escape(w)}</li>" for w in words)
    return Shown(f"<ul>{items}</ul>", "\n".join(f"- {clean(w)}" for w in words))
