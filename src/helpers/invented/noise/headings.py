"""Headings of sections as reports print them."""

from __future__ import annotations

from random import Random

from helpers.form import Form, Section

_NUMERALS = "一二三四五六七八"


def heading(section: Section, chance: Random | None) -> str:
    """Return the heading of a section, as in the form or in one of the ways of real reports."""
    numeral = _NUMERALS[section.number - 1]
    if chance is None:
        return f"{numeral}、{section.label.zh}"
    label = section.label.zh
    if section.aliases and chance.random() < 0.2:
        label = chance.choice(section.aliases)
    marks = ["、"] * 8 + ["．", " 、", "， ", "、 "]
    if section.number == 1 and chance.random() < 0.1:
        numeral = chance.choice(("⼀", "—"))
    number = f"{numeral}{chance.choice(marks)}"
    if chance.random() < 0.04:
        number = ""
    end = chance.choice([""] * 9 + ["："])
    return f"{number}{label}{end}"


def printed_headings(form: Form, chance: Random | None) -> dict[str, str]:
    """Return the headings of all sections; at times one bears the number of the one before."""
    found = {section.id: heading(section, chance) for section in form.sections}
    if chance is not None and chance.random() < 0.06:
        section = chance.choice(form.sections[1:])
        found[section.id] = f"{_NUMERALS[section.number - 2]}、{section.label.zh}"
    return found


def list_of_sections(form: Form) -> str:
    """Return the sentence of the opening that lists the sections like headings."""
    names = "".join(f"{heading(section, None)}，" for section in form.sections)
    return f"本报告分为六个部分：{names.rstrip('，')}。"
