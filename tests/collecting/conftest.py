"""The hostile server, started and ended for each test."""

from collections.abc import Iterator

import pytest

from hostile_site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()
