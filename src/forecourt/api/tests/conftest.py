"""Every test begins with rates that nobody has used."""

import pytest

from forecourt.api.rates import METER


@pytest.fixture(autouse=True)
def _fresh_meter():
    METER.forget()
