"""Re-executing audits from the raw file and comparing everything with what was handed over.

A notebook from elsewhere is data. Its code is never run: our own template is, with its parameters,
and what comes out is compared.
"""

from helpers.verifying.outcome import Difference, Verified
from helpers.verifying.rehearsal import rehearse
from helpers.verifying.shown import verified
from helpers.verifying.verify import verify

__all__ = ["Difference", "Verified", "rehearse", "verified", "verify"]
