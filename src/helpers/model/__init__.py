"""The vocabulary of the project: places, documents and reports, as frozen dataclasses."""

from helpers.model.document import Document, Grid, GridCell, Line, Link, Picture
from helpers.model.place import Place, Source
from helpers.model.prose import Breakdown, Claim, Rate, Section, Statement
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
from helpers.model.trust import Confidence, Inference, ReadingRepair

__all__ = [
    "NOWHERE",
    "AgencyKind",
    "Breakdown",
    "Candidate",
    "Cell",
    "Claim",
    "Confidence",
    "DatedPhrase",
    "Document",
    "Grid",
    "GridCell",
    "Head",
    "Inference",
    "LabelUse",
    "Line",
    "Link",
    "Note",
    "Picture",
    "Place",
    "PlacedBy",
    "Rate",
    "ReadingRepair",
    "Region",
    "Report",
    "Section",
    "Source",
    "Statement",
    "TableReading",
    "Unplaced",
]
