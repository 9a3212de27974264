"""Names for arrays of pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Height × width: 0 is black and 255 white, or, for ink, 0 is paper and 255 the darkest print."""
Mask = NDArray[np.bool_]
"""Height × width."""
