"""How much a PDF may hold, so that none takes more than some seconds."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.readers.pdf.refusals import too_large

MAX_OBJECTS = 90_000
"""Files with more drawn objects are refused: a page of a report has some hundreds."""
MAX_POINTS = 600_000
MAX_CHARACTERS = 500_000
MAX_COMPARED = 40_000_000
"""Files are refused in which more pairs of a character and a filled area drawn after it must be
compared, to tell what is hidden: four million take a second."""


@dataclass(slots=True)
class Budget:
    """What the pages read so far hold."""

    path: str
    characters: int = 0
    objects: int = 0
    points: int = 0
    compared: int = 0

    def add(
        self, *, characters: int = 0, objects: int = 0, points: int = 0, compared: int = 0
    ) -> None:
        """Count, and refuse what is more than any report holds."""
        self.characters += characters
        self.objects += objects
        self.points += points
        self.compared += compared
        for many, most, en, zh in (
            (self.characters, MAX_CHARACTERS, "characters", "个字符"),
            (self.objects, MAX_OBJECTS, "drawn objects", "个图形对象"),
            (self.points, MAX_POINTS, "points of drawings", "个图形节点"),
            (
                self.compared,
                MAX_COMPARED,
                "characters under filled areas",
                "处字符与填充区域重叠待查",
            ),
        ):
            if many > most:
                raise too_large(self.path, f"more than {most} {en}", f"超过 {most} {zh}", most)
