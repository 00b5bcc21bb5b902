"""Moving and cancelling by the pages: preview, then once (L17, D11, D12)."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from dybdemoter.models import Serie
from nettverk.models import Epost
from tests.dybdemoter.fabrikk import DAGER, eposter, lag_serie, lag_soknad, lag_utkast, radgiver
from tests.factories import lokal

pytestmark = pytest.mark.django_db

NY = {"dato": "2027-01-19", "fra": "10:00", "til": "12:30", "melding": "Rommet er opptatt.", "sett": "0"}
BEKREFTET = {"bekreftet": "ja"}


@pytest.fixture
def serie(client: Client, naa: datetime) -> Serie:
    """An open series with one application, and an adviser logged in."""
    serie = lag_serie()
    lag_soknad(serie)
    client.force_login(radgiver(serie))
    return serie


def sti(navn: str, serie: Serie) -> str:
    return reverse(navn, args=(serie.pk, serie.moter.get(nummer=1).pk))


def test_move_is_previewed_and_then_told_to_the_same_people(client: Client, serie: Serie) -> None:
    for_ = Epost.objects.count()

    svar = client.post(sti("styring_flytt", serie), NY)
    vist = sorted((en.adresse, en.emne) for en in svar.context["beskjeder"])
    assert len(vist) == 3  # the contact and two advisers
    assert all("Rommet er opptatt." in en.tekst for en in svar.context["beskjeder"])
    assert Epost.objects.count() == for_
    assert serie.moter.get(nummer=1).dag == DAGER[0]

    svar = client.post(sti("styring_flytt", serie), NY | BEKREFTET, follow=True)
    assert "Gjort. 3 har fått e-post." in svar.content.decode()
    assert sorted((en.til, en.emne) for en in eposter("dybde_flyttet")) == vist
    mote = serie.moter.get(nummer=1)
    assert (mote.start, mote.slutt) == (
        lokal(date(2027, 1, 19), time(10)),
        lokal(date(2027, 1, 19), time(12, 30)),
    )

    svar = client.post(sti("styring_flytt", serie), NY | BEKREFTET)
    assert svar.context["skjema"].non_field_errors() == [
        "Møtet er endret siden du åpnet siden. Se på det på nytt."
    ]
    assert len(eposter("dybde_flyttet")) == 3


@pytest.mark.parametrize(
    ("endret", "feilen"),
    [
        ({"dato": "2026-11-20"}, "Datoen er passert."),
        ({"til": "12:31"}, "Møtet varer lenger enn 150 minutter."),
        ({"til": "09:30"}, "Møtet må slutte etter at det begynner."),
        ({"dato": DAGER[1].isoformat()}, "Et annet møte i rekken er samme dag."),
        ({"dato": "2028-01-18"}, "Datoen er utenfor sesongen 2027."),
        ({"dato": DAGER[0].isoformat(), "fra": "09:00", "til": "11:30"}, "Møtet er allerede på denne tiden."),
    ],
)
def test_impossible_move_is_refused_beside_the_date(
    client: Client, serie: Serie, endret: dict[str, str], feilen: str
) -> None:
    svar = client.post(sti("styring_flytt", serie), NY | endret)

    assert svar.status_code == 422
    assert feilen in svar.context["skjema"].errors["dato"]
    assert svar.context["skjema"]["melding"].value() == "Rommet er opptatt."


def test_cancelled_meeting_is_told_once(client: Client, serie: Serie) -> None:
    side = sti("styring_avlys_mote", serie)
    assert len(client.post(side, {"melding": ""}).context["beskjeder"]) == 3
    assert not serie.moter.get(nummer=1).er_avlyst

    client.post(side, {"melding": ""} | BEKREFTET)
    assert serie.moter.get(nummer=1).er_avlyst
    svar = client.post(side, {"melding": ""} | BEKREFTET, follow=True)
    assert "Møtet er allerede avlyst." in svar.content.decode()
    assert len(eposter("dybde_avlyst")) == 3


def test_series_is_called_off_with_a_reason(client: Client, serie: Serie) -> None:
    side = reverse("styring_avlys_serie", args=(serie.pk,))
    assert client.post(side, {"melding": ""}).status_code == 422
    assert len(client.post(side, {"melding": "For få"}).context["beskjeder"]) == 3
    serie.refresh_from_db()
    assert not serie.er_avlyst

    client.post(side, {"melding": "For få"} | BEKREFTET)
    serie.refresh_from_db()
    assert serie.er_avlyst
    side_etter = client.get(reverse("seriestyring", args=(serie.pk,))).content.decode()
    assert "Møterekken er avlyst. Det er ingenting å gjøre." in side_etter


def test_draft_is_changed_as_a_draft(client: Client, naa: datetime) -> None:
    serie = lag_utkast()
    client.force_login(radgiver(serie))

    svar = client.get(sti("styring_flytt", serie), follow=True)
    assert "Endre datoene i utkastet." in svar.content.decode()
    assert client.get(reverse("styring_avlys_serie", args=(serie.pk,))).status_code == 302
