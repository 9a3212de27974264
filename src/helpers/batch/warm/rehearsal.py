"""One audit of an invented report, so that what every audit needs is ready before the first.

Tables of pinyin and of divisions, patterns, forms, labels and the widths of characters are made
when they are first used and kept. They come from the package alone and never change, so a process
that has them and forks gives each notebook the same results as one that makes them itself.
"""

from __future__ import annotations

from helpers import display, figures
from helpers.audit import audit
from helpers.invented import AGENCY, invented_report
from helpers.parsing.reading import parse_document
from helpers.readers import html, text
from helpers.slugs import slug_of

PROSE = "全年主动公开政府信息10条，其中网站8条、公众号5条。"


def rehearse() -> None:
    """Read, judge, show and draw invented reports, and forget them."""
    slug_of(AGENCY)
    page = invented_report("2019", layout="html").encode()
    parse_document(html.read(page, "report.html", "0" * 64))
    words = invented_report("2021", prose={"overview": (PROSE,)}).encode()
    done = audit(parse_document(text.read(words, "report.txt", "0" * 64)))
    display.reading(done.report)
    display.findings(done)
    display.provenance(done)
    for draw in (figures.breakdowns, figures.balance, figures.outcomes, figures.applicants):
        draw(done).bytes()
