"""What markup may hold so that nothing in it can run, load or send anything."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

TAGS = set(
    "html head meta title style body header nav a main section div h1 h2 h3 p ul ol li aside bdi "
    "span strong em br code pre details summary table thead tbody tr th td blockquote figure img "
    "caption form label input select option button link script".split()
)
ATTRIBUTES = set(
    "lang charset name content http-equiv class id href aria-label scope src alt width height rel "
    "defer role hidden type value autocomplete spellcheck placeholder style".split()
)
OWN = re.compile(r"(\.\./)*site/(style\.css|site\.js|dataTables\.min\.js|data\.(en|zh)\.js)")
"""The files that a page of the site may load."""


@dataclass
class Markup(HTMLParser):
    """What a browser sees: tags with their attributes, and words."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(page: str) -> Markup:
    markup = Markup()
    markup.feed(page)
    markup.close()
    return markup


def check(markup: Markup) -> None:
    """Check that nothing in a piece of markup can run, load or send anything."""
    assert {tag for tag, _ in markup.tags} <= TAGS
    for tag, attributes in markup.tags:
        assert attributes.keys() <= ATTRIBUTES
        style = attributes.get("style", "")
        assert not re.search(r"url|expression|import|//|\\", style, flags=re.IGNORECASE)
        source = attributes.get("src")
        assert tag in ("img", "script") or source is None
        assert (
            source is None
            or re.match(r"data:image/(png|webp);base64,", source)
            or OWN.fullmatch(source)
        )
        href = attributes.get("href", "#")
        if tag == "link":
            assert href == "data:," or OWN.fullmatch(href)
        else:
            assert re.fullmatch(r"#[a-z0-9-]*|(\.\./)*[a-z0-9./-]+(#findings)?", href)
