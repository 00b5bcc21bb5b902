"""Two sweeps that start at the same moment, every morning, on the same database: as if there were one.

On PostgreSQL they race in the tests' own database, on SQLite in a file as the portal has.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import pytest
import time_machine
from django.db import connection, connections, transaction

from nettverk.frister.motor import kjor
from nettverk.models import Epost, Varsel
from nettverk.opprydding import rydd
from oversikt.simulering.gang import dagene, simuler
from oversikt.simulering.kopi import arbeidskopi
from tests.oversikt.fasit import fasit
from tests.oversikt.fasit_data import les_portalen
from tests.oversikt.filbase import apne, i_fil, skriv_til
from tests.oversikt.krokveier import NAA, lag_krokveier
from tests.oversikt.simuleringshjelp import avvik

pytestmark = [pytest.mark.treg, pytest.mark.django_db(transaction=True)]
DAGER = dagene(date(2026, 11, 19), date(2027, 2, 20))
VENTER = 30  # seconds, for a sweep that never comes


@pytest.fixture
def felles(transactional_db: None, tmp_path: Path) -> Iterator[Path | None]:
    """A small network that two connections can write to; the file it is in, where it is in one."""
    with ExitStack() as rydding, time_machine.travel(NAA, tick=False):
        if connection.vendor != "sqlite":
            lag_krokveier()
            yield None
            return
        fil = tmp_path / "portal.sqlite3"
        with arbeidskopi():
            with transaction.atomic():
                lag_krokveier()
            skriv_til(fil)
        rydding.enter_context(i_fil(fil))
        yield fil


class Kapplop:
    """Both sweeps of a morning, in two threads with a connection each; neither begins before the other."""

    def __init__(self, fil: Path | None) -> None:
        self._start = Barrier(2, timeout=VENTER)
        self._fil = fil
        self._lag = ThreadPoolExecutor(2, initializer=self._koble_til)

    def __call__(self, naa: datetime) -> None:
        for lop in [self._lag.submit(self._sveip, naa) for _nummer in range(2)]:
            lop.result()

    def __enter__(self) -> Kapplop:
        return self

    def __exit__(self, *feil: object) -> None:
        for lop in [self._lag.submit(self._koble_fra) for _nummer in range(2)]:
            lop.result()
        self._lag.shutdown()

    def _koble_til(self) -> None:
        if self._fil is not None:
            connections["default"] = apne(self._fil)

    def _koble_fra(self) -> None:
        self._start.wait()
        connections["default"].close()

    def _sveip(self, naa: datetime) -> None:
        self._start.wait()
        rydd(naa)
        kjor(naa)


def test_to_sveip_om_kapp_sender_det_samme_som_ett(
    felles: Path | None, caplog: pytest.LogCaptureFixture
) -> None:
    ventet = fasit(les_portalen(), DAGER)
    with Kapplop(felles) as kapplop:
        mailer = [mail for dagens in simuler(DAGER, fei=kapplop) for mail in dagens]
    assert avvik(mailer, ventet) == {}
    assert Varsel.objects.count() == sum(len(mail.linjer) for mail in mailer)
    assert set(Epost.objects.filter(slag="varsel").values_list("status", flat=True)) == {"sendt"}
    assert [rad.getMessage() for rad in caplog.records if rad.levelname == "ERROR"] == []
