"""What is left when last year's report, or another agency's, is copied."""

from __future__ import annotations

from random import Random

from helpers.invented.agencies import invented_agency
from helpers.invented.drafts import TABLE, Draft
from helpers.invented.mistakes.label import Label, Mistake, rules, write


def year_left(draft: Draft, chance: Random) -> Label | None:
    """The prose still speaks of the year before."""
    old = draft.year - 1
    words = chance.choice(
        (
            f"截至{old}年12月31日，各项公开任务均已完成。",
            f"截至{old}年底，专栏内容均已更新。",
            f"{old}年，我单位认真落实政府信息公开各项要求。",
        )
    )
    draft.prose["overview"].insert(0, words)
    return Label("year left", rules("stale-text"), new=words)


def year_in_heading(draft: Draft, chance: Random) -> Label | None:
    """A heading names the year before."""
    section = draft.form.sections[0]
    words = f"一、{draft.year - 2}年{section.label.zh}"
    draft.headings[section.id] = words
    return Label("year in a heading", rules("stale-text"), rules("form-conformance"), new=words)


def signed_by_another(draft: Draft, chance: Random) -> Label | None:
    """Another township stands under the report."""
    if draft.agency.kind not in ("township", "subdistrict"):
        return None
    for _ in range(20):
        other = invented_agency(chance, draft.agency.kind)
        if not set(other.short[:2]) & set(draft.agency.name):
            break
    draft.signature = other.name
    return Label("signed by another", rules("stale-text"), old=draft.agency.name, new=other.name)


def other_kind_of_self(draft: Draft, chance: Random) -> Label | None:
    """A township calls itself a bureau, a bureau a township."""
    kind = draft.agency.kind
    if kind not in ("township", "subdistrict", "department"):
        return None
    words = (
        "我镇高度重视政府信息公开工作。"
        if kind == "department"
        else "我局高度重视政府信息公开工作。"
    )
    draft.prose["overview"].insert(0, words)
    return Label("other kind of self", rules("stale-text"), new=words)


def wrong_notice(draft: Draft, chance: Random) -> Label | None:
    """The opening cites the notice of the other edition."""
    if draft.form_id == "2021":
        words = "按照《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求编制。"
    else:
        words = "按照国办公开办函〔2021〕30号规定的格式编制。"
    draft.opening.append(words)
    return Label("wrong notice", rules("notice-cited"), new=words)


def wrong_decree(draft: Draft, chance: Random) -> Label | None:
    """The Regulations are cited by the number of another decree."""
    number = chance.choice(("771", "721", "171"))
    words = f"按照《中华人民共和国政府信息公开条例》（国务院令第{number}号）的规定编制。"
    draft.opening.append(words)
    return Label("wrong decree", rules("regulations-cited"), new=words)


def instructions_left(draft: Draft, chance: Random) -> Label | None:
    """The instructions of the form were left in the text."""
    words = chance.choice(("（该部分以表格形式报告）", "该部分以表格形式报告。"))
    draft.prose.setdefault(chance.choice(("proactive", "applications")), []).append(words)
    return Label("instructions left", rules("instruction-text"), new=words)


def table_of_last_year(draft: Draft, chance: Random) -> Label | None:
    """Table three is last year's, number by number."""
    if draft.earlier is None:
        return None
    before = draft.earlier.cells
    own = {a: before[a] for a in draft.cells if a.startswith(f"{TABLE}.")}
    changes = {a: v for a, v in own.items() if draft.cells[a] != v}
    if len(changes) < 12:
        return None
    return write(draft, "table of last year", changes, may=rules("same-as-last-year"))


def whole_report_of_last_year(draft: Draft, chance: Random) -> Label | None:
    """Prose and tables are last year's, but for the year."""
    earlier = draft.earlier
    if earlier is None or not any(
        int(v) for a, v in earlier.cells.items() if a.startswith(f"{TABLE}.")
    ):
        return None
    draft.cells = dict(earlier.cells)
    draft.said = list(earlier.said)
    return Label("whole report of last year", rules("same-as-last-year"))


def parts_announced(draft: Draft, chance: Random) -> Label | None:
    """The opening announces another number of parts than there are."""
    words = "本报告由八个部分组成。"
    draft.opening.append(words)
    return Label("parts announced", rules("parts-announced"), new=words)


MISTAKES: dict[str, Mistake] = {
    "year left": year_left,
    "year in a heading": year_in_heading,
    "signed by another": signed_by_another,
    "other kind of self": other_kind_of_self,
    "wrong notice": wrong_notice,
    "wrong decree": wrong_decree,
    "instructions left": instructions_left,
    "table of last year": table_of_last_year,
    "whole report of last year": whole_report_of_last_year,
    "parts announced": parts_announced,
}
"""Name → what was left from another report."""
