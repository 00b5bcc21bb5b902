"""A year of the demo network, day by day: the proof of the deadline engine (requirements, part F).

The year is rehearsed once with nobody acting, and compared, line for line, with an answer key written
from the table of deadlines. It begins before one change of the clock and passes the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from nettverk.frister.motor import kjor
from nettverk.models import Frist
from oversikt.simulering.gang import Mail, dagene, simuler
from oversikt.simulering.kopi import arbeidskopi
from tests.oversikt.fasit import TABELL, fasit
from tests.oversikt.fasit_data import Portaldata, les_portalen
from tests.oversikt.fasit_kalender import OSLO
from tests.oversikt.filbase import i_fil, skriv_til
from tests.oversikt.simuleringshjelp import avvik, i_kopi

# The year is lived in an SQLite file of its own, whatever database the portal has.
pytestmark = [pytest.mark.treg, pytest.mark.django_db, pytest.mark.uten_base]

NAA = "2026-10-20T10:00"
FORSTE, SISTE = date(2026, 10, 21), date(2027, 10, 20)


@dataclass(frozen=True)
class Provear:
    """What the engine made of the year, and what it had to go by."""

    data: Portaldata
    mailer: list[Mail]
    kjort: list[datetime]


@pytest.fixture(scope="module")
def demofil(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The demo data in a file."""
    fil = tmp_path_factory.mktemp("demo") / "portal.sqlite3"
    with django_db_blocker.unblock(), arbeidskopi():
        call_command("demo", naa=NAA, stderr=StringIO(), stdout=StringIO())
        skriv_til(fil)
    return fil


@pytest.fixture(scope="module")
def aret(demofil: Path, django_db_blocker: DjangoDbBlocker) -> Provear:
    """The year, with nobody acting."""
    kjort: list[datetime] = []

    def fei(naa: datetime) -> None:
        kjort.append(naa)
        kjor(naa)

    with django_db_blocker.unblock(), i_fil(demofil):
        data = les_portalen()
        mailer = i_kopi(dagene(FORSTE, SISTE), fei=fei)
    return Provear(data, mailer, kjort)


def test_aret_er_linje_for_linje_som_tabellen_sier(aret: Provear) -> None:
    ventet = fasit(aret.data, dagene(FORSTE, SISTE))
    assert avvik(aret.mailer, ventet) == {}
    # It would prove little if the year did not have all of it.
    assert {linje[2] for linje in ventet.linjer} == set(TABELL)
    assert sum(ventet.linjer.values()) > 1000


def test_hver_dag_kjores_klokken_atte_ogsa_nar_klokken_stilles(aret: Provear) -> None:
    lokal = [naa.astimezone(OSLO) for naa in aret.kjort]
    assert [moment.date() for moment in lokal] == dagene(FORSTE, SISTE)
    assert {moment.time() for moment in lokal} == {time(8)}
    skifter = [
        etter.date()
        for for_, etter in pairwise(lokal)
        if etter.astimezone(UTC) - for_.astimezone(UTC) != timedelta(days=1)
    ]
    assert skifter == [date(2026, 10, 25), date(2027, 3, 28)]


def med_hull(dager: list[date]) -> list[date]:
    """All but two in every ten."""
    return [dag for nummer, dag in enumerate(dager) if nummer % 10 not in (3, 4)]


def test_to_dager_uten_sveip_i_hver_tiende_gir_ingen_bunke_og_mister_ingenting(
    aret: Provear, demofil: Path
) -> None:
    dager = med_hull(dagene(FORSTE, date(2027, 3, 31)))
    with i_fil(demofil):
        mailer = i_kopi(dager)
    assert avvik(mailer, fasit(aret.data, dager)) == {}
    assert list(_bunker(mailer, aret.data)) == []
    assert list(_mistet(aret.mailer, mailer, dager)) == []


def _bunker(mailer: list[Mail], data: Portaldata) -> Iterator[tuple[object, ...]]:
    """Where somebody is told of two steps of one deadline, or gets two mails, on one day."""
    delte = Counter(adresse.lower() for adresse in data.adresser.values())
    linjer: Counter[tuple[object, ...]] = Counter()
    poster: Counter[tuple[date, str]] = Counter()
    for mail in mailer:
        poster[mail.dato, mail.til.lower()] += 1
        for linje in mail.linjer:
            linjer[mail.dato, mail.til.lower(), linje.slag, linje.gjelder] += 1
    for hva, antall in (*linjer.items(), *poster.items()):
        if antall > max(delte[str(hva[1])], 1):
            yield hva


def _mistet(alle: list[Mail], kom: list[Mail], dager: list[date]) -> Iterator[tuple[object, ...]]:
    """Who would have been told of a deadline in a role on the days off, and was told nothing on the first
    day back: not of that step, nor of a later one."""
    fikk = {(mail.dato, mail.til, linje.slag, linje.gjelder) for mail in kom for linje in mail.linjer}
    for mail in alle:
        tilbake = next((dag for dag in dager if dag >= mail.dato), None)
        for linje in mail.linjer if tilbake else ():
            if (tilbake, mail.til, linje.slag, linje.gjelder) not in fikk:
                yield tilbake, mail.til, linje


def test_naar_alle_er_flittige_kommer_bare_listene(aret: Provear, demofil: Path) -> None:
    with i_fil(demofil), arbeidskopi():
        for_ = gjorte()
        dager = dagene(FORSTE, date(2027, 1, 15))
        mailer = [mail for dagens in simuler(dager, flittig=True) for mail in dagens]
        gjort = gjorte() - for_
    kom = {(linje.slag, linje.trinn, linje.rolle) for mail in mailer for linje in mail.linjer}
    assert kom == {("pamelding", 1, "arrangor"), ("pamelding", 1, "gruppeansvarlig")}
    # The year's last meetings are in the autumn; there is a smaller year for those in test_simulering.py.
    assert set(gjort) == set(TABELL) - {"neste_aar"} | {"stemme", "problemstilling"}


def gjorte() -> Counter[str]:
    """How many deadlines of each kind are done."""
    return Counter(Frist.objects.filter(gjort__isnull=False).values_list("slag", flat=True))
