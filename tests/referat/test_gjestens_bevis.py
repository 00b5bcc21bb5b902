"""A guest's own certificate, by her personal link (X14)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from moter.models import Gjest
from moter.models.gjest import SLETTES_ETTER
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.models import Dokument
from tests.factories import lag_gjestenokkel, lag_innkalling_sendt, lag_referat, lag_referat_levert
from tests.moter.oppmotehjelp import gjest
from tests.nettverk.test_dokument_sveip import Rask
from tests.referat.test_bevis import ETTER
from tests.verden import Verden


@pytest.fixture
def kom(verden: Verden) -> Iterator[Gjest]:
    """A guest who is registered; the meeting is over."""
    lag_innkalling_sendt(verden.mote)
    ny = gjest(verden.mote)
    with time_machine.travel(ETTER, tick=False):
        yield ny


def nokkel(kom: Gjest) -> str:
    return lag_gjestenokkel(kom, utloper=kom.slettes)


def sti(navn: str, nokkel: str) -> str:
    return reverse(navn, args=(nokkel,))


def min_side(client: Client, nokkel: str) -> str:
    return client.get(sti("gjest_min", nokkel)).content.decode()


def test_gjesten_henter_sitt_eget_som_side_og_pdf(kom: Gjest, client: Client) -> None:
    gjest(kom.mote, "Annen Gjest")
    lag_referat_levert(kom.mote, naa=ETTER)
    min = nokkel(kom)
    assert sti("gjest_bevis", min) in min_side(client, min)

    side = client.get(sti("gjest_bevis", min)).content.decode()
    assert ("Gro Gjest" in side, "Annen Gjest" in side) == (True, False)
    assert "Del 1: Erfaringsutveksling" not in side
    assert client.get(sti("gjest_bevis_pdf", min))["Location"] == sti("gjest_bevis", min)
    client.post(sti("gjest_bevis", min))
    lag_ventende(ETTER, Rask())
    assert sti("gjest_bevis_pdf", min) in client.get(sti("gjest_bevis", min)).content.decode()
    assert client.get(sti("gjest_bevis_pdf", min)).content == b"%PDF"


def test_beviset_er_pa_gjestens_malform(kom: Gjest, client: Client) -> None:
    lag_referat_levert(kom.mote, naa=ETTER)
    kom.malform = "nn"
    kom.save()
    client.post(sti("gjest_bevis", nokkel(kom)))
    assert Dokument.objects.get(slag="deltakerbevis").malform == "nn"


def test_for_referatet_er_sendt_sier_siden_nar(kom: Gjest, client: Client) -> None:
    lag_referat(kom.mote, naa=ETTER)
    min = nokkel(kom)
    assert "når referatet er sendt" in min_side(client, min)
    assert client.get(sti("gjest_bevis", min))["Location"] == sti("gjest_min", min)


def test_den_som_ikke_kom_far_ikke_noe_bevis(kom: Gjest, client: Client) -> None:
    referat = lag_referat_levert(kom.mote, naa=ETTER)
    referat.gjester.update(deltok=False)
    min = nokkel(kom)
    assert "Deltakerbevis" not in min_side(client, min)
    client.post(sti("gjest_bevis", min))
    assert not Dokument.objects.filter(slag="deltakerbevis").exists()


def test_for_motet_er_det_ikke_nevnt(kom: Gjest, client: Client) -> None:
    with time_machine.travel(kom.mote.slutt - timedelta(minutes=1), tick=False):
        assert "Deltakerbevis" not in min_side(client, nokkel(kom))


def test_lenken_virker_til_gjesten_slettes(kom: Gjest, client: Client) -> None:
    lag_referat_levert(kom.mote, naa=ETTER)
    min, slutt = nokkel(kom), kom.mote.slutt + SLETTES_ETTER
    assert "Denne siden virker til torsdag 10. juni 2027." in min_side(client, min)
    fikk = []
    for naa in (slutt - timedelta(seconds=1), slutt):
        with time_machine.travel(naa, tick=False):
            fikk.append(client.get(sti("gjest_bevis", min)).status_code)
    assert fikk == [200, 404]


def test_etter_motet_kan_ingenting_endres_med_lenken(kom: Gjest, client: Client) -> None:
    min = nokkel(kom)
    svar = {"navn": "Annet Navn", "arbeidssted": "Annet", "yrke": "", "lunsj": "nei", "mat": ""}
    assert client.post(sti("gjest_min", min), svar).status_code == 422
    client.post(sti("gjest_avmeld", min))
    assert client.get(sti("gjest_kolleger", min))["Location"] == sti("gjest_min", min)
    kom.refresh_from_db()
    assert (kom.navn, kom.status) == ("Gro Gjest", "pameldt")
