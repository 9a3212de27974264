"""Whether the title and the signature name one organ: part of the rule about text left over.

Townships and subdistricts are compared by name. Of other organs two things can be told without
accusing wrongly: places that GB/T 2260 keeps apart, and offices of which no character agrees.
Short forms (卫健委), the office that signs for its government, and new names of old places that
begin alike do not differ in either; a former name beside its neighbour's of today is only noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.audit.rule import Evidence, Outcome
from helpers.messages import Text
from helpers.model import Place, Report
from helpers.regions import Chain, chain_of, same_place
from helpers.wording import plain

_OFFICE = re.compile(r"(?P<core>[\u4e00-\u9fff]{2,})(?:局|厅|委员会)$")
_EVERYWHERE = frozenset("和管理工作事务行政综合服务局委厅")
"""Characters that offices of any kind have in their names."""
_Named = tuple[str, Place | None, Chain]


def check_organs(report: Report) -> Iterator[Outcome]:
    """Compare title and signature of an organ that is no township and no subdistrict."""
    if report.agency_kind in ("township", "subdistrict"):
        return
    named: dict[str, _Named] = {}
    for where, name, place in report.agency_names:
        if where in ("title", "signature"):
            words = plain(name)
            named.setdefault(where, (name, place, chain_of(words, report.year)))
    if len(named) < 2:
        message = Text(
            "Title and signature do not both name the organ.", "标题和落款未同时写明机关名称。"
        )
        yield Outcome("not_applicable", "organ", message)
        return
    title, signed = named["title"], named["signature"]
    if _other_places(title[2], signed[2]):
        if _renamed(title[2], signed[2]):
            reason = Text(
                "One of the places bears its name no more, and may be what the other is called now.",
                "其中一个地名已不再使用，另一地名可能是其新名称。",
            )
            yield _differing(title, signed, reason, "note")
            return
        reason = Text("They are organs of different places.", "两者属于不同地区。")
        yield _differing(title, signed, reason, "warning")
    elif _other_offices(title[0], signed[0]):
        reason = Text(
            "An organ may bear two names; then this is no mistake.",
            "一个机关挂两块牌子的，不属差错。",
        )
        yield _differing(title, signed, reason, "note")
    else:
        message = Text("Title and signature can be of one organ.", "标题和落款可以是同一机关。")
        yield Outcome("pass", "organ", message)


def _other_places(one: Chain, other: Chain) -> bool:
    """Tell whether no place that one name can mean lies in one line with one of the other."""
    if not (one.divisions and other.divisions):
        return False
    renamed = any(a.name[:2] == b.name[:2] for a in one.divisions for b in other.divisions)
    return not renamed and not any(same_place(a, b) for a in one.divisions for b in other.divisions)


def _renamed(one: Chain, other: Chain) -> bool:
    """Tell whether a county of former years and one of today lie in the same prefecture."""
    pairs = ((a, b) for a in one.divisions for b in other.divisions)
    return any(
        (a.until is None) != (b.until is None) and a.code[:4] == b.code[:4] for a, b in pairs
    )


def _other_offices(one: str, other: str) -> bool:
    """Tell whether two names of offices have no telling character in common."""
    cores = []
    for name in (one, other):
        words = plain(name)
        match = _OFFICE.search(re.sub(".*[省市县区州盟旗]", "", words))
        if match is None:
            return False
        cores.append(set(match["core"]) - _EVERYWHERE)
    return all(cores) and not cores[0] & cores[1]


def _differing(title: _Named, signed: _Named, reason: Text, severity: str) -> Outcome:
    return Outcome(
        "fail",
        "organ",
        Text(
            f"The title names “{title[0]}”, the signature “{signed[0]}”; one of them may have been "
            f"left from another report. {reason.en}",
            f"标题为“{title[0]}”，落款为“{signed[0]}”，其一可能是沿用其他报告时未作修改。{reason.zh}",
        ),
        severity=severity,  # type: ignore[arg-type]
        expected=title[0],
        actual=signed[0],
        evidence=tuple(Evidence(name, place) for name, place, _ in (title, signed)),
    )
