"""Fixtures of the deadline tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nettverk.models import Gruppe
from tests.nettverk.byggere import Provehandler, fristslag, ny_gruppe

INNKALLING = {"gruppeansvarlig": (0,), "koordinator": (1,)}


@pytest.fixture
def handler() -> Iterator[Provehandler]:
    """A kind «prove» with the steps of an innkalling, and nobody in any role."""
    handler = Provehandler()
    with fristslag(handler, paminn=(-14, -7, -2), eskaler=INNKALLING):
        yield handler


@pytest.fixture
def gruppe(db: None) -> Gruppe:
    return ny_gruppe()
