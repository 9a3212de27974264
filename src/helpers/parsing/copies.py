"""What a document prints twice: where its copies print different numbers, neither is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.messages import Text
from helpers.model import Breakdown, Cell, Claim, Document, Grid, Line, Note, Place, Rate
from helpers.parsing.agency import agency_in_title
from helpers.parsing.dates import year_in
from helpers.parsing.outline import Outline
from helpers.parsing.placed import Placed
from helpers.parsing.slots import TableRow
from helpers.parsing.titles import is_title
from helpers.wording import plain, squeeze

MOST_COMPARED = 5
"""At most so many copies are compared."""
_PRINTED = frozenset({"number", "blank", "slash", "text"})
_NUMBERS = re.compile(r"[\d.,]*\d|[〇零一二两三四五六七八九十百千万]+")
_SENTENCES = re.compile("[。;!?]")


def another(title: str, copy: Sequence[Line | Grid]) -> Line | None:
    """Return the title of what looks like a copy, if it names another year or organ."""
    other = next((i for i in copy if isinstance(i, Line) and is_title(i.text)), None)
    if other is None:
        return None
    years = year_in(title), year_in(other.text)
    names = [plain(agency_in_title(text)) for text in (title, other.text)]
    same_organ = not all(names) or names[0] in names[1] or names[1] in names[0]
    return None if same_organ and (None in years or years[0] == years[1]) else other


def copies_of(document: Document, found: Outline) -> list[tuple[int, int]]:
    """Return where a document repeats the report; another report in it is no copy."""
    return [
        (begin, end)
        for begin, end in found.copies[:MOST_COMPARED]
        if another(found.title, document.items[begin:end]) is None
    ]


def compare_copies(
    placed: Placed,
    copies: Sequence[Sequence[TableRow]],
    place: Callable[[Sequence[TableRow]], Placed],
) -> list[Note]:
    """Make the cells unreadable that a copy of the tables prints otherwise, and say so.

    A copy without any number has lost them, and says nothing.

    Args:
        placed: The tables of the copy that is read.
        copies: The rows of the others.
        place: Places rows into the cells of the edition.
    """
    differing = []
    for rows in copies:
        cells = place(rows).cells if rows else {}
        if not any(cell.known for cell in cells.values()):
            continue
        for address, other in cells.items():
            own = placed.cells[address]
            if _differ(own, other):
                placed.contest(address, own)
                differing.append(address)
    if not differing:
        return []
    n = len(differing)
    text = Text(
        f"The document prints its tables more than once, and {n} cells differ, for example "
        f"{differing[0]}; neither number is taken.",
        f"文件重复印出表格，其中 {n} 个单元格数值不同，例如 {differing[0]}；两处数值均不采用。",
    )
    return [Note("copies-differ", text)]


def _differ(own: Cell, other: Cell) -> bool:
    """Tell whether two copies of a cell print different things, one of them a number."""
    if not {own.state, other.state} <= _PRINTED or not (own.known or other.known):
        return False
    units = {own.unit, other.unit} - {None}
    return own.value != other.value or len(units) > 1


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of further copies of the report in the document.

    Attributes:
        places: Where each stands, by its normal form.
        copies: Of each copy the sentences without their numbers.
    """

    places: dict[str, list[Place]] = field(default_factory=dict)
    copies: list[tuple[set[str], set[str]]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, found: Outline) -> Sentences:
        """Collect them."""
        result = cls()
        for begin, end in copies_of(document, found):
            whole: set[str] = set()
            for item in document.items[begin:end]:
                if isinstance(item, Line):
                    for sentence in filter(None, _SENTENCES.split(plain(item.text))):
                        result.places.setdefault(sentence, []).append(item.place)
                        whole.add(sentence)
            result.copies.append((whole, {_NUMBERS.sub("#", sentence) for sentence in whole}))
        return result

    def others(self, claim: Claim) -> tuple[Place, ...]:
        """Return where the sentence of a claim stands again."""
        return tuple(self.places.get(_bare(claim), ())) if self.places else ()

    def contest(self, claim: Claim) -> bool:
        """Tell whether a copy prints the sentence of a claim with other numbers."""
        own = _bare(claim)
        shape = _NUMBERS.sub("#", own) if self.copies else ""
        return any(own not in whole and shape in shapes for whole, shapes in self.copies)

    def agreed(self, found: Breakdown | Rate) -> bool:
        """Tell whether no copy contests the numbers that a list or a percentage rests on."""
        claims: Iterator[Claim | None] = iter(
            (found.whole, *found.parts)
            if isinstance(found, Breakdown)
            else (found.percent, found.now, found.base, found.delta)
        )
        return not self.copies or not any(c is not None and self.contest(c) for c in claims)


def _bare(claim: Claim) -> str:
    return _SENTENCES.sub("", plain(claim.sentence))


def notes_on_words(claims: Sequence[Claim], sentences: Sentences) -> list[Note]:
    """Say of which sentences the copies print other numbers."""
    odd = {claim.sentence: claim.place for claim in claims if sentences.contest(claim)}
    if not odd:
        return []
    first, place = next(iter(odd.items()))
    words, n = squeeze(first)[:60], len(odd)
    text = Text(
        f"The document prints {n} sentences again with other numbers, for example “{words}”; these "
        "numbers are compared with nothing.",
        f"文件重复印出的语句中有 {n} 句数字不同，例如“{words}”；这些数字不作比对。",
    )
    return [Note("copies-differ", text, place)]
