"""Whole invented reports from a seed, with the truth about what they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from helpers.form import Form, load_form
from helpers.invented.agencies import Agency, invented_agency
from helpers.invented.boxes import Part
from helpers.invented.noise.around import Around, around
from helpers.invented.noise.copies import letterhead, printed_again
from helpers.invented.noise.dates import Stated, chinese_year, printed_date, stated_period
from helpers.invented.noise.headings import list_of_sections, printed_headings
from helpers.invented.noise.labels import noisy_labels
from helpers.invented.noise.titles import Titled, printed_title
from helpers.invented.parts import MARK, PROSE, invented_parts
from helpers.invented.said import sayings
from helpers.invented.values import Shown, drawn_values

REGULATIONS = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True)
class Truth:
    """What a report prints, and so what a reader must find.

    Attributes:
        form: Edition of its tables.
        agency: The longest form of the name that it prints, "" for none.
        year: The year it states, None where it states none.
        period: First and last day of the figures, None where not stated.
        published: Date of signature, else of publication, None for none.
        sections: Ids of its sections, in order.
        cells: Address → what is printed there.
    """

    form: str
    agency: str
    year: int | None
    period: tuple[date, date] | None
    published: date | None
    sections: tuple[str, ...]
    cells: Mapping[str, Shown]


@dataclass(frozen=True)
class Drawn:
    """A report as lines and tables, with the truth about it."""

    parts: list[Part]
    truth: Truth


@dataclass(frozen=True)
class _Front:
    """How a report begins and ends."""

    title: Titled
    opening: tuple[str, ...]
    opening_agency: str
    period: Stated
    signature: tuple[str, ...]
    signed: date | None
    signed_agency: str
    around: Around


def draw(
    seed: int | str,
    form_id: str = "2021",
    *,
    noise: bool = False,
    blanks: bool = True,
    words: bool = True,
) -> Drawn:
    """Return an invented report; the same one for the same seed.

    Args:
        seed: Where its chance begins.
        form_id: Edition of the form.
        noise: Whether it is printed with the noise of real reports.
        blanks: Whether its cells may be blank.
        words: Whether single cells may hold prose, if there is noise.
    """
    chance = Random(f"{form_id} {seed}")
    form = load_form(form_id)
    agency = invented_agency(chance)
    year = chance.choice((2019, 2020) if form_id == "2019" else (2021, 2022, 2023, 2024, 2025))
    cells = drawn_values(form, chance, noise=noise, blanks=blanks, words=words)
    front = _noisy(form, agency, year, chance) if noise else _clean(agency, year, chance)
    body = invented_parts(
        form_id,
        {a: shown.text for a, shown in cells.items()},
        title="",
        opening=(),
        headings=printed_headings(form, chance if noise else None),
        prose=_prose(form_id, cells, chance) if noise else None,
        derive=False,
        signature=False,
        mark=False,
    )[1:]
    if noise:
        share = chance.choice((0.0, 0.05, 0.3))
        body = [p if isinstance(p, str) else noisy_labels(p, form, chance, share) for p in body]
    names = (front.title.agency, front.opening_agency, front.signed_agency, front.around.agency)
    said = "".join(front.opening)
    tells_year = front.title.year or str(year) in said or chinese_year(year) in said
    letter = letterhead(year, chance) if noise else ()
    report: list[Part] = [*front.title.lines, *letter, *front.opening, *body, *front.signature]
    if noise:
        report = printed_again(report, chance)
    parts: list[Part] = [*front.around.before, *report, MARK, *front.around.after]
    truth = Truth(
        form_id,
        max(names, key=len),
        year if tells_year else None,
        front.period.days,
        front.signed or front.around.published,
        tuple(section.id for section in form.sections),
        cells,
    )
    return Drawn(parts, truth)


def _prose(form_id: str, cells: Mapping[str, Shown], chance: Random) -> dict[str, list[str]]:
    """Return prose that states numbers, those of the tables where these print whole ones."""
    whole = {a: c.value if isinstance(c.value, int) else 0 for a, c in cells.items()}
    found = {section: list(lines) for section, lines in PROSE.items()}
    for said in sayings(form_id, whole, chance, chance.choice((0.0, 0.5, 0.9))):
        found[said.section].append(said.text)
    return found


def _clean(agency: Agency, year: int, chance: Random) -> _Front:
    day = date(year + 1, 1, 1) + timedelta(days=chance.randrange(89))
    days = (date(year, 1, 1), date(year, 12, 31))
    period = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    return _Front(
        Titled((f"{agency.name}{year}年政府信息公开工作年度报告",), agency.name, True),
        (f"{agency.name}根据{REGULATIONS}编制本报告。{period}",),
        agency.name,
        Stated(period, days),
        (agency.name, f"{day.year}年{day.month}月{day.day}日"),
        day,
        agency.name,
        Around((), (), "", None),
    )


def _noisy(form: Form, agency: Agency, year: int, chance: Random) -> _Front:
    day = date(year + 1, 1, 1) + timedelta(days=chance.randrange(89))
    title = printed_title(chance.choice((agency.name, agency.short)), year, chance)
    period = stated_period(year, chance)
    opening, named = chance.choice(
        (
            (f"{agency.name}根据{REGULATIONS}编制本报告。", agency.name),
            (f"本报告由{agency.name}根据{REGULATIONS}编制。", agency.name),
            (
                f"根据{REGULATIONS}，现公布{agency.name}{year}年政府信息公开工作年度报告。",
                agency.name,
            ),
            (f"按照{REGULATIONS}的要求编制，特向社会公布。{list_of_sections(form)}", ""),
            ("", ""),
        )
    )
    texts = chance.choice(((opening + period.text,), (opening, period.text)))
    printed = printed_date(day, chance)
    signature, signed, signer = chance.choice(
        (
            ((agency.name, printed), day, agency.name),
            ((agency.name, printed), day, agency.name),
            ((f"{agency.name}  {printed}",), day, agency.name),
            ((agency.name,), None, agency.name),
            ((printed,), day, ""),
            ((), None, ""),
        )
    )
    page = around(agency.name, day, chance)
    return _Front(title, tuple(filter(None, texts)), named, period, signature, signed, signer, page)
