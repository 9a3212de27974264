"""Which kind of organ a name is of: by its end alone."""

from __future__ import annotations

import re

from helpers.model import AgencyKind
from helpers.wording import plain

KIND_SUFFIXES: tuple[tuple[AgencyKind, str], ...] = (
    ("subdistrict", r"(?:街道|街道?办事处|街道办|街道人民政府办事处|(?<!市)街)$"),
    ("township", r"(?:镇|乡|苏木)(?:人民政府|政府)?$"),
    (
        "institution",
        r"(?:大学|学院|学校|小学|中学|职高|医院|卫生院|保健院|集团|公司|银行|研究院|研究所|幼儿园|馆)$",
    ),
    (
        "department",
        (
            r"(?:局|厅|委员会|委|办公室|办公厅|署|司|处|支队|大队|总队|调查队|海关|关区|中心|总工会|联合会|残联"
            r"|妇联|工商联|文联|科协|协会|红十字会|管委会|部|府办|政办)$"
        ),
    ),
    ("government", r"(?:省|市|县|区|旗|盟|州|地区)(?:人民政府|政府|行政公署)?$"),
    ("government", r"人民政府$"),
)


def kind_of(name: str) -> AgencyKind:
    """Return the kind of organ by the end of its name."""
    for kind, pattern in KIND_SUFFIXES:
        if re.search(pattern, plain(name)):
            return kind
    return "unknown"
