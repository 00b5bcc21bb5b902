"""Fixtures of all tests: a fixed moment, a small world, and browsers without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import get_resolver
from pytest_django.plugin import DjangoDbBlocker

from nettverk.models import Person
from tests.factories import NAA
from tests.verden import Verden, lag_verden

Klient = Callable[[Person | None], Client]


@pytest.fixture(autouse=True, scope="session")
def _adressene() -> None:
    """Read all addresses in the embedded mode, before some test leaves it for a while."""
    assert get_resolver().url_patterns


@pytest.fixture(autouse=True)
def _tom_cache() -> Iterator[None]:
    """Rate limits count from zero in each test."""
    yield
    cache.clear()


@pytest.fixture
def naa() -> Iterator[datetime]:
    """Monday 23 November 2026 at 09:00 in Norway; the clock stands still there."""
    with time_machine.travel(NAA, tick=False):
        yield NAA


@pytest.fixture(scope="module")
def _verden(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Verden]:
    """Made once for the file, in a transaction that is rolled back after its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NAA, tick=False):
            verden = lag_verden()
        yield verden
        transaction.set_rollback(True)


@pytest.fixture
def verden(_verden: Verden, db: None, naa: datetime) -> Verden:
    """Two networks, three groups, everybody with a role, and four meetings; see `tests.verden`.

    As new for each test: what is done to the objects is done to copies, what is written is undone.
    """
    return deepcopy(_verden)


@pytest.fixture(scope="session")
def _tjener() -> ClientHandler:
    """One server for all browsers: starting it takes longer than most requests."""
    return ClientHandler(enforce_csrf_checks=False)


@pytest.fixture
def client_for(db: None, _tjener: ClientHandler) -> Klient:
    """Makes a browser for a person who is logged in, or for nobody."""

    def lag(person: Person | None) -> Client:
        client = Client()
        client.handler = _tjener
        if person is not None:
            client.force_login(person)
        return client

    return lag
