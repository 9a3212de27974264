"""The vocabulary of the project: places, documents and reports, as frozen dataclasses."""

from helpers.model.document import Document, Grid, GridCell, Line
from helpers.model.place import Place, Source
from helpers.model.prose import Breakdown, Claim, Section, Statement
from helpers.model.region import NOWHERE, Candidate, PlacedBy, Region
from helpers.model.report import (
    AgencyKind,
    Cell,
    DatedPhrase,
    Head,
    LabelUse,
    Note,
    Report,
    TableReading,
    Unplaced,
)

__all__ = [
    "NOWHERE",
    "AgencyKind",
    "Breakdown",
    "Candidate",
    "Cell",
    "Claim",
    "DatedPhrase",
    "Document",
    "Grid",
    "GridCell",
    "Head",
    "LabelUse",
    "Line",
    "Note",
    "Place",
    "PlacedBy",
    "Region",
    "Report",
    "Section",
    "Source",
    "Statement",
    "TableReading",
    "Unplaced",
]
