"""An invented report whose words try everything that words can try on a page."""

from helpers.invented import invented_report

SCRIPT = "<script>alert(1)</script>"
PIECES = (
    SCRIPT,
    '<img src="x" onerror="alert(1)">',
    "[链接](https://evil.example/)",
    "![图](https://evil.example/x.png)",
    "$\\frac{1}{0}$",
    "\x1b[31m红\x1b[0m",
    "\u202e反\u2066隐\u200b\x9b5m\u061c\U000e0041",
    "\"引'号&amp;",
    "{{ 7 * 7 }}{% raw %}",
)
WORDS = "".join(PIECES)
FORMULA = '=HYPERLINK("https://evil.example/","点此")'
CONTROLS = (
    "\x1b\x9b\x7f\x85\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\u2028\u2029"
    "\ufeff\u00ad\U000e0041\x00\x07"
)
"""Characters that must reach no page and no output: they disguise what is written."""
DISGUISE = "\x1b[31m\x9b5m\u202e\u2066\u200b\u061c\U000e0041"
"""Of these, what a name of a file, of an organ or of a person can hold."""

PROSE = (
    f"（一）主动公开。全年主动公开政府信息10条，其中网站{SCRIPT}$a$8条、公众号5条。{WORDS}",
    "（二）依申请公开。依法按时答复。",
)
VALUES = {
    "applications.received.natural_person": 3,
    "applications.brought_forward.natural_person": FORMULA,
    "applications.carried_forward.natural_person": f"见{SCRIPT}",
}


MARKUP = "&<img src=x onerror=alert(9)><iframe srcdoc='<script>alert(4)</script>'></iframe>"
"""An & in it makes the table of the front page take a text it searches for markup."""
FILE_NAMES = (
    f"a{DISGUISE}.txt",
    "b\nc.txt",
    "=cmd|calc!A0.txt",
    "<img src=x onerror=alert(1)>.txt",
    'x"); import os #.txt',
    "{{7*7}}{report}.txt",
    "$(id)`id`.txt",
    "-rf.txt",
    ":bomb: [red]x[_].txt",
    "$x^2$.txt",
    "..\\up.txt",
)


def hostile_report(layout: str = "tab_rows") -> str:
    """Return the report as text or as a web page."""
    return invented_report(
        "2021",
        VALUES,
        layout,  # type: ignore[arg-type]
        agency="云岚市<b>&$x$青禾镇人民政府",
        prose={"overview": PROSE, "other": (WORDS, FORMULA)},
        labels={"规章": f"规章{WORDS}"},
    )
