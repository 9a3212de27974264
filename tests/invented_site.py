"""Ten thousand invented rows of a site, three reports of one organ with pages, and a watch."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import v4

from helpers.audit import Audit, audit
from helpers.display import findings, heading, headline
from helpers.invented import invented_report
from helpers.messages import Lang, Text
from helpers.parsing.reading import parse_document
from helpers.readers import text
from helpers.rows import rows
from helpers.site import Links, Listed, notebook_page, organ_address

MANY = 10_000
PLACES = ("甲省青山市东湖县", "甲省白水市西岭区", "乙省云岚市南坪县")
"""Invented."""
KINDS = ("township", "department", "government", "subdistrict")


def plain_rows(lang: Lang) -> list[Listed]:
    """Return invented rows; the number in the name of the organ tells them apart."""
    end = "" if lang == "en" else f".{lang}"
    made = []
    for number in range(MANY - len(YEARS)):
        organ, year = number // 5, 2019 + number % 5
        place = PLACES[organ % 3]
        page = f"audits/{year}/r{number}{end}"
        top = Text(f"Invented finding {number}.", f"虚构问题{number}。")
        errors = number % 3
        made.append(
            Listed(
                slug=f"r{number}",
                agency=f"虚构第{organ}镇人民政府",
                title="",
                kind=KINDS[organ % 4],  # type: ignore[arg-type]
                year=year,
                province=place[:2],
                city=place[2:5],
                county=place[5:],
                township="",
                code=f"99000{organ % 3}",
                form="2021",
                errors=errors,
                warnings=number % 2,
                notes=0,
                passed=100,
                failed=errors + number % 2,
                undecided=number % 7,
                top=top if errors or number % 2 else None,
                page=f"{page}.html",
                notebook=f"{page}.ipynb",
            )
        )
    return made


YEARS = (2021, 2022, 2023)
PROSE = ("（一）主动公开。全年主动公开政府信息10条，其中网站8条、公众号5条。",)
AGENCY = "云岚市青禾镇人民政府"


def real_rows(out: Path, lang: Lang) -> list[Listed]:
    """Write pages of invented reports of one organ, as a run does, and return their rows."""
    lines = []
    for year in YEARS:
        words = invented_report("2021", agency=AGENCY, year=year, prose={"overview": PROSE})
        judged = audit(parse_document(text.read(words.encode(), "x.txt", "0" * 64)))
        end = "" if lang == "en" else f".{lang}"
        page = f"audits/{year}/qing-he-{year}{end}"
        shown = findings(judged, lang)
        output = v4.new_output("display_data", {"text/html": shown._repr_html_()})
        cells = [v4.new_markdown_cell("## Findings"), v4.new_code_cell("x", outputs=[output])]
        links = Links(
            index="../../index.html" if lang == "en" else "../../index.zh.html",
            organ="../../" + organ_address(AGENCY, lang),
            other=f"qing-he-{year}{'.zh' if lang == 'en' else ''}.html",
        )
        made = notebook_page(
            v4.new_notebook(cells=cells),
            heading(judged, lang).text,
            headline(judged, lang).text,
            lang,
            links,
        )
        path = out / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8")
        lines.append(listed(f"qing-he-{year}", judged, f"{page}.html", f"{page}.ipynb"))
    return lines


@dataclass
class Seen:
    """What a browser says and asks for while it shows pages."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Record what a page says and asks for from now on."""
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    @property
    def outside(self) -> list[str]:
        """What was asked for beyond the disk."""
        return [url for url in self.asked if not url.startswith(("file:", "data:"))]


def listed(slug: str, judged: Audit, page: str, notebook: str) -> Listed:
    """Return the line of an audit in the lists, as a run makes it from the table of reports."""
    (row,) = rows("reports", slug, judged)
    top = judged.findings[0].message if judged.findings else None
    return Listed.of(row, top, page, notebook)
