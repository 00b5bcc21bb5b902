"""The world of the access tests: made once for each file, and as new for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.factories import NAA
from tests.tilgang.motegang import Motegang, lag_motegang


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
