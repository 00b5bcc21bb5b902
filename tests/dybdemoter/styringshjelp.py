"""An adviser's browser, and the addresses of her pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dybdemoter.models import Serie
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import radgiver

ETTER_FORSTE = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)  # the first meeting is over


def side(navn: str, serie: Serie, *pk: int) -> str:
    return reverse(f"styring_{navn}", args=(serie.pk, *pk))


def som_radgiver(client_for: Klient, serie: Serie) -> Client:
    return client_for(radgiver(serie))


def sporringer(klient: Client, url: str) -> int:
    """How many queries a page takes, when all caches are warm."""
    klient.get(url)
    with CaptureQueriesContext(connection) as fanget:
        assert klient.get(url).status_code == 200
    return len(fanget)


def til(svar: Any) -> str:
    """Where the answer sends the browser."""
    assert svar.status_code == 302
    return str(svar.url)


def feil(siden: Any, skjema: str = "skjema") -> dict[str, list[str]]:
    """What the page says is wrong, field → words."""
    assert siden.status_code == 422
    return {felt: list(hva) for felt, hva in siden.context[skjema].errors.items()}
