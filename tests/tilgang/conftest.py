"""The world of the access tests: made once for each file, and as new for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import Klient
from tests.factories import NAA
from tests.tilgang.motegang import Motegang, lag_motegang
from tests.verden import Verden


@pytest.fixture(scope="module")
def _gang(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Motegang]:
    """Made in a transaction that is rolled back after the file's last test."""
    with django_db_blocker.unblock(), time_machine.travel(NAA, tick=False), transaction.atomic():
        yield lag_motegang()
        transaction.set_rollback(True)


@pytest.fixture
def gang(_gang: Motegang, db: None) -> Motegang:
    """The world; what a test changes in it is undone."""
    return _gang


@pytest.fixture
def koordinator(verden: Verden, client_for: Klient) -> Client:
    """The browser of the first network's coordinator."""
    return client_for(verden.koordinator)
