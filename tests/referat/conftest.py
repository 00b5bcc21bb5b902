"""Meetings that have been, with what people answered beforehand."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from nettverk.models import Epost
from tests.factories import lag_innkalling_sendt, lag_svar
from tests.verden import Verden

ETTER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def holdt(verden: Verden) -> Verden:
    """The meeting has been: one came, one was absent, one never answered."""
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)
    lag_svar(verden.mote, verden.gruppeansvarlig, del1=False, del2=False)
    verden.mote.referent = verden.medlem
    verden.mote.save()
    Epost.objects.all().delete()
    return verden


@pytest.fixture
def etter(holdt: Verden) -> Iterator[Verden]:
    """The day after the meeting."""
    with time_machine.travel(ETTER, tick=False):
        yield holdt
