"""The advisers' list of applications, one of them in full, refusing and withdrawing (D3 to D8)."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from dybdemoter.deltakere import Deltakerdata, legg_til
from dybdemoter.models import Serie, Soknad
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import eposter, lag_fordelt, lag_radgiver, lag_serie, lag_soknad, med_tilstand
from tests.dybdemoter.skjemahjelp import innhold
from tests.dybdemoter.styringshjelp import feil, side, som_radgiver, sporringer, til
from tests.factories import lag_nettverk, lag_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]


@pytest.fixture
def serie() -> Serie:
    return lag_serie()


@pytest.fixture
def klient(client_for: Klient, serie: Serie) -> Client:
    return som_radgiver(client_for, serie)


def test_uten_pameldinger_sier_siden_hva_som_kommer(klient: Client, serie: Serie) -> None:
    assert "Ingen har meldt seg på ennå." in innhold(klient.get(side("soknader", serie)))


def test_listen_viser_dem_i_rekkefolge_med_det_radgiveren_trenger(klient: Client, serie: Serie) -> None:
    forste = lag_soknad(serie, "dogn dag", institusjon="Fjellbris", navn="Gro Kontakt")
    lag_soknad(serie, institusjon="Solgløtt")
    Soknad.objects.filter(pk=forste.pk).update(teams_problem=True)
    legg_til(forste, [Deltakerdata("Ola"), Deltakerdata("Kari")])
    siden = innhold(klient.get(side("soknader", serie)))
    rad = "1 Fjellbris døgn, dag Mandag 23. november kl. 09.00.00 · Gro Kontakt · 2 deltakere Teams fungerer"
    assert rad in siden
    assert siden.index("Fjellbris") < siden.index("2 Solgløtt")


def test_listen_spor_like_mye_for_en_som_for_tre(klient: Client, serie: Serie) -> None:
    antall = []
    for _nr in range(3):
        legg_til(lag_soknad(serie), [Deltakerdata("Ola")])
        antall.append(sporringer(klient, side("soknader", serie)))
    assert antall == [antall[0]] * 3


def test_en_pamelding_viser_hvert_steg_med_hvem_og_hvorfor(klient: Client, serie: Serie) -> None:
    soknad = lag_soknad(serie, navn="Gro Kontakt")
    klient.post(side("avvis", serie, soknad.pk), {"grunn": "Dere hører til Region Nord."})
    siden = innhold(klient.get(side("soknad", serie, soknad.pk)))
    assert "Mottatt Mandag 23. november 2026 kl. 09.00 , Gro Kontakt" in siden
    assert "Har ikke fått plass Mandag 23. november 2026 kl. 09.00 , Ragna Rådgiver (rådgiver)" in siden
    assert "Dere hører til Region Nord." in siden


def test_den_som_avvises_far_grunnen_med_en_gang(klient: Client, serie: Serie) -> None:
    soknad = lag_soknad(serie)
    svar = klient.post(side("avvis", serie, soknad.pk), {"grunn": "Dere hører til Region Nord."})
    assert (til(svar), med_tilstand(serie)) == (side("soknad", serie, soknad.pk), {1: "avvist"})
    assert ["Dere hører til Region Nord." in epost.tekst for epost in eposter("dybde_nei")] == [True]


@pytest.mark.parametrize(
    ("navn", "hva"),
    [
        ("avvis", "Skriv hvorfor. Institusjonen får lese det."),
        ("trekk", "Skriv hvorfor de trekkes."),
    ],
)
def test_uten_grunn_star_feilen_ved_feltet(klient: Client, serie: Serie, navn: str, hva: str) -> None:
    soknad = lag_soknad(serie)
    siden = klient.post(side(navn, serie, soknad.pk), {"grunn": "  "})
    assert (feil(siden), med_tilstand(serie)) == ({"grunn": [hva]}, {1: "mottatt"})


def test_fodselsnummer_i_grunnen_avvises_og_teksten_star(klient: Client, serie: Serie) -> None:
    soknad = lag_soknad(serie)
    siden = klient.post(side("trekk", serie, soknad.pk), {"grunn": "Pasienten 01819010001 ble syk"})
    assert (list(feil(siden)), "01819010001" in innhold(siden)) == (["grunn"], True)


def test_den_som_er_svart_kan_ikke_avvises(client_for: Klient) -> None:
    fordelt = lag_fordelt(antall=1, serie=lag_serie(plasser=1))
    soknad = fordelt.soknader.get()
    with time_machine.travel("2026-12-18T09:00+01:00", tick=False):
        svar = som_radgiver(client_for, fordelt).post(side("avvis", fordelt, soknad.pk), {"grunn": "Nei"})
    assert (til(svar), med_tilstand(fordelt)) == (side("soknad", fordelt, soknad.pk), {1: "plass"})


def test_radgiveren_trekker_en_med_plass_og_grunnen_star(client_for: Klient) -> None:
    fordelt = lag_fordelt()
    soknad = fordelt.soknader.get(nummer=2)
    with time_machine.travel("2026-12-21T09:00+01:00", tick=False):
        som_radgiver(client_for, fordelt).post(side("trekk", fordelt, soknad.pk), {"grunn": "De ringte."})
    steg = soknad.steg.last()
    assert steg is not None
    assert (steg.til, steg.grunn, steg.av_navn) == ("trukket", "De ringte.", "Ragna Rådgiver")


def test_andres_moterekke_er_ikke_der(client_for: Klient, serie: Serie) -> None:
    soknad = lag_soknad(serie)
    annen = client_for(lag_radgiver(lag_nettverk("Et annet nettverk")))
    uten_rolle, utlogget = client_for(lag_person("Nina Nabo")), client_for(None)
    for url in (side("soknader", serie), side("soknad", serie, soknad.pk), side("fordeling", serie)):
        assert [k.get(url).status_code for k in (annen, uten_rolle, utlogget)] == [404, 404, 302]


def test_en_pamelding_i_en_annen_rekke_er_ikke_der(klient: Client, serie: Serie) -> None:
    annen = lag_soknad(lag_serie(serie.nettverk, region="nord"))
    assert klient.get(side("soknad", serie, annen.pk)).status_code == 404
    assert klient.post(side("avvis", serie, annen.pk), {"grunn": "Nei"}).status_code == 404
