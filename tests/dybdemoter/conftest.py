"""Fixtures of the series' tests."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _adressene_til_sidene(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.dybdemoter.adresser"
