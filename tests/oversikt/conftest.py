"""The demo data, made once for a whole file of tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from nettverk.klokke import OSLO

DEMO_NAA = datetime(2026, 11, 23, 10, tzinfo=OSLO).astimezone(UTC)


@pytest.fixture(scope="module")
def demodata(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """The demo data as of the moment it gives. Each test's own changes are rolled back, and so is this."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", naa="2026-11-23T10:00", stderr=StringIO(), stdout=StringIO())
        with django_db_blocker.block():
            yield DEMO_NAA
        transaction.set_rollback(True)
