"""Divisions of China by GB/T 2260, and the place of an organ among them."""

from helpers.regions.chain import Chain, chain_of
from helpers.regions.divisions import Division, same_place
from helpers.regions.placing import place_organ

__all__ = ["Chain", "Division", "chain_of", "place_organ", "same_place"]
