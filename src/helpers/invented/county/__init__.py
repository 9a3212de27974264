"""An invented county: forty organs, four years, series that go on from year to year.

    from helpers.invented.county import county
    made = county()[0]
    made.file, made.bytes(), made.labelled.must

Its name says that it is invented (虚构县), and every report ends with the same mark.
"""

from helpers.invented.county.organs import Organ, organs
from helpers.invented.county.reports import COUNTY, SEED, YEARS, Made, county

__all__ = ["COUNTY", "SEED", "YEARS", "Made", "Organ", "county", "organs"]
