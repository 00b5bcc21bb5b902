"""The meetings of a series in a contact's own calendar (X6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dybdemoter.endring import avlys
from dybdemoter.models import Serie
from dybdemoter.plasser import trekk
from nettverk.models import Person
from tests.dybdemoter.fabrikk import SVARES, lag_fordelt, lag_serie
from tests.factories import lag_person
from tests.moter.test_kalenderstrom import abonner, hent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]


@pytest.fixture
def serie() -> Serie:
    """Four have a place, the fifth is on the waiting list."""
    return lag_fordelt()


def kontakten(serie: Serie, nummer: int) -> Person:
    """The contact of an application, as one who logs in."""
    epost = serie.soknader.get(nummer=nummer).kontakter.get().epost
    return Person.objects.filter(epost=epost).first() or lag_person(f"Kontakt {nummer}", epost=epost)


def uider(serie: Serie) -> set[str]:
    return {f"seriemote-{mote.pk}" for mote in serie.moter.all()}


def test_kontakten_har_motene_i_rekken_de_har_plass_i(serie: Serie, client: Client) -> None:
    lag_fordelt(lag_serie(serie.nettverk, region="nord"))
    poster = hent(client, kontakten(serie, 1))

    assert set(poster) == uider(serie)
    juni = poster[f"seriemote-{serie.moter.get(nummer=6).pk}"]
    assert f"{juni.start:%Y-%m-%d %H:%M %Z}" == "2027-06-08 09:00 CEST"
    assert (str(juni["summary"]), str(juni["location"])) == (
        "Dybdemøte 6, Region Vest",
        "https://teams.example/mote/6",
    )


def test_den_som_ikke_har_plass_har_ingen(serie: Serie, client: Client) -> None:
    forste = serie.soknader.get(nummer=1)
    hadde, venter, annen = kontakten(serie, 1), kontakten(serie, 5), lag_person("Frida Fremmed")
    trekk(forste, grunn="x", av=None, naa=SVARES)

    assert [hent(client, en) for en in (hadde, venter, annen)] == [{}, {}, {}]


def test_et_avlyst_mote_er_avlyst_ogsa_der_og_uten_lenke(serie: Serie, client: Client) -> None:
    mote = serie.moter.get(nummer=2)
    avlys(mote, melding="Sykdom", naa=SVARES)
    post = hent(client, kontakten(serie, 1))[f"seriemote-{mote.pk}"]

    assert (str(post["status"]), post["sequence"]) == ("CANCELLED", 1)
    assert "teams.example" not in post.to_ical().decode()


def test_et_ar_etter_er_motene_borte(serie: Serie, client: Client) -> None:
    person, siste = kontakten(serie, 1), serie.moter.get(nummer=6)
    fikk = []
    for sekunder in (0, 1):
        with time_machine.travel(siste.slutt + timedelta(days=365, seconds=sekunder), tick=False):
            fikk.append(set(hent(client, person)))

    assert fikk == [{f"seriemote-{siste.pk}"}, set()]


def test_kalenderen_spor_like_mye_med_ett_mote_og_seks(serie: Serie, client: Client) -> None:
    person, antall = kontakten(serie, 1), []
    sti = abonner(person)
    for ferre in (0, 5):
        for mote in list(serie.moter.order_by("-nummer"))[:ferre]:
            mote.delete()
        client.get(sti)
        with CaptureQueriesContext(connection) as fanget:
            client.get(sti)
        antall.append(len(fanget))

    assert antall[0] == antall[1]
