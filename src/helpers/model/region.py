"""Where in China an organ is, by the codes of GB/T 2260."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlacedBy = Literal[
    "title", "signature", "body", "metadata", "text", "ambiguous", "conflict", "none"
]
"""What placed a region: a form of the organ's name, or a parent named in the text; or why nothing
did: the name is that of several places, the forms contradict each other, no place is named."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: its code and full name, 江苏省徐州市鼓楼区."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """Where an organ is.

    Attributes:
        code: Six digits of GB/T 2260 as they were in the year of the report, or "" for unplaced.
        province: Its name, or "".
        city: The prefecture-level unit, or "" (municipalities and directly administered counties
            have none).
        county: The county-level unit, or "".
        township: Township or subdistrict, by the organ's name alone (it has no code here), or "".
        how: What decided it, or why nothing did.
        candidates: The places in question where nothing decided between them.
    """

    code: str = ""
    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""
    how: PlacedBy = "none"
    candidates: tuple[Candidate, ...] = ()

    @property
    def name(self) -> str:
        """The full name, from the province to the township; "" where nothing is known."""
        return self.province + self.city + self.county + self.township

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape: what is not known is null."""
        return {
            "code": self.code or None,
            "province": self.province or None,
            "city": self.city or None,
            "county": self.county or None,
            "township": self.township or None,
            "how": self.how,
            "candidates": [{"code": c.code, "name": c.name} for c in self.candidates],
        }


NOWHERE = Region()
