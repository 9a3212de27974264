"""Divisions of China by GB/T 2260, and the place of an organ among them."""

from helpers.regions.chain import Chain, chain_of
from helpers.regions.divisions import Division, divided, division, same_place
from helpers.regions.outlines import Ring, outline, outlined, outlines_there, sea_lines
from helpers.regions.placing import place_organ

__all__ = [
    "Chain",
    "Division",
    "Ring",
    "chain_of",
    "divided",
    "division",
    "outline",
    "outlined",
    "outlines_there",
    "place_organ",
    "same_place",
    "sea_lines",
]
